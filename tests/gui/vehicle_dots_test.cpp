// SPDX-License-Identifier: Apache-2.0
#include "gui/view/vehicle_dots.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::gui {
namespace {

constexpr QRgb ground = 0xFFFFFFFF;
constexpr QRgb red = 0xFFFF0000;
constexpr QRgb black = 0xFF000000;

// One pixel a metre, (0, 0) in the middle.
Camera camera(double side_px) {
    WorldBounds bounds;
    bounds.add(io::Point{-side_px / 2, -side_px / 2});
    bounds.add(io::Point{side_px / 2, side_px / 2});
    return Camera::fit(bounds, {0, 0, side_px, side_px}, 0);
}

QImage picture(int side) {
    QImage image{side, side, QImage::Format_RGB32};
    image.fill(ground);
    return image;
}

VehicleDots one_at(double x_m, double y_m) {
    VehicleDots dots;
    dots.x_m = {x_m};
    dots.y_m = {y_m};
    dots.colors = {red};
    dots.edge = black;
    return dots;
}

TEST(VehicleDots, a_vehicle_is_a_disc_with_a_casing_round_its_place) {
    QImage image = picture(100);
    splat(image, camera(100), one_at(10, 20));
    EXPECT_EQ(image.pixel(60, 30), red);
    EXPECT_EQ(image.pixel(63, 30), black);
    EXPECT_EQ(image.pixel(65, 30), ground);
    EXPECT_EQ(image.pixel(57, 27), ground) << "the corner of the square is not of the disc";
}

TEST(VehicleDots, dots_at_the_border_and_beyond_it_stay_inside_the_picture) {
    for (const double place : {-52.0, -50.0, 50.0, 52.0, 1e12, -1e12, std::nan("")}) {
        QImage image = picture(100);
        splat(image, camera(100), one_at(place, place));
        splat(image, camera(100), one_at(0, place));
    }
}

TEST(VehicleDots, classes_choose_the_colour) {
    QImage image = picture(100);
    VehicleDots dots = one_at(0, 0);
    dots.colors = {black, red};
    dots.classes = {1};
    splat(image, camera(100), dots);
    EXPECT_EQ(image.pixel(50, 50), red);
}

TEST(VehicleDots, a_picture_of_twice_the_pixels_has_dots_of_twice_the_width) {
    QImage image = picture(200);
    image.setDevicePixelRatio(2);
    splat(image, camera(100), one_at(0, 0));
    int painted = 0;
    for (int x = 0; x < 200; ++x) {
        painted += image.pixel(x, 100) == ground ? 0 : 1;
    }
    EXPECT_EQ(painted, 14);
}

TEST(VehicleDots, many_vehicles_get_small_dots) {
    EXPECT_EQ(dot_width_px(100), 7);
    EXPECT_EQ(dot_width_px(100'000), 3);
}

} // namespace
} // namespace cityproof::gui
