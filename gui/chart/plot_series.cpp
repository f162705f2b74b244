// SPDX-License-Identifier: Apache-2.0
#include "gui/chart/plot_series.hpp"

#include "gui/map/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr std::array<QRgb, 6> paper_colors{0xFF0072B2, 0xFFB84A00, 0xFF00795A,
                                           0xFF9E3F7A, 0xFF7A5600, 0xFF4B4B4B};
constexpr std::array<QRgb, 6> night_colors{0xFF56B4E9, 0xFFE69F00, 0xFF2FC49B,
                                           0xFFE08FBD, 0xFFF0E442, 0xFFD0D0D0};

} // namespace

QColor series_color(std::size_t index, const Theme& theme) {
    const auto& colors = theme.dark ? night_colors : paper_colors;
    return QColor::fromRgb(colors[index % colors.size()]);
}

QString plot_number(double value) {
    return QString::number(value, 'g', 5).replace(QLatin1Char{'-'}, QChar{0x2212});
}

PlotSeries difference_of(const PlotSeries& a, const PlotSeries& b) {
    PlotSeries difference{
        Words::tr("%1 minus %2").arg(a.name, b.name), a.unit, a.times_s, {}, true};
    for (std::size_t i = 0; i < a.times_s.size(); ++i) {
        const auto next = std::upper_bound(b.times_s.begin(), b.times_s.end(), a.times_s[i] + 1e-6);
        difference.values.push_back(
            next == b.times_s.begin()
                ? std::numeric_limits<float>::quiet_NaN()
                : a.values[i] - b.values[static_cast<std::size_t>(next - b.times_s.begin() - 1)]);
    }
    return difference;
}

std::vector<QPolygonF> line_parts(const PlotSeries& series, const PlotScale& scale) {
    std::vector<QPolygonF> parts;
    QPolygonF part;
    double low = 0;
    double high = 0;
    double last_y = 0;
    double column_x = -1;
    const auto close_column = [&] {
        if (column_x >= 0 && low != high) {
            part << QPointF{column_x, low} << QPointF{column_x, high} << QPointF{column_x, last_y};
        }
        column_x = -1;
    };
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const auto value = static_cast<double>(series.values[i]);
        if (!std::isfinite(value)) {
            close_column();
            if (!part.isEmpty()) {
                parts.push_back(std::exchange(part, {}));
            }
            continue;
        }
        const auto [x, y] = scale.place(series.times_s[i], value);
        if (column_x >= 0 && x - column_x < 0.5) {
            low = std::min(low, y);
            high = std::max(high, y);
            last_y = y;
            continue;
        }
        close_column();
        part << QPointF{x, y};
        column_x = x;
        low = high = last_y = y;
    }
    close_column();
    if (!part.isEmpty()) {
        parts.push_back(part);
    }
    return parts;
}

} // namespace cityproof::gui
