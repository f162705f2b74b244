// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_layout.hpp"

#include "core/base/stable_hash.hpp"
#include "models/contracts/ports.hpp"
#include "models/energy/power_grid.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "models/water/water_network.hpp"
#include "scenarios/run/frame_recorder.hpp"
#include "scenarios/run/saved_state.hpp"
#include "scenarios/run/version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gnu/libc-version.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>
#include <optional>

namespace cityproof::scenarios {
namespace {

/// Exact hashes are compared within one machine: these two say whether it is the same kind.
std::string cpu_model() {
    std::ifstream info{"/proc/cpuinfo"};
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            return line.substr(line.find(':') + 2);
        }
    }
    return "unknown";
}

/// Movements of single vehicles and loads of single meters are persons' data unless they were made
/// up or summed up.
bool may_record_single_ones(io::PrivacyClass data) {
    return data == io::PrivacyClass::synthetic || data == io::PrivacyClass::aggregate;
}

/// Empty unless every policy states its costs: a part of them would be no cost-benefit.
std::string costs_of(const std::vector<Policy>& policies) {
    std::vector<verdict::PolicyCosts> costs;
    for (const Policy& policy : policies) {
        if (!policy.costs) {
            return "";
        }
        costs.push_back(*policy.costs);
    }
    return costs.empty() ? "" : verdict::costs_to_json(costs);
}

