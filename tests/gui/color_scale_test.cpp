// SPDX-License-Identifier: Apache-2.0
#include "gui/map/color_scale.hpp"
#include "gui/map/colored_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace cityproof::gui {
namespace {

using Linear = std::array<double, 3>;
using Matrix = std::array<Linear, 3>;

/// How readers with one kind of cone missing see linear sRGB.
/// Source: G. Machado, M. Oliveira, L. Fernandes, IEEE TVCG 15(6), 2009, severity 1.0.
const std::array<std::pair<const char*, Matrix>, 4> visions{{
    {"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868},
       {0.114503, 0.786281, 0.099216},
       {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968},
       {0.280085, 0.672501, 0.047413},
       {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779},
       {-0.078411, 0.930809, 0.147602},
       {0.004733, 0.691367, 0.303900}}}},
}};

Linear linear(const QColor& color) {
    const auto decode = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {decode(color.redF()), decode(color.greenF()), decode(color.blueF())};
}

Linear seen(const Linear& rgb, const Matrix& vision) {
    Linear result{};
    for (std::size_t row = 0; row < 3; ++row) {
        result[row] = std::clamp(
            std::inner_product(rgb.begin(), rgb.end(), vision[row].begin(), 0.0), 0.0, 1.0);
    }
    return result;
}

