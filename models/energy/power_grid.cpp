// SPDX-License-Identifier: Apache-2.0
#include "models/energy/power_grid.hpp"

#include "core/base/errors.hpp"
#include "core/base/log.hpp"
#include "models/contracts/ports.hpp"
#include "models/energy/grid_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace cityproof::energy {
namespace {

namespace ports = contracts::ports;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

GridDocument checked_grid(const PowerGrid::Config& config) {
    if (config.tick <= Duration{} || config.end < SimTime::zero()) {
        throw std::invalid_argument(
            "the power grid needs a positive tick and an end that is not negative");
    }
    GridDocument grid = read_grid_document(config.grid_json, config.file);
    Problems problems;
    check_grid(grid, problems);
    check_source_strength(grid, config.source_strength_va, problems);
    check_asset_ids(tables_of(grid), config.file, problems);
    problems.throw_if_errors();
    return grid;
}

engine::Port output(const char* name, const char* unit, const char* table, const char* description,
                    std::size_t size) {
    return {{name, unit, table, description}, size, Duration{}, no_value};
}

/// Index of an asset id; nullopt when the table has no such asset.
std::optional<std::size_t> index_of(const std::vector<std::string>& ids, const std::string& id) {
    const auto found = std::ranges::find(ids, id);
    return found == ids.end() ? std::nullopt
                              : std::optional{static_cast<std::size_t>(found - ids.begin())};
}

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

} // namespace

PowerGrid::PowerGrid(Config config)
    : config_{std::move(config)},
      grid_{checked_grid(config_)},
      tables_{tables_of(grid_)},
      switches_{grid_},
      connectivity_{grid_},
      bus_voltage_{output(ports::bus_voltage, "pu", "bus",
                          "Voltage; 0 when dead, NaN without a solution", tables_.bus_ids.size())},
      bus_energised_{output(ports::bus_energised, "1", "bus", "1 when connected to a source",
                            tables_.bus_ids.size())},
      line_loading_{output(ports::line_loading, "1", "line",
                           "Current as a fraction of the rated current", tables_.lines.ids.size())},
      line_loss_{
          output(ports::line_loss, "W", "line", "Active power lost", tables_.lines.ids.size())},
      transformer_loading_{output(ports::transformer_loading, "1", "transformer",
                                  "Apparent power as a fraction of the rated power",
                                  tables_.transformers.ids.size())} {
}

void PowerGrid::connect(std::vector<contracts::LoadWire> wires) {
    if (solve_count_ > 0) {
        throw std::invalid_argument("the power grid's wires are laid before its first act");
    }
    check_wires(wires);
    wires_ = std::move(wires);
    loaded_buses_.clear();
    for (const contracts::LoadWire& wire : wires_) {
        for (const contracts::LoadWire::Tap& tap : wire.taps) {
            loaded_buses_.push_back(tap.bus);
        }
    }
    std::ranges::sort(loaded_buses_);
    loaded_buses_.erase(std::unique(loaded_buses_.begin(), loaded_buses_.end()),
                        loaded_buses_.end());
    loads_w_.assign(loaded_buses_.size(), 0);
    warned_of_no_data_.assign(wires_.size(), false);
    make_flow();
}

void PowerGrid::make_flow() {
    flow_ = std::make_unique<PowerFlow>(without_replaced_loads(), config_.source_strength_va,
                                        loaded_buses_);
    stale_ = true;
}

GridDocument PowerGrid::without_replaced_loads() const {
    std::vector<bool> replaced(tables_.bus_ids.size(), false);
    for (const contracts::LoadWire& wire : wires_) {
        for (const contracts::LoadWire::Tap& tap : wire.taps) {
            replaced[tap.bus] = replaced[tap.bus] || wire.replaces_file_loads;
        }
    }
    GridDocument grid = grid_;
    for (ComponentTable& loads : grid.components) {
        if (loads.name != "sym_load") {
            continue;
        }
        for (std::size_t row = 0; row < loads.size; ++row) {
            if (replaced[grid_.node_row(loads, "node", row)]) {
                loads.column("p_specified")[row] = 0;
            }
        }
    }
    return grid;
}

void PowerGrid::check_wires(const std::vector<contracts::LoadWire>& wires) const {
    for (const contracts::LoadWire& wire : wires) {
        if (wire.port == nullptr) {
            throw std::invalid_argument("a load wire has no port");
        }
        for (const contracts::LoadWire::Tap& tap : wire.taps) {
            const bool has_supply = wire.supply == nullptr || tap.element < wire.supply->size();
            if (tap.element >= wire.port->size() || !has_supply ||
                tap.bus >= tables_.bus_ids.size() || !std::isfinite(tap.gain_w)) {
                throw std::invalid_argument(fmt::format(
                    "a wire of {} taps element {} for bus {} with {} W, which does not exist",
                    wire.port->spec().name, tap.element, tap.bus, tap.gain_w));
            }
        }
    }
}

