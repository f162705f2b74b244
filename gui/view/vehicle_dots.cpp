// SPDX-License-Identifier: Apache-2.0
#include "gui/view/vehicle_dots.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

constexpr std::size_t most_cased = 20'000;

/// What of a dot's square is painted.
enum class Part : std::uint8_t { nothing, edge, fill };

/// A disc with a casing of a seventh of its width; a full square when it is small.
std::vector<Part> dot_mask(int width, bool cased) {
    std::vector<Part> mask(static_cast<std::size_t>(width) * static_cast<std::size_t>(width),
                           Part::fill);
    if (!cased) {
        return mask;
    }
    const double radius = width / 2.0;
    const double inner = radius - std::max(1.0, width / 7.0);
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            const double distance = std::hypot(x + 0.5 - radius, y + 0.5 - radius);
            mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                 static_cast<std::size_t>(x)] =
                distance > radius ? Part::nothing : (distance > inner ? Part::edge : Part::fill);
        }
    }
    return mask;
}

} // namespace

int dot_width_px(std::size_t vehicle_count) {
    return vehicle_count > most_cased ? 3 : 7;
}

void splat(QImage& picture, const Camera& camera, const VehicleDots& dots) {
    if (dots.x_m.empty() || dots.colors.empty() || picture.depth() != 32) {
        return;
    }
    const double ratio = picture.devicePixelRatio();
    const int width =
        std::max(1, static_cast<int>(std::lround(dot_width_px(dots.x_m.size()) * ratio)));
    const std::vector<Part> mask = dot_mask(width, dots.x_m.size() <= most_cased);
    const int columns = picture.width();
    const int rows = picture.height();
    auto* pixels = reinterpret_cast<QRgb*>(picture.bits());
    const auto stride = static_cast<std::ptrdiff_t>(picture.bytesPerLine() / 4);

    // to_screen() of each vehicle, with the constant parts taken out of the loop.
    const double scale = ratio / camera.metres_per_pixel();
    const QPointF origin = (camera.to_screen({0, 0}) - camera.viewport().topLeft()) * ratio -
                           QPointF{(width - 1) / 2.0, (width - 1) / 2.0};
    for (std::size_t vehicle = 0; vehicle < dots.x_m.size(); ++vehicle) {
        const double x = origin.x() + dots.x_m[vehicle] * scale;
        const double y = origin.y() - dots.y_m[vehicle] * scale;
        // Also false for NaN.
        if (!(x > -width && y > -width && x < columns && y < rows)) {
            continue;
        }
        const int left = static_cast<int>(std::floor(x));
        const int top = static_cast<int>(std::floor(y));
        const std::size_t color = vehicle < dots.classes.size() ? dots.classes[vehicle] : 0;
        const QRgb fill = dots.colors[std::min(color, dots.colors.size() - 1)];
        const int first_row = std::max(0, -top);
        const int last_row = std::min(width, rows - top);
        const int first_column = std::max(0, -left);
        const int last_column = std::min(width, columns - left);
        for (int row = first_row; row < last_row; ++row) {
            QRgb* line = pixels + (top + row) * stride + left;
            const Part* part = mask.data() + static_cast<std::ptrdiff_t>(row) * width;
            for (int column = first_column; column < last_column; ++column) {
                if (part[column] != Part::nothing) {
                    line[column] = part[column] == Part::fill ? fill : dots.edge;
                }
            }
        }
    }
}

} // namespace cityproof::gui
