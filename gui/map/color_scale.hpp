// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/legend.hpp"
#include "gui/map/theme.hpp"

#include <QColor>
#include <QString>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// Which end of a quantity deserves attention: it gets the colour that stands out most from the
/// background.
enum class CriticalEnd { low, high };

/// What a scale's values are: the words of its legend.
struct Measure {
    QString title; ///< "Street speed"
    QString unit;  ///< "km/h"; empty: without dimension
    bool whole_numbers = false;
    bool flag = false;              ///< only 0 and 1 occur: "no", "yes"
    std::optional<double> constant; ///< the only value that occurs, where there are no limits
};

/// Classes of values with their colours, and a class for "no data". Colours keep their order in
/// lightness, so they survive printing in grey; every class has at least `least_contrast` against
/// the theme's background; neighbours stay apart for readers with protanopia, deuteranopia and
/// tritanopia (all of this is tested).
///
/// Sources: viridis (S. van der Walt, N. Smith, CC0), its part from 38 % up on dark ground; on
/// paper a ramp of our own through the same hues and on to dark crimson, even steps in Oklab (B.
/// Ottosson, 2020); differences in the hues of ColorBrewer's PuOr (C. Brewer) with grey for "no
/// change".
class ColorScale {
  public:
    /// `limits` ascending, at most 6: see sequential_limits().
    static ColorScale sequential(Measure measure, std::vector<double> limits, const Theme& theme,
                                 CriticalEnd critical);

    /// Symmetric round zero. `limits` are the positive ones, ascending, at most 3: see
    /// difference_limits().
    static ColorScale difference(Measure measure, const std::vector<double>& limits,
                                 const Theme& theme);

    std::size_t class_count() const { return colors_.size(); }

    const std::vector<double>& limits() const { return limits_; }

    bool is_difference() const { return is_difference_; }

    /// Class of a value; nullopt when there is no data (not finite).
    std::optional<std::size_t> class_of(float value) const;

    const QColor& color(std::size_t index) const { return colors_[index]; }

    const QColor& no_data_color() const { return no_data_; }

    /// 0 for the class that matters least, 1 for the one that matters most: drawing order.
    double emphasis(std::size_t index) const { return emphasis_[index]; }

    /// Lines of critical classes are wider: the picture works in black and white too.
    double width_factor(std::size_t index) const {
        return least_factor + (widest_factor - least_factor) * emphasis_[index];
    }

    static constexpr double least_factor = 0.8;
    static constexpr double widest_factor = 1.3;

    /// "10 – 20", "below 10", "50 and more", "no change".
    QString text(std::size_t index) const;
    /// Title with unit, one entry per class (largest values on top), and "no data" when
    /// `with_no_data`.
    Legend legend(Symbol symbol, double width_px, const Theme& theme, bool with_no_data) const;

  private:
    Measure measure_;
    std::vector<double> limits_;
    std::vector<QColor> colors_;
    std::vector<double> emphasis_;
    QColor no_data_;
    bool is_difference_ = false;
};

} // namespace cityproof::gui
