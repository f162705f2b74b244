// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/text/files.hpp"
#include "scenarios/verdict/drift.hpp"
#include "scenarios/verdict/json_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/verdict/run_builder.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_arm;
using Values = std::vector<double>;

const Values base{100, 102, 98, 101, 99, 103};
const Values effect{-23, -22, -24, -23.5, -22.5, -23};

class DriftOfReports : public ::testing::Test {
  protected:
    /// The report of a policy with these effects, from seed `first` on.
    std::filesystem::path report(const std::string& name, const Values& effects,
                                 std::uint64_t first = 1,
                                 const std::string& policy = "adaptive") const {
        Values baseline{base.begin(), base.begin() + static_cast<std::ptrdiff_t>(effects.size())};
        Values with = baseline;
        for (std::size_t i = 0; i < with.size(); ++i) {
            with[i] += effects[i];
        }
        auto a = make_arm("", baseline);
        auto b = make_arm(policy, with);
        for (auto* arm : {&a, &b}) {
            for (RunSummary& run : *arm) {
                run.seed += first - 1;
            }
        }
        const auto path = folder_.path() / name;
        io::write_file_atomically(path, json_report(compare_arms(a, {b}, {})));
        return path;
    }

    EffectDrift drift(const std::filesystem::path& now, double margin = 0) const {
        const Drift found = find_drift(report("accepted.json", effect), now, margin);
        EXPECT_EQ(found.effects.size(), 1U);
        return found.effects.front();
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(DriftOfReports, same_effects_are_unchanged) {
    const EffectDrift same = drift(report("now.json", effect));
    EXPECT_EQ(same.state, DriftState::unchanged);
    EXPECT_FALSE(same.p);
}

TEST_F(DriftOfReports, shift_that_every_seed_shows_is_found_by_pairing) {
    // Changes 1.0 1.1 0.9 1.05 0.95 1: mean 1, s 0.0707, far beyond its own scatter and far below
    // that of the effects.
    const EffectDrift shifted = drift(report("now.json", {-22, -20.9, -23.1, -22.45, -21.55, -22}));
    EXPECT_TRUE(shifted.paired);
    EXPECT_EQ(shifted.n, 6U);
    EXPECT_EQ(shifted.state, DriftState::changed);
    EXPECT_NEAR(shifted.now - shifted.accepted, 1, 1e-9);
}

TEST_F(DriftOfReports, change_within_the_margin_does_not_matter) {
    const auto now = report("now.json", {-22, -20.9, -23.1, -22.45, -21.55, -22});
    EXPECT_EQ(drift(now, 0.02).state, DriftState::unchanged); // 2 % of 100.5 s
    EXPECT_EQ(drift(now, 0.005).state, DriftState::changed);
}

TEST_F(DriftOfReports, noise_around_the_same_effect_is_no_drift) {
    EXPECT_EQ(drift(report("now.json", {-22, -23, -23, -24, -22, -24.5})).state,
              DriftState::unchanged);
}

TEST_F(DriftOfReports, other_seeds_are_compared_unpaired) {
    const EffectDrift other = drift(report("now.json", {-3, -2, -4, -3, -3.5}, 100));
    EXPECT_FALSE(other.paired);
    EXPECT_EQ(other.state, DriftState::changed);
}

TEST_F(DriftOfReports, one_seed_is_unclear_and_a_lost_policy_missing) {
    EXPECT_EQ(drift(report("now.json", {-23}, 100)).state, DriftState::unclear);
    const Drift lost =
        find_drift(report("accepted.json", effect), report("now.json", effect, 1, "other"), 0);
    EXPECT_EQ(lost.overall(), DriftState::missing);
    EXPECT_THAT(terminal_table(drift_table(lost), 100),
                AllOf(HasSubstr("traffic.delay_mean"), HasSubstr("missing")));
}

TEST_F(DriftOfReports, files_that_are_no_reports_are_refused) {
    const auto accepted = report("accepted.json", effect);
    for (const char* text : {"", "{}", "[]", R"({"format": 1})",
                             R"({"format": 2, "pairing": "seed", "city_hash": "a", "base_hash": "b",
                                 "arms": [{"policy": "x", "seeds": [1, 2], "key_figures": [{"id": "a",
                                 "unit": "s", "available": true, "baseline": [1], "policy": [1],
                                 "baseline_mean": 1}]}]})"}) {
        const auto bad = folder_.path() / "bad.json";
        io::write_file_atomically(bad, text);
        EXPECT_THROW(find_drift(accepted, bad, 0), InputError) << text;
    }
}

} // namespace
} // namespace cityproof::verdict
