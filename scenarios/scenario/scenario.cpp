// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/scenario.hpp"

#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "scenarios/scenario/overrides.hpp"
#include "scenarios/scenario/section.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace cityproof::scenarios {
namespace {

constexpr std::size_t most_bytes = 16U << 20U;

using contracts::Command;
using contracts::CommandKind;
using io::YamlNode;

const std::set<std::string, std::less<>> not_of_the_base{"name",       "description", "city",
                                                         "from_state", "seed",        "policies"};

/// One text for equal content: keys sorted, order of lists kept.
std::string canonical(const YamlNode& node, bool root = false) {
    switch (node.kind) {
    case YamlNode::Kind::null:
        return "~";
    case YamlNode::Kind::scalar:
        return fmt::format("{}:{}", node.scalar.size(), node.scalar);
    case YamlNode::Kind::sequence: {
        std::string text = "[";
        for (const YamlNode& item : node.items) {
            text += canonical(item) + ",";
        }
        return text + "]";
    }
    case YamlNode::Kind::mapping: {
        std::map<std::string, std::string> entries;
        for (const auto& [key, value] : node.entries) {
            if (!root || !not_of_the_base.contains(key)) {
                entries.emplace(key, canonical(value));
            }
        }
        std::string text = "{";
        for (const auto& [key, value] : entries) {
            text += key + "=" + value + ",";
        }
        return text + "}";
    }
    }
    return {};
}

TrafficSection traffic_section(const Section& section) {
    TrafficSection traffic;
    traffic.begin = section.duration("begin");
    traffic.exchange = section.whole_seconds("exchange", traffic.exchange);
    traffic.departure_jitter = section.duration("departure_jitter").value_or(Duration{});
    traffic.teleport_after = section.duration("teleport_after");
    traffic.emissions = section.text("emissions") == "by_class";
    traffic.demand_scale = section.quantity("demand_scale", Dimension::ratio).value_or(1.0);
    return traffic;
}

EnergySection energy_section(const Section& section) {
    EnergySection energy;
    energy.tick = section.whole_seconds("tick", energy.tick);
    energy.source_strength_va = section.quantity("source_strength", Dimension::apparent_power);
    energy.supply_voltage_pu =
        section.quantity("supply_voltage", Dimension::per_unit).value_or(energy.supply_voltage_pu);
    return energy;
}

WaterSection water_section(const YamlNode& node, Problems& problems) {
    const Section section{node, problems};
    WaterSection water;
    water.start_at = section.duration("start_at").value_or(Duration{});
    water.step = section.whole_seconds("step", water.step);
    water.accuracy = section.number("accuracy");
    if (const YamlNode* pda = node.find("pressure_driven")) {
        const Section values{*pda, problems};
        water.pressure_driven = PressureDriven{*values.quantity("minimum", Dimension::pressure),
                                               *values.quantity("required", Dimension::pressure)};
    }
    return water;
}

RecordSection record_section(const YamlNode& node, Problems& problems) {
    const Section section{node, problems};
    RecordSection record;
    record.every = section.whole_seconds("every", record.every);
    record.vehicles_every = section.duration("vehicles_every").value_or(Duration{});
    if (record.vehicles_every.ns() % 1'000'000'000 != 0) {
        problems.error(node.find("vehicles_every")->where(), "is no whole number of seconds");
    }
    if (const YamlNode* channels = node.find("channels")) {
        for (const YamlNode& channel : channels->items) {
            record.channels.push_back(channel.scalar);
        }
    }
    return record;
}

struct ActionKinds {
    CommandKind begin;
    CommandKind end;
};

ActionKinds kinds_of(const std::string& action) {
    if (action == "outage") {
        return {CommandKind::outage, CommandKind::restore};
    }
    if (action == "supply_loss") {
        return {CommandKind::supply_loss, CommandKind::supply_restore};
    }
    if (action == "close_street") {
        return {CommandKind::close_street, CommandKind::open_street};
    }
    return {CommandKind::close_pipe, CommandKind::open_pipe};
}

void read_event(const YamlNode& node, Duration duration, std::vector<ScenarioEvent>& events,
                Problems& problems) {
    const Section section{node, problems};
    const ActionKinds kinds = kinds_of(section.text("action"));
    const std::string target = section.text("target");
    const auto slash = target.find('/');
    Command command{.at = SimTime::zero() + section.duration("at").value_or(Duration{}),
                    .kind = kinds.begin,
                    .table = target.substr(0, slash),
                    .target = target.substr(slash + 1),
                    .reason = section.text("id")};
    if (command.at > SimTime::zero() + duration) {
        problems.error(node.find("at")->where(), "lies after the end of the scenario",
                       fmt::format("a time up to {}", to_string(duration)));
    }
    const Location where = node.find("target")->where();
    events.push_back({command, where});
    if (const auto until = section.duration("until")) {
        if (SimTime::zero() + *until <= command.at) {
            problems.error(node.find("until")->where(), "is not after \"at\"", "a later time");
        }
        command.at = SimTime::zero() + *until;
        command.kind = kinds.end;
        events.push_back({command, where});
    }
}

void read_sections(const YamlNode& document, Scenario& scenario, Problems& problems) {
    if (const YamlNode* node = document.find("traffic")) {
        scenario.traffic = traffic_section({*node, problems});
    }
    if (const YamlNode* node = document.find("energy")) {
        scenario.energy = energy_section({*node, problems});
    }
    if (const YamlNode* node = document.find("water")) {
        scenario.water = water_section(*node, problems);
    }
    if (const YamlNode* node = document.find("sensors")) {
        const Section section{*node, problems};
        SensorSection sensors;
        sensors.latency = section.duration("latency").value_or(sensors.latency);
        if (sensors.latency < Duration::seconds(1)) {
            problems.error(node->find("latency")->where(), "is shorter than 1 s", "1 s or more");
        }
        scenario.sensors = sensors;
    }
    if (const YamlNode* node = document.find("services")) {
        const Section section{*node, problems};
        ServiceSection services;
        services.meter_interval = section.whole_seconds("meter_interval", services.meter_interval);
        scenario.services = services;
    }
    if (const YamlNode* node = document.find("record")) {
        scenario.record = record_section(*node, problems);
    }
    if (const YamlNode* node = document.find("events")) {
        for (const YamlNode& event : node->items) {
            read_event(event, scenario.duration, scenario.events, problems);
        }
        std::ranges::stable_sort(scenario.events, {},
                                 [](const ScenarioEvent& e) { return e.command.at; });
    }
}

} // namespace

