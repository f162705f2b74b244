// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <array>
#include <string_view>

namespace cityproof::sensors {

/// What the key figures of sensors are.
inline constexpr std::array key_figure_catalogue{
    contracts::KeyFigureSpec{.id = "sensors.readings",
                             .unit = "1",
                             .direction = contracts::Direction::higher_is_better,
                             .definition = "Readings that arrived.",
                             .formula = "count of readings with a value",
                             .source = "Our own."},
    contracts::KeyFigureSpec{.id = "sensors.lost",
                             .unit = "1",
                             .direction = contracts::Direction::lower_is_better,
                             .definition = "Readings lost on the way (drop-outs).",
                             .formula = "count of draws below the sensor's dropout probability",
                             .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "sensors.no_data",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Readings taken of a quantity without a value, such as the pressure of "
                      "a dry node.",
        .formula = "count of readings whose true value is missing",
        .source = "Our own."},
    contracts::KeyFigureSpec{.id = "sensors.unpowered",
                             .unit = "1",
                             .direction = contracts::Direction::lower_is_better,
                             .definition =
                                 "Readings not taken because the sensor had no electricity.",
                             .formula = "count of reading times at which the sensor had no supply",
                             .source = "Our own."},
};

/// A row of this catalogue. An id that it does not have does not compile.
consteval contracts::KeyFigureSpec key_figure(std::string_view id) {
    return contracts::spec_of(key_figure_catalogue, id);
}

} // namespace cityproof::sensors
