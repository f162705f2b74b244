// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

namespace cityproof::gui {

/// The fixed colours of a map: one set for paper (light), one for dark screens. Classes of values
/// are not here, they are chosen per theme by ColorScale.
struct Theme {
    bool dark = false;
    QColor page;       ///< around the map
    QColor background; ///< of the map: land without use
    QColor frame;      ///< hairlines of the layout
    QColor ink;        ///< text
    QColor soft_ink;   ///< secondary text
    QColor casing;     ///< the line of one pixel round every street, line and point; halo of labels
    QColor street;     ///< streets that show no value
    QColor street_edge;
    QColor building;
    QColor building_edge;
    QColor water;
    QColor water_edge;
    QColor landuse; ///< blocks of any use
    QColor landuse_edge;
    QColor park;
    QColor park_edge;
    QColor power;   ///< power lines and buses that show no value
    QColor pipe;    ///< pipes and water nodes that show no value
    QColor asset;   ///< every other asset that shows no value
    QColor vehicle; ///< neutral: streets or vehicles carry colour, never both
    QColor no_data;
    QColor failed; ///< without supply, dark, dead

    static Theme light();
    static Theme night();
};

/// Contrast ratio of two opaque colours, 1 to 21.
/// Source: WCAG 2.1, definitions of "relative luminance" and "contrast ratio".
double contrast_ratio(const QColor& a, const QColor& b);

/// Least contrast of anything that carries a value against the map's background (WCAG 2.1,
/// criterion 1.4.11).
inline constexpr double least_contrast = 3.0;

} // namespace cityproof::gui
