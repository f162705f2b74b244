// SPDX-License-Identifier: Apache-2.0
#include "gui/playback/playback.hpp"

#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

class PlaybackTest : public ::testing::Test {
  protected:
    PlaybackTest() { playback_.set_moments({60, 120, 180, 240, 300}); }

    Playback playback_;
};

TEST_F(PlaybackTest, begins_at_the_first_moment) {
    EXPECT_EQ(playback_.time_s(), 60);
}

TEST_F(PlaybackTest, steps_from_moment_to_moment_and_stops_at_the_ends) {
    playback_.step(1);
    EXPECT_EQ(playback_.time_s(), 120);
    playback_.step(100);
    EXPECT_EQ(playback_.time_s(), 300);
    playback_.step(-100);
    EXPECT_EQ(playback_.time_s(), 60);
}

TEST_F(PlaybackTest, goes_to_the_last_moment_at_or_before_a_time) {
    playback_.go_to(239);
    EXPECT_EQ(playback_.time_s(), 180);
    playback_.go_to(240);
    EXPECT_EQ(playback_.time_s(), 240);
    playback_.go_to(-5);
    EXPECT_EQ(playback_.time_s(), 60);
    playback_.go_to(1e9);
    EXPECT_EQ(playback_.time_s(), 300);
}

TEST_F(PlaybackTest, a_second_on_the_wall_is_the_rate_in_the_run) {
    playback_.set_rate(120);
    playback_.play();
    playback_.advance(1);
    EXPECT_EQ(playback_.time_s(), 180);
}

// 60 s of the run in ten ticks of 6 s: what is between two moments is not lost.
TEST_F(PlaybackTest, time_between_moments_adds_up) {
    playback_.set_rate(60);
    playback_.play();
    for (int tick = 0; tick < 9; ++tick) {
        playback_.advance(0.1);
    }
    EXPECT_EQ(playback_.time_s(), 60);
    playback_.advance(0.11);
    EXPECT_EQ(playback_.time_s(), 120);
}

TEST_F(PlaybackTest, a_slow_drawing_drops_moments_and_queues_none) {
    int shown = 0;
    QObject::connect(&playback_, &Playback::time_changed, [&](double) { ++shown; });
    playback_.set_rate(60);
    playback_.play();
    playback_.advance(3);
    EXPECT_EQ(playback_.time_s(), 240);
    EXPECT_EQ(shown, 1);
}

TEST_F(PlaybackTest, ends_at_the_end_or_begins_anew) {
    playback_.play();
    playback_.advance(100);
    EXPECT_EQ(playback_.time_s(), 300);
    EXPECT_FALSE(playback_.is_playing());
    playback_.play();
    EXPECT_EQ(playback_.time_s(), 60);
    playback_.set_loops(true);
    playback_.advance(100);
    EXPECT_EQ(playback_.time_s(), 60);
    EXPECT_TRUE(playback_.is_playing());
}

TEST_F(PlaybackTest, stays_inside_a_range) {
    playback_.set_range(std::pair{240.0, 120.0});
    playback_.play();
    EXPECT_EQ(playback_.time_s(), 120) << "the range's ends may be given in any order";
    playback_.advance(100);
    EXPECT_EQ(playback_.time_s(), 240);
    playback_.to_first();
    EXPECT_EQ(playback_.time_s(), 120);
}

TEST_F(PlaybackTest, following_shows_each_new_end_until_the_user_looks_back) {
    playback_.set_following(true);
    EXPECT_EQ(playback_.time_s(), 300);
    playback_.set_moments({60, 120, 180, 240, 300, 360});
    EXPECT_EQ(playback_.time_s(), 360);
    playback_.step(-1);
    EXPECT_FALSE(playback_.is_following());
    playback_.set_moments({60, 120, 180, 240, 300, 360, 420});
    EXPECT_EQ(playback_.time_s(), 300);
}

TEST_F(PlaybackTest, rates_go_up_and_down_the_usual_ones) {
    playback_.set_rate(60);
    playback_.change_rate(1);
    EXPECT_EQ(playback_.rate(), 120);
    playback_.change_rate(-100);
    EXPECT_EQ(playback_.rate(), 1);
}

TEST(EmptyPlayback, does_nothing) {
    Playback playback;
    playback.play();
    playback.step(1);
    playback.to_last();
    playback.advance(1);
    EXPECT_FALSE(playback.is_playing());
    EXPECT_EQ(playback.time_s(), 0);
}

} // namespace
} // namespace cityproof::gui
