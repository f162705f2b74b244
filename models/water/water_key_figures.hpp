// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <array>
#include <string_view>

namespace cityproof::water {

/// What the water network's key figures are. A step is the time between two solutions; values at
/// its end hold for it.
inline constexpr std::array key_figure_catalogue{
    contracts::KeyFigureSpec{
        .id = "water.pump_energy",
        .unit = "kWh",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Electric energy of all pumps: the power at the end of each step times "
                      "the step's length.",
        .formula = "sum over steps k of (sum over pumps of P at the end of k) * length of "
                   "k",
        .source = "Power as in the EPANET 2.2 User Manual (EPA/600/R-20/133), energy "
                  "analysis; the rectangle rule is our own."},
    contracts::KeyFigureSpec{
        .id = "water.unserved",
        .unit = "m3",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Demand that was not delivered: all of it in parts that no source "
                      "reaches, and the pressure-driven deficit elsewhere; with demand-driven "
                      "analysis there is no deficit in reached parts.",
        .formula = "sum over steps of (sum over unreached junctions of full demand + sum "
                   "over the others of max(0, deficit)) * length",
        .source = "Deficit as in the EPANET 2.2 User Manual (EPA/600/R-20/133), pressure "
                  "driven analysis; parts without source are our own guard."},
    contracts::KeyFigureSpec{
        .id = "water.delivered",
        .unit = "m3",
        .direction = contracts::Direction::higher_is_better,
        .definition = "Water delivered to consumers, without emitters and leakage.",
        .formula = "sum over steps of (sum over reached junctions of max(0, demand flow)) "
                   "* length",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "water.unsolved_steps",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Hydraulic solutions that EPANET could not balance within the file's "
                      "number of trials; their values are doubtful.",
        .formula = "count of solutions with an unbalanced system (EPANET warning 1)",
        .source = "EPANET 2.2 User Manual (EPA/600/R-20/133), warning messages."},
    contracts::KeyFigureSpec{
        .id = "water.tank_level_min",
        .unit = "m",
        .direction = contracts::Direction::higher_is_better,
        .definition = "Lowest level above its bottom of any tank at the start and at the end "
                      "of each step.",
        .formula = "min over steps and tanks of head - elevation of the bottom",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "water.pressure_min",
        .unit = "m",
        .direction = contracts::Direction::higher_is_better,
        .definition = "Lowest pressure at any node with a demand at the start and at the end "
                      "of each step; nodes in parts that no source reaches are left out (see "
                      "water.unserved).",
        .formula = "min over steps and reached junctions with demand > 0 of head - "
                   "elevation",
        .source = "Our own; in metres of water column."},
};

/// A row of this catalogue. An id that it does not have does not compile.
consteval contracts::KeyFigureSpec key_figure(std::string_view id) {
    return contracts::spec_of(key_figure_catalogue, id);
}

} // namespace cityproof::water
