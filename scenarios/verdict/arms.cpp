// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/arms.hpp"

#include "core/base/errors.hpp"
#include "core/base/statistics/bootstrap.hpp"
#include "core/base/statistics/multiplicity.hpp"
#include "core/base/statistics/permutation.hpp"
#include "scenarios/verdict/gate_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cityproof::verdict {
namespace {

constexpr std::size_t fewest_for_bootstrap = 5;

/// "policy: no run with seed 5" of one of several arms says which policy.
std::string name_arm(const std::string& missing, const std::string& policy) {
    constexpr std::string_view arm = "policy";
    return missing.starts_with(arm) ? fmt::format("policy {}{}", policy, missing.substr(arm.size()))
                                    : missing;
}

std::vector<Comparison> compare_each(const std::vector<RunSummary>& baseline,
                                     std::vector<std::vector<RunSummary>> policies,
                                     Pairing pairing) {
    std::vector<Comparison> arms;
    std::vector<std::string> missing;
    for (std::vector<RunSummary>& policy : policies) {
        const std::string name = policy.empty() ? "" : policy.front().policy;
        try {
            arms.push_back(compare_runs(pair_runs(baseline, std::move(policy), pairing)));
        } catch (const MissingRuns& error) {
            for (const std::string& text : error.missing()) {
                const std::string named = policies.size() > 1 ? name_arm(text, name) : text;
                if (std::ranges::find(missing, named) == missing.end()) {
                    missing.push_back(named);
                }
            }
        }
    }
    if (!missing.empty()) {
        throw MissingRuns{std::move(missing)};
    }
    return arms;
}

void require_different_policies(const std::vector<Comparison>& arms) {
    std::set<std::string> seen;
    for (const Comparison& arm : arms) {
        const RunSummary& run = arm.runs.policy.front();
        if (!seen.insert(run.policy).second) {
            throw InputError({run.file_name, 0, ""},
                             fmt::format("two arms ran the policy {}", run.policy),
                             "one arm for each policy");
        }
    }
}

std::vector<Gate> claim_gates(const std::vector<Comparison>& arms) {
    std::vector<Gate> gates;
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        if (arms[arm].claim) {
            gates.push_back(gate_of_claim(*arms[arm].claim, arm,
                                          {arms[arm].runs.policy.front().file_name, 0, "claim"}));
        }
    }
    return gates;
}

std::vector<contracts::KeyFigure> figures_of(const std::vector<Comparison>& arms) {
    std::vector<contracts::KeyFigure> figures;
    for (const Comparison& arm : arms) {
        for (const FigureComparison& row : arm.figures) {
            if (std::ranges::find(figures, row.figure.id, &contracts::KeyFigure::id) ==
                figures.end()) {
                figures.push_back(row.figure);
            }
        }
    }
    return figures;
}

GateOutcome judge_in_arm(const Gate& gate, const Comparison& arm) {
    const auto found = std::ranges::find_if(
        arm.figures, [&](const FigureComparison& row) { return row.figure.id == gate.key_figure; });
    if (found == arm.figures.end()) {
        GateOutcome outcome;
        outcome.reason = "no run of this arm has the key figure";
        return outcome;
    }
    const double margin =
        margin_in_unit(gate.margin, gate.key_figure, found->figure.unit, gate.where);
    return judge_gate(gate, margin, found->figure, found->baseline, found->policy,
                      arm.runs.pairing);
}

void judge_gates(ArmsComparison& result) {
    for (std::size_t i = 0; i < result.gates.size(); ++i) {
        const Gate& gate = result.gates[i];
        const bool limits = gate.kind == GateKind::limit || gate.kind == GateKind::run_limit;
        const bool once = limits && gate.on == GateArm::baseline;
        for (std::size_t arm = 0; arm < (once ? 1 : result.arms.size()); ++arm) {
            if (!gate.arm || *gate.arm == arm) {
                result.outcomes.push_back(judge_in_arm(gate, result.arms[arm]));
                result.outcomes.back().gate = i;
                result.outcomes.back().arm = once ? std::nullopt : std::optional{arm};
            }
        }
    }
    correct(result.outcomes, result.gates, result.correction);
}

