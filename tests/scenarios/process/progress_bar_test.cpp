// SPDX-License-Identifier: Apache-2.0
// Expected values: elapsed * (1 - fraction) / fraction, by hand.
#include "scenarios/process/progress_bar.hpp"
#include "scenarios/process/sibling_program.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::process {
namespace {

using std::chrono::duration;
using std::chrono::seconds;

TEST(RemainingTime, follows_the_pace_so_far) {
    EXPECT_EQ(remaining_time(0.25, duration<double>{20}), seconds{60});
    EXPECT_EQ(remaining_time(1, duration<double>{20}), seconds{0});
}

TEST(RemainingTime, nothing_is_said_too_early) {
    EXPECT_FALSE(remaining_time(0, duration<double>{20}));
    EXPECT_FALSE(remaining_time(0.01, duration<double>{20}));
    EXPECT_FALSE(remaining_time(0.5, duration<double>{1}));
    EXPECT_FALSE(remaining_time(std::nan(""), duration<double>{20}));
}

TEST(ProgressLine, shows_bar_percent_text_and_time) {
    EXPECT_EQ(progress_line(0.5, "runs 3 of 10", seconds{80}, 100),
              "[############............]  50 %  runs 3 of 10  about 1 min 20 s left");
    EXPECT_EQ(progress_line(0, "starting", {}, 100), "[........................]   0 %  starting");
}

TEST(ProgressLine, hundred_percent_is_not_shown_before_the_end) {
    EXPECT_EQ(progress_line(0.999, "", {}, 100).find("100"), std::string::npos);
    EXPECT_NE(progress_line(1, "", {}, 100).find("100 %"), std::string::npos);
}

TEST(ProgressLine, fractions_out_of_range_are_cut) {
    EXPECT_EQ(progress_line(7, "x", {}, 100), progress_line(1, "x", {}, 100));
    EXPECT_EQ(progress_line(-7, "x", {}, 100), progress_line(0, "x", {}, 100));
    EXPECT_EQ(progress_line(std::nan(""), "x", {}, 100), progress_line(0, "x", {}, 100));
}

TEST(ProgressLine, never_wraps) {
    EXPECT_EQ(progress_line(0.5, "a long text", seconds{80}, 30).size(), 30U);
}

TEST(SiblingProgram, is_found_beside_this_program) {
    EXPECT_TRUE(sibling_program("test_unit_process"));
    EXPECT_FALSE(sibling_program("no-such-program"));
}

} // namespace
} // namespace cityproof::process
