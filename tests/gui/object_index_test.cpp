// SPDX-License-Identifier: Apache-2.0
#include "gui/view/object_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace cityproof::gui {
namespace {

using io::Geometry;
using io::GeometryKind;

Geometry line(io::Point from, io::Point to) {
    return {GeometryKind::line, {from, to}};
}

Geometry square(double x, double y, double side) {
    return {GeometryKind::polygon,
            {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}};
}

TEST(ObjectIndex, finds_what_a_look_at_every_shape_finds) {
    std::mt19937 random{1};
    std::uniform_real_distribution<double> place{0, 1000};
    std::uniform_real_distribution<double> reach{-30, 30};
    std::vector<Geometry> shapes;
    for (int i = 0; i < 2000; ++i) {
        const io::Point from{place(random), place(random)};
        shapes.push_back(line(from, {from.x_m + reach(random), from.y_m + reach(random)}));
    }
    const ObjectIndex index{shapes};
    int found = 0;
    for (int i = 0; i < 500; ++i) {
        const io::Point point{place(random), place(random)};
        double least = 8;
        for (const Geometry& shape : shapes) {
            bool on_left = false;
            const double distance = distance_m(shape, point, &on_left);
            if (distance <= 8) {
                least = std::min(least, distance + (on_left ? 2 : 0));
            }
        }
        const auto hit = index.nearest(point, 8);
        if (hit) {
            ++found;
            bool on_left = false;
            const double distance = distance_m(shapes[hit->index], point, &on_left);
            EXPECT_LE(std::min(distance + (on_left ? 2 : 0), 8.0), least + 1e-9);
        }
    }
    EXPECT_GT(found, 100);
}

TEST(ObjectIndex, of_both_directions_of_a_street_finds_the_one_drawn_there) {
    const ObjectIndex index{{line({0, 0}, {100, 0}), line({100, 0}, {0, 0})}};
    // Going east, the right side is south.
    EXPECT_EQ(index.nearest({50, -3}, 10)->index, 0U);
    EXPECT_EQ(index.nearest({50, 3}, 10)->index, 1U);
}

TEST(ObjectIndex, of_areas_round_a_point_finds_the_smallest) {
    const ObjectIndex index{{square(0, 0, 100), square(40, 40, 10)}};
    EXPECT_EQ(index.nearest({45, 45}, 0)->index, 1U);
    EXPECT_EQ(index.nearest({5, 5}, 0)->index, 0U);
    EXPECT_FALSE(index.nearest({-5, 5}, 0));
}

TEST(ObjectIndex, finds_nothing_where_nothing_is_near) {
    EXPECT_FALSE(ObjectIndex{Shapes{}}.nearest({0, 0}, 100));
    EXPECT_FALSE((ObjectIndex{{line({0, 0}, {100, 0})}}.nearest({50, 20}, 10)));
}

TEST(ObjectIndex, shapes_without_points_or_with_impossible_ones_are_not_found) {
    const ObjectIndex index{
        {Geometry{}, {GeometryKind::point, {{NAN, 0}}}, {GeometryKind::point, {{5, 5}}}}};
    EXPECT_EQ(index.nearest({4, 5}, 3)->index, 2U);
}

} // namespace
} // namespace cityproof::gui
