// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_switches.hpp"

#include "models/energy/grid_document.hpp"

#include <stdexcept>

namespace cityproof::energy {
namespace {

std::vector<std::uint8_t> flags(const std::vector<double>& column) {
    std::vector<std::uint8_t> result;
    result.reserve(column.size());
    for (const double value : column) {
        result.push_back(value != 0 ? 1 : 0);
    }
    return result;
}

SwitchPositions branch_positions(const GridDocument& grid, std::string_view component) {
    const ComponentTable& table = grid.table(component);
    return {flags(table.column("from_status")), flags(table.column("to_status"))};
}

/// Where an element of an asset table stands: the transformer table continues with the generic
/// branches.
struct Place {
    SwitchPositions GridPositions::*member = nullptr;
    std::size_t index = 0;
};

Place place_of(const GridPositions& grid, std::string_view table, std::size_t index) {
    if (table == "line") {
        return {&GridPositions::line, index};
    }
    if (table == "source") {
        return {&GridPositions::source, index};
    }
    if (table == "transformer") {
        const std::size_t transformers = grid.transformer.from.size();
        return index < transformers ? Place{&GridPositions::transformer, index}
                                    : Place{&GridPositions::generic_branch, index - transformers};
    }
    throw std::out_of_range("no switchable table " + std::string{table});
}

constexpr SwitchPositions GridPositions::*all_kinds[] = {
    &GridPositions::line, &GridPositions::link, &GridPositions::transformer,
    &GridPositions::generic_branch, &GridPositions::source};

/// Each asset is out of service, or as the file has it.
bool can_be(const SwitchPositions& now, const SwitchPositions& file) {
    for (std::size_t i = 0; i < now.from.size(); ++i) {
        const bool out = now.from[i] == 0 && now.to[i] == 0;
        if (!out && (now.from[i] != file.from[i] || now.to[i] != file.to[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

GridSwitches::GridSwitches(const GridDocument& grid)
    : file_{.line = branch_positions(grid, "line"),
            .link = branch_positions(grid, "link"),
            .transformer = branch_positions(grid, "transformer"),
            .generic_branch = branch_positions(grid, "generic_branch"),
            .source = {flags(grid.table("source").column("status")),
                       flags(grid.table("source").column("status"))}},
      now_{file_} {
}

bool GridSwitches::is_switchable(std::string_view table) {
    return table == "line" || table == "transformer" || table == "source";
}

bool GridSwitches::set_outage(std::string_view table, std::size_t index, bool out) {
    const Place place = place_of(file_, table, index);
    const SwitchPositions& file = file_.*place.member;
    SwitchPositions& now = now_.*place.member;
    const auto from = static_cast<std::uint8_t>(out ? 0 : file.from.at(place.index));
    const auto to = static_cast<std::uint8_t>(out ? 0 : file.to.at(place.index));
    const bool changed = now.from[place.index] != from || now.to[place.index] != to;
    now.from[place.index] = from;
    now.to[place.index] = to;
    return changed;
}

void GridSwitches::save(engine::StateWriter& out) const {
    for (const auto kind : all_kinds) {
        out.put((now_.*kind).from);
        out.put((now_.*kind).to);
    }
}

void GridSwitches::restore(engine::StateReader& in) {
    for (const auto kind : all_kinds) {
        SwitchPositions& now = now_.*kind;
        in.get_sized(now.from);
        in.get_sized(now.to);
        if (!can_be(now, file_.*kind)) {
            in.fail("the checkpoint has switch positions that this grid cannot have");
        }
    }
}

} // namespace cityproof::energy
