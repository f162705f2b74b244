// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/map/screen_shape.hpp"
#include "gui/map/street_layer.hpp"
#include "gui/picture/run_picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_town.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::TownVariant;
using ::testing::HasSubstr;

constexpr PictureSize size{1000, 700, 1};

class RunPicture : public ::testing::Test {
  protected:
    io::RunFileReader town(const std::string& name, const TownVariant& variant = {}) {
        cityproof::testing::write_town(folder_.path() / name, variant);
        return io::RunFileReader{folder_.path() / name};
    }

    static PictureRequest request(const std::string& time) {
        PictureRequest wanted;
        wanted.file = "run.h5";
        wanted.time = time;
        return wanted;
    }

    static std::string error_of(const io::RunFileReader& run, const PictureRequest& wanted,
                                const std::optional<ComparedRun>& other = {}) {
        try {
            static_cast<void>(run_picture(run, other, wanted));
        } catch (const InputError& error) {
            return error.what();
        }
        return "no error";
    }

    cityproof::testing::TemporaryFolder folder_;
};

/// The pixel that holds a point: pixel k reaches from k to k + 1.
QPoint pixel_at(const QPointF& place) {
    return {static_cast<int>(place.x()), static_cast<int>(place.y())};
}

/// Colour on the map at a point of a street, `share` along it.
QColor street_color(const MapPicture& picture, const std::vector<io::Geometry>& streets,
                    std::size_t street) {
    const Camera camera = picture.camera(picture.layout(size));
    const QPolygonF line = StreetLayer{streets}.valued_lines(camera)[street];
    // A quarter of the way: at its middle the streets of this town cross.
    const QPointF place = line.front() + (line.back() - line.front()) * 0.25;
    return picture.render(size).pixelColor(pixel_at(place));
}

// At 07:00 (1800 s) "we" runs at 10 m/s = 36 km/h, a minute later at 7.2 km/h; "ew" at 43.2 km/h
// all the time. With the limits 10 and 40 these are class 1, class 0 and class 2.
TEST_F(RunPicture, streets_have_the_colour_of_their_value_at_the_time) {
    const io::RunFileReader run = town("run.h5");
    const auto& streets = run.table("street")->geometry;
    const auto scale = ColorScale::sequential({}, {10, 40}, Theme::light(), CriticalEnd::low);
    PictureRequest at_seven = request("07:00");
    at_seven.limits = {10, 40};
    EXPECT_EQ(street_color(run_picture(run, {}, at_seven), streets, 0), scale.color(1));
    EXPECT_EQ(street_color(run_picture(run, {}, at_seven), streets, 1), scale.color(2));
    PictureRequest later = request("1860 s");
    later.limits = {10, 40};
    EXPECT_EQ(street_color(run_picture(run, {}, later), streets, 0), scale.color(0));
    EXPECT_EQ(street_color(run_picture(run, {}, later), streets, 1), scale.color(2));
}

TEST_F(RunPicture, same_time_same_pixels_other_time_other_pixels) {
    const io::RunFileReader run = town("run.h5");
    const QImage first = run_picture(run, {}, request("07:00")).render(size);
    EXPECT_EQ(run_picture(run, {}, request("1800 s")).render(size), first);
    EXPECT_NE(run_picture(run, {}, request("07:01")).render(size), first);
    EXPECT_EQ(run_picture(run, {}, request("07:30")).render(size),
              run_picture(run, {}, PictureRequest{}).render(size));
}

TEST_F(RunPicture, averages_are_taken_before_classing) {
    const io::RunFileReader run = town("run.h5");
    PictureRequest wanted = request("1920 s"); // means of 10, 10, 2, 2 m/s: 21.6 km/h
    wanted.average = "4 min";
    wanted.limits = {20, 25};
    const auto scale = ColorScale::sequential({}, {20, 25}, Theme::light(), CriticalEnd::low);
    EXPECT_EQ(street_color(run_picture(run, {}, wanted), run.table("street")->geometry, 0),
              scale.color(1));
}

