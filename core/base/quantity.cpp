// SPDX-License-Identifier: Apache-2.0
#include "core/base/quantity.hpp"

#include "core/base/trimmed.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <span>

namespace cityproof {
namespace {

struct Unit {
    std::string_view name;
    double factor; ///< SI units per unit
};

constexpr double ft = 0.3048;
constexpr Unit duration_units[] = {{"s", 1},    {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9},
                                   {"min", 60}, {"h", 3600},  {"d", 86400}};
constexpr Unit length_units[] = {{"m", 1}, {"mm", 1e-3}, {"cm", 1e-2}, {"km", 1e3}, {"ft", ft}};
constexpr Unit area_units[] = {{"m2", 1}, {"m²", 1}, {"ha", 1e4}, {"km2", 1e6}, {"km²", 1e6}};
constexpr Unit speed_units[] = {{"m/s", 1}, {"km/h", 1 / 3.6}, {"mph", 0.44704}};
constexpr Unit power_units[] = {{"W", 1}, {"kW", 1e3}, {"MW", 1e6}, {"GW", 1e9}};
constexpr Unit apparent_power_units[] = {{"VA", 1}, {"kVA", 1e3}, {"MVA", 1e6}, {"GVA", 1e9}};
constexpr Unit energy_units[] = {{"J", 1},       {"kJ", 1e3},    {"MJ", 1e6},    {"Wh", 3600},
                                 {"kWh", 3.6e6}, {"MWh", 3.6e9}, {"GWh", 3.6e12}};
constexpr Unit voltage_units[] = {{"V", 1}, {"kV", 1e3}};
constexpr Unit flow_units[] = {{"m3/s", 1},   {"m³/s", 1},          {"l/s", 1e-3},
                               {"L/s", 1e-3}, {"m3/h", 1 / 3600.0}, {"m³/h", 1 / 3600.0}};
constexpr Unit volume_units[] = {{"m3", 1}, {"m³", 1}, {"l", 1e-3}, {"L", 1e-3}};
// Metre of water column at 4 degrees C and standard gravity.
constexpr Unit pressure_units[] = {{"Pa", 1},     {"kPa", 1e3},      {"bar", 1e5},
                                   {"mbar", 100}, {"mH2O", 9806.65}, {"psi", 6894.757293168}};
constexpr Unit mass_units[] = {{"kg", 1}, {"g", 1e-3}, {"mg", 1e-6}, {"t", 1e3}};
constexpr Unit concentration_units[] = {{"ug/m3", 1}, {"µg/m³", 1}, {"mg/m3", 1e3}};
constexpr Unit ratio_units[] = {{"%", 0.01}, {"1", 1}};
constexpr Unit count_units[] = {{"1", 1}, {"vehicles", 1}, {"vehicle", 1}, {"persons", 1}};
constexpr Unit per_unit_units[] = {{"pu", 1}};

struct Kind {
    std::string_view name;
    std::span<const Unit> units;
};

// In the order of Dimension.
constexpr Kind kinds[] = {
    {"duration", duration_units},
    {"length", length_units},
    {"area", area_units},
    {"speed", speed_units},
    {"power", power_units},
    {"apparent_power", apparent_power_units},
    {"energy", energy_units},
    {"voltage", voltage_units},
    {"flow", flow_units},
    {"volume", volume_units},
    {"pressure", pressure_units},
    {"mass", mass_units},
    {"concentration", concentration_units},
    {"ratio", ratio_units},
    {"count", count_units},
    {"per_unit", per_unit_units},
};

const Kind& kind_of(Dimension dimension) {
    return kinds[static_cast<std::size_t>(dimension)];
}

[[noreturn]] void refuse(std::string_view text, Dimension dimension, const Location& where,
                         std::string_view why) {
    throw InputError(
        where, fmt::format("\"{}\" {}", text, why),
        fmt::format("a {} with one of the units {}", to_string(dimension),
                    accepted_units(dimension)),
        fmt::format("write for example \"1 {}\"", kind_of(dimension).units.front().name));
}

} // namespace

std::string_view to_string(Dimension dimension) {
    return kind_of(dimension).name;
}

std::optional<Dimension> dimension_from_name(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        if (kinds[i].name == name) {
            return static_cast<Dimension>(i);
        }
    }
    return std::nullopt;
}

std::string accepted_units(Dimension dimension) {
    std::string text;
    for (const Unit& unit : kind_of(dimension).units) {
        text += (text.empty() ? "" : ", ") + std::string{unit.name};
    }
    return text;
}

std::optional<NumberWithUnit> split_number(std::string_view text) {
    std::string_view body = trimmed(text);
    if (body.starts_with('+')) {
        body.remove_prefix(1);
    }
    NumberWithUnit result;
    const auto [end, error] =
        std::from_chars(body.data(), body.data() + body.size(), result.number);
    if (error != std::errc{} || !std::isfinite(result.number)) {
        return std::nullopt;
    }
    result.unit = trimmed(body.substr(static_cast<std::size_t>(end - body.data())));
    return result;
}

double parse_quantity(std::string_view text, Dimension dimension, const Location& where) {
    const std::string_view body = trimmed(text);
    double number = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), number);
    if (error == std::errc::result_out_of_range) {
        refuse(text, dimension, where, "is out of range");
    }
    if (error != std::errc{} || !std::isfinite(number)) {
        refuse(text, dimension, where, "does not start with a number");
    }
    const std::string_view unit_text =
        trimmed(body.substr(static_cast<std::size_t>(end - body.data())));
    if (unit_text.empty()) {
        refuse(text, dimension, where, "has no unit");
    }
    for (const Unit& unit : kind_of(dimension).units) {
        if (unit.name == unit_text) {
            const double value = number * unit.factor;
            if (!std::isfinite(value)) {
                refuse(text, dimension, where, "is out of range");
            }
            return value;
        }
    }
    refuse(text, dimension, where, fmt::format("has the unknown unit \"{}\"", unit_text));
}

Duration parse_duration(std::string_view text, const Location& where) {
    try {
        return Duration::from_seconds(parse_quantity(text, Dimension::duration, where));
    } catch (const TimeOverflow&) {
        refuse(text, Dimension::duration, where, "is longer than 292 years");
    }
}

} // namespace cityproof
