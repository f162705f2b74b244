// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/html_charts.hpp"

#include "io/text/xml_text.hpp"
#include "scenarios/verdict/junit_report.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cityproof::verdict {
namespace {

constexpr double chart_width = 720;
constexpr double label_width = 220;
constexpr double row_height = 22;
constexpr double top = 8;

/// A scale from data to pixels with round ticks.
struct Axis {
    double low = 0;
    double high = 1;
    double step = 1;

    double x(double value) const {
        const double share = (value - low) / (high - low);
        return label_width + std::clamp(share, 0.0, 1.0) * (chart_width - label_width - 28);
    }
};

Axis axis_of(double low, double high) {
    low = std::min(low, 0.0);
    high = std::max(high, 0.0);
    const double span = high > low ? high - low : 1;
    const double raw = span / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double factor = raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10;
    Axis axis;
    axis.step = factor * power;
    axis.low = std::floor(low / axis.step) * axis.step;
    axis.high =
        std::max(std::ceil(high / axis.step), std::round(axis.low / axis.step) + 1) * axis.step;
    return axis;
}

std::string ticks(const Axis& axis, double bottom, const std::string& unit) {
    std::string text;
    const auto count = static_cast<int>(std::lround((axis.high - axis.low) / axis.step));
    const int decimals = std::clamp(-static_cast<int>(std::floor(std::log10(axis.step))), 0, 9);
    for (int i = 0; i <= count; ++i) {
        const double value = axis.low + i * axis.step;
        const bool zero = std::abs(value) < axis.step / 2;
        text += fmt::format(
            "<line class=\"{0}\" x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.0f}\" y2=\"{3:.0f}\"/>"
            "<text x=\"{1:.1f}\" y=\"{4:.0f}\" text-anchor=\"middle\">{5}</text>\n",
            zero ? "zero" : "grid", axis.x(value), top, bottom, bottom + 14,
            io::xml_text(signed_text(zero ? 0 : value, decimals) + (i == count ? " " + unit : "")));
    }
    return text;
}

std::string svg(double height, const std::string& title, const std::string& body) {
    return fmt::format(
        "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n",
        chart_width, height, io::xml_text(title), body);
}

const char* css_class(Tendency tendency) {
    switch (tendency) {
    case Tendency::better:
        return "better";
    case Tendency::worse:
        return "worse";
    default:
        return "unclear";
    }
}

std::string label(const std::string& text, double y) {
    return fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                       label_width - 10, y + 4, io::xml_text(text));
}

std::string interval_mark(const Axis& axis, double y, const Interval& interval, double middle,
                          const char* kind, const std::string& title) {
    return fmt::format(
        "<g class=\"{}\"><title>{}</title><line x1=\"{:.1f}\" x2=\"{:.1f}\" "
        "y1=\"{:.1f}\" y2=\"{:.1f}\"/><circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/></g>\n",
        kind, io::xml_text(title), axis.x(interval.low), axis.x(interval.high), y, y,
        axis.x(middle), y);
}

constexpr std::array<double, 4> speed_limits_mps{-1, -0.2, 0.2, 1};

int speed_class(double change_mps) {
    return static_cast<int>(std::ranges::upper_bound(speed_limits_mps, change_mps) -
                            speed_limits_mps.begin());
}

std::string map_legend(double y) {
    constexpr std::array names{"slower, 1 m/s or more", "slower", "within 0.2 m/s", "faster",
                               "faster, 1 m/s or more"};
    constexpr std::array<double, names.size()> places{8, 190, 290, 440, 540};
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double x = places.at(i);
        text += fmt::format("<line class=\"speed{0}\" x1=\"{1:.0f}\" x2=\"{2:.0f}\" y1=\"{3:.0f}\" "
                            "y2=\"{3:.0f}\"/><text x=\"{4:.0f}\" y=\"{5:.0f}\">{6}</text>\n",
                            i, x, x + 18, y, x + 22, y + 4, names.at(i));
    }
    return text;
}

} // namespace

