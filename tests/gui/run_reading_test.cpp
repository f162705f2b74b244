// SPDX-License-Identifier: Apache-2.0
// What the viewer makes of a run file in every state of its life.
#include "gui/live/run_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "sample_town.hpp"
#include "tests/support/test_data.hpp"
#include "writer_process.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::TemporaryFolder;
using cityproof::testing::write_town;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::WriterProcess;

class RunReadingTest : public ::testing::Test {
  protected:
    TemporaryFolder folder_;
    std::filesystem::path run_ = folder_.path() / "run.h5";
    std::filesystem::path part_ = folder_.path() / "run.h5.part";

    /// Looks until the look says something besides growth; false after some seconds.
    static bool look_until(RunReading& reading, RunReading::Look& look) {
        for (int time = 0; time < 400; ++time) {
            look = reading.look();
            if (look.replaced || look.problem) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{25});
        }
        return false;
    }
};

TEST_F(RunReadingTest, a_frame_has_the_last_values_at_or_before_its_time) {
    write_town(run_);
    const RunReading reading{run_};
    const auto frame = reading.frame({1799, {"traffic/street_speed"}, true});
    const std::vector<float>* speeds = frame->values("traffic/street_speed");
    ASSERT_NE(speeds, nullptr);
    EXPECT_FLOAT_EQ((*speeds)[0], 10);
    EXPECT_FLOAT_EQ((*speeds)[3], 1740.0F / 300);
    EXPECT_THAT(frame->vehicles.x_m, ElementsAre(290, 500));
}

TEST_F(RunReadingTest, before_the_first_moment_there_is_no_data) {
    write_town(run_);
    const RunReading reading{run_};
    const auto frame = reading.frame({5, {"traffic/street_speed"}, true});
    EXPECT_TRUE(std::isnan(frame->values("traffic/street_speed")->at(0)));
    EXPECT_TRUE(frame->vehicles.x_m.empty());
}

TEST_F(RunReadingTest, a_channel_or_entity_that_is_not_there_is_left_out) {
    write_town(run_);
    const RunReading reading{run_};
    EXPECT_EQ(reading.frame({60, {"no/such"}, false})->values("no/such"), nullptr);
    EXPECT_TRUE(reading.series("no/such", 0)->values.empty());
    EXPECT_TRUE(reading.series("traffic/street_speed", 99)->values.empty());
}

TEST_F(RunReadingTest, classes_are_in_the_unit_that_is_shown) {
    write_town(run_);
    const auto range = RunReading{run_}.range("traffic/street_speed");
    ASSERT_FALSE(range->range.limits.empty());
    // 0.2 to 12 m/s; the greatest is 43.2 km/h.
    EXPECT_GT(range->range.limits.back(), 12);
    EXPECT_LE(range->range.limits.back(), 43.2);
}

TEST_F(RunReadingTest, a_growing_file_is_followed_and_then_replaced_by_its_result) {
    WriterProcess writer{run_, 20, 30, "finish"};
    ASSERT_TRUE(writer.has_begun(part_));
    RunReading reading{run_}; // the name without .part will do
    EXPECT_EQ(reading.path(), part_);
    EXPECT_TRUE(reading.progress()->growing);
    const std::size_t moments = reading.progress()->moments_s.size();
    RunReading::Look look;
    ASSERT_TRUE(look_until(reading, look));
    EXPECT_TRUE(look.replaced);
    EXPECT_FALSE(look.problem);
    EXPECT_GT(reading.progress()->moments_s.size(), moments);
    EXPECT_EQ(reading.final_path(), run_);
}

TEST_F(RunReadingTest, a_writer_that_died_is_told_with_the_way_out) {
    WriterProcess writer{run_, 20, 20, "die"};
    ASSERT_TRUE(writer.has_begun(part_));
    RunReading reading{part_};
    RunReading::Look look;
    ASSERT_TRUE(look_until(reading, look));
    ASSERT_TRUE(look.problem);
    EXPECT_THAT(to_string(*look.problem), HasSubstr("cityproof recover run.h5.part"));
    EXPECT_THAT(to_string(*look.problem), HasSubstr("1200 s"));
    EXPECT_FALSE(reading.look().problem) << "said once";
    EXPECT_EQ(reading.frame({1200, {"energy/line_loading"}, false})->channels.size(), 1U);
}

TEST_F(RunReadingTest, a_file_that_is_deleted_is_told_once_and_stays_readable) {
    write_town(run_);
    RunReading reading{run_};
    EXPECT_FALSE(reading.look().problem);
    std::filesystem::remove(run_);
    const auto problem = reading.look().problem;
    ASSERT_TRUE(problem);
    EXPECT_THAT(to_string(*problem), HasSubstr("was deleted"));
    EXPECT_FALSE(reading.look().problem);
    EXPECT_EQ(reading.series("energy/line_loading", 0)->values.size(), 60U);
}

TEST_F(RunReadingTest, an_interrupted_run_is_shown_and_says_so) {
    write_town(run_, {.minutes = 10, .finished = false});
    const RunReading reading{part_};
    const std::vector<Problem> problems = reading.opening_problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(to_string(problems[0]), HasSubstr("recover"));
    EXPECT_THAT(to_string(problems[0]), HasSubstr("600 s"));
}

} // namespace
} // namespace cityproof::gui
