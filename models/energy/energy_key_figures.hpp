// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <array>
#include <string_view>

namespace cityproof::energy {

/// What the grid's key figures are. All are taken at the end of each tick and hold for the tick.
inline constexpr std::array key_figure_catalogue{
    contracts::KeyFigureSpec{
        .id = "energy.loss",
        .unit = "MWh",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Active power lost in all lines, sampled at the end of each tick and "
                      "held for the tick; transformers are left out.",
        .formula = "sum over ticks k of (sum over lines of P_from + P_to at the end of k) "
                   "* length of k",
        .source = "power-grid-model documentation, component line: p_from, p_to; the "
                  "rectangle rule is our own."},
    contracts::KeyFigureSpec{
        .id = "energy.transformer_loss",
        .unit = "MWh",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Active power lost in all transformers, copper and iron, sampled at the "
                      "end of each tick and held for the tick.",
        .formula = "sum over ticks k of (sum over transformers of P_from + P_to at the end "
                   "of k) * length of k",
        .source = "power-grid-model documentation, component transformer: p_from, p_to; "
                  "the rectangle rule is our own."},
    contracts::KeyFigureSpec{
        .id = "energy.unserved",
        .unit = "bus min",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Buses without connection to a source, counted at the end of each tick, "
                      "times the tick in minutes; buses that the grid's own switch positions "
                      "leave dead count too.",
        .formula = "sum over ticks k of (number of buses without a path to a source at the "
                   "end of k) * length of k in minutes",
        .source = "Our own; the interruption duration of IEEE Std 1366-2012 with buses in "
                  "place of customers."},
    contracts::KeyFigureSpec{
        .id = "energy.voltage_min",
        .unit = "pu",
        .direction = contracts::Direction::higher_is_better,
        .definition = "Lowest voltage of any live bus at the end of any tick.",
        .formula = "min over ticks k and live buses b of U_b(k) / U_rated_b",
        .source = "Our own; the quantity is that of EN 50160 (supply voltage variations), "
                  "which averages over 10 minutes instead."},
    contracts::KeyFigureSpec{
        .id = "energy.line_loading_max",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Highest current of any line at the end of any tick, as a fraction of "
                      "its rated current; lines without a rated current count as 0.",
        .formula = "max over ticks k and lines l of max(I_from_l(k), I_to_l(k)) / i_n_l",
        .source = "power-grid-model documentation, component line: loading."},
    contracts::KeyFigureSpec{
        .id = "energy.peak_load",
        .unit = "MW",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Highest active power that all loads together draw at the end of any "
                      "tick; losses and local generation are left out.",
        .formula = "max over ticks k of sum over loads of P(k)",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "energy.supplied",
        .unit = "MWh",
        .direction = contracts::Direction::neutral,
        .definition = "Active energy from the upstream grid through all sources, sampled at "
                      "the end of each tick and held for the tick.",
        .formula = "sum over ticks k of (sum over sources of P at the end of k) * length "
                   "of k",
        .source = "power-grid-model documentation, component source: p; the rectangle "
                  "rule is our own."},
    contracts::KeyFigureSpec{
        .id = "energy.unsolved_steps",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Ticks and switching instants at which the power flow had no solution; "
                      "the other energy figures but unserved leave them out.",
        .formula = "count of instants whose power flow did not converge",
        .source = "Our own."},
};

/// A row of this catalogue. An id that it does not have does not compile.
consteval contracts::KeyFigureSpec key_figure(std::string_view id) {
    return contracts::spec_of(key_figure_catalogue, id);
}

} // namespace cityproof::energy