/// Source: B. Ottosson, "A perceptual color space for image processing", 2020.
Linear oklab(const Linear& c) {
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double difference(const QColor& a, const QColor& b, const Matrix& vision) {
    const Linear x = oklab(seen(linear(a), vision));
    const Linear y = oklab(seen(linear(b), vision));
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

/// Just noticeable difference in Oklab. Source: CSS Color Module Level 4, section on gamut mapping
/// ("JND 0.02").
constexpr double just_noticeable = 0.02;

std::vector<double> some_limits(std::size_t count) {
    std::vector<double> limits(count);
    std::iota(limits.begin(), limits.end(), 1.0);
    return limits;
}

struct NamedScale {
    std::string name;
    Theme theme;
    ColorScale scale;
};

std::vector<NamedScale> all_scales() {
    std::vector<NamedScale> scales;
    for (const Theme& theme : {Theme::light(), Theme::night()}) {
        const std::string ground = theme.dark ? "dark" : "light";
        for (std::size_t limits = 0; limits <= 6; ++limits) {
            for (const CriticalEnd end : {CriticalEnd::low, CriticalEnd::high}) {
                scales.push_back({ground + " sequential " + std::to_string(limits), theme,
                                  ColorScale::sequential({}, some_limits(limits), theme, end)});
            }
        }
        for (std::size_t limits = 0; limits <= 3; ++limits) {
            scales.push_back({ground + " difference " + std::to_string(limits), theme,
                              ColorScale::difference({}, some_limits(limits), theme)});
        }
    }
    return scales;
}

// Expected values: WCAG 2.1's own ends of the scale, and #777777 on white, the well-known pair just
// below 4.5.
TEST(Contrast, is_that_of_wcag) {
    EXPECT_NEAR(contrast_ratio(Qt::black, Qt::white), 21.0, 1e-9);
    EXPECT_NEAR(contrast_ratio(Qt::white, Qt::white), 1.0, 1e-9);
    EXPECT_NEAR(contrast_ratio(QColor{0x777777}, Qt::white), 4.48, 0.005);
}

TEST(ColorScale, every_class_stands_out_from_the_background) {
    for (const auto& [name, theme, scale] : all_scales()) {
        for (std::size_t index = 0; index < scale.class_count(); ++index) {
            EXPECT_GE(contrast_ratio(scale.color(index), theme.background), 3.0)
                << name << " class " << index;
            EXPECT_GE(contrast_ratio(scale.color(index), theme.casing), 3.0)
                << name << " class " << index;
        }
        EXPECT_GE(contrast_ratio(scale.no_data_color(), theme.background), 3.0) << name;
    }
}

TEST(Theme, texts_and_symbols_stand_out_too) {
    for (const Theme& theme : {Theme::light(), Theme::night()}) {
        for (const QColor& ground : {theme.page, theme.background}) {
            // 4.5: WCAG 2.1, criterion 1.4.3, for text of normal size.
            EXPECT_GE(contrast_ratio(theme.ink, ground), 4.5);
            EXPECT_GE(contrast_ratio(theme.soft_ink, ground), 4.5);
            EXPECT_GE(contrast_ratio(theme.failed, ground), 3.0);
            EXPECT_GE(contrast_ratio(theme.vehicle, ground), 3.0);
        }
    }
}

TEST(ColorScale, any_two_classes_are_told_apart_by_colour_blind_readers) {
    for (const auto& [name, theme, scale] : all_scales()) {
        for (const auto& [vision_name, vision] : visions) {
            for (std::size_t a = 0; a < scale.class_count(); ++a) {
                for (std::size_t b = 0; b < a; ++b) {
                    // Tritanopia is a thousand times rarer: grey against faint violet is allowed to
                    // be close there.
                    const double least = std::string_view{vision_name} == "tritanopia" ? 1.5 : 2.2;
                    EXPECT_GE(difference(scale.color(a), scale.color(b), vision),
                              least * just_noticeable)
                        << name << ", " << vision_name << ": classes " << a << " and " << b;
                }
            }
        }
    }
}

TEST(ColorScale, critical_classes_stand_out_most) {
    for (const auto& [name, theme, scale] : all_scales()) {
        for (std::size_t a = 0; a < scale.class_count(); ++a) {
            for (std::size_t b = 0; b < scale.class_count(); ++b) {
                if (scale.emphasis(a) > scale.emphasis(b)) {
                    EXPECT_GT(contrast_ratio(scale.color(a), theme.background),
                              contrast_ratio(scale.color(b), theme.background))
                        << name << ": classes " << a << " and " << b;
                    EXPECT_GT(scale.width_factor(a), scale.width_factor(b));
                }
            }
        }
    }
}

TEST(ColorScale, a_limit_belongs_to_the_class_above_it) {
    const auto scale = ColorScale::sequential({}, {10, 20}, Theme::light(), CriticalEnd::high);
    EXPECT_EQ(scale.class_of(-5), 0U);
    EXPECT_EQ(scale.class_of(9.99F), 0U);
    EXPECT_EQ(scale.class_of(10), 1U);
    EXPECT_EQ(scale.class_of(20), 2U);
    EXPECT_EQ(scale.class_of(1e9F), 2U);
    // 0.1F is more than 0.1 and 0.7F less than 0.7: both are "0.1" and "0.7" to the reader.
    const auto decimal = ColorScale::sequential({}, {0.1, 0.7}, Theme::light(), CriticalEnd::high);
    EXPECT_EQ(decimal.class_of(0.1F), 1U);
    EXPECT_EQ(decimal.class_of(0.7F), 2U);
}

TEST(ColorScale, what_is_not_finite_is_no_data) {
    const auto scale = ColorScale::sequential({}, {10, 20}, Theme::light(), CriticalEnd::high);
    EXPECT_EQ(scale.class_of(std::numeric_limits<float>::quiet_NaN()), std::nullopt);
    EXPECT_EQ(scale.class_of(std::numeric_limits<float>::infinity()), std::nullopt);
}

TEST(ColorScale, differences_are_symmetric) {
    const auto scale = ColorScale::difference({}, {5, 10, 15}, Theme::light());
    ASSERT_EQ(scale.class_count(), 7U);
    EXPECT_EQ(scale.class_of(0), 3U);
    EXPECT_EQ(scale.class_of(-4.9F), 3U);
    EXPECT_EQ(scale.class_of(5), 4U);
    EXPECT_EQ(scale.class_of(-5), 2U);
    EXPECT_EQ(scale.class_of(100), 6U);
    EXPECT_EQ(scale.class_of(-100), 0U);
    for (float value = 0.5F; value < 20; value += 0.5F) {
        EXPECT_EQ(*scale.class_of(value) + *scale.class_of(-value), 6U) << value;
    }
    // Grey: no hue at all.
    EXPECT_LE(scale.color(3).saturation(), 8);
}

TEST(ColorScale, legend_title_has_the_unit_and_every_class_a_text) {
    const Measure speed{QStringLiteral("Street speed"), QStringLiteral("km/h"), false, false, {}};
    const auto scale = ColorScale::sequential(speed, {10, 20.5}, Theme::light(), CriticalEnd::low);
    const Legend legend = scale.legend(Symbol::line, 3, Theme::light(), true);
    EXPECT_EQ(legend.title, QStringLiteral("Street speed (km/h)"));
    ASSERT_EQ(legend.entries.size(), 4U);
    EXPECT_EQ(legend.entries[0].text, QStringLiteral("20.5 and more"));
    EXPECT_EQ(legend.entries[1].text, QStringLiteral("10 \u2013 20.5"));
    EXPECT_EQ(legend.entries[2].text, QStringLiteral("below 10"));
    EXPECT_EQ(legend.entries[3].text, QStringLiteral("no data"));
}

TEST(ColorScale, difference_legend_has_signs_and_the_size_of_no_change) {
    const Measure speed{
        QStringLiteral("Street speed, difference"), QStringLiteral("km/h"), false, false, {}};
    const auto scale = ColorScale::difference(speed, {5, 10, 15}, Theme::light());
    EXPECT_EQ(scale.text(0), QStringLiteral("\u221215 and less"));
    EXPECT_EQ(scale.text(2), QStringLiteral("\u22125 \u2013 \u221210"));
    EXPECT_EQ(scale.text(3), QStringLiteral("no change (less than 5)"));
    EXPECT_EQ(scale.text(4), QStringLiteral("+5 \u2013 +10"));
    EXPECT_EQ(scale.text(6), QStringLiteral("+15 and more"));
}

TEST(ColorScale, whole_numbers_and_flags_read_naturally) {
    const auto counts = ColorScale::sequential({QStringLiteral("Vehicles"), {}, true, false, {}},
                                               {1, 2, 5}, Theme::light(), CriticalEnd::high);
    EXPECT_EQ(counts.text(1), QStringLiteral("1"));
    EXPECT_EQ(counts.text(2), QStringLiteral("2 \u2013 4"));
    const auto flag = ColorScale::sequential({QStringLiteral("Dark"), {}, true, true, {}}, {1},
                                             Theme::light(), CriticalEnd::high);
    EXPECT_EQ(flag.text(0), QStringLiteral("no"));
    EXPECT_EQ(flag.text(1), QStringLiteral("yes"));
}

// Counted by hand: limits 2 and 4 of km/h; +5 | +3 | -1, 0 | none | -9 | none recorded.
TEST(ColoredValues, the_legend_of_a_difference_counts_what_is_in_each_class) {
    const ColoredValues values{
        ColorScale::difference({"Street speed", "km/h", false, false, {}}, {2, 4}, Theme::light()),
        {5, 3, -1, 0, -9, std::numeric_limits<float>::quiet_NaN()}};
    const Legend legend = values.legend(Symbol::line, 3, Theme::light());
    QStringList texts;
    for (const LegendEntry& entry : legend.entries) {
        texts << entry.text;
    }
    EXPECT_EQ(texts.join(QStringLiteral(" | ")).toStdString(),
              "+4 and more: 1 | +2 – +4: 1 | no change (less than 2): 2 | −2 – −4: 0 | −4 and "
              "less: 1 | no data: 1");
}

TEST(ColoredValues, other_legends_do_not_count) {
    const ColoredValues values{ColorScale::sequential({"Street speed", "km/h", false, false, {}},
                                                      {20}, Theme::light(), CriticalEnd::low),
                               {10, 30}};
    EXPECT_EQ(values.legend(Symbol::line, 3, Theme::light()).entries[1].text, "below 20");
}

} // namespace
} // namespace cityproof::gui