SimTime PowerGrid::next_time() const {
    return std::min(next_tick_, switched_at_);
}

SimTime PowerGrid::tick_after(SimTime now) const {
    if (now >= config_.end) {
        return SimTime::never();
    }
    return std::min(ceil_to(now + Duration::nanoseconds(1), config_.tick), config_.end);
}

void PowerGrid::act(SimTime now) {
    const bool tick = next_tick_ <= now;
    const bool again = instant_ && instant_->when == now;
    if (!tick && !again && switched_at_ > now) {
        return; // a port changed between two ticks
    }
    if (!again) {
        close_instant();
        if (!flow_) {
            connect({});
        }
        instant_ = Instant{now};
    }
    if (tick) {
        instant_->is_sample = now > begin_;
        next_tick_ = tick_after(now);
    }
    switched_at_ = SimTime::never();
    const bool loads_changed = read_loads(now);
    if (loads_changed || stale_) {
        solve(now);
    }
    publish(now);
}

bool PowerGrid::read_loads(SimTime now) {
    std::vector<double> loads_w(loaded_buses_.size(), 0);
    for (std::size_t i = 0; i < wires_.size(); ++i) {
        const contracts::LoadWire& wire = wires_[i];
        const std::vector<double> values = wire.port->read(now);
        for (const contracts::LoadWire::Tap& tap : wire.taps) {
            if (wire.supply != nullptr && wire.supply->at(tap.element, now) < 0.5) {
                continue;
            }
            const double power_w = tap.gain_w * values[tap.element];
            if (std::isnan(power_w)) {
                if (!warned_of_no_data_[i]) {
                    warned_of_no_data_[i] = true;
                    Log::warning(
                        {.text = fmt::format(
                             "energy: {} has no data for element {}; it draws 0 W while so",
                             wire.port->spec().name, tap.element),
                         .at = now,
                         .target = "bus/" + tables_.bus_ids[tap.bus]});
                }
                continue;
            }
            if (std::isinf(power_w)) {
                throw ModelError(
                    now, "energy/" + tables_.bus_ids[tap.bus],
                    fmt::format("{} asks for an infinite load", wire.port->spec().name));
            }
            const auto place = std::ranges::lower_bound(loaded_buses_, tap.bus);
            loads_w[static_cast<std::size_t>(place - loaded_buses_.begin())] += power_w;
        }
    }
    if (std::ranges::equal(loads_w, loads_w_, same_bits)) {
        return false;
    }
    loads_w_ = std::move(loads_w);
    return true;
}

void PowerGrid::solve(SimTime now) {
    flow_->set_loads(loads_w_);
    if (stale_) {
        flow_->set_positions(switches_.positions());
    }
    const std::optional<std::string> reason = flow_->solve();
    ++solve_count_;
    stale_ = false;
    report(now, reason);
    state_ = flow_->result();
    solved_ = !reason;
    if (solved_) {
        live_ = state_.energised;
    } else {
        mark_unsolved();
    }
}

void PowerGrid::mark_unsolved() {
    const GridPositions& positions = switches_.positions();
    live_ = connectivity_.energised(positions);
    for (std::size_t bus = 0; bus < live_.size(); ++bus) {
        if (live_[bus] == 0) {
            state_.voltage_pu[bus] = 0;
        }
    }
    const auto mark = [this](const GridBranches& branches, std::size_t branch, bool from, bool to,
                             BranchFlows& flows) {
        const bool live = (from && live_[branches.from_bus[branch]] != 0) ||
                          (to && live_[branches.to_bus[branch]] != 0);
        if (!live) {
            flows.loading[branch] = 0;
            flows.loss_w[branch] = 0;
        }
    };
    for (std::size_t i = 0; i < positions.line.from.size(); ++i) {
        mark(tables_.lines, i, positions.line.from[i] != 0, positions.line.to[i] != 0, state_.line);
    }
    std::size_t row = 0;
    for (const SwitchPositions* switches : {&positions.transformer, &positions.generic_branch}) {
        for (std::size_t i = 0; i < switches->from.size(); ++i, ++row) {
            mark(tables_.transformers, row, switches->from[i] != 0, switches->to[i] != 0,
                 state_.transformer);
        }
    }
}

void PowerGrid::report(SimTime now, const std::optional<std::string>& reason) const {
    const bool first = solve_count_ == 1;
    if (reason && (solved_ || first)) {
        Log::warning(
            {.text = fmt::format("energy: the power flow has no solution ({}); voltages are NaN "
                                 "until it has one",
                                 *reason),
             .at = now});
    } else if (!reason && !solved_ && !first) {
        Log::warning({.text = "energy: the power flow has a solution again", .at = now});
    }
}

