// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/twin.hpp"

#include "io/city/sumo_references.hpp"
#include "io/text/files.hpp"
#include "models/contracts/ports.hpp"
#include "models/energy/power_grid.hpp"
#include "models/energy/supply_points.hpp"
#include "models/services/supply_ledger.hpp"
#include "models/traffic/max_pressure.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "models/water/water_network.hpp"
#include "scenarios/run/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::scenarios {
namespace {

using engine::Phase;
namespace ports = contracts::ports;

/// Order of the members of a phase.
enum Rank { water_rank, energy_rank };

/// Publications of lamps and meters reach the grid at its next tick; one second is the step of the
/// fastest domain.
constexpr Duration entity_latency = Duration::nanoseconds(1'000'000'000);
/// A lamp's next switch after the end is known unless there is none within a year.
constexpr Duration planned_beyond_end =
    Duration::nanoseconds(std::int64_t{366} * 86'400 * 1'000'000'000);
constexpr double pascal_per_metre = 9806.65; // water column

template <typename Items>
std::vector<std::string> ids_of(const Items& items) {
    std::vector<std::string> ids;
    for (const auto& item : items) {
        ids.push_back(item.id);
    }
    return ids;
}

/// The policy that controls the signals; nullptr when none does. Errors: InputError for two.
const AdaptiveSignals* adaptive_signals(const Scenario& scenario) {
    const AdaptiveSignals* found = nullptr;
    for (const Policy& policy : scenario.policies) {
        if (policy.adaptive_signals && found != nullptr) {
            throw InputError({scenario.file.string(), 0, "policies"},
                             "two policies want to control the signals",
                             "at most one with adaptive_signals");
        }
        found = policy.adaptive_signals ? &*policy.adaptive_signals : found;
    }
    return found;
}

/// Also a scenario without models that ask for the time of day must say a time that exists.
services::LocalClock local_clock(const Scenario& scenario) {
    try {
        return services::LocalClock{scenario.start_local, scenario.time_zone};
    } catch (const InputError& error) {
        Problem problem = error.problem();
        problem.where.file = scenario.file.string();
        throw InputError{std::move(problem)};
    }
}

/// Only then a channel tells which are closed: what an operator closes without a plan stands among
/// the events, so that a run with an operator who does nothing is the run without.
bool closes_streets(const Scenario& scenario, const traffic::TrafficStart* start) {
    const bool begins_with_closed =
        start != nullptr && !(start->closed_streets.empty() && start->street_orders.empty());
    return begins_with_closed ||
           std::ranges::any_of(scenario.events, [](const ScenarioEvent& event) {
               return event.command.kind == contracts::CommandKind::close_street;
           });
}

struct TrafficFiles {
    io::SumoConfig config;
    io::SumoNet net;
};

/// A package may come from anybody and may have been edited since it was imported. SUMO writes
/// where its files say and finds a vehicle that does not fit only when it departs, so they are read
/// before it is given them: an output, an include, an unknown street are told with file and line.
TrafficFiles check_traffic_files(const std::filesystem::path& sumo_config) {
    set_activity("checking the SUMO scenario");
    Problems problems;
    TrafficFiles files;
    files.config = io::read_sumo_config(sumo_config, problems);
    problems.throw_if_errors();
    for (const std::filesystem::path& file : files.config.files()) {
        if (file.string().find(',') != std::string::npos) {
            problems.error({file.string()},
                           "has a comma in its path, which SUMO takes for the end "
                           "of a file name",
                           "a path without commas", "rename the folder");
        }
    }
    files.net = io::read_sumo_net(files.config.net, problems);
    problems.throw_if_errors();
    io::check_sumo_references(files.config, files.net, true, problems);
    problems.throw_if_errors();
    return files;
}

[[noreturn]] void missing_part(const Scenario& scenario, const char* section, const char* part) {
    throw InputError(
        {scenario.file.string(), 0, section}, fmt::format("the city has no {}", part),
        fmt::format("a city package with {}", part),
        fmt::format("leave out the section \"{}\" or import the city with it", section));
}

} // namespace

Twin::Twin(const Scenario& scenario, const io::City& city, int threads, const TwinPurpose& purpose)
    : engine_{{.seed = scenario.seed,
               .threads = threads,
               .partitions = scenario.partitions,
               .rebase_every = scenario.rebase_every,
               .shuffle = purpose.shuffle,
               .trace = purpose.trace}},
      instant_{engine_.add_group("instant group")},
      end_{scenario.end()},
      horizon_{purpose.goes_on ? end_ + planned_beyond_end : end_} {
    const services::LocalClock clock = local_clock(scenario);
    Problems problems;
    if (scenario.energy) {
        make_energy(scenario, city);
    }
    if (scenario.water) {
        make_water(scenario, city);
    }
    if (scenario.traffic) {
        make_traffic(scenario, city, purpose.start);
    }
    const CityWiring wiring{city, energy_ ? &energy_->tables() : nullptr, problems};
    if (scenario.services) {
        make_services(scenario, city, wiring, clock);
    }
    if (const io::AssetTable* sensors = city.table("sensor");
        sensors != nullptr && scenario.sensors) {
        table_ids_["sensor"] = sensors->ids;
    }
    make_supply(scenario, wiring);
    make_policies(scenario);
    if (scenario.sensors) {
        make_sensors(scenario, wiring);
    }
    connect_loads(wiring);
    schedule_events(scenario, problems);
    problems.throw_if_errors();

    engine_.add_to_group(instant_, *commands_, Phase::inputs, 0);
    if (water_) {
        engine_.add_to_group(instant_, *water_, Phase::domain_solve, water_rank);
    }
    if (energy_) {
        engine_.add_to_group(instant_, *energy_, Phase::domain_solve, energy_rank);
    }
    engine_.add_to_group(instant_, *supply_, Phase::reaction, 0);
    if (controller_) {
        engine_.add_to_group(instant_, *controller_, Phase::policy, 0);
    }
    if (ledger_) {
        engine_.add_to_group(instant_, *ledger_, Phase::record, 0);
    }
    if (traffic_) {
        engine_.add(*traffic_);
    }
    if (lighting_) {
        engine_.add(*lighting_);
    }
    if (meters_) {
        engine_.add(*meters_);
    }
    if (sensors_) {
        engine_.add(*sensors_);
    }
}

Twin::~Twin() = default;

void Twin::offer(const engine::Port& port) {
    ports_.push_back(&port);
}

void Twin::make_energy(const Scenario& scenario, const io::City& city) {
    if (!city.grid) {
        missing_part(scenario, "energy", "power grid");
    }
    set_activity("loading the power grid");
    energy_ = std::make_unique<energy::PowerGrid>(
        energy::PowerGrid::Config{.grid_json = io::read_text_file(*city.grid),
                                  .file = city.grid->string(),
                                  .tick = scenario.energy->tick,
                                  .source_strength_va = scenario.energy->source_strength_va,
                                  .end = scenario.end()});
    const energy::GridTables& tables = energy_->tables();
    table_ids_["bus"] = tables.bus_ids;
    table_ids_["line"] = tables.lines.ids;
    table_ids_["transformer"] = tables.transformers.ids;
    target_ids_["source"] = tables.source_ids;
    for (const engine::Port* port : energy_->outputs()) {
        offer(*port);
    }
}

void Twin::make_water(const Scenario& scenario, const io::City& city) {
    if (!city.water) {
        missing_part(scenario, "water", "water network");
    }
    set_activity("loading the water network");
    const WaterSection& section = *scenario.water;
    water::WaterNetwork::Config config{.network = *city.water,
                                       .step = section.step,
                                       .start_at = section.start_at,
                                       .end = scenario.end(),
                                       .pressure_driven = {},
                                       .convergence = {}};
    if (section.pressure_driven) {
        config.pressure_driven = {section.pressure_driven->minimum_pa / pascal_per_metre,
                                  section.pressure_driven->required_pa / pascal_per_metre};
    }
    if (section.accuracy) {
        config.convergence = {.accuracy = *section.accuracy};
    }
    water_ = std::make_unique<water::WaterNetwork>(config);
    const water::WaterTables& tables = water_->tables();
    table_ids_["water_node"] = ids_of(tables.nodes);
    table_ids_["pipe"] = ids_of(tables.pipes);
    table_ids_["pump"] = ids_of(tables.pumps);
    target_ids_["valve"] = ids_of(tables.valves);
    for (const std::uint32_t tank : tables.tanks) {
        table_ids_["tank"].push_back(tables.nodes[tank].id);
    }
    for (const engine::Port* port : water_->outputs()) {
        offer(*port);
    }
}

void Twin::make_traffic(const Scenario& scenario, const io::City& city,
                        const traffic::TrafficStart* start) {
    if (!city.sumo_config) {
        missing_part(scenario, "traffic", "SUMO scenario");
    }
    const TrafficFiles files = check_traffic_files(*city.sumo_config);
    set_activity("loading the SUMO scenario");
    const TrafficSection& section = *scenario.traffic;
    const AdaptiveSignals* signals = adaptive_signals(scenario);
    traffic_ = std::make_unique<traffic::SumoTraffic>(traffic::SumoConfig{
        .sumo_config = *city.sumo_config,
        .configuration = io::sumo_config_text(files.config),
        .seed = scenario.seed,
        .end = scenario.end(),
        .begin = section.begin,
        .exchange = section.exchange,
        .signal_exchange = signals != nullptr ? std::optional{signals->interval} : std::nullopt,
        .departure_jitter = section.departure_jitter,
        .teleport_after = section.teleport_after,
        .demand_scale = section.demand_scale,
        .emissions = section.emissions,
        .offers_closed_streets = closes_streets(scenario, start),
        .offset_x_m = files.net.offset.x_m,
        .offset_y_m = files.net.offset.y_m,
        .start = start != nullptr ? std::optional{*start} : std::nullopt});
    table_ids_["street"] = traffic_->street_ids();
    table_ids_["signal"] = traffic_->signal_ids();
    for (const engine::Port* port : traffic_->outputs()) {
        if (port->spec().table !=
            "lane") { // lanes are the signals' business and have no place on the map
            offer(*port);
        }
    }
}

void Twin::make_services(const Scenario& scenario, const io::City& city, const CityWiring& wiring,
                         const services::LocalClock& clock) {
    if (std::vector<services::Lamp> lamps = wiring.lamps(); !lamps.empty()) {
        if (!city.centre) {
            throw InputError({(city.folder / "city.yaml").string(), 0, "centre"},
                             "the city has street lamps but no place on earth",
                             "centre: {latitude: 48.1, longitude: 11.5}",
                             "import the city again, with a georeferenced net");
        }
        table_ids_["lamp"] = ids_of(lamps);
        lighting_ = std::make_unique<services::StreetLighting>(
            std::move(lamps), clock, city.centre->latitude_deg, city.centre->longitude_deg,
            entity_latency, horizon_);
        offer(lighting_->load());
    }
    if (std::vector<services::Meter> meters = wiring.meters(); !meters.empty()) {
        table_ids_["meter"] = ids_of(meters);
        meters_ = std::make_unique<services::MeterFleet>(
            std::move(meters), clock, scenario.services->meter_interval, entity_latency, horizon_);
        offer(meters_->load());
    }
}

void Twin::make_supply(const Scenario& scenario, const CityWiring& wiring) {
    std::vector<contracts::SupplyWire> wires;
    for (const char* table : {"signal", "pump", "lamp", "meter", "sensor"}) {
        if (const auto ids = table_ids_.find(table);
            ids != table_ids_.end() && !ids->second.empty()) {
            wires.push_back(wiring.supply(table, ids->second));
        }
    }
    supply_ = std::make_unique<energy::SupplyPoints>(energy::SupplyPoints::Config{
        .wires = std::move(wires),
        .bus_voltage = energy_ ? &energy_->bus_voltage() : nullptr,
        .bus_energised = energy_ ? &energy_->bus_energised() : nullptr,
        .threshold_pu = scenario.energy ? scenario.energy->supply_voltage_pu : 0.5,
        .grid_tick = scenario.energy ? scenario.energy->tick : Duration::seconds(60)});
    for (const engine::Port* port : supply_->outputs()) {
        offer(*port);
    }
    if (water_) {
        water_->set_pump_supply(supply_->port("pump"));
    }
    if (lighting_ || meters_) {
        ledger_ = std::make_unique<services::SupplyLedger>(services::SupplyLedgerConfig{
            .tick = scenario.energy ? scenario.energy->tick : Duration::seconds(60),
            .end = scenario.end(),
            .meter_supply = meters_ ? supply_->port("meter") : nullptr,
            .meter_load = meters_ ? &meters_->load() : nullptr,
            .lamp_supply = lighting_ ? supply_->port("lamp") : nullptr,
            .lamp_load = lighting_ ? &lighting_->load() : nullptr});
    }
}

void Twin::make_policies(const Scenario& scenario) {
    const AdaptiveSignals* signals = adaptive_signals(scenario);
    if (signals != nullptr && !traffic_) {
        throw InputError({scenario.file.string(), 0, "policies"},
                         "a policy controls signals, and this scenario simulates no traffic",
                         "the section \"traffic\"", "add the section, or leave out the policy");
    }
    if (signals != nullptr) {
        controller_ = std::make_unique<traffic::MaxPressure>(
            traffic_->signal_layouts(), traffic_->lane_halting(),
            traffic::MaxPressureConfig{.interval = signals->interval,
                                       .min_green = signals->min_green,
                                       .max_red = signals->max_red,
                                       .end = scenario.end()});
        offer(controller_->target());
    }
    if (traffic_) {
        traffic_->connect(supply_->port("signal"), controller_ ? &controller_->target() : nullptr);
    }
}

void Twin::make_sensors(const Scenario& scenario, const CityWiring& wiring) {
    std::vector<sensors::Sensor> sensors = wiring.sensors([this](const std::string& quantity) {
        const auto port = std::ranges::find(ports_, quantity,
                                            [](const engine::Port* p) { return p->spec().name; });
        return port == ports_.end()
                   ? CityWiring::Quantity{}
                   : CityWiring::Quantity{*port, &table_ids_.find((*port)->spec().table)->second};
    });
    sensors_ = std::make_unique<sensors::SensorNetwork>(
        std::move(sensors), scenario.sensors->latency, supply_->port("sensor"), horizon_);
    if (!sensors_->sensors().empty()) {
        offer(sensors_->reading());
    }
}

void Twin::connect_loads(const CityWiring& wiring) {
    if (!energy_) {
        return;
    }
    std::vector<contracts::LoadWire> wires;
    const auto add = [&wires](contracts::LoadWire wire) {
        if (!wire.taps.empty()) {
            wires.push_back(std::move(wire));
        }
    };
    const auto port = [this](const char* name) {
        return *std::ranges::find(ports_, name,
                                  [](const engine::Port* p) { return p->spec().name; });
    };
    if (traffic_) {
        add(wiring.charging_load(*port(ports::street_vehicles), traffic_->street_ids()));
        add(wiring.signal_load(*port(ports::signal_heads_lit), traffic_->signal_ids()));
    }
    if (water_) {
        add(wiring.power_load("pump", *port(ports::pump_power), table_ids_["pump"]));
    }
    // What traffic and water report falls by itself when a signal or a pump loses its supply.
    if (lighting_) {
        contracts::LoadWire lamps =
            wiring.power_load("lamp", lighting_->load(), table_ids_["lamp"]);
        lamps.supply = supply_->port("lamp");
        add(std::move(lamps));
    }
    if (meters_) {
        contracts::LoadWire meters =
            wiring.power_load("meter", meters_->load(), table_ids_["meter"]);
        meters.supply = supply_->port("meter");
        meters.replaces_file_loads = true;
        add(std::move(meters));
    }
    energy_->connect(std::move(wires));
}

void Twin::schedule_events(const Scenario& scenario, Problems& problems) {
    std::vector<contracts::CommandReceiver*> receivers{supply_.get()};
    if (energy_) {
        receivers.push_back(energy_.get());
    }
    if (water_) {
        receivers.push_back(water_.get());
    }
    if (traffic_) {
        receivers.push_back(traffic_.get());
    }
    commands_ =
        std::make_unique<CommandSchedule>(receivers, [this](const contracts::Command& command) {
            if (on_command_) {
                on_command_(command);
            }
        });
    target_ids_.insert(table_ids_.begin(), table_ids_.end());
    for (const ScenarioEvent& event : scenario.events) {
        const contracts::Command& command = event.command;
        problems.collect([&] {
            commands_->validate(command, target_ids_, event.where);
            commands_->add(command);
        });
    }
}

void Twin::intervene(contracts::Command command, const Location& where) {
    if (command.at > end_) {
        throw InputError(where,
                         fmt::format("{} on {}/{} at {} would never come: the run ends at {}",
                                     to_string(command.kind), command.table, command.target,
                                     to_string(command.at), to_string(end_)));
    }
    commands_->validate(command, target_ids_, where);
    commands_->add(std::move(command));
}

std::vector<const engine::Port*> Twin::recordable_ports() const {
    return ports_;
}

const engine::Port* Twin::sensor_readings() const {
    return sensors_ ? &sensors_->reading() : nullptr;
}

std::vector<contracts::KeyFigure> Twin::key_figures() const {
    std::vector<contracts::KeyFigure> all;
    const auto add = [&all](const contracts::KeyFigureSource* source) {
        if (source != nullptr) {
            const std::vector<contracts::KeyFigure> figures = source->key_figures();
            all.insert(all.end(), figures.begin(), figures.end());
        }
    };
    add(traffic_.get());
    add(energy_.get());
    add(water_.get());
    add(ledger_.get());
    add(sensors_.get());
    return all;
}

} // namespace cityproof::scenarios
