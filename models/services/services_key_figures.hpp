// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <array>
#include <string_view>

namespace cityproof::services {

/// What the key figures of electricity for customers and street lamps are.
inline constexpr std::array key_figure_catalogue{
    contracts::KeyFigureSpec{
        .id = "services.saidi",
        .unit = "min",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Minutes without supply per metered customer, every interruption "
                      "counted, sampled at each tick's end.",
        .formula = "sum over ticks k of (customers without supply at the end of k) * "
                   "length of k in minutes / customers",
        .source = "IEEE Std 1366-2012, SAIDI, without its split at 5 minutes: that needs "
                  "months, not hours."},
    contracts::KeyFigureSpec{
        .id = "services.customers_interrupted",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Metered customers without supply at least once.",
        .formula = "count of customers without supply at the end of any tick",
        .source = "IEEE Std 1366-2012, CN (distinct customers interrupted), without its "
                  "split at 5 minutes."},
    contracts::KeyFigureSpec{
        .id = "services.energy_delivered",
        .unit = "kWh",
        .direction = contracts::Direction::neutral,
        .definition = "Electricity delivered to metered customers, sampled at each tick's "
                      "end.",
        .formula = "sum over ticks k of (sum over supplied customers of P at the end of k) "
                   "* length of k",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "services.lamp_energy",
        .unit = "kWh",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Electricity of street lamps, sampled at each tick's end.",
        .formula = "sum over ticks k of (sum over supplied lamps of P at the end of k) * "
                   "length of k",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "services.lamp_dark",
        .unit = "h",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Lamp-hours that should have burned and had no electricity, sampled at "
                      "each tick's end.",
        .formula = "sum over ticks k of (lamps that should burn and have no supply at the "
                   "end of k) * length of k",
        .source = "Our own."},
};

/// A row of this catalogue. An id that it does not have does not compile.
consteval contracts::KeyFigureSpec key_figure(std::string_view id) {
    return contracts::spec_of(key_figure_catalogue, id);
}

} // namespace cityproof::services
