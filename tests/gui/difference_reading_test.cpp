// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/compare/compared_runs.hpp"
#include "gui/compare/difference_reading.hpp"
#include "io/study_file/study_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "small_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::SmallRun;
using cityproof::testing::TemporaryFolder;
using cityproof::testing::write_small_run;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

class Differences : public ::testing::Test {
  protected:
    std::string write(const std::string& name, const SmallRun& run) const {
        const std::filesystem::path path = folder_.path() / name;
        write_small_run(path, run);
        return path.string();
    }

    static DifferenceRequest at(double time_s) { return {"traffic/street_speed", time_s}; }

    TemporaryFolder folder_;
};

// Speeds are stored in m/s and shown in km/h: a difference of 1 m/s is 3.6 km/h.
TEST_F(Differences, are_b_minus_a_in_the_unit_that_is_shown) {
    DifferenceReading reading{
        pair_runs_by_seed({write("a.h5", {.speeds_mps = {{10, 10}, {10, 4}}})},
                          {write("b.h5", {.policy = "p", .speeds_mps = {{11, 10}, {10, 2}}})})};
    const DifferenceValues first = reading.values(at(60));
    EXPECT_EQ(first.table, "street");
    EXPECT_NEAR(first.values[0], 3.6, 1e-5);
    EXPECT_NEAR(first.values[1], 0, 1e-5);
    EXPECT_NEAR(reading.values(at(120)).values[1], -7.2, 1e-5);
}

TEST_F(Differences, match_entities_by_id_whatever_their_order) {
    DifferenceReading reading{pair_runs_by_seed(
        {write("a.h5", {.streets = {"north", "south", "lane"}, .speeds_mps = {{10, 5, 1}}})},
        {write("b.h5", {.streets = {"south", "bridge", "north"}, .speeds_mps = {{6, 9, 12}}})})};
    const DifferenceValues found = reading.values(at(60));
    EXPECT_NEAR(found.values[0], 7.2, 1e-5); // north: 12 - 10
    EXPECT_NEAR(found.values[1], 3.6, 1e-5); // south: 6 - 5
    EXPECT_TRUE(std::isnan(found.values[2])) << "the lane is in A only";
}

TEST_F(Differences, are_not_known_where_one_run_has_no_value) {
    DifferenceReading reading{pair_runs_by_seed({write("a.h5", {.speeds_mps = {{10, unknown}}})},
                                                {write("b.h5", {.speeds_mps = {{unknown, 10}}})})};
    const DifferenceValues found = reading.values(at(60));
    EXPECT_TRUE(std::isnan(found.values[0]));
    EXPECT_TRUE(std::isnan(found.values[1]));
}

// Means over both frames: A 10 and 6, B 12 and 6; leaving out what is not known.
TEST_F(Differences, of_a_range_are_differences_of_means) {
    DifferenceReading reading{
        pair_runs_by_seed({write("a.h5", {.speeds_mps = {{8, 6}, {12, unknown}, {100, 100}}})},
                          {write("b.h5", {.speeds_mps = {{12, 6}, {12, 6}, {0, 0}}})})};
    DifferenceRequest request = at(0);
    request.range_s = {60, 120};
    const DifferenceValues found = reading.values(request);
    EXPECT_NEAR(found.values[0], 7.2, 1e-5);
    EXPECT_NEAR(found.values[1], 0, 1e-5);
}

// Differences of the three seeds: 1, 2 and 6 m/s; their mean is 3 m/s.
TEST_F(Differences, of_several_seeds_are_the_mean_over_all_pairs) {
    std::vector<std::string> a;
    std::vector<std::string> b;
    const std::vector<float> gains{1, 2, 6};
    for (std::size_t i = 0; i < gains.size(); ++i) {
        const std::string seed = std::to_string(i + 9); // 9, 10, 11: ordered as numbers
        a.push_back(write("a" + seed + ".h5", {.seed = seed, .speeds_mps = {{10, 10}}}));
        b.insert(b.begin(),
                 write("b" + seed + ".h5",
                       {.policy = "p", .seed = seed, .speeds_mps = {{10 + gains[i], 10}}}));
    }
    const ComparedRuns runs = pair_runs_by_seed(a, b);
    ASSERT_EQ(runs.pairs.size(), 3U);
    EXPECT_EQ(runs.pairs[0].seed, "9");
    EXPECT_EQ(runs.pairs[2].seed, "11");
    DifferenceReading reading{runs};
    DifferenceRequest request = at(60);
    request.all_pairs = true;
    const DifferenceValues mean = reading.values(request);
    EXPECT_EQ(mean.pairs, 3U);
    EXPECT_NEAR(mean.values[0], 10.8, 1e-5);
    request.all_pairs = false;
    request.pair = 2;
    EXPECT_NEAR(reading.values(request).values[0], 21.6, 1e-5);
}

