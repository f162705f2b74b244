// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/design.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "tests/support/test_data.hpp"

namespace cityproof::study {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* base = R"(format: 1
name: base
traffic: {}
energy: {}
water: {}
events: [{id: a, at: 1 min, action: outage, target: line/1}]
)";

class StudyDesign : public ::testing::Test {
  protected:
    Design read(const std::string& text) {
        return read_design(io::parse_yaml(text, "study.yaml"), folder_.path(), keys_, problems_);
    }

    std::string complaint() const {
        return problems_.list().empty() ? "no complaint" : to_string(problems_.list().front());
    }

    cityproof::testing::TemporaryFolder folder_;
    io::YamlNode base_ = io::parse_yaml(base, "base.yaml");
    ScenarioKeys keys_{base_};
    Problems problems_;
};

TEST_F(StudyDesign, without_factors_there_is_one_point_that_changes_nothing) {
    const Design design;
    ASSERT_EQ(design.points.size(), 1U);
    EXPECT_THAT(design.settings(0), IsEmpty());
}

TEST_F(StudyDesign, a_grid_is_every_combination_and_the_last_key_changes_fastest) {
    const Design design =
        read("grid: {energy.tick: [30 s, 60 s], traffic.demand_scale: [90 %, 100 %, 110 %]}");
    ASSERT_EQ(design.points.size(), 6U);
    EXPECT_THAT(design.settings(1), ElementsAre("energy.tick=30 s", "traffic.demand_scale=100 %"));
    EXPECT_THAT(design.settings(3), ElementsAre("energy.tick=60 s", "traffic.demand_scale=90 %"));
}

TEST_F(StudyDesign, zip_goes_side_by_side_and_blocks_are_crossed) {
    const Design design = read(R"(zip: {energy.tick: [30 s, 60 s], water.step: [10 s, 20 s]}
list: [{traffic.demand_scale: 90 %}, {traffic.demand_scale: 110 %}])");
    ASSERT_EQ(design.points.size(), 4U);
    EXPECT_THAT(design.points[0], ElementsAre("30 s", "10 s", "90 %"));
    EXPECT_THAT(design.points[1], ElementsAre("30 s", "10 s", "110 %"));
    EXPECT_THAT(design.points[2], ElementsAre("60 s", "20 s", "90 %"));
}

TEST_F(StudyDesign, a_latin_hypercube_stays_in_its_range_and_keeps_whole_steps) {
    const Design design = read(R"(lhs:
  samples: 8
  seed: 5
  ranges:
    traffic.demand_scale: {from: 80 %, to: 120 %}
    energy.tick: {from: 10 s, to: 40 s, step: 10 s}
    partitions: {from: 1, to: 4}
)");
    ASSERT_EQ(design.points.size(), 8U);
    std::multiset<std::string> ticks;
    std::multiset<std::string> partitions;
    for (const std::vector<std::string>& point : design.points) {
        const double scale = number_of_value(point[0], design.factors[0].what).value_or(0);
        EXPECT_GE(scale, 0.8);
        EXPECT_LT(scale, 1.2);
        ticks.insert(point[1]);
        partitions.insert(point[2]);
    }
    // Eight samples on four steps: two on each.
    EXPECT_THAT(ticks, ElementsAre("10 s", "10 s", "20 s", "20 s", "30 s", "30 s", "40 s", "40 s"));
    EXPECT_THAT(partitions, ElementsAre("1", "1", "2", "2", "3", "3", "4", "4"));
}

TEST_F(StudyDesign, where_compares_quantities_across_units_and_factors_with_one_another) {
    const Design design = read(R"(grid:
  energy.tick: [30 s, 2 min]
  water.step: [30 s, 120 s]
where: [energy.tick >= 0.5 min, energy.tick != water.step, water.step < 1 h])");
    ASSERT_EQ(design.points.size(), 2U);
    EXPECT_THAT(design.points[0], ElementsAre("30 s", "120 s"));
    EXPECT_THAT(design.points[1], ElementsAre("2 min", "30 s"));
}

TEST_F(StudyDesign, a_table_with_units_in_its_header_reads_like_one_with_units_in_its_cells) {
    const auto of = [&](const char* text) {
        return read_design_table(io::parse_csv(text, "x.csv"), keys_, problems_);
    };
    const Design header = of("traffic.demand_scale [%],energy.tick [s]\n90,30\n110,60\n");
    const Design cells = of("traffic.demand_scale,energy.tick\n90 %,30 s\n110 %,60 s\n");
    EXPECT_EQ(header.points, cells.points);
    EXPECT_THAT(problems_.list(), IsEmpty());
    EXPECT_EQ(of(design_table(cells).c_str()).points, cells.points);
}

TEST_F(StudyDesign, keys_of_lists_are_taken_by_index) {
    EXPECT_EQ(read("grid: {events.0.at: [1 min, 2 min]}").points.size(), 2U);
    EXPECT_EQ(complaint(), "no complaint");
    read("grid: {events.1.at: [1 min]}");
    EXPECT_THAT(complaint(), HasSubstr("events.1.at"));
}

TEST_F(StudyDesign, a_key_that_no_scenario_has_names_the_nearest) {
    read("grid: {trafic.demand_scale: [90 %]}");
    EXPECT_THAT(complaint(), HasSubstr("did you mean \"traffic.demand_scale\"?"));
}

TEST_F(StudyDesign, more_points_than_anybody_wants_are_refused) {
    std::string values;
    for (int i = 1; i <= 1001; ++i) {
        values += std::to_string(i) + " s, ";
    }
    read("grid: {energy.tick: [" + values + "1 h], water.step: [" + values + "1 h]}");
    EXPECT_THAT(complaint(), HasSubstr("more than 1000000 points"));
}

} // namespace
} // namespace cityproof::study