/// A claim that the correction for all gates took back is not shown in its arm either.
void correct_claims(ArmsComparison& result) {
    for (const GateOutcome& outcome : result.outcomes) {
        const Gate& gate = result.gates[outcome.gate];
        if (!gate.arm || !outcome.p) {
            continue;
        }
        Judgement& judgement = *result.arms[*gate.arm].judgement;
        if (judgement.verdict != Verdict::inconclusive &&
            outcome.verdict == Verdict::inconclusive) {
            judgement.verdict = outcome.verdict;
            judgement.reason = outcome.reason;
        }
    }
}

void add_second_opinions(FigureComparison& row) {
    if (!row.paired || row.tendency == Tendency::unchanged) {
        return;
    }
    const Contrast contrast{row.baseline, row.policy, Pairing::by_seed};
    row.p_sign_flip = sign_flip_test(contrast.differences(0, false)).p_two_sided;
    if (row.baseline.size() < fewest_for_bootstrap || !row.relative) {
        return;
    }
    row.bootstrap = bootstrap_ratio_interval(row.baseline, row.policy, report_confidence);
    if (row.bootstrap && row.baseline_mean() < 0) {
        row.bootstrap = Interval{-row.bootstrap->high, -row.bootstrap->low};
    }
}

void adjust_rows(std::vector<Comparison>& arms, bool second_opinions) {
    std::vector<FigureComparison*> rows;
    std::vector<double> p;
    for (Comparison& arm : arms) {
        for (FigureComparison& row : arm.figures) {
            if (second_opinions) {
                add_second_opinions(row);
            }
            const std::optional<double> own = row.p() ? row.p() : row.p_sign_flip;
            if (own) {
                rows.push_back(&row);
                p.push_back(*own);
            }
        }
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i]->p_adjusted = adjusted[i];
    }
}

} // namespace

std::size_t ArmsComparison::tests() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(outcomes, [](const GateOutcome& o) { return o.p.has_value(); }));
}

ArmsComparison compare_arms(const std::vector<RunSummary>& baseline,
                            std::vector<std::vector<RunSummary>> policies,
                            const CompareOptions& options) {
    if (policies.empty()) {
        throw InputError({}, "there is no policy arm", "runs of one policy or more");
    }
    ArmsComparison result;
    result.arms = compare_each(baseline, std::move(policies), options.pairing);
    require_different_policies(result.arms);
    result.gates = options.gates;
    result.correction = options.correction;
    result.asserted = options.assert_claims || !options.gates.empty();
    if (options.assert_claims || !result.asserted) {
        const std::vector<Gate> claims = claim_gates(result.arms);
        result.gates.insert(result.gates.end(), claims.begin(), claims.end());
        if (options.assert_claims && claims.empty()) {
            throw InputError({"--assert", 0, "claims"}, "no policy states a claim",
                             "a claim in the policy file, or gates");
        }
    }
    Problems problems;
    const std::vector<contracts::KeyFigure> figures = figures_of(result.arms);
    check_gates(result.gates, figures, problems);
    check_objectives(options.objectives, figures, problems);
    problems.throw_if_errors();
    judge_gates(result);
    correct_claims(result);
    adjust_rows(result.arms, options.second_opinions);
    if (options.prices) {
        for (const Comparison& arm : result.arms) {
            result.costs.push_back(cost_benefit(arm, *options.prices, options.days_per_year));
        }
    }
    result.quantile = options.quantile;
    for (std::size_t arm = 0; options.quantile && arm < result.arms.size(); ++arm) {
        result.quantiles.push_back(compare_quantiles(result.arms[arm], *options.quantile));
    }
    if (!options.objectives.empty()) {
        result.pareto = pareto_table(result.arms, options.objectives);
    }
    return result;
}

std::string arm_name(const ArmsComparison& comparison, std::optional<std::size_t> arm) {
    if (!arm) {
        return "baseline";
    }
    const std::string& policy = comparison.arms.at(*arm).runs.policy.front().policy;
    return policy.empty() ? "no policy" : policy;
}

} // namespace cityproof::verdict
