// SPDX-License-Identifier: Apache-2.0
#include "gui/map/color_scale.hpp"

#include "gui/map/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {

// The first colour is the least critical one.
constexpr std::array<QRgb, 7> paper_ramp{0xFF069C82, 0xFF038797, 0xFF0A6CAB, 0xFF4549A8,
                                         0xFF66298A, 0xFF700A57, 0xFF62001C};
constexpr std::array<QRgb, 7> night_ramp{0xFF2C738E, 0xFF228C8C, 0xFF22A585, 0xFF40BD73,
                                         0xFF76D053, 0xFFB9DF28, 0xFFFDE725};
// From the strongest decrease to the strongest increase.
constexpr std::array<QRgb, 7> paper_difference{0xFF3C0A78, 0xFF5F35A0, 0xFF8273B5, 0xFF8A8A8A,
                                               0xFFC0700C, 0xFFA04A00, 0xFF7A2E00};
constexpr std::array<QRgb, 7> night_difference{0xFFDCD3FF, 0xFFAFA0F0, 0xFF7F72C0, 0xFF7A7A7A,
                                               0xFFB5711F, 0xFFF0A03C, 0xFFFFDCA6};

/// Colour at `share` (0 to 1) of a ramp, between its neighbours in sRGB.
QColor at(const std::array<QRgb, 7>& ramp, double share) {
    const double place = share * static_cast<double>(ramp.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), ramp.size() - 2);
    const double part = place - static_cast<double>(index);
    const auto mix = [&](int a, int b) {
        return static_cast<int>(std::lround(a + (b - a) * part));
    };
    const QRgb low = ramp[index];
    const QRgb high = ramp[index + 1];
    return {mix(qRed(low), qRed(high)), mix(qGreen(low), qGreen(high)),
            mix(qBlue(low), qBlue(high))};
}

/// Shortest text of a limit: enough digits to tell 0.15 from 0.1, and a real minus sign.
QString number(double value) {
    QString text = QString::number(value, 'g', 6);
    if (text.contains(QLatin1Char{'e'}) && std::abs(value) < 1e9 && std::abs(value) >= 1) {
        text = QString::number(value, 'f', 0);
    }
    return text.replace(QLatin1Char{'-'}, QChar{0x2212});
}

} // namespace

ColorScale ColorScale::sequential(Measure measure, std::vector<double> limits, const Theme& theme,
                                  CriticalEnd critical) {
    assert(limits.size() <= 6 && std::is_sorted(limits.begin(), limits.end()));
    ColorScale scale;
    scale.measure_ = std::move(measure);
    scale.limits_ = std::move(limits);
    scale.no_data_ = theme.no_data;
    const std::size_t count = scale.limits_.size() + 1;
    for (std::size_t index = 0; index < count; ++index) {
        double share =
            count == 1 ? 0.0 : static_cast<double>(index) / static_cast<double>(count - 1);
        share = critical == CriticalEnd::high ? share : (count == 1 ? 0.0 : 1 - share);
        scale.colors_.push_back(at(theme.dark ? night_ramp : paper_ramp, share));
        scale.emphasis_.push_back(share);
    }
    return scale;
}

ColorScale ColorScale::difference(Measure measure, const std::vector<double>& limits,
                                  const Theme& theme) {
    assert(limits.size() <= 3 && std::is_sorted(limits.begin(), limits.end()));
    ColorScale scale;
    scale.measure_ = std::move(measure);
    scale.is_difference_ = true;
    scale.no_data_ = theme.no_data;
    std::transform(limits.rbegin(), limits.rend(), std::back_inserter(scale.limits_),
                   [](double x) { return -x; });
    scale.limits_.insert(scale.limits_.end(), limits.begin(), limits.end());
    const auto& ramp = theme.dark ? night_difference : paper_difference;
    const std::size_t middle = 3; // of the ramp's seven
    const std::size_t steps = limits.size();
    for (std::size_t index = middle - steps; index <= middle + steps; ++index) {
        const auto distance = static_cast<double>(index < middle ? middle - index : index - middle);
        scale.colors_.push_back(QColor::fromRgb(ramp[index]));
        scale.emphasis_.push_back(steps == 0 ? 0.0 : distance / static_cast<double>(steps));
    }
    return scale;
}

std::optional<std::size_t> ColorScale::class_of(float value) const {
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    const double wide = value;
    // A channel holds float: 0.1F is above 0.1, 0.7F below 0.7. Limits are compared as float, so
    // that a value that is written like the limit belongs to the class above it on both sides.
    const auto above = [](double number, double limit) {
        return number < static_cast<double>(static_cast<float>(limit));
    };
    if (is_difference_) {
        // Symmetric: +a and -a are both a change.
        const auto middle = limits_.size() / 2;
        const auto first = limits_.begin() + static_cast<std::ptrdiff_t>(middle);
        const auto steps = static_cast<std::size_t>(
            std::upper_bound(first, limits_.end(), std::abs(wide), above) - first);
        return wide < 0 ? middle - steps : middle + steps;
    }
    return static_cast<std::size_t>(std::upper_bound(limits_.begin(), limits_.end(), wide, above) -
                                    limits_.begin());
}

QString ColorScale::text(std::size_t index) const {
    if (is_difference_ && index == limits_.size() / 2) {
        const bool exact = limits_.empty() || (measure_.whole_numbers && limits_[index] <= 1);
        return exact ? Words::tr("no change")
                     : Words::tr("no change (less than %1)").arg(number(limits_[index]));
    }
    if (measure_.flag && !is_difference_ && limits_.size() == 1) {
        return index == 0 ? Words::tr("no") : Words::tr("yes");
    }
    if (limits_.empty()) {
        return measure_.constant ? Words::tr("%1 everywhere").arg(number(*measure_.constant))
                                 : Words::tr("one value everywhere");
    }
    const QString dash = QStringLiteral(" \u2013 ");
    if (index == 0) {
        return is_difference_ ? Words::tr("%1 and less").arg(number(limits_.front()))
                              : Words::tr("below %1").arg(number(limits_.front()));
    }
    if (index == limits_.size()) {
        return Words::tr("%1 and more")
            .arg((is_difference_ ? QStringLiteral("+") : QString{}) + number(limits_.back()));
    }
    double low = limits_[index - 1];
    double high = limits_[index];
    if (is_difference_) {
        const bool rise = low > 0;
        return rise ? QStringLiteral("+") + number(low) + dash + QStringLiteral("+") + number(high)
                    : number(high) + dash + number(low);
    }
    if (measure_.whole_numbers && low == std::floor(low) && high == std::floor(high)) {
        high -= 1;
    }
    return low == high ? number(low) : number(low) + dash + number(high);
}

Legend ColorScale::legend(Symbol symbol, double width_px, const Theme& theme,
                          bool with_no_data) const {
    Legend legend;
    legend.title = measure_.title;
    if (!measure_.unit.isEmpty()) {
        legend.title += QStringLiteral(" (%1)").arg(measure_.unit);
    }
    for (std::size_t row = 0; row < class_count(); ++row) {
        // Large values at the top, as on a thermometer.
        const std::size_t index = class_count() - 1 - row;
        const double width = symbol == Symbol::line ? width_px * width_factor(index) : width_px;
        legend.entries.push_back({symbol, color(index), theme.casing, width, text(index)});
    }
    if (with_no_data) {
        const bool line = symbol == Symbol::line;
        legend.entries.push_back({line ? Symbol::dotted_line : symbol, no_data_, theme.casing,
                                  line ? 1.5 : width_px, Words::tr("no data")});
    }
    return legend;
}

} // namespace cityproof::gui
