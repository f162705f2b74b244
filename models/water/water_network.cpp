// SPDX-License-Identifier: Apache-2.0
#include "models/water/water_network.hpp"

#include "core/base/errors.hpp"
#include "models/contracts/ports.hpp"
#include "models/water/state_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace cityproof::water {
namespace {

namespace ports = contracts::ports;

constexpr std::int64_t ns_per_s = 1'000'000'000;
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

bool is_whole_second(std::int64_t ns) {
    return ns % ns_per_s == 0;
}

SimTime next_whole_second(SimTime t) {
    return ceil_to(t, Duration::seconds(1));
}

SimTime last_whole_second(SimTime t) {
    return SimTime::at_ns(t.ns() - t.ns() % ns_per_s);
}

const WaterNetwork::Config& checked(const WaterNetwork::Config& config) {
    const Location where{config.network.string(), 0, {}};
    if (config.step <= Duration{} || !is_whole_second(config.step.ns())) {
        throw InputError(where, fmt::format("a water step of {}", to_string(config.step)),
                         "whole seconds");
    }
    if (config.start_at < Duration{} || !is_whole_second(config.start_at.ns())) {
        throw InputError(where,
                         fmt::format("a water clock that starts at {}", to_string(config.start_at)),
                         "whole seconds");
    }
    if (config.pressure_driven) {
        const PressureDriven& demand = *config.pressure_driven;
        const double range = demand.required_pressure_m - demand.minimum_pressure_m;
        // EPANET wants a difference of 0.1 in the file's units of pressure; the largest is the bar,
        // 0.1 bar is 1.02 m.
        if (!(demand.minimum_pressure_m >= 0) || !(range >= 1.1)) {
            throw InputError(
                where,
                fmt::format("pressure-driven demands between {} m and {} m",
                            demand.minimum_pressure_m, demand.required_pressure_m),
                "a minimum of at least 0 m and a required pressure at least 1.1 m above it");
        }
    }
    if (config.convergence &&
        !(config.convergence->accuracy >= 1e-8 && config.convergence->accuracy <= 0.1 &&
          config.convergence->flow_change_m3ps >= 0)) {
        throw InputError(where, "hydraulic convergence out of range",
                         "an accuracy of 1e-8 to 0.1 and a flow change of at least 0");
    }
    return config;
}

bool can_be_closed(LinkKind kind) {
    return kind != LinkKind::check_valve_pipe && kind != LinkKind::general_purpose_valve;
}

engine::Port make_port(const char* name, const char* unit, const char* table,
                       const char* description, std::size_t size, double initial) {
    return {{name, unit, table, description}, size, Duration{}, initial};
}

} // namespace

WaterNetwork::WaterNetwork(const Config& config)
    : step_{checked(config).step},
      start_at_{config.start_at},
      end_{config.end == SimTime::never() ? config.end : last_whole_second(config.end)},
      solver_{{.network = config.network,
               .convergence = config.convergence,
               .pressure_driven = config.pressure_driven}},
      pump_supplied_(tables().pumps.size(), 1),
      node_pressure_{
          make_port(ports::node_pressure, "m", "water_node",
                    "Pressure as metres of water; no data in a part that no source reaches.",
                    tables().nodes.size(), no_data)},
      node_deficit_{make_port(ports::node_deficit, "m3/s", "water_node",
                              "Demand that is not delivered.", tables().nodes.size(), 0.0)},
      pipe_flow_{make_port(ports::pipe_flow, "m3/s", "pipe",
                           "Flow, positive from start to end node.", tables().pipes.size(), 0.0)},
      tank_level_{make_port(ports::tank_level, "m", "tank", "Water level above the tank's bottom.",
                            tables().tanks.size(), no_data)},
      pump_power_{make_port(ports::pump_power, "W", "pump", "Electric power.",
                            tables().pumps.size(), 0.0)} {
    solver_.warm_up(config.start_at.ns() / ns_per_s);
}

void WaterNetwork::set_pump_supply(const engine::Port* port) {
    assert(!started_);
    if (port != nullptr && port->size() != pump_supplied_.size()) {
        throw InputError({{}, 0, port->spec().name},
                         fmt::format("the port has {} elements but the network has {} pumps",
                                     port->size(), pump_supplied_.size()));
    }
    pump_supply_ = port;
}