// "ew" is 2 m/s = 7.2 km/h faster in the policy run: between +5 and +10. "we" is the same in both.
TEST_F(RunPicture, comparison_shows_run_minus_other) {
    const io::RunFileReader run = town("policy.h5", {.policy = "adaptive", .faster_mps = 2});
    const io::RunFileReader base = town("base.h5");
    PictureRequest wanted = request("07:00");
    wanted.limits = {5, 10, 15};
    const auto scale = ColorScale::difference({}, {5, 10, 15}, Theme::light());
    const auto& streets = run.table("street")->geometry;
    const MapPicture better = run_picture(run, ComparedRun{base, "base.h5"}, wanted);
    EXPECT_EQ(street_color(better, streets, 0), scale.color(3));
    EXPECT_EQ(street_color(better, streets, 1), scale.color(4));
    EXPECT_THAT(better.layout(size).subtitle_lines.join(QLatin1Char{' '}).toStdString(),
                HasSubstr("policy adaptive, seed 7 minus baseline, seed 7"));
    const MapPicture worse = run_picture(base, ComparedRun{run, "policy.h5"}, wanted);
    EXPECT_EQ(street_color(worse, streets, 1), scale.color(2));
}

TEST_F(RunPicture, text_names_scenario_seed_policy_version_and_time) {
    const io::RunFileReader run = town("run.h5", {.policy = "adaptive"});
    const PictureLayout layout = run_picture(run, {}, request("07:00")).layout(size);
    EXPECT_EQ(layout.title_lines.join(QLatin1Char{' '}),
              QStringLiteral("Rivabella \u2013 morning peak"));
    EXPECT_THAT(layout.subtitle_lines.join(QLatin1Char{' '}).toStdString(),
                HasSubstr("Tue 10 Nov 2026, 07:00 (Europe/Rome)"));
    EXPECT_EQ(layout.provenance_lines.join(QLatin1Char{' '}),
              QStringLiteral("Cityproof 0.1.0: scenario morning peak, policy adaptive, seed 7"));
}

TEST_F(RunPicture, whose_data_the_map_is_stands_below_it) {
    const std::string whose = "© OpenStreetMap contributors, ODbL 1.0";
    const auto below = [](const MapPicture& picture) {
        return picture.layout(size).provenance_lines.join(QLatin1Char{' '});
    };
    const io::RunFileReader run = town("run.h5", {.attribution = whose});
    const io::RunFileReader other = town("other.h5", {.attribution = whose});
    const QString credit = QString::fromStdString(whose);
    EXPECT_TRUE(below(run_picture(run, {}, request("07:00"))).endsWith(credit));
    const MapPicture pair = pair_picture(run, ComparedRun{other, "other.h5"}, request("07:00"));
    EXPECT_EQ(below(pair).count(credit), 1) << "once for both";
}

TEST_F(RunPicture, title_names_the_policy_of_one_run_and_none_of_a_difference) {
    const io::RunFileReader run =
        town("run.h5", {.policy = "adaptive", .policy_title = "Adaptive signals"});
    const io::RunFileReader base = town("base.h5");
    const auto title = [&](const MapPicture& picture) {
        return picture.layout(size).title_lines.join(QLatin1Char{' '});
    };
    EXPECT_EQ(title(run_picture(run, {}, request("07:00"))),
              QStringLiteral("Rivabella \u2013 morning peak \u2013 Adaptive signals"));
    EXPECT_EQ(title(run_picture(run, ComparedRun{base, "base.h5"}, request("07:00"))),
              QStringLiteral("Rivabella \u2013 morning peak"));
}

TEST_F(RunPicture, title_does_not_name_the_city_twice) {
    const io::RunFileReader run = town("run.h5", {.scenario = "Rivabella, morning peak"});
    EXPECT_EQ(
        run_picture(run, {}, request("07:00")).layout(size).title_lines.join(QLatin1Char{' '}),
        QStringLiteral("Rivabella, morning peak"));
}

TEST_F(RunPicture, signals_are_dark_from_second_1200_on) {
    const io::RunFileReader run = town("run.h5");
    const auto north = [&](const std::string& time) {
        const MapPicture picture = run_picture(run, {}, request(time));
        const QPointF place = picture.camera(picture.layout(size)).to_screen({500, 100});
        return picture.render(size).pixelColor(pixel_at(place));
    };
    EXPECT_EQ(north("1140 s"), Theme::light().ink);
    EXPECT_EQ(north("1200 s"), Theme::light().failed);
}

