// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/run/problem_events.hpp"

#include <gtest/gtest.h>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

class ProblemEventsTest : public ::testing::Test {
  protected:
    std::vector<io::EventRecord> written(ProblemEvents& problems) {
        io::RunFileLayout layout;
        layout.axes = {{"record"}};
        const auto path = folder_.path() / "run.h5";
        {
            io::RunFileWriter file{path, layout};
            problems.append_to(file);
            problems.append_to(file); // nothing is left for it
            file.finish({}, 1, {});
        }
        return io::RunFileReader{path}.events();
    }

    static Log::Warning warning(std::int64_t second, const char* target, const char* text) {
        return {.text = text, .at = SimTime::at_seconds(second), .target = target};
    }

  private:
    cityproof::testing::TemporaryFolder folder_;
};

// The threads of a window warn in any order.
TEST_F(ProblemEventsTest, stand_in_the_file_in_the_order_of_time_place_and_text) {
    ProblemEvents problems;
    problems.add(warning(60, "", "water: b"));
    problems.add(warning(60, "bus/2", "energy: a"));
    problems.add(warning(60, "", "energy: a"));
    problems.add(warning(30, "bus/9", "energy: a"));
    const auto events = written(problems);
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0].time_s, 30);
    EXPECT_EQ(events[0].kind, "problem");
    EXPECT_EQ(events[0].target, "bus/9");
    EXPECT_EQ(events[1].reason, "energy: a");
    EXPECT_EQ(events[2].reason, "water: b");
    EXPECT_EQ(events[3].target, "bus/2");
}

TEST_F(ProblemEventsTest, are_what_happened_in_the_simulation_only) {
    ProblemEvents problems;
    problems.add({.text = "the file has a part that is not used"});
    EXPECT_TRUE(written(problems).empty());
}

} // namespace
} // namespace cityproof::scenarios
