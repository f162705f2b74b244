// SPDX-License-Identifier: Apache-2.0
// Lines as `cityproof run --log json` writes them.
#include "scenarios/demo/demo_progress.hpp"

#include <gtest/gtest.h>

namespace cityproof::demo {
namespace {

TEST(RunLine, progress_is_a_share_of_the_period) {
    EXPECT_EQ(
        read_run_line(R"({"type":"progress","t_s":900.0,"end_s":3600.0,"remaining_s":3})").fraction,
        0.25);
}

TEST(RunLine, problem_is_its_text) {
    EXPECT_EQ(
        read_run_line(R"({"type":"problem","severity":"warning","text":"a.yaml:1: odd"})").problem,
        "a.yaml:1: odd");
}

TEST(RunLine, other_lines_say_nothing) {
    for (const char* line :
         {"", "simulating", "[1,2]", "{\"type\":7}", R"({"type":"progress"})",
          R"({"type":"progress","t_s":1,"end_s":0})", R"({"type":"progress","t_s":2,"end_s":1})",
          R"({"type":"progress","t_s":"1","end_s":2})", R"({"type":"done"})", "{\"type\":"}) {
        const RunLine said = read_run_line(line);
        EXPECT_FALSE(said.fraction) << line;
        EXPECT_TRUE(said.problem.empty()) << line;
    }
}

TEST(DemoProgress, grows_with_the_runs_and_never_beyond_one) {
    DemoProgress progress;
    progress.begin_runs(2);
    const double start = progress.fraction();
    progress.on_run_line(0, R"({"type":"progress","t_s":1800,"end_s":3600})");
    const double quarter = progress.fraction();
    progress.on_run_end(0, "a", true);
    progress.on_run_end(1, "b", true);
    const double all = progress.fraction();
    EXPECT_LT(start, quarter);
    EXPECT_NEAR(quarter - start, (all - start) / 4, 1e-12);
    progress.begin(DemoStage::maps, "maps");
    EXPECT_GE(progress.fraction(), all);
    EXPECT_LE(progress.fraction(), 1);
}

} // namespace
} // namespace cityproof::demo
