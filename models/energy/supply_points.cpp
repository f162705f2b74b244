// SPDX-License-Identifier: Apache-2.0
#include "models/energy/supply_points.hpp"

#include "core/base/errors.hpp"
#include "models/contracts/ports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace cityproof::energy {

SupplyPoints::SupplyPoints(Config config) : config_{std::move(config)} {
    const bool has_grid = config_.bus_voltage != nullptr;
    if (config_.grid_tick <= Duration{}) {
        throw std::invalid_argument("supply points need a positive tick of the grid");
    }
    if (has_grid != (config_.bus_energised != nullptr)) {
        throw std::invalid_argument("supply points need both of the grid's ports or none");
    }
    for (contracts::SupplyWire& wire : config_.wires) {
        const auto buses = has_grid ? static_cast<std::int64_t>(config_.bus_voltage->size()) : 0;
        const bool fits = std::ranges::all_of(
            wire.bus, [&](std::int32_t bus) { return bus >= -1 && (!has_grid || bus < buses); });
        if (!fits || wire.bus.size() != wire.ids.size() || port(wire.table) != nullptr) {
            throw std::invalid_argument(
                fmt::format("the supply wire of table {} does not fit", wire.table));
        }
        const std::size_t size = wire.ids.size();
        tables_.push_back({std::move(wire), std::vector<bool>(size, true),
                           std::vector<bool>(size, false),
                           std::vector<SimTime>(size, SimTime::never()), nullptr});
        Table& table = tables_.back();
        table.port = std::make_unique<engine::Port>(
            engine::PortSpec{contracts::ports::supply_prefix + table.wire.table, "1",
                             table.wire.table, "1 when the consumer has electricity"},
            size, Duration{}, 1.0);
    }
}

const engine::Port* SupplyPoints::port(std::string_view table) const {
    const auto found =
        std::ranges::find_if(tables_, [table](const Table& t) { return t.wire.table == table; });
    return found == tables_.end() ? nullptr : found->port.get();
}

void SupplyPoints::act(SimTime now) {
    next_ = SimTime::never();
    for (Table& table : tables_) {
        update(table, now);
    }
}

void SupplyPoints::update(Table& table, SimTime now) {
    std::vector<double> supplied(table.wire.ids.size());
    for (std::size_t i = 0; i < supplied.size(); ++i) {
        const std::int32_t bus = table.wire.bus[i];
        if (bus >= 0 && config_.bus_voltage != nullptr) {
            const double energised = config_.bus_energised->at(static_cast<std::size_t>(bus), now);
            const double voltage_pu = config_.bus_voltage->at(static_cast<std::size_t>(bus), now);
            if (energised == 0) {
                table.bus_alive[i] = false;
            } else if (!std::isnan(energised) && !std::isnan(voltage_pu)) {
                const bool enough = voltage_pu >= config_.threshold_pu;
                if (!enough && table.bus_alive[i]) {
                    table.starved_at[i] = now;
                }
                table.bus_alive[i] = enough && table.starved_at[i] != now;
                if (enough && !table.bus_alive[i]) {
                    // The voltage may stay as it is now: no change of a port would wake this model.
                    next_ = ceil_to(now + Duration::nanoseconds(1), config_.grid_tick);
                }
            }
        }
        supplied[i] = table.bus_alive[i] && !table.lost[i] ? 1 : 0;
    }
    table.port->publish(now, supplied);
}

std::vector<engine::Port*> SupplyPoints::outputs() {
    std::vector<engine::Port*> result;
    for (const Table& table : tables_) {
        result.push_back(table.port.get());
    }
    return result;
}

std::vector<const engine::Port*> SupplyPoints::inputs() const {
    if (config_.bus_voltage == nullptr) {
        return {};
    }
    return {config_.bus_voltage, config_.bus_energised};
}

void SupplyPoints::save(engine::StateWriter& out) const {
    out.put(next_);
    out.put(std::uint64_t{tables_.size()});
    for (const Table& table : tables_) {
        out.put(table.wire.table);
        out.put(table.bus_alive);
        out.put(table.lost);
        // Without starved_at: it counts in its own instant only, which is over.
    }
}

void SupplyPoints::restore(engine::StateReader& in, SimTime now) {
    in.get(next_);
    if (next_ < now || in.get<std::uint64_t>() != tables_.size()) {
        in.fail("the checkpoint has other consumers or another time");
    }
    for (Table& table : tables_) {
        std::string name;
        in.get(name);
        in.get(table.bus_alive);
        in.get(table.lost);
        const std::size_t size = table.wire.ids.size();
        if (name != table.wire.table || table.bus_alive.size() != size ||
            table.lost.size() != size) {
            in.fail(
                fmt::format("the checkpoint has other consumers than table {}", table.wire.table));
        }
    }
}

bool SupplyPoints::accepts(const contracts::Command& command) const {
    const bool known = command.kind == contracts::CommandKind::supply_loss ||
                       command.kind == contracts::CommandKind::supply_restore;
    return known && port(command.table) != nullptr;
}

void SupplyPoints::receive(const contracts::Command& command, SimTime now) {
    const auto table = std::ranges::find_if(
        tables_, [&](const Table& t) { return t.wire.table == command.table; });
    if (!accepts(command) || table == tables_.end()) {
        throw InputError({command.reason, 0, command.table},
                         fmt::format("no consumer can take {}", to_string(command.kind)),
                         "supply_loss or supply_restore on a table of consumers");
    }
    const auto found = std::ranges::find(table->wire.ids, command.target);
    if (found == table->wire.ids.end()) {
        throw InputError(
            {command.reason, 0, "target"},
            fmt::format("there is no {} '{}' with a supply", command.table, command.target),
            table->wire.ids.empty() ? std::string{"a city that has one"}
                                    : fmt::format("an id such as {}", table->wire.ids.front()));
    }
    const auto index = static_cast<std::size_t>(found - table->wire.ids.begin());
    table->lost[index] = command.kind == contracts::CommandKind::supply_loss;
    next_ = now;
}

} // namespace cityproof::energy
