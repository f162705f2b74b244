// SPDX-License-Identifier: Apache-2.0
// What must come out follows from the definition of a Latin hypercube (McKay, Beckman, Conover
// 1979).
#include "scenarios/study/latin_hypercube.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cityproof::study {
namespace {

TEST(LatinHypercube, each_part_of_the_range_has_one_sample) {
    for (const std::size_t samples : {1U, 2U, 7U, 100U}) {
        std::vector<double> values = latin_hypercube_column(samples, 3, "energy.tick");
        std::ranges::sort(values);
        for (std::size_t i = 0; i < samples; ++i) {
            EXPECT_EQ(std::floor(values[i] * static_cast<double>(samples)), static_cast<double>(i));
        }
    }
}

TEST(LatinHypercube, seed_and_name_decide) {
    const auto one = latin_hypercube_column(20, 3, "energy.tick");
    EXPECT_EQ(one, latin_hypercube_column(20, 3, "energy.tick"));
    EXPECT_NE(one, latin_hypercube_column(20, 4, "energy.tick"));
    EXPECT_NE(one, latin_hypercube_column(20, 3, "water.step"));
}

// Two independent columns of n have a correlation of standard deviation 1/sqrt(n - 1): 4 of them
// are 0.13 for n = 1000.
TEST(LatinHypercube, columns_are_not_correlated) {
    const auto a = latin_hypercube_column(1000, 1, "a");
    const auto b = latin_hypercube_column(1000, 1, "b");
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (a[i] - 0.5) * (b[i] - 0.5);
    }
    constexpr double variance = 1.0 / 12;
    EXPECT_LT(std::abs(sum / 1000 / variance), 0.13);
}

} // namespace
} // namespace cityproof::study