TEST_F(Differences, have_the_same_classes_at_every_moment_and_zero_in_the_middle) {
    DifferenceReading reading{
        pair_runs_by_seed({write("a.h5", {.speeds_mps = {{10, 10}, {10, 10}, {10, 10}}})},
                          {write("b.h5", {.speeds_mps = {{11, 10}, {10, 2}, {25, 10}}})})};
    const auto limits = reading.values(at(60)).range.limits;
    ASSERT_FALSE(limits.empty());
    EXPECT_GT(limits.front(), 0); // mirrored: see ColorScale::difference
    EXPECT_EQ(reading.values(at(180)).range.limits, limits);
}

TEST_F(Differences, of_runs_with_nothing_in_common_are_refused) {
    DifferenceReading reading{
        pair_runs_by_seed({write("a.h5", {.speeds_mps = {{10, 10}}})},
                          {write("b.h5", {.streets = {"x", "y"}, .speeds_mps = {{10, 10}}})})};
    try {
        reading.values(at(60));
        FAIL() << "expected InputError";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("nothing of table 'street' is in both runs"));
    }
}

TEST_F(Differences, a_run_without_a_partner_is_named) {
    const std::string a1 = write("a1.h5", {.seed = "1", .speeds_mps = {{10, 10}}});
    const std::string a2 = write("a2.h5", {.seed = "2", .speeds_mps = {{10, 10}}});
    const std::string b2 = write("b2.h5", {.seed = "2", .speeds_mps = {{10, 10}}});
    const ComparedRuns runs = pair_runs_by_seed({a1, a2}, {b2});
    ASSERT_EQ(runs.pairs.size(), 1U);
    EXPECT_EQ(runs.pairs[0].a, a2);
    EXPECT_THAT(runs.unpaired, ElementsAre(a1));
    EXPECT_THROW(
        pair_runs_by_seed({a1, a2}, {write("b3.h5", {.seed = "3"}), write("b4.h5", {.seed = "4"})}),
        InputError);
}

class Studies : public Differences {
  protected:
    void write_study(const std::vector<io::StudyRun>& runs) const {
        io::StudyTable table;
        table.arms = {{"baseline", ""}, {"green", "green_wave"}, {"lamps", "dimmed"}};
        table.runs = runs;
        io::write_study_file(folder_.path() / "study.h5", table, {});
    }

    static io::StudyRun done(std::uint32_t arm, std::uint32_t seed, const std::string& file) {
        io::StudyRun run;
        run.id = file;
        run.arm = arm;
        run.seed = seed;
        run.status = io::RunStatus::done;
        run.file = "runs/" + file;
        return run;
    }
};

TEST_F(Studies, every_arm_is_held_against_the_baseline_seed_by_seed) {
    io::StudyRun failed = done(2, 1, "l1.h5");
    failed.status = io::RunStatus::failed;
    write_study({done(0, 1, "a1.h5"), done(0, 2, "a2.h5"), done(1, 2, "g2.h5"), done(1, 1, "g1.h5"),
                 failed, done(2, 2, "l2.h5")});
    const auto arms = arms_of_study(folder_.path());
    ASSERT_EQ(arms.size(), 2U);
    EXPECT_EQ(arms[0].name, "green");
    ASSERT_EQ(arms[0].pairs.size(), 2U);
    EXPECT_EQ(arms[0].pairs[0].a, (folder_.path() / "runs/a1.h5").string());
    EXPECT_EQ(arms[0].pairs[0].b, (folder_.path() / "runs/g1.h5").string());
    ASSERT_EQ(arms[1].pairs.size(), 1U) << "the failed run of seed 1 is left out";
    EXPECT_EQ(arms[1].pairs[0].seed, "2");
}

TEST_F(Studies, a_folder_without_results_says_what_to_run) {
    try {
        arms_of_study(folder_.path());
        FAIL() << "expected InputError";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("cityproof merge"));
    }
}

} // namespace
} // namespace cityproof::gui
