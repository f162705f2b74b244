// SPDX-License-Identifier: Apache-2.0
// Expected lists: written out by hand from the table below.
#include "core/base/errors.hpp"
#include "io/study_file/study_table.hpp"
#include "scenarios/verdict/pairing.hpp"
#include "scenarios/verdict/study_runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Two points, the baseline and two policies, seeds 1 and 2.
io::StudyTable two_points() {
    io::StudyTable table;
    table.meta = {{"study", "sample"}};
    table.point_count = 2;
    table.arms = {{"baseline", ""}, {"slow", "limit_30"}, {"dim", "dimmed_lamps"}};
    table.factors = {{"traffic.demand_scale", "1", {"90 %", "110 %"}, {0.9, 1.1}}};
    for (const std::uint32_t point : {0U, 1U}) {
        for (const std::uint32_t arm : {0U, 1U, 2U}) {
            for (const std::uint32_t seed : {1U, 2U}) {
                const std::string id =
                    std::to_string(point) + std::to_string(arm) + std::to_string(seed);
                table.runs.push_back(
                    {id, arm, point, seed, io::RunStatus::done, "runs/" + id + ".h5"});
            }
        }
    }
    return table;
}

class StudyRunsTest : public ::testing::Test {
  protected:
    void write(const io::StudyTable& table) const {
        io::write_study_file(folder_.path() / "study.h5", table, {});
    }

    std::string run(const std::string& id) const {
        return (folder_.path() / "runs" / (id + ".h5")).string();
    }

    std::string complaint(std::optional<std::size_t> point) const {
        try {
            find_study_runs(folder_.path(), point);
        } catch (const InputError& error) {
            return error.what();
        }
        return "no complaint";
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(StudyRunsTest, are_those_of_the_point_by_arm) {
    write(two_points());
    const StudyRuns runs = find_study_runs(folder_.path(), 1);
    EXPECT_THAT(runs.baseline, ElementsAre(run("101"), run("102")));
    EXPECT_THAT(runs.policies, ElementsAre(ElementsAre(run("111"), run("112")),
                                           ElementsAre(run("121"), run("122"))));
    EXPECT_EQ(runs.point, "traffic.demand_scale = 110 %");
    EXPECT_EQ(runs.gates, "");
}

TEST_F(StudyRunsTest, file_or_folder_name_the_same_study) {
    write(two_points());
    EXPECT_TRUE(is_study(folder_.path()));
    EXPECT_TRUE(is_study(folder_.path() / "study.h5"));
    EXPECT_FALSE(is_study(folder_.path() / "run.h5"));
    EXPECT_EQ(find_study_runs(folder_.path() / "study.h5", 0).baseline,
              find_study_runs(folder_.path(), 0).baseline);
}

TEST_F(StudyRunsTest, directions_are_those_of_the_figures_that_the_study_names) {
    io::StudyTable table = two_points();
    table.key_figures = {
        {"energy.peak_load", "MW", contracts::Direction::lower_is_better, "", true},
        {"traffic.distance", "km", contracts::Direction::neutral, "", false}};
    table.values.assign(table.runs.size() * 2, 1.0);
    write(table);
    EXPECT_THAT(find_study_runs(folder_.path(), 0).directions,
                ElementsAre(std::pair{std::string{"energy.peak_load"},
                                      contracts::Direction::lower_is_better}));
}

TEST_F(StudyRunsTest, gates_of_the_study_are_found) {
    write(two_points());
    std::ofstream{folder_.path() / "gates.yaml"} << "format: 1\n";
    EXPECT_EQ(find_study_runs(folder_.path(), 0).gates, (folder_.path() / "gates.yaml").string());
}

TEST_F(StudyRunsTest, a_point_has_to_be_chosen_among_several) {
    write(two_points());
    EXPECT_THAT(complaint(std::nullopt),
                HasSubstr("0: traffic.demand_scale = 90 %; 1: traffic.demand_scale = 110 %"));
    EXPECT_THAT(complaint(2), HasSubstr("there is no point 2"));
}

TEST_F(StudyRunsTest, a_study_without_policy_is_refused) {
    io::StudyTable table = two_points();
    table.arms.resize(1);
    std::erase_if(table.runs, [](const io::StudyRun& run) { return run.arm > 0; });
    write(table);
    EXPECT_THAT(complaint(0), HasSubstr("no policy"));
}

TEST_F(StudyRunsTest, a_folder_without_a_study_is_refused) {
    EXPECT_THAT(complaint(0), HasSubstr("there is no such file"));
}

TEST_F(StudyRunsTest, failed_and_missing_runs_are_listed) {
    io::StudyTable table = two_points();
    table.runs[1].status = io::RunStatus::failed;
    table.runs[4].status = io::RunStatus::missing;
    table.runs[7].status = io::RunStatus::failed; // of the other point
    write(table);
    try {
        find_study_runs(folder_.path(), 0);
        FAIL() << "nothing was missed";
    } catch (const MissingRuns& error) {
        EXPECT_THAT(error.missing(), ElementsAre("baseline: the run with seed 2 failed",
                                                 "dim: the run with seed 1 was not made"));
    }
}

} // namespace
} // namespace cityproof::verdict