SimTime WaterNetwork::next_time() const {
    SimTime next = std::min(next_step_, wake_);
    for (const PendingCommand& command : commands_) {
        next = std::min(next, command.due);
    }
    return next > end_ ? SimTime::never() : next;
}

void WaterNetwork::act(SimTime now) {
    if (now > end_) {
        return;
    }
    if (!is_whole_second(now.ns())) {
        if (supply_differs(now)) {
            wake_ = std::min(wake_, next_whole_second(now));
        }
        return;
    }
    const long clock = clock_at(now);
    const bool moved = clock > solver_.clock() || !solver_.is_solved();
    solver_.advance_to(clock, step_s());
    const bool commanded = apply_commands(now);
    const bool switched = apply_supply(now);
    if (moved || commanded || switched) {
        solver_.solve();
    }
    if (moved || commanded || switched || !started_) {
        publish(now);
    }
    if (now.ns() % step_.ns() == 0 || now == begin_ || now == end_) {
        figures_.sample(now, solver_.state());
    }
    started_ = true;
    plan_next(now);
}

long WaterNetwork::clock_at(SimTime now) const {
    return static_cast<long>((now + start_at_).ns() / ns_per_s);
}

long WaterNetwork::step_s() const {
    return static_cast<long>(step_.ns() / ns_per_s);
}

void WaterNetwork::plan_next(SimTime now) {
    if (wake_ <= now) {
        wake_ = SimTime::never();
    }
    if (next_step_ > now) {
        return;
    }
    if (now >= end_) {
        next_step_ = SimTime::never();
        return;
    }
    next_step_ = std::min(ceil_to(now + Duration::nanoseconds(1), step_), end_);
}

bool WaterNetwork::apply_commands(SimTime now) {
    bool changed = false;
    for (const PendingCommand& command : commands_) {
        if (command.due > now) {
            continue;
        }
        if (command.close) {
            solver_.hold(command.link);
        } else {
            solver_.open(command.link);
        }
        changed = true;
    }
    std::erase_if(commands_, [now](const PendingCommand& command) { return command.due <= now; });
    return changed;
}

bool WaterNetwork::supply_differs(SimTime now) const {
    for (std::size_t pump = 0; pump_supply_ != nullptr && pump < pump_supplied_.size(); ++pump) {
        if ((pump_supply_->at(pump, now) > 0.5) != (pump_supplied_[pump] != 0)) {
            return true;
        }
    }
    return false;
}

bool WaterNetwork::apply_supply(SimTime now) {
    if (!supply_differs(now)) {
        return false;
    }
    for (std::size_t pump = 0; pump < pump_supplied_.size(); ++pump) {
        const char supplied = pump_supply_->at(pump, now) > 0.5 ? 1 : 0;
        if (supplied == pump_supplied_[pump]) {
            continue;
        }
        const int link = tables().pumps[pump].epanet_link;
        if (supplied != 0) {
            solver_.release(link);
        } else {
            solver_.hold(link);
        }
        pump_supplied_[pump] = supplied;
    }
    return true;
}

void WaterNetwork::publish(SimTime now) {
    const HydraulicState& state = solver_.state();
    node_pressure_.publish(now, state.node_pressure_m);
    node_deficit_.publish(now, state.node_deficit_m3ps);
    pipe_flow_.publish(now, state.pipe_flow_m3ps);
    tank_level_.publish(now, state.tank_level_m);
    pump_power_.publish(now, state.pump_power_w);
}

std::vector<engine::Port*> WaterNetwork::outputs() {
    return {&node_pressure_, &node_deficit_, &pipe_flow_, &tank_level_, &pump_power_};
}

std::vector<const engine::Port*> WaterNetwork::inputs() const {
    return pump_supply_ == nullptr ? std::vector<const engine::Port*>{}
                                   : std::vector<const engine::Port*>{pump_supply_};
}

