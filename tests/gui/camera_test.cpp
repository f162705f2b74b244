// SPDX-License-Identifier: Apache-2.0
#include "gui/map/camera.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::gui {
namespace {

WorldBounds box(double x, double y, double width, double height) {
    WorldBounds bounds;
    bounds.add(io::Point{x, y});
    bounds.add(io::Point{x + width, y + height});
    return bounds;
}

// Worked by hand: 1000 m x 400 m into 240 x 140 px with 20 px margin leaves 200 x 100 px: 5 m/px by
// width, 4 by height.
TEST(Camera, fit_takes_the_coarser_of_both_directions) {
    const Camera camera = Camera::fit(box(500'000, 5'000'000, 1000, 400), {10, 20, 240, 140}, 20);
    EXPECT_DOUBLE_EQ(camera.metres_per_pixel(), 5.0);
    EXPECT_EQ(camera.to_screen({500'000, 5'000'200}), QPointF(30, 90));  // west end, middle
    EXPECT_EQ(camera.to_screen({500'500, 5'000'400}), QPointF(130, 50)); // north is up
}

TEST(Camera, a_city_without_extent_is_shown_as_a_hundred_metres) {
    EXPECT_DOUBLE_EQ(Camera::fit(box(7, 7, 0, 0), {0, 0, 100, 100}, 0).metres_per_pixel(), 1.0);
    EXPECT_DOUBLE_EQ(Camera::fit(WorldBounds{}, {0, 0, 100, 100}, 0).metres_per_pixel(), 1.0);
}

TEST(WorldBounds, impossible_coordinates_are_left_out) {
    WorldBounds bounds = box(0, 0, 10, 10);
    bounds.add(io::Point{std::nan(""), 5});
    bounds.add(io::Point{5, INFINITY});
    bounds.add(io::Point{1e300, 5});
    EXPECT_EQ(bounds.max_x_m, 10);
    EXPECT_EQ(bounds.max_y_m, 10);
}

} // namespace
} // namespace cityproof::gui
