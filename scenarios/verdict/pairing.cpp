// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/pairing.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace cityproof::verdict {
namespace {

using Runs = std::vector<RunSummary>;

void require_runs(const Runs& runs, const char* arm) {
    if (runs.empty()) {
        throw InputError({}, fmt::format("the {} arm has no run", arm), "one run file or more",
                         "cityproof compare BASE.h5 ... --with POLICY.h5 ...");
    }
}

std::string policy_text(const RunSummary& run) {
    return run.policy.empty() ? "no policy" : fmt::format("the policy {}", run.policy);
}

void check_seeds(const Runs& sorted, const char* arm, Problems& problems) {
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i].seed == sorted[i - 1].seed) {
            problems.error({sorted[i].file_name, 0, ""},
                           fmt::format("has seed {} as {} has, also in the {} arm", sorted[i].seed,
                                       sorted[i - 1].file_name, arm),
                           "each seed once in an arm", "leave one of them out");
        }
    }
}

void check_one_policy(const Runs& runs, const char* arm, Problems& problems) {
    for (const RunSummary& run : runs) {
        if (run.policy != runs.front().policy) {
            problems.error({run.file_name, 0, ""},
                           fmt::format("ran {} but {} ran {}", policy_text(run),
                                       runs.front().file_name, policy_text(runs.front())),
                           fmt::format("one policy in the {} arm", arm),
                           "compare one policy at a time");
        } else if (run.claim != runs.front().claim) {
            problems.error({run.file_name, 0, ""},
                           fmt::format("states another claim than {}", runs.front().file_name),
                           "one policy file for all runs of an arm",
                           "run them again with the same policy file");
        }
    }
}

void check_same_world(const Runs& runs, const RunSummary& first, Problems& problems) {
    for (const RunSummary& run : runs) {
        const char* what = run.city_hash != first.city_hash   ? "another city"
                           : run.base_hash != first.base_hash ? "another scenario"
                                                              : nullptr;
        if (what != nullptr) {
            problems.error({run.file_name, 0, ""},
                           fmt::format("simulated {} than {}", what, first.file_name),
                           "runs whose inputs differ in nothing but policy and seed",
                           "run both arms from the same city package and scenario");
        } else if (run.interventions_hash != first.interventions_hash) {
            problems.error({run.file_name, 0, ""},
                           fmt::format("was changed by its operator on the way, and {} was not, or "
                                       "in another way",
                                       first.file_name),
                           "runs that underwent the same interventions",
                           "repeat both arms with the same `--commands` record, or without");
        } else if (run.versions != first.versions) {
            problems.error({run.file_name, 0, ""},
                           fmt::format("was made with other versions of the programs than {}",
                                       first.file_name),
                           "one version for all runs", "run both arms with the same version");
        }
    }
}

void add_incomplete(const Runs& runs, const char* arm, std::vector<std::string>& missing) {
    for (const RunSummary& run : runs) {
        if (!run.trace_hash) {
            missing.push_back(fmt::format("{}: {} (seed {}) did not reach its end", arm,
                                          run.file_name, run.seed));
        } else if (!run.stopped_at_s.empty()) {
            missing.push_back(fmt::format("{}: {} (seed {}) was stopped early, at {} s", arm,
                                          run.file_name, run.seed, run.stopped_at_s));
        }
    }
}

void add_unpaired(const Runs& runs, const Runs& others, const char* other_arm,
                  std::vector<std::string>& missing) {
    std::set<std::uint64_t> known;
    for (const RunSummary& run : others) {
        known.insert(run.seed);
    }
    for (const RunSummary& run : runs) {
        if (!known.contains(run.seed)) {
            missing.push_back(fmt::format("{}: no run with seed {}, the partner of {}", other_arm,
                                          run.seed, run.file_name));
        }
    }
}

} // namespace

MissingRuns::MissingRuns(std::vector<std::string> missing)
    : std::runtime_error{fmt::format("runs are missing: {}", fmt::join(missing, "; "))},
      missing_{std::move(missing)} {
}

PairedRuns pair_runs(std::vector<RunSummary> baseline, std::vector<RunSummary> policy,
                     Pairing pairing) {
    require_runs(baseline, "baseline");
    require_runs(policy, "policy");
    Problems problems;
    for (Runs* runs : {&baseline, &policy}) {
        const char* arm = runs == &baseline ? "baseline" : "policy";
        check_one_policy(*runs, arm, problems);
        check_same_world(*runs, baseline.front(), problems);
        std::ranges::stable_sort(*runs, {}, &RunSummary::seed);
        check_seeds(*runs, arm, problems);
    }
    if (baseline.front().policy == policy.front().policy) {
        problems.error({policy.front().file_name, 0, ""},
                       fmt::format("and {} both ran {}: there is nothing to compare",
                                   baseline.front().file_name, policy_text(policy.front())),
                       "runs with a policy behind --with");
    }
    problems.throw_if_errors();
    std::vector<std::string> missing;
    add_incomplete(baseline, "baseline", missing);
    add_incomplete(policy, "policy", missing);
    if (pairing == Pairing::by_seed) {
        add_unpaired(baseline, policy, "policy", missing);
        add_unpaired(policy, baseline, "baseline", missing);
    }
    if (!missing.empty()) {
        throw MissingRuns{std::move(missing)};
    }
    return {std::move(baseline), std::move(policy), pairing};
}

std::vector<std::vector<RunSummary>> group_by_policy(std::vector<RunSummary> runs) {
    std::map<std::string, std::vector<RunSummary>> arms;
    for (RunSummary& run : runs) {
        arms[run.policy].push_back(std::move(run));
    }
    std::vector<std::vector<RunSummary>> result;
    for (auto& [policy, arm] : arms) {
        result.push_back(std::move(arm));
    }
    return result;
}

} // namespace cityproof::verdict
