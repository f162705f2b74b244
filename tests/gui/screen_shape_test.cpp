// SPDX-License-Identifier: Apache-2.0
#include "gui/map/screen_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::gui {
namespace {

// On the screen y points down: driving east, the right-hand side is down; driving north (up), it is
// east.
TEST(OffsetRight, moves_to_the_right_hand_side_of_the_direction) {
    EXPECT_EQ(offset_right({{{0, 0}, {10, 0}}}, 2), QPolygonF({{0, 2}, {10, 2}}));
    EXPECT_EQ(offset_right({{{10, 0}, {0, 0}}}, 2), QPolygonF({{10, -2}, {0, -2}}));
    EXPECT_EQ(offset_right({{{0, 10}, {0, 0}}}, 2), QPolygonF({{2, 10}, {2, 0}}));
}

// East, then south (down): the inner side of a right-hand bend; both legs stay 2 away from their
// axis.
TEST(OffsetRight, mitres_bends) {
    const QPolygonF moved = offset_right({{{0, 0}, {10, 0}, {10, 10}}}, 2);
    EXPECT_NEAR(moved[1].x(), 8, 1e-9);
    EXPECT_NEAR(moved[1].y(), 2, 1e-9);
}

TEST(OffsetRight, a_turn_back_does_not_shoot_into_the_distance) {
    for (const QPointF& point : offset_right({{{0, 0}, {100, 0}, {0, 0.01}}}, 2)) {
        EXPECT_LT(std::abs(point.x() - 50), 56);
        EXPECT_LT(std::abs(point.y()), 6);
    }
}

TEST(Midpoint, is_halfway_by_length) {
    EXPECT_EQ(midpoint({{{0, 0}, {10, 0}, {10, 30}}}), QPointF(10, 10));
    EXPECT_EQ(midpoint({{{4, 5}}}), QPointF(4, 5));
}

TEST(ToScreen, drops_points_that_are_nowhere_and_repetitions) {
    WorldBounds bounds;
    bounds.add(io::Point{0, 0});
    bounds.add(io::Point{100, 100});
    const Camera camera = Camera::fit(bounds, {0, 0, 100, 100}, 0);
    const io::Geometry line{io::GeometryKind::line,
                            {{0, 0}, {0, 0}, {std::nan(""), 3}, {1e12, 0}, {50, 100}}};
    EXPECT_EQ(to_screen(line, camera), QPolygonF({{0, 100}, {50, 0}}));
}

} // namespace
} // namespace cityproof::gui
