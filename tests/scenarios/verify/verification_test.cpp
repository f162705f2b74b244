// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "scenarios/verify/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/test_data.hpp"

namespace cityproof::verify {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// What a test changes of a run with two streets, three frames (20, 60 and 80 minutes), one figure.
struct Sketch {
    std::vector<std::vector<float>> speeds{{10, 11}, {12, 13}, {14, 15}};
    double delay_s = 50;
    std::string seed = "7";
    std::string street = "b";
    std::uint64_t trace_hash = 42;
    bool complete = true;
};

class Verify : public ::testing::Test {
  protected:
    std::filesystem::path write(const std::string& name, const Sketch& sketch) const {
        io::RunFileLayout layout;
        layout.meta = {{"seed", sketch.seed}, {"base_hash", "b"}, {"city_hash", "c"}};
        layout.tables = {{"street", {"a", sketch.street}, {io::Geometry{}, io::Geometry{}}}};
        layout.axes = {{"record"}};
        layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"}};
        const auto path = folder_.path() / name;
        io::RunFileWriter writer{path, layout};
        const std::vector<double> times{1200, 3600, 4800};
        for (std::size_t i = 0; i < times.size(); ++i) {
            writer.append_frame("record", times[i], {sketch.speeds.at(i)});
        }
        if (sketch.complete) {
            const std::vector<contracts::KeyFigure> figures{
                {"traffic.delay_mean", sketch.delay_s, "s", contracts::Direction::lower_is_better,
                 ""}};
            writer.finish(figures, sketch.trace_hash, {});
        } else {
            writer.abandon();
            return path.string() + ".part";
        }
        return path;
    }

    Verification verify(const Sketch& now, const Tolerance& tolerance = {}) const {
        return verify_runs(write("golden.h5", {}), write("now.h5", now), tolerance);
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(Verify, equal_runs_are_equal_also_strictly) {
    EXPECT_TRUE(verify({}).equal());
    EXPECT_TRUE(verify({}, {.strict = true}).equal());
    EXPECT_THAT(text_report(verify({})), HasSubstr("Equal: 6 recorded values"));
}

TEST_F(Verify, an_infinite_value_differs_from_every_finite_one) {
    constexpr float infinite = std::numeric_limits<float>::infinity();
    EXPECT_FALSE(verify({.speeds = {{infinite, 11}, {12, 13}, {14, 15}}}).equal());
    const auto golden = write("infinite.h5", {.speeds = {{infinite, 11}, {12, 13}, {14, 15}}});
    const auto now = write("again.h5", {.speeds = {{infinite, 11}, {12, 13}, {14, 15}}});
    EXPECT_TRUE(verify_runs(golden, now, {}).equal());
}

TEST_F(Verify, first_difference_is_named_with_domain_hour_entity_and_values) {
    const Verification result = verify({.speeds = {{10, 11}, {12, 13.5F}, {1, 2}}});
    ASSERT_TRUE(result.first);
    EXPECT_EQ(result.first->channel, "traffic/street_speed");
    EXPECT_EQ(result.first->entity, "b");
    EXPECT_EQ(result.first->time_s, 3600);
    EXPECT_EQ(result.first->golden, 13);
    EXPECT_EQ(result.first->now, 13.5);
    // The frame at 1:00:00 belongs to the first hour, the one at 1:20:00 to the second.
    EXPECT_EQ(result.hours.at({"traffic", 0}).different, 1U);
    EXPECT_EQ(result.hours.at({"traffic", 0}).values, 4U);
    EXPECT_EQ(result.hours.at({"traffic", 1}).different, 2U);
    EXPECT_THAT(text_report(result),
                AllOf(HasSubstr("street_speed of b at 1:00:00: was 13, is 13.5"),
                      HasSubstr("hour 2    2 of 2 values differ")));
}

TEST_F(Verify, difference_below_the_tolerance_counts_only_strictly) {
    const Sketch close{.speeds = {{10, 11}, {12, std::nextafter(13.0F, 14.0F)}, {14, 15}},
                       .delay_s = 50 * (1 + 1e-9)};
    EXPECT_TRUE(verify(close).equal());
    EXPECT_FALSE(verify(close, {.relative = 1e-12}).equal());
    EXPECT_FALSE(verify(close, {.strict = true}).equal());
}

TEST_F(Verify, key_figure_outside_the_tolerance_is_a_difference) {
    const Verification result = verify({.delay_s = 50.001});
    EXPECT_FALSE(result.first);
    ASSERT_EQ(result.differences.size(), 1U);
    EXPECT_THAT(result.differences[0], HasSubstr("traffic.delay_mean was 50 s and is 50.001 s"));
    EXPECT_TRUE(verify({.delay_s = 50.001}, {.relative = 1e-3}).equal());
}

TEST_F(Verify, trace_hash_counts_only_strictly) {
    EXPECT_TRUE(verify({.trace_hash = 43}).equal());
    EXPECT_THAT(verify({.trace_hash = 43}, {.strict = true}).differences.at(0),
                HasSubstr("trace hash"));
}

TEST_F(Verify, other_entities_are_a_difference_and_not_a_crash) {
    EXPECT_THAT(verify({.street = "c"}).differences.at(0), HasSubstr("other entities"));
}

TEST_F(Verify, runs_of_other_inputs_or_without_an_end_are_refused) {
    EXPECT_THROW(verify({.seed = "8"}), InputError);
    EXPECT_THROW(verify({.complete = false}), InputError);
}

} // namespace
} // namespace cityproof::verify