std::vector<io::MetaEntry> meta_of(const Scenario& scenario, const io::City& city,
                                   const std::string& command_line, const SavedState* start) {
    std::string policies;
    std::string titles;
    std::string descriptions;
    std::string other_claims;
    for (const Policy& policy : scenario.policies) {
        if (&policy != &scenario.policies.front()) {
            other_claims += (other_claims.empty() ? "" : ", ") + policy.name;
        }
        policies += (policies.empty() ? "" : ",") + policy.name;
        titles += (titles.empty() ? "" : ", ") + policy.title;
        descriptions += (descriptions.empty() ? "" : " ") + policy.description;
    }
    std::uint64_t base_hash =
        fold_hash(stable_hash(scenario.base_text), stable_hash(city.content_hash));
    if (start != nullptr) { // arms from two states are no pair
        base_hash = fold_hash(base_hash, stable_hash(start->content_hash()));
    }
    std::vector<io::MetaEntry> meta{{"program", "cityproof"}, {"version", version_text()}};
    if (scenario.traffic) {
        meta.push_back({"version_traffic", traffic::SumoTraffic::engine_version()});
    }
    if (scenario.energy) {
        meta.push_back({"version_energy", energy::PowerGrid::engine_version()});
    }
    if (scenario.water) {
        meta.push_back({"version_water", water::WaterNetwork::engine_version()});
    }
    const std::vector<io::MetaEntry> rest{
        {"scenario_name", scenario.name},
        {"city_name", city.name},
        {"city_hash", city.content_hash},
        {"crs", city.crs},
        {"driving_side", city.drives_left ? "left" : "right"},
        {"seed", std::to_string(scenario.seed)},
        {"policy", policies},
        {"policy_title", titles},
        {"policy_description", descriptions},
        {"claim",
         scenario.policies.empty() ? "" : verdict::claim_to_json(scenario.policies.front().claim)},
        {"costs", costs_of(scenario.policies)},
        {"claims_not_judged", other_claims},
        {"base_hash", fmt::format("{:016x}", base_hash)},
        {"start_local", scenario.start_local},
        {"time_zone", scenario.time_zone},
        {"duration_s", fmt::format("{}", scenario.duration.ns() / 1'000'000'000)},
        {"overrides", fmt::format("{}", fmt::join(scenario.overrides, "; "))},
        {"command_line", command_line},
        {"cpu", cpu_model()},
        {"libm", fmt::format("glibc {}", gnu_get_libc_version())},
        {"scenario_text", scenario.text}};
    meta.insert(meta.end(), rest.begin(), rest.end());
    if (!city.attribution.empty()) {
        meta.push_back({"attribution", city.attribution});
    }
    if (start != nullptr) {
        const SavedStateHeader& state = start->header();
        meta.push_back({"from_state", start->path().filename().string()});
        meta.push_back({"from_state_s", fmt::format("{}", state.at.to_seconds())});
        meta.push_back({"from_state_hash", start->content_hash()});
        meta.push_back({"from_state_seed", std::to_string(state.seed)});
        meta.push_back({"from_state_scenario", state.warm_up});
        meta.push_back({"from_state_scenario_hash", state.warm_up_hash});
    }
    for (const io::LayerNote& layer : city.layers) {
        meta.push_back({"provenance_" + layer.name, std::string{to_string(layer.provenance)}});
    }
    return meta;
}

/// Which of a water network's tables of nodes holds an id.
std::string water_node(const io::City& city, const std::string& id) {
    for (const char* name : {"water_node", "tank"}) {
        const io::AssetTable* nodes = city.table(name);
        if (nodes != nullptr && std::ranges::find(nodes->ids, id) != nodes->ids.end()) {
            return std::string{name} + "/" + id;
        }
    }
    return "";
}

/// Ends, lengths and elevations, as far as the city knows them: profiles along lines and pipes need
/// them.
void add_network(const io::City& city, io::EntityTable& table) {
    const io::AssetTable* assets = city.table(table.name);
    if (assets == nullptr) {
        return;
    }
    std::map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < assets->size(); ++row) {
        rows.emplace(assets->ids[row], row);
    }
    const auto row_of = [&](std::size_t i) -> std::optional<std::size_t> {
        const auto found = rows.find(table.ids[i]);
        return found == rows.end() ? std::nullopt : std::optional{found->second};
    };
    const auto ends = [&](const char* bus_column, const char* water_column) {
        std::vector<std::string> list;
        const bool electric = assets->column(bus_column) != nullptr;
        if (!electric && assets->column(water_column) == nullptr) {
            return list;
        }
        for (std::size_t i = 0; i < table.ids.size(); ++i) {
            const auto row = row_of(i);
            const std::string id =
                row ? assets->text(*row, electric ? bus_column : water_column) : std::string{};
            list.push_back(id.empty() ? id : electric ? "bus/" + id : water_node(city, id));
        }
        return list;
    };
    const auto metres = [&](const char* column) {
        std::vector<double> list;
        if (assets->column(column) == nullptr) {
            return list;
        }
        for (std::size_t i = 0; i < table.ids.size(); ++i) {
            const auto row = row_of(i);
            const auto number = row ? assets->number(*row, column) : std::nullopt;
            list.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
        return list;
    };
    table.from = ends("from_bus", "start");
    table.to = ends("to_bus", "end");
    table.length_m = metres("length_m");
    table.elevation_m = metres("elevation_m");
}

std::vector<io::EntityTable> tables_of(const io::City& city, const TableIds& table_ids) {
    std::vector<io::EntityTable> tables;
    for (const auto& [name, ids] : table_ids) {
        io::EntityTable table{name, ids, std::vector<io::Geometry>(ids.size())};
        if (const io::AssetTable* assets = city.table(name)) {
            std::map<std::string_view, std::size_t> rows;
            for (std::size_t row = 0; row < assets->size(); ++row) {
                rows.emplace(assets->ids[row], row);
            }
            for (std::size_t i = 0; i < ids.size(); ++i) {
                if (const auto row = rows.find(ids[i]); row != rows.end()) {
                    table.geometry[i] = assets->geometry[row->second];
                }
            }
        }
        tables.push_back(std::move(table));
    }
    // Layers that no model simulates are the map behind the results.
    for (const io::AssetTable& assets : city.tables) {
        if (!table_ids.contains(assets.name)) {
            tables.push_back({assets.name, assets.ids, assets.geometry});
        }
    }
    for (io::EntityTable& table : tables) {
        add_network(city, table);
    }
    return tables;
}

} // namespace

RunLayout make_run_layout(const Scenario& scenario, const io::City& city, const Twin& twin,
                          const std::string& command_line, const SavedState* start) {
    RunLayout layout;
    layout.ports = twin.recordable_ports();
    const bool withholds_meters = !may_record_single_ones(city.meter_class);
    layout.withholds_meters = withholds_meters && city.table("meter") != nullptr;
    if (withholds_meters) {
        std::erase_if(layout.ports, [](const engine::Port* port) {
            return port->spec().name == contracts::ports::meter_load;
        });
    }
    for (const std::string& wanted : scenario.record.channels) {
        if (withholds_meters && wanted == contracts::ports::meter_load) {
            throw InputError({scenario.file.string(), 0, "record.channels"},
                             fmt::format("{} is withheld: the city's meters are {} data", wanted,
                                         to_string(city.meter_class)),
                             "meters made from synthetic or aggregate data", "leave it out");
        }
        if (std::ranges::none_of(layout.ports,
                                 [&](const engine::Port* p) { return p->spec().name == wanted; })) {
            std::vector<std::string> known;
            for (const engine::Port* port : layout.ports) {
                known.push_back(port->spec().name);
            }
            throw InputError({scenario.file.string(), 0, "record.channels"},
                             fmt::format("nothing in this scenario offers \"{}\"", wanted),
                             fmt::format("one of {}", fmt::join(known, ", ")));
        }
    }
    if (!scenario.record.channels.empty()) {
        std::erase_if(layout.ports, [&](const engine::Port* port) {
            return std::ranges::find(scenario.record.channels, port->spec().name) ==
                   scenario.record.channels.end();
        });
    }
    io::RunFileLayout& file = layout.file;
    file.meta = meta_of(scenario, city, command_line, start);
    file.vehicles = scenario.traffic.has_value() && scenario.record.vehicles_every > Duration{} &&
                    may_record_single_ones(city.demand_class);
    file.privacy = {{"demand_class", std::string{to_string(city.demand_class)}},
                    {"vehicle_positions", may_record_single_ones(city.demand_class)
                                              ? "may be recorded: the demand is no person's data"
                                              : "withheld: the demand is made from persons' data"}};
    if (city.table("meter") != nullptr) {
        file.privacy.push_back({"meter_class", std::string{to_string(city.meter_class)}});
        file.privacy.push_back({"meter_loads", withholds_meters
                                                   ? "withheld: they are made from persons' data"
                                                   : "may be recorded: they are no person's data"});
    }
    file.tables = tables_of(city, twin.table_ids());
    file.axes = {{record_axis}};
    for (const engine::Port* port : layout.ports) {
        const engine::PortSpec& spec = port->spec();
        file.channels.push_back({spec.name, spec.unit, spec.table, record_axis, spec.description});
    }
    return layout;
}

} // namespace cityproof::scenarios
