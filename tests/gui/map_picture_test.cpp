// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/map/area_layer.hpp"
#include "gui/map/line_layer.hpp"
#include "gui/map/map_picture.hpp"
#include "gui/map/point_layer.hpp"
#include "gui/map/screen_shape.hpp"
#include "gui/map/street_layer.hpp"
#include "gui/map/text.hpp"
#include "gui/map/vehicle_layer.hpp"

#include <QFontMetricsF>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace cityproof::gui {
namespace {

const QString long_provenance = QStringLiteral(
    "Cityproof 0.1.0: scenario morning peak of a working day in the middle of November, with two "
    "bridges closed and the "
    "\u00bbLange Stra\u00dfe\u00ab open in one direction only, policy adaptive, seed 1, run not "
    "complete");

std::vector<io::Geometry> both_directions() {
    return {{io::GeometryKind::line, {{0, 0}, {1000, 0}}},
            {io::GeometryKind::line, {{1000, 0}, {0, 0}}}};
}

ColoredValues speeds(const Theme& theme, std::vector<float> values) {
    const Measure measure{QStringLiteral("Street speed"), QStringLiteral("km/h"), false, false, {}};
    return {ColorScale::sequential(measure, {10, 20, 30, 40, 50, 60}, theme, CriticalEnd::low),
            std::move(values)};
}

WorldBounds town() {
    WorldBounds bounds;
    bounds.add(io::Point{0, -300});
    bounds.add(io::Point{1000, 300});
    return bounds;
}

MapPicture picture(const Theme& theme, std::vector<float> values) {
    MapPicture result{theme,
                      {QStringLiteral("Rivabella \u2013 morning peak"),
                       QStringLiteral("Street speed, 07:30"), long_provenance}};
    result.set_extent(town());
    result.add(std::make_unique<AreaLayer>(
        "water_area", std::vector<io::Geometry>{
                          {io::GeometryKind::polygon,
                           {{-500, 100}, {1500, 100}, {1500, 200}, {-500, 200}, {-500, 100}}}}));
    result.add(std::make_unique<StreetLayer>(both_directions(), speeds(theme, std::move(values))));
    result.add(std::make_unique<PointLayer>(PointLayer::Content{
        "signal",
        {{io::GeometryKind::point, {{0, 0}}}, {io::GeometryKind::point, {{1000, 0}}}},
        {AssetState::working, AssetState::failed},
        QStringLiteral("dark"),
        {}}));
    return result;
}

const float no_value = std::numeric_limits<float>::quiet_NaN();

/// Is any pixel of a device-independent rectangle another colour than `ground`?
bool has_ink(const QImage& image, const QRectF& area, const QColor& ground) {
    const double scale = image.devicePixelRatio();
    for (int y = static_cast<int>(area.top() * scale); y < static_cast<int>(area.bottom() * scale);
         ++y) {
        for (int x = static_cast<int>(area.left() * scale);
             x < static_cast<int>(area.right() * scale); ++x) {
            if (image.pixel(x, y) != ground.rgb()) {
                return true;
            }
        }
    }
    return false;
}

QColor pixel(const QImage& image, const QPointF& place) {
    const double scale = image.devicePixelRatio();
    return image.pixelColor(static_cast<int>(place.x() * scale),
                            static_cast<int>(place.y() * scale));
}

TEST(MapPicture, provenance_is_shown_in_full_at_every_size) {
    for (const PictureSize size :
         {PictureSize{480, 420, 1}, PictureSize{900, 600, 1}, PictureSize{1600, 1000, 1},
          PictureSize{3000, 700, 1}, PictureSize{1000, 1400, 2}}) {
        const MapPicture map = picture(Theme::light(), {15, 35});
        const PictureLayout layout = map.layout(size);
        QString shown = layout.provenance_lines.join(QString{});
        EXPECT_EQ(shown.remove(QLatin1Char{' '}),
                  QString{long_provenance}.remove(QLatin1Char{' '}));
        EXPECT_GE(layout.footer.left(), 0);
        EXPECT_LE(layout.footer.right(), size.width);
        EXPECT_LE(layout.footer.bottom(), size.height);
        const QFontMetricsF metrics{map_font(0.85 * layout.font_px)};
        for (const QString& line : layout.provenance_lines) {
            EXPECT_LE(layout.footer.left() + metrics.boundingRect(line).right(),
                      layout.footer.right());
        }
        // What is drawn agrees: letters in the footer's last line, none in the margin round it.
        const QImage image = map.render(size);
        const QColor page = Theme::light().page;
        const double line = line_height(map_font(0.85 * layout.font_px));
        const QRectF last{layout.footer.left(), layout.footer.bottom() - line,
                          layout.footer.width(), line};
        EXPECT_TRUE(has_ink(image, last, page));
        EXPECT_FALSE(has_ink(image,
                             {layout.footer.right() + 1, layout.footer.top(), layout.margin_px - 2,
                              layout.footer.height()},
                             page));
        EXPECT_FALSE(has_ink(image,
                             {0, layout.footer.bottom() + 1, 1.0 * size.width,
                              size.height - layout.footer.bottom() - 1},
                             page));
    }
}

TEST(MapPicture, parts_do_not_overlap_and_stay_inside) {
    for (const PictureSize size :
         {PictureSize{480, 420, 1}, PictureSize{1600, 1000, 1}, PictureSize{800, 3000, 1}}) {
        const PictureLayout layout = picture(Theme::light(), {15, 35}).layout(size);
        const QRectF all{0, 0, 1.0 * size.width, 1.0 * size.height};
        const std::vector<QRectF> parts{layout.title, layout.map, layout.legend, layout.footer};
        for (std::size_t a = 0; a < parts.size(); ++a) {
            EXPECT_TRUE(all.contains(parts[a])) << size.width << ": part " << a;
            for (std::size_t b = 0; b < a; ++b) {
                EXPECT_FALSE(parts[a].intersects(parts[b]))
                    << size.width << ": parts " << a << " and " << b;
            }
        }
    }
}

TEST(MapPicture, legend_is_drawn_whole) {
    for (const PictureSize size : {PictureSize{480, 420, 1}, PictureSize{1600, 1000, 1}}) {
        const MapPicture map = picture(Theme::light(), {15, no_value});
        const PictureLayout layout = map.layout(size);
        const QImage image = map.render(size);
        const QColor page = Theme::light().page;
        EXPECT_TRUE(has_ink(image, layout.legend, page));
        EXPECT_FALSE(has_ink(image,
                             {layout.legend.right() + 1, layout.legend.top(), layout.margin_px - 2,
                              layout.legend.height()},
                             page));
        EXPECT_FALSE(
            has_ink(image,
                    {layout.legend.left(), layout.legend.bottom() + 1, layout.legend.width(),
                     layout.footer.top() - layout.legend.bottom() - 2},
                    page));
    }
}

TEST(MapPicture, a_size_that_cannot_hold_its_texts_is_refused_with_one_that_can) {
    const MapPicture map = picture(Theme::light(), {15, 35});
    try {
        static_cast<void>(map.layout({320, 240, 1}));
        FAIL() << "no error";
    } catch (const InputError& error) {
        int width = 0;
        int height = 0;
        ASSERT_EQ(
            std::sscanf(error.problem().expected.c_str(), "at least %d x %d", &width, &height), 2);
        EXPECT_NO_THROW(static_cast<void>(map.layout({width, height, 1})));
    }
}

// 15 km/h is between the limits 10 and 20, hence class 1; 35 km/h is class 3.
TEST(MapPicture, a_street_has_the_colour_of_its_class_at_its_midpoint) {
    for (const Theme& theme : {Theme::light(), Theme::night()}) {
        for (const int scale : {1, 2}) {
            const MapPicture map = picture(theme, {15, 35});
            const PictureSize size{1200, 800, scale};
            const Camera camera = map.camera(map.layout(size));
            const QImage image = map.render(size);
            const ColoredValues values = speeds(theme, {15, 35});
            const StreetLayer streets{both_directions(), values};
            const std::vector<QPolygonF> lines = streets.valued_lines(camera);
            EXPECT_EQ(pixel(image, midpoint(lines[0])), values.scale.color(1));
            EXPECT_EQ(pixel(image, midpoint(lines[1])), values.scale.color(3));
            // Driving east is drawn below the axis, driving west above it.
            const double axis = camera.to_screen({500, 0}).y();
            EXPECT_GT(midpoint(lines[0]).y(), axis);
            EXPECT_LT(midpoint(lines[1]).y(), axis);
        }
    }
}

TEST(MapPicture, water_lies_under_the_streets_and_fills_the_map) {
    const MapPicture map = picture(Theme::light(), {15, 35});
    const PictureSize size{1200, 800, 1};
    const Camera camera = map.camera(map.layout(size));
    EXPECT_EQ(pixel(map.render(size), camera.to_screen({500, 150})), Theme::light().water);
    EXPECT_EQ(pixel(map.render(size), camera.to_screen({500, -150})), Theme::light().background);
}

TEST(MapPicture, failed_signals_differ_from_working_ones) {
    const MapPicture map = picture(Theme::light(), {15, 35});
    const PictureSize size{1200, 800, 1};
    const Camera camera = map.camera(map.layout(size));
    const QImage image = map.render(size);
    EXPECT_EQ(pixel(image, camera.to_screen({0, 0})), Theme::light().ink);
    EXPECT_EQ(pixel(image, camera.to_screen({1000, 0})), Theme::light().failed);
}

TEST(PointLayer, legend_counts_what_has_failed) {
    const std::vector<io::Geometry> places(3, {io::GeometryKind::point, {{0, 0}}});
    const auto texts = [&](const std::vector<AssetState>& states) {
        QStringList all;
        const PointLayer layer{{"signal", places, states, QStringLiteral("dark"), {}}};
        for (const LegendEntry& entry : layer.legend(Theme::light()).entries) {
            all << entry.text;
        }
        return all;
    };
    const AssetState works = AssetState::working;
    const AssetState failed = AssetState::failed;
    EXPECT_EQ(texts({}), QStringList{QStringLiteral("Traffic signals")});
    EXPECT_EQ(texts({works, works, works}),
              QStringList{QStringLiteral("Traffic signals, none dark")});
    EXPECT_EQ(texts({failed, works, failed}),
              QStringList({QStringLiteral("Traffic signals"),
                           QStringLiteral("Traffic signals, dark: 2 of 3")}));
}

TEST(MapPicture, same_content_gives_the_same_pixels) {
    const PictureSize size{1000, 700, 1};
    EXPECT_EQ(picture(Theme::light(), {15, 35}).render(size),
              picture(Theme::light(), {15, 35}).render(size));
    EXPECT_NE(picture(Theme::light(), {15, 35}).render(size),
              picture(Theme::light(), {45, 35}).render(size));
}

TEST(MapPicture, twice_the_scale_is_the_same_layout_in_twice_the_pixels) {
    const MapPicture map = picture(Theme::light(), {15, 35});
    const QImage twice = map.render({900, 700, 2});
    EXPECT_EQ(twice.size(), QSize(1800, 1400));
    EXPECT_EQ(map.layout({900, 700, 2}).map, map.layout({900, 700, 1}).map);
    EXPECT_EQ(map.layout({900, 700, 2}).provenance_lines,
              map.layout({900, 700, 1}).provenance_lines);
    // Finer, not just enlarged: some neighbouring pixels of one pair differ.
    const QImage enlarged =
        map.render({900, 700, 1}).scaled(1800, 1400, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    EXPECT_NE(twice, enlarged);
}

// Both directions have one axis: on the left, "there" is drawn where "back" is on the right.
TEST(StreetLayer, directions_change_places_where_traffic_keeps_to_the_left) {
    const Camera camera = Camera::fit(town(), {0, 0, 800, 480}, 10);
    const auto right = StreetLayer{both_directions()}.valued_lines(camera);
    const auto left = StreetLayer{both_directions(), {}, DrivingSide::left}.valued_lines(camera);
    ASSERT_GT(right[0].front().y() - right[1].front().y(), 1);
    EXPECT_EQ(left[0].front().y(), right[1].back().y());
    EXPECT_EQ(left[1].front().y(), right[0].back().y());
}

TEST(MapPicture, hostile_geometry_draws_what_can_be_drawn) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    MapPicture map{Theme::light(), {QStringLiteral("x"), {}, {}}};
    map.set_extent(town());
    const std::vector<io::Geometry> shapes{{io::GeometryKind::line, {}},
                                           {io::GeometryKind::line, {{nan, nan}}},
                                           {io::GeometryKind::line, {{0, 0}, {1e300, 1e300}}},
                                           {io::GeometryKind::polygon, {{0, 0}}},
                                           {io::GeometryKind::none, {}}};
    map.add(std::make_unique<AreaLayer>("building", shapes, speeds(Theme::light(), {1})));
    map.add(std::make_unique<StreetLayer>(shapes, speeds(Theme::light(), {})));
    map.add(std::make_unique<LineLayer>("pipe", shapes));
    map.add(std::make_unique<PointLayer>(
        PointLayer::Content{"bus", shapes, {AssetState::failed}, {}, {}}));
    map.add(std::make_unique<VehicleLayer>(std::vector<io::Point>{{nan, 0}, {0, 1e300}, {0, 0}}));
    EXPECT_FALSE(map.render({800, 600, 1}).isNull());
}

} // namespace
} // namespace cityproof::gui
