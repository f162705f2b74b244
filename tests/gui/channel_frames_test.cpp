// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/data/channel_frames.hpp"
#include "gui/data/channel_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sample_town.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;

class ChannelFramesOfTown : public ::testing::Test {
  protected:
    ChannelFramesOfTown() { cityproof::testing::write_town(path_); }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "run.h5";
};

// Expected values: the rules in sample_town.hpp.
TEST_F(ChannelFramesOfTown, values_are_the_last_at_or_before_a_time) {
    const io::RunFileReader run{path_};
    const ChannelFrames speeds{run, "run.h5", "traffic/street_speed"};
    EXPECT_FLOAT_EQ(speeds.values(1800)[0], 10);
    EXPECT_FLOAT_EQ(speeds.values(1859.9)[0], 10);
    EXPECT_FLOAT_EQ(speeds.values(1860)[0], 2);
    EXPECT_TRUE(std::isnan(speeds.values(1800)[2]));
    EXPECT_TRUE(std::isnan(speeds.values(59)[0]));
}

// The four minutes 1680 < t <= 1920: 10, 10, 2, 2; street "sn": mean of 1740, 1800, 1860, 1920 over
// 300.
TEST_F(ChannelFramesOfTown, mean_is_over_the_frames_of_the_span) {
    const io::RunFileReader run{path_};
    const ChannelFrames speeds{run, "run.h5", "traffic/street_speed"};
    const std::vector<float> means = speeds.values(1920, 240);
    EXPECT_FLOAT_EQ(means[0], 6);
    EXPECT_FLOAT_EQ(means[1], 12);
    EXPECT_TRUE(std::isnan(means[2]));
    EXPECT_FLOAT_EQ(means[3], 6.1F);
}

TEST_F(ChannelFramesOfTown, sample_times_span_the_run) {
    const io::RunFileReader run{path_};
    const ChannelFrames speeds{run, "run.h5", "traffic/street_speed"};
    const std::vector<double> times = speeds.sample_times_s(4);
    ASSERT_EQ(times.size(), 4U);
    EXPECT_EQ(times.front(), 60);
    EXPECT_EQ(times.back(), 3600);
    EXPECT_EQ(speeds.sample_times_s(1000).size(), 60U);
}

TEST_F(ChannelFramesOfTown, an_unknown_channel_lists_those_that_there_are) {
    const io::RunFileReader run{path_};
    try {
        const ChannelFrames none{run, "run.h5", "traffic/sped"};
        FAIL() << "no error";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("run.h5"));
        EXPECT_THAT(error.what(), HasSubstr("no channel 'traffic/sped'"));
        EXPECT_THAT(error.what(), HasSubstr("traffic/street_speed, traffic/signal_dark"));
    }
}

// 1 m/s = 3600 m / 1000 m/h; 1 m3 = 1000 l; 1 kWh = 3.6e6 J.
TEST(ChannelStyle, shows_the_units_of_the_trade) {
    const auto style = [](const char* unit) {
        return channel_style({"any/thing", unit, "t", "a", ""});
    };
    EXPECT_EQ(style("m/s").unit, QStringLiteral("km/h"));
    EXPECT_DOUBLE_EQ(style("m/s").factor, 3.6);
    EXPECT_EQ(style("m3/s").unit, QStringLiteral("l/s"));
    EXPECT_DOUBLE_EQ(style("m3/s").factor, 1000);
    EXPECT_DOUBLE_EQ(style("J").factor * 3.6e6, 1);
    EXPECT_EQ(style("1").unit, QString{});
    EXPECT_EQ(style("ug/m3").unit, QStringLiteral("ug/m3"));
    EXPECT_DOUBLE_EQ(style("ug/m3").factor, 1);
}

} // namespace
} // namespace cityproof::gui
