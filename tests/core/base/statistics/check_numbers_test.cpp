// SPDX-License-Identifier: Apache-2.0
// Published numbers of the procedures beyond the paired t test (whose are in statistics_test.cpp).
// Sources: Student, Biometrika 6 (1908), as R's documentation of `sleep` analyses it; Benjamini &
// Hochberg, J. R. Stat. Soc. B 57 (1995), section 4 (15 p values of a trial); Law & Kelton,
// Simulation Modeling and Analysis, chapters 9 and 10; Fisher, The Design of Experiments,
// section 21. Digits beyond the printed ones were computed with scipy 1.17. The tolerance is half a
// unit of the last digit given.
#include "core/base/statistics/bootstrap.hpp"
#include "core/base/statistics/multiplicity.hpp"
#include "core/base/statistics/permutation.hpp"
#include "core/base/statistics/threshold_test.hpp"
#include "core/base/statistics/wilcoxon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cityproof {
namespace {

using Values = std::vector<double>;

// Extra hours of sleep, ten patients, two drugs.
const Values sleep_1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
const Values sleep_2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

Values difference(const Values& a, const Values& b) {
    Values result(a.size());
    std::ranges::transform(b, a, result.begin(), std::minus<>{});
    return result;
}

// Benjamini & Hochberg 1995, table of the thrombolysis trial.
const Values trial_p{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                     .0459, .3240, .4262, .5719, .6528, .7590, 1};

TEST(SignedRank, sleep_data_as_r_prints_it) {
    // R: wilcox.test(paired = TRUE): V = 0, p-value = 0.009091.
    const SignedRankTest result = signed_rank_test(difference(sleep_2, sleep_1));
    EXPECT_EQ(result.v, 0);
    EXPECT_EQ(result.n, 9U); // one patient slept the same
    EXPECT_NEAR(result.p_two_sided, 0.009091, 5e-7);
    EXPECT_NEAR(result.p_two_sided, 0.00909070, 5e-9);
}

TEST(Equivalence, sleep_data_with_margin_two) {
    const EquivalenceTest test = equivalence_test(mean_estimate(difference(sleep_2, sleep_1)), 2);
    EXPECT_NEAR(test.p(), 0.1541572, 5e-8);
    EXPECT_NEAR(test.p_from_below, 0.1541572, 5e-8);
    EXPECT_NEAR(test.p_from_above, 3.55e-6, 5e-9);
}

TEST(Holm, benjamini_hochberg_1995_trial) {
    const Values adjusted = holm_adjusted(trial_p);
    const Values printed{.0015, .0056, .0247, .114, .2211, .278, .278, .278,
                         .3213, 1,     1,     1,    1,     1,    1};
    for (std::size_t i = 0; i < printed.size(); ++i) {
        EXPECT_NEAR(adjusted[i], printed[i], 1e-12) << i;
    }
    EXPECT_EQ(std::ranges::count_if(adjusted, [](double p) { return p <= 0.05; }), 3);
}

TEST(BenjaminiHochberg, paper_of_1995_rejects_four_where_bonferroni_rejects_three) {
    const Values adjusted = benjamini_hochberg_adjusted(trial_p);
    const Values exact{.0015, .003, .0095, 15 * .0095 / 4, 15 * .0201 / 5};
    for (std::size_t i = 0; i < exact.size(); ++i) {
        EXPECT_NEAR(adjusted[i], exact[i], 1e-12) << i;
    }
    EXPECT_NEAR(adjusted[3], .0356, 5e-5);
    EXPECT_NEAR(adjusted[4], .0603, 5e-5);
    EXPECT_EQ(std::ranges::count_if(adjusted, [](double p) { return p <= 0.05; }), 4);
    EXPECT_EQ(std::ranges::count_if(trial_p, [](double p) { return p <= 0.05 / 15; }), 3);
}

TEST(SignFlip, fishers_permutation_of_darwins_maize) {
    // Fisher 1935, section 21: of the 32768 assignments 835 exceed the observed sum 314 and 28
    // equal it; with the mirror images 2 * 863 = 1726: p = 0.05267.
    const Values eighths_of_inch{49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    const PermutationTest test = sign_flip_test(eighths_of_inch);
    EXPECT_TRUE(test.exact);
    EXPECT_EQ(test.draws, 32768U);
    EXPECT_NEAR(test.p_two_sided * 32768, 1726, 1e-6);
    EXPECT_NEAR(test.p_two_sided, 0.05267, 5e-6);
}

TEST(LawKelton, law_kelton_example_as_non_inferiority) {
    // Chapter 10: the 90 % interval of system 1 minus system 2 is [1.65, 8.31]; its bounds are
    // where the one-sided 5 % tests turn.
    const Values differences{126.97 - 118.21, 124.31 - 120.22, 126.68 - 122.45, 122.66 - 122.68,
                             127.23 - 119.40};
    const MeanEstimate estimate = mean_estimate(differences);
    EXPECT_NEAR(p_below(estimate, 8.307), 0.05, 5e-5);
    EXPECT_NEAR(p_above(estimate, 1.649), 0.05, 5e-5);
    const Interval interval = mean_interval(estimate, 0.90);
    EXPECT_NEAR(interval.low, 1.65, 5e-3);
    EXPECT_NEAR(interval.high, 8.31, 5e-3);
}

} // namespace
} // namespace cityproof
