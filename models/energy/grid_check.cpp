// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::energy {
namespace {

/// Rated voltages are typed by people: equal means equal up to the last digits.
bool equal_voltage(double a_v, double b_v) {
    return std::abs(a_v - b_v) <= 1e-9 * std::max(a_v, b_v);
}

class Checker {
  public:
    Checker(const GridDocument& grid, Problems& problems) : grid_{grid}, problems_{problems} {}

    void check() {
        check_nodes();
        check_lines();
        check_links();
        check_transformers();
        check_generic_branches();
        check_sources();
    }

  private:
    /// Rated voltage of the node that a component's attribute names, V.
    double rated_v(const ComponentTable& table, const char* attribute, std::size_t row) const {
        return grid_.table("node").column("u_rated")[grid_.node_row(table, attribute, row)];
    }

    void check_nodes() {
        if (grid_.table("node").size == 0) {
            problems_.error({grid_.file, 0, "data.node"}, "the network has no node",
                            "at least one node");
        }
    }

    void check_ends(const ComponentTable& table, std::size_t row) {
        if (table.column("from_node")[row] == table.column("to_node")[row]) {
            problems_.error(grid_.where(table.name, row, "to_node"),
                            fmt::format("both ends are at node {}", table.column("to_node")[row]),
                            "two different nodes");
        }
    }

    void check_equal_voltage(const ComponentTable& table, std::size_t row) {
        const double from_v = rated_v(table, "from_node", row);
        const double to_v = rated_v(table, "to_node", row);
        if (!equal_voltage(from_v, to_v)) {
            problems_.error(grid_.where(table.name, row, "to_node"),
                            fmt::format("joins nodes rated {} V and {} V", from_v, to_v),
                            "the same u_rated at both ends",
                            "use a transformer, or correct the nodes' u_rated");
        }
    }

    void check_lines() {
        const ComponentTable& table = grid_.table("line");
        for (std::size_t row = 0; row < table.size; ++row) {
            check_ends(table, row);
            check_equal_voltage(table, row);
            if (table.column("r1")[row] == 0 && table.column("x1")[row] == 0) {
                problems_.error(grid_.where("line", row, "r1"), "r1 and x1 are both 0",
                                "an impedance greater than 0",
                                "use a link for a connection without impedance");
            }
        }
    }

    void check_links() {
        const ComponentTable& table = grid_.table("link");
        for (std::size_t row = 0; row < table.size; ++row) {
            check_ends(table, row);
            check_equal_voltage(table, row);
        }
    }

    void check_transformers() {
        const ComponentTable& table = grid_.table("transformer");
        for (std::size_t row = 0; row < table.size; ++row) {
            check_ends(table, row);
            check_winding(table, row, "u1", "from_node");
            check_winding(table, row, "u2", "to_node");
            check_losses(table, row);
            check_tap(table, row);
            check_clock(table, row);
        }
    }

    /// A winding's rated voltage may differ from its node's (21 kV on a 20 kV busbar), but not by
    /// more than a quarter: then the transformer is turned round or stands between the wrong
    /// levels.
    void check_winding(const ComponentTable& table, std::size_t row, const char* winding,
                       const char* end) {
        constexpr double widest = 0.25;
        const double winding_v = table.column(winding)[row];
        const double node_v = rated_v(table, end, row);
        if (std::abs(winding_v / node_v - 1) > widest) {
            problems_.error(grid_.where("transformer", row, winding),
                            fmt::format("{} V does not fit {}, rated {} V", winding_v, end, node_v),
                            "a winding within 25 % of its node's u_rated",
                            "turn the transformer round or correct u1, u2 or u_rated");
        }
    }