bool WaterNetwork::accepts(const contracts::Command& command) const {
    const bool kind = command.kind == contracts::CommandKind::close_pipe ||
                      command.kind == contracts::CommandKind::open_pipe;
    return kind && (command.table == "pipe" || command.table == "valve");
}

int WaterNetwork::link_of(const contracts::Command& command) const {
    const auto& links = command.table == "valve" ? tables().valves : tables().pipes;
    const auto found = std::ranges::find(links, command.target, &WaterTables::Link::id);
    const Location where{{}, 0, command.reason};
    if (!accepts(command) || found == links.end()) {
        throw InputError(where,
                         fmt::format("{} of {} '{}': the water network has no such {}",
                                     to_string(command.kind), command.table, command.target,
                                     command.table),
                         "the EPANET id of a pipe or valve");
    }
    if (found->kind == LinkKind::check_valve_pipe) {
        throw InputError(
            where,
            fmt::format(
                "{} of pipe '{}': EPANET opens and closes a pipe with a check valve by itself",
                to_string(command.kind), command.target),
            "a pipe without check valve");
    }
    if (found->kind == LinkKind::general_purpose_valve) {
        throw InputError(
            where,
            fmt::format("{} of valve '{}': EPANET cannot close a general purpose valve",
                        to_string(command.kind), command.target),
            "another kind of valve");
    }
    return found->epanet_link;
}

void WaterNetwork::validate(const contracts::Command& command) const {
    static_cast<void>(link_of(command));
}

void WaterNetwork::receive(const contracts::Command& command, SimTime now) {
    commands_.push_back({.due = next_whole_second(std::max(command.at, now)),
                         .link = link_of(command),
                         .close = command.kind == contracts::CommandKind::close_pipe});
}

void WaterNetwork::rebase(SimTime now) {
    solver_.rebase(clock_at(std::min(now, end_)), step_s());
}

void WaterNetwork::save(engine::StateWriter& out) const {
    solver_.save(out);
    figures_.save(out);
    out.put(std::uint64_t{commands_.size()});
    for (const PendingCommand& command : commands_) {
        out.put(command.due);
        out.put(command.link);
        put_flag(out, command.close);
    }
    out.put(pump_supplied_);
    out.put(next_step_);
    out.put(wake_);
    put_flag(out, started_);
}

void WaterNetwork::restore(engine::StateReader& in, SimTime now) {
    solver_.restore(in);
    if (solver_.clock() != clock_at(std::min(now, end_))) {
        in.fail("the checkpoint's water network is at another time");
    }
    figures_.restore(in);
    commands_ = restored_commands(in, now);
    in.get_sized(pump_supplied_);
    for (const char supplied : pump_supplied_) {
        if (supplied != 0 && supplied != 1) {
            in.fail("the checkpoint has pumps that are neither supplied nor not");
        }
    }
    in.get(next_step_);
    in.get(wake_);
    started_ = get_flag(in);
    if (next_step_ < now || wake_ < now) {
        in.fail("the checkpoint's water network has its next step in the past");
    }
}

void WaterNetwork::branch(engine::StateReader& in, SimTime now) {
    restore(in, now);
    begin_ = now;
    figures_ = {};
    solver_.start_totals();
}

std::vector<WaterNetwork::PendingCommand> WaterNetwork::restored_commands(engine::StateReader& in,
                                                                          SimTime now) const {
    std::vector<PendingCommand> commands;
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        PendingCommand command{.due = in.get<SimTime>()};
        in.get(command.link);
        command.close = get_flag(in);
        const auto is_target = [&](const WaterTables::Link& link) {
            return link.epanet_link == command.link && can_be_closed(link.kind);
        };
        if (command.due < now || !(std::ranges::any_of(tables().pipes, is_target) ||
                                   std::ranges::any_of(tables().valves, is_target))) {
            in.fail("the checkpoint has commands that this network cannot carry out");
        }
        commands.push_back(command);
    }
    return commands;
}

std::string WaterNetwork::engine_version() {
    return EpanetProject::library_version();
}

std::vector<contracts::KeyFigure> WaterNetwork::key_figures() const {
    return figures_.figures(solver_.totals());
}

} // namespace cityproof::water
