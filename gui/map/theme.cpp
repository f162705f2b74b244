// SPDX-License-Identifier: Apache-2.0
#include "gui/map/theme.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double relative_luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

// Categories (power, pipe, asset, failed) are Okabe and Ito's colours, darkened or lightened to
// keep the contrast.
Theme Theme::light() {
    Theme theme;
    theme.dark = false;
    theme.page = QColor{0xFFFFFF};
    theme.background = QColor{0xF7F5F0};
    theme.frame = QColor{0xC9C4BA};
    theme.ink = QColor{0x1D242B};
    theme.soft_ink = QColor{0x55606B};
    theme.casing = QColor{0xFFFFFF};
    theme.street = QColor{0xFFFFFF};
    theme.street_edge = QColor{0xB9B3A8};
    theme.building = QColor{0xDDD4C6};
    theme.building_edge = QColor{0xC3B8A6};
    theme.water = QColor{0xCBE0EE};
    theme.water_edge = QColor{0xA9C8DC};
    theme.landuse = QColor{0xF1EDE4};
    theme.landuse_edge = QColor{0xE9E4D9};
    theme.park = QColor{0xE1ECD6};
    theme.park_edge = QColor{0xCDDCBD};
    theme.power = QColor{0x9C6B3E};
    theme.pipe = QColor{0x5F8FB3};
    theme.asset = QColor{0x8A4F7D};
    theme.vehicle = QColor{0x3C434A};
    theme.no_data = QColor{0x868686};
    theme.failed = QColor{0xC81E1E};
    return theme;
}

Theme Theme::night() {
    Theme theme;
    theme.dark = true;
    theme.page = QColor{0x0E1114};
    theme.background = QColor{0x171C21};
    theme.frame = QColor{0x3A434C};
    theme.ink = QColor{0xECEFF1};
    theme.soft_ink = QColor{0xA9B4BE};
    theme.casing = QColor{0x0B0D10};
    theme.street = QColor{0x4A545E};
    theme.street_edge = QColor{0x0B0D10};
    theme.building = QColor{0x2C343C};
    theme.building_edge = QColor{0x3B454F};
    theme.water = QColor{0x1A2F40};
    theme.water_edge = QColor{0x28465E};
    theme.landuse = QColor{0x1B2126};
    theme.landuse_edge = QColor{0x20272D};
    theme.park = QColor{0x1A281E};
    theme.park_edge = QColor{0x25372A};
    theme.power = QColor{0xB08A55};
    theme.pipe = QColor{0x5F8CA8};
    theme.asset = QColor{0xCC79A7};
    theme.vehicle = QColor{0xD0D6DB};
    theme.no_data = QColor{0x8A8F94};
    theme.failed = QColor{0xFF6B5E};
    return theme;
}

double contrast_ratio(const QColor& a, const QColor& b) {
    const double x = relative_luminance(a);
    const double y = relative_luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace cityproof::gui