TEST_F(RunPicture, layers_are_those_asked_for_and_that_of_the_channel) {
    const io::RunFileReader run = town("run.h5");
    const auto at = [&](const std::vector<std::string>& layers, const io::Point& point) {
        PictureRequest wanted = request("07:00");
        wanted.layers = layers;
        const MapPicture picture = run_picture(run, {}, wanted);
        return picture.render(size).pixelColor(
            pixel_at(picture.camera(picture.layout(size)).to_screen(point)));
    };
    const io::Point in_building{130, 130};
    const io::Point in_lake{275, -275};
    const io::Point of_vehicle{300, 0}; // at 1800 s
    EXPECT_EQ(at({"building"}, in_building), Theme::light().building);
    EXPECT_EQ(at({"water_area"}, in_building), Theme::light().background);
    EXPECT_EQ(at({"water_area"}, in_lake), Theme::light().water);
    EXPECT_EQ(at({"vehicle"}, of_vehicle), Theme::light().vehicle);
    EXPECT_NE(at({"building"}, of_vehicle), Theme::light().vehicle);
}

TEST_F(RunPicture, every_channel_with_geometry_can_be_drawn) {
    const io::RunFileReader run = town("run.h5");
    for (const char* channel :
         {"traffic/street_speed", "traffic/signal_dark", "energy/line_loading"}) {
        for (const bool dark : {false, true}) {
            PictureRequest wanted = request("07:00");
            wanted.channel = channel;
            wanted.dark = dark;
            EXPECT_FALSE(run_picture(run, {}, wanted).render(size).isNull()) << channel;
        }
    }
}

TEST_F(RunPicture, what_cannot_be_drawn_is_explained) {
    const io::RunFileReader run = town("run.h5");
    PictureRequest wanted = request("07:00");
    wanted.channel = "services/meter_load";
    EXPECT_THAT(error_of(run, wanted), HasSubstr("table 'meter' has no geometry"));
    wanted.channel = "nothing";
    EXPECT_THAT(error_of(run, wanted), HasSubstr("energy/line_loading"));
    wanted = request("07:00");
    wanted.layers = {"street", "buildings"};
    EXPECT_THAT(error_of(run, wanted), HasSubstr("no layer 'buildings'"));
    EXPECT_THAT(error_of(run, wanted),
                HasSubstr("street, signal, building, water_area, line, vehicle"));
}

TEST_F(RunPicture, times_outside_the_run_are_refused_with_the_runs_own) {
    const io::RunFileReader run = town("run.h5");
    for (const char* time : {"06:30", "07:31", "3601 s", "2027-01-01 07:00", "06:00"}) {
        EXPECT_THAT(error_of(run, request(time)), HasSubstr("outside the recorded part")) << time;
        EXPECT_THAT(error_of(run, request(time)), HasSubstr("06:31")) << time;
        EXPECT_THAT(error_of(run, request(time)), HasSubstr("07:30")) << time;
    }
    EXPECT_EQ(error_of(run, request("06:31")), "no error");
    EXPECT_EQ(error_of(run, request("07:30")), "no error");
}

TEST_F(RunPicture, limits_and_spans_are_checked) {
    const io::RunFileReader run = town("run.h5");
    PictureRequest wanted = request("07:00");
    for (const std::vector<double>& limits :
         {std::vector<double>{20, 10}, {10, 10}, {1, 2, 3, 4, 5, 6, 7}}) {
        wanted.limits = limits;
        EXPECT_THAT(error_of(run, wanted), HasSubstr("--limits"));
    }
    const io::RunFileReader base = town("base.h5");
    wanted.limits = {-1, 1};
    EXPECT_THAT(error_of(run, wanted, ComparedRun{base, "base.h5"}), HasSubstr("--limits"));
    wanted.limits = {};
    for (const char* span : {"0 s", "-5 min", "15"}) {
        wanted.average = span;
        EXPECT_THAT(error_of(run, wanted), HasSubstr("--average")) << span;
    }
}

TEST_F(RunPicture, runs_that_do_not_match_are_not_compared) {
    const io::RunFileReader run = town("run.h5");
    const io::RunFileReader elsewhere = town("elsewhere.h5", {.street_prefix = "x"});
    EXPECT_THAT(error_of(run, request("07:00"), ComparedRun{elsewhere, "elsewhere.h5"}),
                HasSubstr("no entity of table 'street' is in both"));
    const io::RunFileReader miles = town("miles.h5", {.speed_unit = "mi/h"});
    EXPECT_THAT(error_of(run, request("07:00"), ComparedRun{miles, "miles.h5"}), HasSubstr("mi/h"));
}

} // namespace
} // namespace cityproof::gui
