// SPDX-License-Identifier: Apache-2.0
// Expected behaviour: the rules in pairing.hpp.
#include "core/base/errors.hpp"
#include "scenarios/verdict/pairing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::make_arm;
using testing::make_run;
using ::testing::Not;

const std::vector<RunSummary> base = make_arm("", {100, 110, 120});
const std::vector<RunSummary> adaptive = make_arm("adaptive", {80, 88, 96});

std::string refusal(const std::vector<RunSummary>& a, const std::vector<RunSummary>& b) {
    try {
        pair_runs(a, b);
    } catch (const InputError& error) {
        return error.what();
    } catch (const ProblemsError& error) {
        return error.what();
    }
    return "accepted";
}

/// What is said when the second policy run is changed.
std::string refusal_of(const std::function<void(RunSummary&)>& change) {
    std::vector<RunSummary> changed = adaptive;
    change(changed[1]);
    return refusal(base, changed);
}

std::vector<std::string> missing(const std::vector<RunSummary>& a,
                                 const std::vector<RunSummary>& b) {
    try {
        pair_runs(a, b);
    } catch (const MissingRuns& error) {
        return error.missing();
    }
    return {};
}

TEST(PairRuns, partners_have_one_seed_whatever_the_order_of_files) {
    std::vector<RunSummary> shuffled{adaptive[2], adaptive[0], adaptive[1]};
    const PairedRuns paired = pair_runs({base[1], base[2], base[0]}, shuffled);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(paired.baseline[i].seed, i + 1);
        EXPECT_EQ(paired.policy[i].seed, i + 1);
    }
    EXPECT_EQ(paired.baseline[1].key_figures[0].value, 110);
    EXPECT_EQ(paired.policy[1].key_figures[0].value, 88);
}

TEST(PairRuns, empty_arm_is_refused) {
    EXPECT_THAT(refusal({}, adaptive), HasSubstr("baseline arm has no run"));
    EXPECT_THAT(refusal(base, {}), HasSubstr("policy arm has no run"));
}

TEST(PairRuns, seed_twice_in_an_arm_is_refused) {
    auto twice = base;
    twice.push_back(make_run("", 2, 111));
    twice.back().file_name = "again.h5";
    EXPECT_THAT(refusal(twice, adaptive),
                AllOf(HasSubstr("again.h5"), HasSubstr("seed 2"), HasSubstr("baseline arm")));
}

TEST(PairRuns, different_worlds_are_refused) {
    EXPECT_THAT(refusal_of([](RunSummary& run) { run.base_hash = "b2"; }),
                AllOf(HasSubstr("adaptive-2.h5"), HasSubstr("another scenario")));
    EXPECT_THAT(refusal_of([](RunSummary& run) { run.city_hash = "c2"; }),
                HasSubstr("another city"));
    EXPECT_THAT(refusal_of([](RunSummary& run) { run.interventions_hash = "i"; }),
                HasSubstr("changed by its operator"));
    EXPECT_THAT(refusal_of([](RunSummary& run) {
                    run.versions = {{"version", "0.2.0"}};
                }),
                HasSubstr("other versions"));
}

TEST(PairRuns, arm_of_two_policies_is_refused) {
    EXPECT_THAT(refusal_of([](RunSummary& run) { run.policy = "other"; }),
                HasSubstr("one policy at a time"));
    EXPECT_THAT(refusal_of([](RunSummary& run) { run.claim = "{}"; }), HasSubstr("another claim"));
}

TEST(PairRuns, two_arms_with_the_same_policy_are_refused) {
    EXPECT_THAT(refusal(base, base), HasSubstr("nothing to compare"));
    EXPECT_THAT(refusal(adaptive, adaptive), HasSubstr("nothing to compare"));
}

TEST(PairRuns, baseline_may_have_a_policy_of_its_own) {
    EXPECT_EQ(refusal(make_arm("fixed", {1, 2, 3}), adaptive), "accepted");
}

TEST(PairRuns, all_problems_are_reported) {
    auto broken = adaptive;
    broken[0].base_hash = "b2";
    broken[2].city_hash = "c2";
    EXPECT_THAT(refusal(base, broken), AllOf(HasSubstr("adaptive-1.h5"), HasSubstr("adaptive-3.h5"),
                                             Not(HasSubstr("adaptive-2.h5"))));
}

TEST(PairRuns, seeds_of_one_arm_only_are_missing_runs) {
    EXPECT_THAT(missing({base[0], base[1]}, {adaptive[1], adaptive[2]}),
                ElementsAre("policy: no run with seed 1, the partner of baseline-1.h5",
                            "baseline: no run with seed 3, the partner of adaptive-3.h5"));
}

TEST(PairRuns, run_that_did_not_reach_its_end_is_missing) {
    auto killed = adaptive;
    killed[1].trace_hash.reset();
    EXPECT_THAT(missing(base, killed),
                ElementsAre("policy: adaptive-2.h5 (seed 2) did not reach its end"));
}

TEST(PairRuns, run_that_its_operator_stopped_is_missing) {
    auto stopped = adaptive;
    stopped[2].stopped_at_s = "1200";
    EXPECT_THAT(missing(base, stopped),
                ElementsAre("policy: adaptive-3.h5 (seed 3) was stopped early, at 1200 s"));
}

TEST(PairRuns, mistakes_are_told_before_missing_runs) {
    auto broken = adaptive;
    broken[0].base_hash = "b2";
    broken.pop_back();
    EXPECT_THAT(refusal(base, broken), HasSubstr("another scenario"));
}

} // namespace
} // namespace cityproof::verdict
