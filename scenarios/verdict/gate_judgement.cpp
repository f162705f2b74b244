// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/gate_judgement.hpp"

#include "core/base/statistics/multiplicity.hpp"
#include "core/base/statistics/permutation.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cityproof::verdict {
namespace {

/// PASS on the low side, on the high side, or between the thresholds.
enum class Side { low, high, inside };

/// The question of a gate: on which side of which thresholds the tested mean has to lie.
struct Question {
    Side wanted = Side::low;
    std::vector<double> thresholds;
    bool strict = false; ///< exactly at the threshold is not enough
};

/// The smallest number of equal differences that the sign test calls significant.
std::size_t equal_values_needed(double confidence) {
    return 1 + static_cast<std::size_t>(std::ceil(-std::log2(1 - confidence)));
}

bool lower_is_better(const Gate& gate, const contracts::KeyFigure& figure) {
    return gate.direction ? *gate.direction == ClaimDirection::decrease
                          : figure.direction == contracts::Direction::lower_is_better;
}

Question question_of(const Gate& gate, double margin, const contracts::KeyFigure& figure) {
    switch (gate.kind) {
    case GateKind::superiority:
        return gate.direction == ClaimDirection::decrease
                   ? Question{Side::low, {-margin}, margin == 0}
                   : Question{Side::high, {margin}, margin == 0};
    case GateKind::non_inferiority:
        return lower_is_better(gate, figure) ? Question{Side::low, {margin}, true}
                                             : Question{Side::high, {-margin}, true};
    case GateKind::equivalence:
        return {Side::inside, {-margin, margin}, false};
    case GateKind::limit:
    case GateKind::run_limit:
        break;
    }
    return {gate.upper ? Side::low : Side::high, {margin}, false};
}

bool keeps(const Question& question, double value) {
    const double limit = question.thresholds.front();
    return question.wanted == Side::low ? value <= limit : value >= limit;
}

/// Two-sided p of one threshold, and whether the mean lies on the wanted side.
struct TestResult {
    double p = 1;
    Verdict side = Verdict::inconclusive; ///< the verdict if p is small enough
    double nearest = 0;                   ///< the threshold that decides
};

TestResult test_one(const Question& question, const MeanEstimate& beyond) {
    const double low = p_below(beyond, 0);
    const double high = p_above(beyond, 0);
    const bool wanted_low = question.wanted == Side::low;
    const bool met = low == high ? !question.strict : (low < high) == wanted_low;
    return {std::min(1.0, 2 * std::min(low, high)), met ? Verdict::pass : Verdict::fail,
            question.thresholds.front()};
}

template <typename Beyond>
TestResult test_equivalence(const Question& question, Beyond&& beyond) {
    const double above_low = p_above(beyond(question.thresholds[0]), 0);
    const double below_high = p_below(beyond(question.thresholds[1]), 0);
    const bool lower_decides = above_low > below_high;
    const double worst = std::max(above_low, below_high);
    const double p_pass = 2 * worst;
    const double p_fail = 2 * (1 - worst);
    return {std::min({1.0, p_pass, p_fail}), p_pass <= p_fail ? Verdict::pass : Verdict::fail,
            question.thresholds[lower_decides ? 0 : 1]};
}

std::string side_reason(Side wanted, Verdict verdict) {
    const char* place = wanted == Side::inside     ? (verdict == Verdict::pass ? "within the margin"
                                                                               : "outside the margin")
                        : verdict == Verdict::pass ? "on the demanded side of the threshold"
                                                   : "on the wrong side of the threshold";
    return fmt::format("the whole interval lies {}", place);
}

void decide(GateOutcome& outcome, const TestResult& test, const Gate& gate, Side wanted) {
    outcome.p = test.p;
    const bool sure = test.p <= 1 - gate.confidence;
    outcome.verdict = sure ? test.side : Verdict::inconclusive;
    outcome.reason = sure ? side_reason(wanted, test.side)
                          : "the interval holds the threshold: the runs fit both answers";
}

void ask_second_opinion(GateOutcome& outcome, std::span<const double> beyond, double alpha) {
    if (beyond.empty() || beyond.size() < equal_values_needed(1 - alpha)) {
        return;
    }
    outcome.p_sign_flip = sign_flip_test(beyond).p_two_sided;
    outcome.opinions_differ = (*outcome.p_sign_flip <= alpha) != (*outcome.p <= alpha);
}

void plan(GateOutcome& outcome, double confidence) {
    if (outcome.verdict != Verdict::inconclusive || outcome.deviation == 0) {
        return;
    }
    const auto needed =
        pairs_needed(outcome.deviation, outcome.distance, confidence, planning_power);
    outcome.pairs_needed = needed && *needed > outcome.n ? needed : std::nullopt;
}

void measure(GateOutcome& outcome, std::span<const double> beyond) {
    if (beyond.size() >= 2) {
        outcome.distance = std::abs(mean(beyond));
        outcome.deviation = std::sqrt(sample_variance(beyond));
    }
}

std::string degenerate_reason(std::span<const double> a, std::span<const double> b) {
    const auto varies = [](std::span<const double> values) {
        const auto [low, high] = std::ranges::minmax(values);
        return high - low > 1e-12 * std::max(std::abs(low), std::abs(high));
    };
    if (varies(a) || (!b.empty() && varies(b))) {
        return "";
    }
    return "the seed does not change this key figure: the runs repeat one and the same, so no "
           "statistical statement is possible";
}

/// Sets the reason and returns true when no test can be made.
bool cannot_test(GateOutcome& outcome, std::span<const double> a, std::span<const double> b) {
    if (!std::ranges::all_of(a, is_usable) || !std::ranges::all_of(b, is_usable)) {
        outcome.reason = "the key figure is not available in every run";
    } else if (outcome.n < 2) {
        outcome.reason = "one seed: no statistical statement possible";
    }
    return !outcome.reason.empty();
}

void judge_effect(GateOutcome& outcome, const Gate& gate, const Question& question,
                  const Contrast& contrast) {
    const bool relative = outcome.relative;
    outcome.reason = degenerate_reason(contrast.a(), contrast.b());
    if (!relative || mean(contrast.a()) != 0) {
        outcome.value = contrast.effect(relative);
    }
    if (!outcome.reason.empty()) {
        return;
    }
    outcome.interval = contrast.interval(relative, gate.confidence);
    if (!outcome.interval) {
        outcome.reason = "the baseline's mean cannot be told from zero, so a percentage of it has "
                         "no meaning; the gate needs a margin with a unit";
        return;
    }
    const bool constant = contrast.differences_are_equal();
    const std::size_t needed = equal_values_needed(gate.confidence);
    if (constant && outcome.n < needed) {
        outcome.reason = fmt::format(
            "all {} differences are equal, so their scatter cannot be estimated", outcome.n);
        outcome.pairs_needed = needed;
        outcome.interval.reset();
        return;
    }
    const bool no_scatter = constant && !relative;
    const auto beyond = [&](double threshold) {
        return no_scatter ? MeanEstimate{*outcome.value - threshold, 0, 1}
                          : contrast.beyond(threshold, relative);
    };
    TestResult test = question.wanted == Side::inside
                          ? test_equivalence(question, beyond)
                          : test_one(question, beyond(question.thresholds.front()));
    if (no_scatter) {
        // The t test would be certain of anything; n equal signs are what there is to count.
        test.p = std::ldexp(1.0, 1 - static_cast<int>(std::min<std::size_t>(outcome.n, 1000)));
    }
    decide(outcome, test, gate, question.wanted);
    const std::vector<double> differences = contrast.differences(test.nearest, relative);
    if (!no_scatter) {
        ask_second_opinion(outcome, differences, 1 - gate.confidence);
        measure(outcome, differences);
        plan(outcome, gate.confidence);
    }
}

void judge_limit(GateOutcome& outcome, const Gate& gate, const Question& question,
                 std::span<const double> values) {
    outcome.value = mean(values);
    outcome.reason = degenerate_reason(values, {});
    if (!outcome.reason.empty()) {
        outcome.reason += "; a limit on every run needs none";
        return;
    }
    std::vector<double> beyond{values.begin(), values.end()};
    for (double& value : beyond) {
        value -= question.thresholds.front();
    }
    outcome.interval = mean_interval(mean_estimate(values), gate.confidence);
    decide(outcome, test_one(question, mean_estimate(beyond)), gate, question.wanted);
    ask_second_opinion(outcome, beyond, 1 - gate.confidence);
    measure(outcome, beyond);
    plan(outcome, gate.confidence);
}

void judge_runs(GateOutcome& outcome, const Question& question, std::span<const double> values) {
    const auto [low, high] = std::ranges::minmax(values);
    outcome.value = question.wanted == Side::low ? high : low;
    const auto broken =
        std::ranges::count_if(values, [&](double v) { return !keeps(question, v); });
    outcome.verdict = broken == 0 ? Verdict::pass : Verdict::fail;
    outcome.reason = broken == 0
                         ? fmt::format("all {} runs keep the limit", values.size())
                         : fmt::format("{} of {} runs break the limit", broken, values.size());
}

std::vector<double> adjusted(std::span<const double> p, Correction correction) {
    switch (correction) {
    case Correction::holm:
        return holm_adjusted(p);
    case Correction::benjamini_hochberg:
        return benjamini_hochberg_adjusted(p);
    case Correction::none:
        break;
    }
    return {p.begin(), p.end()};
}

} // namespace

