// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/realism_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace cityproof::scenarios {
namespace {

/// Four significant digits: more would claim a precision that no synthesis has.
double shown(double value) {
    if (value == 0 || !std::isfinite(value)) {
        return 0;
    }
    const double scale = std::pow(10, 3 - std::floor(std::log10(std::fabs(value))));
    return std::round(value * scale) / scale;
}

std::string with_unit(double value, const std::string& unit) {
    return unit == "1" ? fmt::format("{:g}", shown(value))
                       : fmt::format("{:g} {}", shown(value), unit);
}

} // namespace

std::size_t RealismReport::outside() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(figures_, [](const auto& figure) { return !figure.is_inside(); }));
}

std::vector<std::string> RealismReport::lines() const {
    std::vector<std::string> lines;
    for (const RealismFigure& figure : figures_) {
        lines.push_back(fmt::format("{:<8} {}: {} (published {:g} to {:g}; {})",
                                    figure.is_inside() ? "inside" : "OUTSIDE", figure.meaning,
                                    with_unit(figure.value, figure.unit), figure.low, figure.high,
                                    figure.source));
    }
    return lines;
}

std::string RealismReport::json() const {
    nlohmann::ordered_json document{{"format", 1}, {"figures", nlohmann::ordered_json::array()}};
    for (const RealismFigure& figure : figures_) {
        nlohmann::ordered_json row{{"key", figure.key},
                                   {"meaning", figure.meaning},
                                   {"unit", figure.unit},
                                   {"value", shown(figure.value)},
                                   {"low", figure.low},
                                   {"high", figure.high},
                                   {"inside", figure.is_inside()},
                                   {"source", figure.source}};
        if (!figure.note.empty()) {
            row["note"] = figure.note;
        }
        document["figures"].push_back(std::move(row));
    }
    return document.dump(2) + "\n";
}

} // namespace cityproof::scenarios
