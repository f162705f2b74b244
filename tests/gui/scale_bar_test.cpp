// SPDX-License-Identifier: Apache-2.0
#include "gui/map/scale_bar.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::gui {
namespace {

// By the definition of 1-2-5 steps.
TEST(ScaleBar, is_the_longest_step_of_1_2_5_that_fits) {
    EXPECT_EQ(ScaleBar::fitting(99.9).length_m, 50);
    EXPECT_EQ(ScaleBar::fitting(100).length_m, 100);
    EXPECT_EQ(ScaleBar::fitting(199).length_m, 100);
    EXPECT_EQ(ScaleBar::fitting(200).length_m, 200);
    EXPECT_EQ(ScaleBar::fitting(499).length_m, 200);
    EXPECT_EQ(ScaleBar::fitting(999).length_m, 500);
    EXPECT_EQ(ScaleBar::fitting(1000).length_m, 1000);
    EXPECT_NEAR(ScaleBar::fitting(0.7).length_m, 0.5, 1e-12);
}

TEST(ScaleBar, has_a_text_with_unit) {
    EXPECT_EQ(ScaleBar::fitting(640).text, QStringLiteral("500 m"));
    EXPECT_EQ(ScaleBar::fitting(2400).text, QStringLiteral("2 km"));
    EXPECT_EQ(ScaleBar::fitting(12'000).text, QStringLiteral("10 km"));
}

TEST(ScaleBar, fills_at_least_two_fifths_of_its_room) {
    for (double most_m = 0.3; most_m < 1e6; most_m *= 1.013) {
        const double share = ScaleBar::fitting(most_m).length_m / most_m;
        EXPECT_LE(share, 1 + 1e-9) << most_m;
        EXPECT_GT(share, 0.4 - 1e-9) << most_m;
    }
}

} // namespace
} // namespace cityproof::gui
