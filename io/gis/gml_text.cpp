// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

namespace cityproof::io {
namespace {

constexpr std::string_view white_space = " \t\r\n";

/// nullopt when the text is no number, or none that is finite.
template <typename Number>
std::optional<Number> number(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    Number value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    const bool is_whole = read.ec == std::errc{} && read.ptr == end && !text.empty();
    return is_whole && std::isfinite(static_cast<double>(value)) ? std::optional{value}
                                                                 : std::nullopt;
}

struct LengthUnit {
    std::string_view name;
    double metres = 1;
};

/// Codes of UCUM, EPSG's numbers and common words.
constexpr std::array length_units{LengthUnit{"", 1},
                                  LengthUnit{"m", 1},
                                  LengthUnit{"metre", 1},
                                  LengthUnit{"meter", 1},
                                  LengthUnit{"metres", 1},
                                  LengthUnit{"meters", 1},
                                  LengthUnit{"9001", 1},
                                  LengthUnit{"cm", 0.01},
                                  LengthUnit{"ft", 0.3048},
                                  LengthUnit{"foot", 0.3048},
                                  LengthUnit{"feet", 0.3048},
                                  LengthUnit{"ft_i", 0.3048},
                                  LengthUnit{"9002", 0.3048},
                                  LengthUnit{"ft_us", 1200. / 3937},
                                  LengthUnit{"ftus", 1200. / 3937},
                                  LengthUnit{"9003", 1200. / 3937}};

std::string small_letters(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

double unit_m(std::string_view unit, const Location& where) {
    std::string name = small_letters(unit.substr(unit.find_last_of("#:/") + 1));
    std::erase_if(name, [](char c) { return c == '[' || c == ']' || c == ' '; });
    const auto* found = std::ranges::find(length_units, std::string_view{name}, &LengthUnit::name);
    if (found == length_units.end()) {
        throw InputError(where, fmt::format("has the unit \"{}\"", unit), "uom=\"m\" or \"ft\"",
                         {});
    }
    return found->metres;
}

} // namespace

std::string gml_local_name(std::string_view name) {
    return std::string{name.substr(name.find(':') + 1)};
}

std::string gml_trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string{text.substr(first, text.find_last_not_of(white_space) - first + 1)};
}

BuildingRing gml_corners(std::string_view text, int dimension, const Location& where) {
    std::vector<double> numbers;
    std::size_t at = text.find_first_not_of(white_space);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(white_space, at), text.size());
        const std::string_view word = text.substr(at, end - at);
        const auto value = number<double>(word);
        if (!value) {
            throw InputError(where,
                             fmt::format("holds \"{}\", which is no number", word.substr(0, 40)),
                             "numbers with white space between them", {});
        }
        numbers.push_back(*value);
        at = text.find_first_not_of(white_space, end);
    }
    const std::size_t step = dimension == 2 ? 2 : 3;
    if (numbers.size() % step != 0) {
        throw InputError(where, fmt::format("has {} numbers", numbers.size()),
                         fmt::format("a multiple of srsDimension, {}", step), {});
    }
    BuildingRing corners;
    corners.reserve(numbers.size() / step);
    for (std::size_t i = 0; i < numbers.size(); i += step) {
        corners.push_back({numbers[i], numbers[i + 1], step == 3 ? numbers[i + 2] : 0});
    }
    return corners;
}

double gml_length_m(std::string_view text, std::string_view unit, const Location& where) {
    const auto length = number<double>(text);
    if (!length) {
        throw InputError(where, fmt::format("\"{}\" is no number", text.substr(0, 40)),
                         "a length such as 9.5", {});
    }
    return *length * unit_m(unit, where);
}

std::int64_t gml_count(std::string_view text, const Location& where) {
    const auto count = number<std::int64_t>(text);
    if (!count || *count < 0) {
        throw InputError(where, fmt::format("\"{}\" is no whole number", text.substr(0, 40)),
                         "a whole number of zero or more", {});
    }
    return *count;
}

Attribute gml_attribute(std::string_view kind, std::string_view text) {
    const std::string small = small_letters(kind);
    if (small == "intattribute") {
        if (const auto whole = number<std::int64_t>(text)) {
            return *whole;
        }
    }
    if (small == "doubleattribute" || small == "measureattribute") {
        if (const auto real = number<double>(text)) {
            return *real;
        }
    }
    return std::string{text};
}

} // namespace cityproof::io