Scenario load_scenario(const std::filesystem::path& path, const LoadOptions& options) {
    const std::string text = options.text ? *options.text : io::read_text_file(path, most_bytes);
    YamlNode document = io::parse_yaml(text, path.string());
    apply_overrides(document, options.overrides);
    Problems problems;
    const auto schema =
        nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "scenario.json"));
    io::validate(document, schema, problems);
    problems.throw_if_errors();

    Scenario scenario;
    const Section root{document, problems};
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    scenario.file = path;
    scenario.name = root.text("name");
    scenario.city_folder = folder / root.text("city");
    scenario.city_where = document.find("city")->where();
    scenario.start_local = root.text("start");
    scenario.time_zone = root.text("time_zone");
    if (const std::string state = root.text("from_state"); !state.empty()) {
        scenario.from_state = folder / state;
    }
    scenario.duration = root.whole_seconds("duration", Duration::seconds(1));
    scenario.seed = static_cast<std::uint32_t>(root.number("seed").value_or(1));
    scenario.partitions = static_cast<int>(root.number("partitions").value_or(8));
    scenario.rebase_every = root.whole_seconds("rebase_every", scenario.rebase_every);
    read_sections(document, scenario, problems);
    std::vector<std::string> references;
    if (const YamlNode* node = document.find("policies")) {
        for (const YamlNode& policy : node->items) {
            references.push_back(policy.scalar);
        }
    }
    references.insert(references.end(), options.policies.begin(), options.policies.end());
    problems.throw_if_errors();
    for (const std::string& reference : references) {
        scenario.policies.push_back(load_policy(find_policy(reference, folder)));
    }
    scenario.text = text;
    scenario.overrides = options.overrides;
    scenario.base_text = canonical(document, true);
    return scenario;
}

} // namespace cityproof::scenarios
