// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cityproof {

/// The kinds of physical number that input files may hold. The value is always in the SI unit named
/// here.
enum class Dimension {
    duration,       ///< s
    length,         ///< m
    area,           ///< m2
    speed,          ///< m/s
    power,          ///< W
    apparent_power, ///< VA
    energy,         ///< J
    voltage,        ///< V
    flow,           ///< m3/s
    volume,         ///< m3
    pressure,       ///< Pa
    mass,           ///< kg
    concentration,  ///< ug/m3, the unit of air quality limits
    ratio,          ///< 1, written as "15 %" or "0.15 1"
    count,          ///< 1, written as "3 vehicles" or "3 1"
    per_unit,       ///< 1, written as "0.9 pu"
};

/// The name used in schemas and messages, for example "apparent_power".
std::string_view to_string(Dimension dimension);
std::optional<Dimension> dimension_from_name(std::string_view name);

/// The units that parse_quantity takes for a dimension, for messages: "s, ms, min, h, d".
std::string accepted_units(Dimension dimension);

/// Where a number stands in a text: "110 %" is 110 and "%".
struct NumberWithUnit {
    double number = 0;
    std::string unit = {}; ///< as written, without blanks around it; may be empty or none of ours
};

/// nullopt for a text that does not begin with a finite number. A leading plus is allowed.
std::optional<NumberWithUnit> split_number(std::string_view text);

/// Reads a number with its unit, such as "7.4 kW" or "50km/h", and returns it in the SI unit of
/// `dimension`. The only parser of quantities in the project. Locale independent; a number without
/// unit is an error. Errors: InputError at `where` that names the accepted units.
double parse_quantity(std::string_view text, Dimension dimension, const Location& where);

/// parse_quantity for durations, rounded to the nanosecond; beyond 2^53 ns (104 days) to what a
/// double can tell.
Duration parse_duration(std::string_view text, const Location& where);

} // namespace cityproof
