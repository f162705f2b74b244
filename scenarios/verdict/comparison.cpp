// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/comparison.hpp"

#include "core/base/errors.hpp"
#include "scenarios/verdict/gate_judgement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cityproof::verdict {
namespace {

constexpr double not_available = std::numeric_limits<double>::quiet_NaN();

const contracts::KeyFigure* find_figure(const RunSummary& run, const std::string& id) {
    const auto found = std::ranges::find(run.key_figures, id, &contracts::KeyFigure::id);
    return found == run.key_figures.end() ? nullptr : &*found;
}

std::vector<contracts::KeyFigure> all_figures(const PairedRuns& runs) {
    std::vector<contracts::KeyFigure> result;
    for (const auto* arm : {&runs.baseline, &runs.policy}) {
        for (const RunSummary& run : *arm) {
            for (const contracts::KeyFigure& figure : run.key_figures) {
                if (std::ranges::find(result, figure.id, &contracts::KeyFigure::id) ==
                    result.end()) {
                    result.push_back(figure);
                }
            }
        }
    }
    return result;
}

std::vector<double> values_of(const std::vector<RunSummary>& runs,
                              const contracts::KeyFigure& expected) {
    std::vector<double> values;
    for (const RunSummary& run : runs) {
        const contracts::KeyFigure* figure = find_figure(run, expected.id);
        if (figure != nullptr && figure->unit != expected.unit) {
            throw InputError({run.file_name, 0, expected.id},
                             fmt::format(R"(is in "{}" here and in "{}" in another run)",
                                         figure->unit, expected.unit),
                             "runs of one version");
        }
        values.push_back(figure == nullptr ? not_available : figure->value);
    }
    return values;
}

Tendency tendency_of(const Interval& interval, contracts::Direction direction) {
    if (interval.low == 0 && interval.high == 0) {
        return Tendency::unchanged;
    }
    if (interval.low <= 0 && interval.high >= 0) {
        return Tendency::unclear;
    }
    const bool lower = interval.high < 0;
    if (direction == contracts::Direction::neutral) {
        return lower ? Tendency::lower : Tendency::higher;
    }
    return lower == (direction == contracts::Direction::lower_is_better) ? Tendency::better
                                                                         : Tendency::worse;
}

FigureComparison compare_figure(const PairedRuns& runs, const contracts::KeyFigure& figure) {
    FigureComparison result;
    result.figure = figure;
    result.baseline = values_of(runs.baseline, figure);
    result.policy = values_of(runs.policy, figure);
    if (!result.available()) {
        return result;
    }
    const double mean_a = result.baseline_mean();
    if (mean_a != 0) {
        result.relative_effect = result.effect() / std::abs(mean_a);
    }
    if (result.baseline.size() < 2 || result.policy.size() < 2) {
        return result;
    }
    const Contrast contrast{result.baseline, result.policy, runs.pairing};
    if (runs.pairing == Pairing::by_seed) {
        result.paired = paired_comparison(result.baseline, result.policy, report_confidence);
    } else {
        result.welch = contrast.beyond(0, false);
    }
    result.relative = contrast.interval(true, report_confidence);
    result.tendency = tendency_of(*result.interval(), figure.direction);
    return result;
}

Judgement judge_unpaired(const Claim& claim, double margin, const FigureComparison& row) {
    const GateOutcome outcome = judge_gate(gate_of_claim(claim, 0, {}), margin, row.figure,
                                           row.baseline, row.policy, Pairing::none);
    return {.verdict = outcome.verdict,
            .reason = outcome.reason,
            .relative = outcome.relative,
            .effect = outcome.value,
            .interval = outcome.interval,
            .margin = margin,
            .pairs_needed = outcome.pairs_needed};
}

void judge_claim(Comparison& comparison) {
    const RunSummary& run = comparison.runs.policy.front();
    if (run.claim.empty()) {
        return;
    }
    const Location where{run.file_name, 0, "/meta/claim"};
    comparison.claim = claim_from_json(run.claim, where);
    const auto found = std::ranges::find_if(comparison.figures, [&](const FigureComparison& row) {
        return row.figure.id == comparison.claim->key_figure;
    });
    if (found == comparison.figures.end()) {
        std::vector<std::string> known;
        for (const FigureComparison& row : comparison.figures) {
            known.push_back(row.figure.id);
        }
        throw InputError(
            where,
            fmt::format("no run has the claimed key figure \"{}\"", comparison.claim->key_figure),
            fmt::format("one of {}", fmt::join(known, ", ")),
            "correct the policy file and run it again");
    }
    comparison.claimed = static_cast<std::size_t>(found - comparison.figures.begin());
    const double margin = margin_in_unit(*comparison.claim, found->figure.unit, where);
    comparison.judgement = comparison.runs.pairing == Pairing::by_seed
                               ? judge(*comparison.claim, margin, found->baseline, found->policy)
                               : judge_unpaired(*comparison.claim, margin, *found);
}

} // namespace

std::string_view to_string(Tendency tendency) {
    constexpr std::array<std::string_view, 7> names{"",       "unclear", "unchanged", "lower",
                                                    "higher", "better",  "worse"};
    return names[static_cast<std::size_t>(tendency)];
}

bool FigureComparison::available() const {
    return std::ranges::all_of(baseline, is_usable) && std::ranges::all_of(policy, is_usable);
}

double FigureComparison::baseline_mean() const {
    return available() ? mean(baseline) : not_available;
}

double FigureComparison::policy_mean() const {
    return available() ? mean(policy) : not_available;
}

double FigureComparison::effect() const {
    return paired ? paired->mean_difference : policy_mean() - baseline_mean();
}

std::optional<Interval> FigureComparison::interval() const {
    return paired  ? std::optional{paired->interval}
           : welch ? std::optional{mean_interval(*welch, report_confidence)}
                   : std::nullopt;
}

std::optional<double> FigureComparison::p() const {
    if (welch) {
        return std::min(1.0, 2 * std::min(p_below(*welch, 0), p_above(*welch, 0)));
    }
    return paired && !paired->constant_difference ? std::optional{paired->p_two_sided}
                                                  : std::nullopt;
}

Comparison compare_runs(PairedRuns runs) {
    Comparison result;
    result.runs = std::move(runs);
    for (const RunSummary& run : result.runs.baseline) {
        result.seeds.push_back(run.seed);
    }
    for (const contracts::KeyFigure& figure : all_figures(result.runs)) {
        result.figures.push_back(compare_figure(result.runs, figure));
    }
    judge_claim(result);
    return result;
}

} // namespace cityproof::verdict