std::string_view to_string(Correction correction) {
    constexpr std::array<std::string_view, 3> names{"Holm", "Benjamini-Hochberg", "none"};
    return names[static_cast<std::size_t>(correction)];
}

GateOutcome judge_gate(const Gate& gate, double margin, const contracts::KeyFigure& figure,
                       std::span<const double> a, std::span<const double> b, Pairing pairing) {
    const bool limits = gate.kind == GateKind::limit || gate.kind == GateKind::run_limit;
    const std::span<const double> own = gate.on == GateArm::baseline ? a : b;
    const Question question = question_of(gate, margin, figure);
    GateOutcome outcome;
    outcome.relative = !limits && gate.margin.relative && margin != 0; // 0 % is 0 of anything
    outcome.unit = figure.unit;
    outcome.n = limits ? own.size() : std::min(a.size(), b.size());
    outcome.thresholds = question.thresholds;
    if (cannot_test(outcome, limits ? own : a, limits ? own : b)) {
        return outcome;
    }
    if (gate.kind == GateKind::run_limit) {
        judge_runs(outcome, question, own);
    } else if (gate.kind == GateKind::limit) {
        judge_limit(outcome, gate, question, own);
    } else {
        judge_effect(outcome, gate, question, Contrast{a, b, pairing});
    }
    return outcome;
}

