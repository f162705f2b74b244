// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/export/frame_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/text/input_error.hpp"
#include "tests/scenarios/export/small_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::exporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Frames at 30, 60 ... 300 s; the run starts at 06:30.
class FrameChoices : public ::testing::Test {
  protected:
    FrameChoices() {
        testing::write_small_run(path_, testing::small_layout());
        run_.emplace(path_);
        time_.emplace(*run_);
        for (int i = 1; i <= 10; ++i) {
            times_s_.push_back(30.0 * i);
        }
    }

    std::vector<std::size_t> frames(const std::string& text) const {
        return FrameChoice{text, *time_}.frames(times_s_, *time_);
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "run.h5";
    std::optional<io::RunFileReader> run_;
    std::optional<RunTime> time_;
    std::vector<double> times_s_;
};

TEST_F(FrameChoices, a_moment_takes_the_last_frame_that_is_not_after_it) {
    EXPECT_THAT(frames("06:31"), ElementsAre(1));
    EXPECT_THAT(frames("06:31:29"), ElementsAre(1));
    EXPECT_THAT(frames("90 s"), ElementsAre(2));
    EXPECT_THAT(frames("2026-11-10 06:35"), ElementsAre(9));
    EXPECT_TRUE(FrameChoice("06:31", *time_).is_instant());
}

TEST_F(FrameChoices, a_span_takes_its_frames_with_both_ends) {
    EXPECT_THAT(frames("06:31..06:32"), ElementsAre(1, 2, 3));
    EXPECT_THAT(frames("4 min.."), ElementsAre(7, 8, 9));
    EXPECT_THAT(frames("..1 min"), ElementsAre(0, 1));
    EXPECT_EQ(frames("").size(), 10U);
    EXPECT_EQ(frames("..").size(), 10U);
}

TEST_F(FrameChoices, a_step_takes_the_last_frame_up_to_each_moment_once) {
    EXPECT_THAT(frames("06:31..06:35/1min"), ElementsAre(1, 3, 5, 7, 9));
    EXPECT_THAT(frames("06:30:40..06:35/100 s"), ElementsAre(0, 3, 7)) << "40, 140, 240 s";
    EXPECT_THAT(frames("06:31..06:32/10 s"), ElementsAre(1, 2, 3)) << "finer than the recording";
    EXPECT_THAT(frames("06:31..06:32/1e-6 s"), ElementsAre(1, 2, 3)) << "and does not take ages";
}

TEST_F(FrameChoices, times_without_a_frame_are_refused_with_those_that_have_one) {
    for (const char* text :
         {"06:30", "06:35:01", "05:00", "08:00..09:00", "0 s..10 s", "06:31:01..06:31:29"}) {
        const Problem problem = cityproof::testing::refusal([&] { frames(text); });
        EXPECT_EQ(problem.where.key, "--time") << text;
        EXPECT_THAT(problem.expected, HasSubstr("from 2026-11-10 06:30:30 Europe/Berlin to "
                                                "2026-11-10 06:35:00 Europe/Berlin"))
            << text;
    }
}

TEST_F(FrameChoices, other_texts_are_refused) {
    for (const char* text : {"noon", "6", "06:32..06:31", "06:31..06:32/0 s", "06:31..06:32/",
                             "06:31..06:32/-1 min", "25:00", "06:31..06:32..06:33"}) {
        cityproof::testing::refusal([&] { frames(text); });
    }
}

} // namespace
} // namespace cityproof::exporting
