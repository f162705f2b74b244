// SPDX-License-Identifier: Apache-2.0
#include "gui/map/cased_lines.hpp"
#include "gui/map/screen_shape.hpp"

#include <QImage>

#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

TEST(DenseLines, a_large_network_is_dense_and_what_is_out_of_sight_does_not_count) {
    std::vector<QPolygonF> lines(30'000, QPolygonF{{{0, 0}, {5, 0}}});
    EXPECT_TRUE(is_dense(lines));
    std::fill(lines.begin() + 10'000, lines.end(), QPolygonF{});
    EXPECT_FALSE(is_dense(lines));
}

TEST(DenseLines, white_streets_of_a_dense_network_are_drawn_in_the_colour_of_their_edge) {
    QImage image{20, 20, QImage::Format_RGB32};
    image.fill(Qt::white);
    QPainter painter{&image};
    draw_plain_lines(painter, std::vector<QPolygonF>(30'000, QPolygonF{{{0, 10}, {19, 10}}}),
                     Qt::white, Qt::gray, 3);
    painter.end();
    EXPECT_EQ(image.pixelColor(10, 10), QColor{Qt::gray});
    EXPECT_EQ(image.pixelColor(10, 12), QColor{Qt::white});
}

TEST(ScreenShapes, out_of_sight_are_empty_and_those_near_the_border_are_not) {
    WorldBounds bounds;
    bounds.add(io::Point{0, 0});
    bounds.add(io::Point{100, 100});
    const Camera camera = Camera::fit(bounds, {0, 0, 100, 100}, 0); // a metre a pixel
    const auto line = [](double x) {
        return io::Geometry{io::GeometryKind::line, {{x, 0}, {x, 100}}};
    };
    EXPECT_EQ(to_screen(line(50), camera).size(), 2);
    EXPECT_EQ(to_screen(line(110), camera).size(), 2) << "a wide line reaches in";
    EXPECT_TRUE(to_screen(line(200), camera).isEmpty());
}

TEST(MovedCameras, undo_each_other_and_keep_the_place_under_the_cursor) {
    WorldBounds bounds;
    bounds.add(io::Point{0, 0});
    bounds.add(io::Point{100, 100});
    const Camera camera = Camera::fit(bounds, {0, 0, 200, 100}, 0);
    const io::Point held = camera.to_world({30, 40});
    EXPECT_NEAR(camera.to_screen(held).x(), 30, 1e-9);
    EXPECT_NEAR(camera.zoomed({30, 40}, 3).to_screen(held).x(), 30, 1e-9);
    EXPECT_NEAR(camera.zoomed({30, 40}, 3).to_screen(held).y(), 40, 1e-9);
    EXPECT_NEAR(camera.panned({7, -9}).to_screen(held).x(), 37, 1e-9);
    EXPECT_NEAR(camera.panned({7, -9}).to_screen(held).y(), 31, 1e-9);
    EXPECT_GE(camera.zoomed({0, 0}, 1e12).metres_per_pixel(), 0.01);
}

} // namespace
} // namespace cityproof::gui
