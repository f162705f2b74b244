// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/run_summary.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace cityproof::verdict::testing {

inline constexpr const char* decrease_5_percent =
    R"({"key_figure":"traffic.delay_mean","direction":"decrease","margin":0.05})";

/// A complete run of one scenario with the key figure traffic.delay_mean.
inline RunSummary make_run(const std::string& policy, std::uint64_t seed, double delay_s) {
    RunSummary run;
    run.file_name = fmt::format("{}-{}.h5", policy.empty() ? "baseline" : policy, seed);
    run.scenario = "morning peak";
    run.policy = policy;
    run.seed = seed;
    run.city_hash = "c1";
    run.base_hash = "b1";
    run.claim = policy.empty() ? "" : decrease_5_percent;
    run.trace_hash = 1000 + seed + policy.size();
    run.key_figures = {{"traffic.delay_mean", delay_s, "s", contracts::Direction::lower_is_better,
                        "mean delay of all vehicles"}};
    run.versions = {{"version", "0.1.0"}};
    run.provenance = {{"demand_class", "synthetic"}};
    return run;
}

/// Seeds 1, 2, 3, ... with the given delays.
inline std::vector<RunSummary> make_arm(const std::string& policy,
                                        const std::vector<double>& delays_s) {
    std::vector<RunSummary> runs;
    for (std::size_t i = 0; i < delays_s.size(); ++i) {
        runs.push_back(make_run(policy, i + 1, delays_s[i]));
    }
    return runs;
}

inline void add_figure(std::vector<RunSummary>& runs, const contracts::KeyFigure& figure,
                       const std::vector<double>& values) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        runs[i].key_figures.push_back(figure);
        runs[i].key_figures.back().value = values.at(i);
    }
}

} // namespace cityproof::verdict::testing