void correct(std::vector<GateOutcome>& outcomes, std::span<const Gate> gates,
             Correction correction) {
    std::vector<double> raw;
    for (const GateOutcome& outcome : outcomes) {
        if (outcome.p) {
            raw.push_back(*outcome.p);
        }
    }
    const std::vector<double> all = adjusted(raw, correction);
    const auto tests = correction == Correction::holm ? static_cast<double>(raw.size()) : 1.0;
    auto next = all.begin();
    for (GateOutcome& outcome : outcomes) {
        if (!outcome.p) {
            continue;
        }
        outcome.p_adjusted = *next++;
        const double alpha = 1 - gates[outcome.gate].confidence;
        if (outcome.verdict != Verdict::inconclusive && *outcome.p_adjusted > alpha) {
            outcome.verdict = Verdict::inconclusive;
            outcome.reason = fmt::format("its p of {} is {} after the correction for {} tests ({})",
                                         p_text(*outcome.p), p_text(*outcome.p_adjusted),
                                         raw.size(), to_string(correction));
        }
        plan(outcome, 1 - alpha / tests);
    }
}

Verdict overall(std::span<const GateOutcome> outcomes) {
    const auto any = [&](Verdict verdict) {
        return std::ranges::any_of(outcomes,
                                   [&](const GateOutcome& o) { return o.verdict == verdict; });
    };
    return any(Verdict::fail)           ? Verdict::fail
           : any(Verdict::inconclusive) ? Verdict::inconclusive
                                        : Verdict::pass;
}

} // namespace cityproof::verdict