    void check_losses(const ComponentTable& table, std::size_t row) {
        const double sn_va = table.column("sn")[row];
        // Conversions round: a cable-less 100 % resistive transformer may end up a hair above its
        // own uk.
        constexpr double slack = 1 + 1e-9;
        if (table.column("pk")[row] / sn_va > table.column("uk")[row] * slack) {
            problems_.error(
                grid_.where("transformer", row, "pk"),
                fmt::format("copper losses of {} W are more than uk allows",
                            table.column("pk")[row]),
                fmt::format("pk of at most uk * sn = {} W", table.column("uk")[row] * sn_va));
        }
        if (table.column("p0")[row] / sn_va > table.column("i0")[row] * slack) {
            problems_.error(
                grid_.where("transformer", row, "p0"),
                fmt::format("iron losses of {} W are more than i0 allows", table.column("p0")[row]),
                fmt::format("p0 of at most i0 * sn = {} W", table.column("i0")[row] * sn_va));
        }
    }

    void check_tap(const ComponentTable& table, std::size_t row) {
        const double lowest = std::min(table.column("tap_min")[row], table.column("tap_max")[row]);
        const double highest = std::max(table.column("tap_min")[row], table.column("tap_max")[row]);
        const double tap = table.column("tap_pos")[row];
        if (tap < lowest || tap > highest) {
            problems_.error(grid_.where("transformer", row, "tap_pos"),
                            fmt::format("tap {} is beyond the tap changer", tap),
                            fmt::format("a tap from {} to {}", lowest, highest));
        }
    }

    /// Windings 0 (wye), 1 (wye, neutral out), 3 and 4 (zigzag) and 2 (delta): a delta turns by odd
    /// multiples of 30 deg, and so does a zigzag; two of a kind cancel. Source: IEC 60076-1, clock
    /// hour figures.
    void check_clock(const ComponentTable& table, std::size_t row) {
        const auto turns = [&](const char* side) { return table.column(side)[row] >= 2; };
        const bool odd = std::fmod(std::abs(table.column("clock")[row]), 2) == 1;
        if (odd != (turns("winding_from") != turns("winding_to"))) {
            problems_.error(grid_.where("transformer", row, "clock"),
                            fmt::format("clock {} is not possible with these windings",
                                        table.column("clock")[row]),
                            "an odd clock for star with delta or zigzag, an even one otherwise");
        }
    }

    void check_generic_branches() {
        const ComponentTable& table = grid_.table("generic_branch");
        for (std::size_t row = 0; row < table.size; ++row) {
            check_ends(table, row);
            if (table.column("r1")[row] == 0 && table.column("x1")[row] == 0) {
                problems_.error(grid_.where("generic_branch", row, "r1"), "r1 and x1 are both 0",
                                "an impedance other than 0",
                                "use a link for a connection without impedance");
            }
        }
    }

    void check_sources() {
        const ComponentTable& table = grid_.table("source");
        if (std::ranges::count(table.column("status"), 1.0) == 0) {
            problems_.error({grid_.file, 0, "data.source"}, "no source is in service",
                            "at least one source with status 1",
                            "add the connection to the upstream grid as a source");
        }
    }

    const GridDocument& grid_;
    Problems& problems_;
};

} // namespace

void check_grid(const GridDocument& grid, Problems& problems) {
    Checker{grid, problems}.check();
}

void check_source_strength(const GridDocument& grid, std::optional<double> source_strength_va,
                           Problems& problems) {
    if (source_strength_va) {
        if (!(*source_strength_va > 0) || !std::isfinite(*source_strength_va)) {
            problems.error(
                {grid.file, 0, {}},
                fmt::format("a source strength of {} VA is not possible", *source_strength_va),
                "a finite number of VA greater than 0");
        }
        return;
    }
    const ComponentTable& table = grid.table("source");
    for (std::size_t row = 0; row < table.size; ++row) {
        if (std::isnan(table.column("sk")[row])) {
            problems.error(grid.where("source", row, "sk"),
                           "the strength of the upstream grid is not given",
                           "the short-circuit power sk in VA: about 1e8 at a weak busbar, 1e9 at a "
                           "strong one, "
                           "1e15 for an ideal source",
                           "set sk in the file or the source strength in the scenario");
        }
    }
}

} // namespace cityproof::energy
