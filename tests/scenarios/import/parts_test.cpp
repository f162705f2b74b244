// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/frame_fit.hpp"
#include "scenarios/import/sensor_list.hpp"

#include <gtest/gtest.h>

namespace cityproof::scenarios {
namespace {

using io::Geometry;
using io::GeometryKind;
using io::Point;

TEST(FrameFit, keeps_the_shape_and_fills_nine_tenths) {
    // A square of 10 into a box of 200 by 100: the height decides, 0.9 * 100 / 10 = 9 per unit,
    // centre on centre.
    const std::vector<Point> points{{-5, 0}, {5, 0}, {5, 10}, {-5, 10}};
    const FrameFit fit{points, {1000, 500, 1200, 600}};
    EXPECT_EQ(fit.apply({0, 5}), (Point{1100, 550}));
    EXPECT_EQ(fit.apply({5, 10}), (Point{1145, 595}));
    EXPECT_EQ(fit.apply({-5, 0}), (Point{1055, 505}));
}

TEST(FrameFit, points_in_one_place_or_one_row_are_only_moved_or_scaled_along_it) {
    const std::vector<Point> one{{7, 7}};
    EXPECT_EQ((FrameFit{one, {0, 0, 10, 10}}.apply({8, 7})), (Point{6, 5}));
    const std::vector<Point> row{{0, 3}, {10, 3}};
    EXPECT_EQ((FrameFit{row, {0, 0, 100, 50}}.apply({10, 3})), (Point{95, 25}));
    EXPECT_EQ((FrameFit{std::vector<Point>{}, {0, 0, 10, 10}}.apply({1, 1})), (Point{6, 6}));
}

TEST(FrameFit, a_network_belongs_to_the_city_when_its_middle_is_near) {
    const io::Bounds box{0, 0, 10, 10};
    EXPECT_TRUE(lies_in_city(std::vector<Point>{{-20, 5}, {30, 5}}, box));
    EXPECT_TRUE(lies_in_city(std::vector<Point>{{-9, 19}}, box));
    EXPECT_FALSE(lies_in_city(std::vector<Point>{{-11, 5}}, box));
    EXPECT_FALSE(lies_in_city(std::vector<Point>{{5, 21}}, box));
}

TEST(MiddleOf, is_half_way_along_the_line_not_the_middle_vertex) {
    const Geometry line{GeometryKind::line,
                        {{0, 0}, {1, 0}, {1, 9}}}; // 10 long, half is 4 up the second leg
    EXPECT_EQ(middle_of(line).points, (std::vector<Point>{{1, 4}}));
    EXPECT_EQ(middle_of({GeometryKind::line, {{2, 3}, {2, 3}}}).points,
              (std::vector<Point>{{2, 3}}))
        << "no length";
    EXPECT_EQ(middle_of({GeometryKind::point, {{2, 3}}}).points, (std::vector<Point>{{2, 3}}));
    EXPECT_EQ(middle_of({}).kind, GeometryKind::none);
}

} // namespace
} // namespace cityproof::scenarios