std::string effect_chart(const Comparison& arm) {
    std::vector<const FigureComparison*> rows;
    double low = 0;
    double high = 0;
    for (const FigureComparison& row : arm.figures) {
        if (row.relative && row.relative_effect && row.tendency != Tendency::unchanged) {
            rows.push_back(&row);
            low = std::min(low, 100 * row.relative->low);
            high = std::max(high, 100 * row.relative->high);
        }
    }
    if (rows.empty()) {
        return "";
    }
    // Few seeds can make one interval so wide that the others would be dots.
    const Axis axis = axis_of(std::max(low, -200.0), std::min(high, 200.0));
    const double bottom = top + row_height * static_cast<double>(rows.size());
    std::string body = ticks(axis, bottom, "%");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const FigureComparison& row = *rows[i];
        const double y = top + row_height * (static_cast<double>(i) + 0.5);
        const Interval percent{100 * row.relative->low, 100 * row.relative->high};
        const std::string title = fmt::format(
            "{}: {} % [{}, {}]", row.figure.id, signed_text(100 * *row.relative_effect, 2),
            signed_text(percent.low, 2), signed_text(percent.high, 2));
        body +=
            label(row.figure.id, y) + interval_mark(axis, y, percent, 100 * *row.relative_effect,
                                                    css_class(row.tendency), title);
    }
    return svg(bottom + 20, "Relative effects with 95 % intervals", body);
}

std::string difference_chart(const Comparison& arm, const FigureComparison& row) {
    if (!row.paired) {
        return "";
    }
    double low = row.paired->interval.low;
    double high = row.paired->interval.high;
    for (std::size_t i = 0; i < row.baseline.size(); ++i) {
        low = std::min(low, row.policy[i] - row.baseline[i]);
        high = std::max(high, row.policy[i] - row.baseline[i]);
    }
    const Axis axis = axis_of(low, high);
    const double bottom = top + row_height * static_cast<double>(row.baseline.size() + 1);
    const std::string unit = row.figure.unit == "1" ? "" : row.figure.unit;
    std::string body = ticks(axis, bottom, unit);
    for (std::size_t i = 0; i < row.baseline.size(); ++i) {
        const double y = top + row_height * (static_cast<double>(i) + 0.5);
        const double difference = row.policy[i] - row.baseline[i];
        body += label(fmt::format("seed {}", arm.seeds.at(i)), y);
        body += fmt::format("<circle class=\"pair\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>{} "
                            "{}</title></circle>\n",
                            axis.x(difference), y, signed_text(difference, 4), io::xml_text(unit));
    }
    const double y = bottom - row_height / 2;
    body +=
        label("mean, 95 % interval", y) +
        interval_mark(axis, y, row.paired->interval, row.effect(), css_class(row.tendency), "mean");
    return svg(bottom + 20, "Differences of the pairs in " + row.figure.id, body);
}

std::string street_map_chart(const StreetMap& map) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double west = infinity;
    double east = -infinity;
    double south = infinity;
    double north = -infinity;
    for (const StreetMap::Street& street : map.streets) {
        for (const auto& [x, y] : street.points_m) {
            west = std::min(west, x);
            east = std::max(east, x);
            south = std::min(south, y);
            north = std::max(north, y);
        }
    }
    const double scale = std::min((chart_width - 16) / std::max(east - west, 1.0),
                                  560 / std::max(north - south, 1.0));
    const double height = (north - south) * scale + 16;
    // Streets with the largest change are drawn last, on top.
    std::array<std::string, 5> layers;
    for (const StreetMap::Street& street : map.streets) {
        std::string points;
        for (const auto& [x, y] : street.points_m) {
            points +=
                fmt::format("{:.1f},{:.1f} ", 8 + (x - west) * scale, 8 + (north - y) * scale);
        }
        points.pop_back();
        const int kind = speed_class(street.change_mps);
        layers.at(static_cast<std::size_t>(kind)) += fmt::format(
            "<polyline class=\"speed{}\" points=\"{}\"><title>{} m/s</title></polyline>\n", kind,
            points, signed_text(street.change_mps, 2));
    }
    std::string body = layers[2] + layers[1] + layers[3] + layers[0] + layers[4];
    return svg(height + 28, "Streets by change of mean speed", body + map_legend(height + 12));
}

} // namespace cityproof::verdict