void PowerGrid::publish(SimTime now) {
    bus_voltage_.publish(now, state_.voltage_pu);
    bus_energised_.publish(now, std::vector<double>(live_.begin(), live_.end()));
    line_loading_.publish(now, state_.line.loading);
    line_loss_.publish(now, state_.line.loss_w);
    transformer_loading_.publish(now, state_.transformer.loading);
}

std::vector<engine::Port*> PowerGrid::outputs() {
    return {&bus_voltage_, &bus_energised_, &line_loading_, &line_loss_, &transformer_loading_};
}

std::vector<const engine::Port*> PowerGrid::inputs() const {
    std::vector<const engine::Port*> result;
    for (const contracts::LoadWire& wire : wires_) {
        for (const engine::Port* port : {wire.port, wire.supply}) {
            if (port != nullptr && std::ranges::find(result, port) == result.end()) {
                result.push_back(port);
            }
        }
    }
    return result;
}

bool PowerGrid::accepts(const contracts::Command& command) const {
    const bool known = command.kind == contracts::CommandKind::outage ||
                       command.kind == contracts::CommandKind::restore;
    return known && GridSwitches::is_switchable(command.table);
}

void PowerGrid::receive(const contracts::Command& command, SimTime now) {
    if (!accepts(command)) {
        throw InputError({command.reason, 0, command.table},
                         fmt::format("the power grid cannot do {} here", to_string(command.kind)),
                         "outage or restore on line, transformer or source");
    }
    const std::vector<std::string>& ids = command.table == "line" ? tables_.lines.ids
                                          : command.table == "transformer"
                                              ? tables_.transformers.ids
                                              : tables_.source_ids;
    const std::optional<std::size_t> index = index_of(ids, command.target);
    if (!index) {
        throw InputError(
            {command.reason, 0, "target"},
            fmt::format("there is no {} '{}' in {}", command.table, command.target, config_.file),
            ids.empty() ? std::string{"a grid that has one"}
                        : fmt::format("an id such as {}", ids.front()));
    }
    if (switches_.set_outage(command.table, *index,
                             command.kind == contracts::CommandKind::outage)) {
        stale_ = true;
        switched_at_ = now;
    }
}

void PowerGrid::close_instant() {
    if (!instant_) {
        return;
    }
    fold(figures_);
    if (instant_->is_sample) {
        last_sample_ = instant_->when;
    }
    instant_.reset();
}

void PowerGrid::fold(GridFigures& figures) const {
    if (!solved_) {
        figures.add_unsolved_instant();
    }
    if (instant_->is_sample) {
        figures.add_sample(instant_->when - last_sample_, state_, solved_, live_);
    }
}

void PowerGrid::rebase(SimTime /*now*/) {
    close_instant(); // what it came to is final, and its state need not be kept
    if (flow_) {
        make_flow();
    }
}

void PowerGrid::save(engine::StateWriter& out) const {
    if (instant_) {
        throw std::logic_error("a power grid is saved only at the instant of its re-basing");
    }
    out.put(std::uint64_t{loaded_buses_.size()});
    switches_.save(out);
    figures_.save(out);
    out.put(static_cast<std::uint8_t>(solved_ ? 1 : 0));
    out.put(std::uint64_t{solve_count_});
    out.put(next_tick_);
    out.put(switched_at_);
    out.put(last_sample_);
    out.put(warned_of_no_data_);
}

void PowerGrid::restore(engine::StateReader& in, SimTime now) {
    if (!flow_) {
        connect({});
    }
    if (in.get<std::uint64_t>() != loaded_buses_.size()) {
        in.fail("the checkpoint's power grid has other loads");
    }
    switches_.restore(in);
    figures_.restore(in);
    const auto solved = in.get<std::uint8_t>();
    solved_ = solved == 1;
    solve_count_ = in.get<std::uint64_t>();
    in.get(next_tick_);
    in.get(switched_at_);
    in.get(last_sample_);
    in.get(warned_of_no_data_);
    if (warned_of_no_data_.size() != wires_.size()) {
        in.fail("the checkpoint's power grid has other wires");
    }
    if (solved > 1 || next_tick_ < now || switched_at_ < now || last_sample_ > now) {
        in.fail("the checkpoint's power grid is at another time");
    }
    stale_ = true;
}

void PowerGrid::branch(engine::StateReader& in, SimTime now) {
    restore(in, now);
    figures_ = {};
    begin_ = now;
    last_sample_ = now;
    warned_of_no_data_.assign(wires_.size(), false);
}

std::string PowerGrid::engine_version() {
    return "power-grid-model " CITYPROOF_POWER_GRID_MODEL_VERSION;
}

std::vector<contracts::KeyFigure> PowerGrid::key_figures() const {
    GridFigures figures = figures_;
    if (instant_) {
        fold(figures);
    }
    return figures.figures();
}

} // namespace cityproof::energy
