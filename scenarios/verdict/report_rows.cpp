// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/report_rows.hpp"

#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace cityproof::verdict {
namespace {

int row_decimals(const FigureComparison& row) {
    const double magnitude = std::max(std::abs(row.baseline_mean()), std::abs(row.policy_mean()));
    const auto interval = row.interval();
    const double half = interval ? (interval->high - interval->low) / 2 : 0;
    // An interval far below the figure's own size would print digits that nobody reads.
    return decimals_for(std::max(half, 1e-6 * magnitude) == half ? half : 0, magnitude);
}

std::string relative_text(const FigureComparison& row) {
    if (!row.relative_effect) {
        return "";
    }
    const double half = row.relative ? 50 * (row.relative->high - row.relative->low) : 0;
    const int decimals = half > 0 ? std::min(decimals_for(half, 0), 3) : 1;
    return signed_text(100 * *row.relative_effect, decimals) + " %";
}

bool is_claimed(const Comparison& comparison, const FigureComparison& figure) {
    return comparison.claim && &figure == &comparison.figures[comparison.claimed];
}

ReportRow report_row(const FigureComparison& row) {
    ReportRow text;
    text.figure = row.figure.id;
    text.unit = row.figure.unit == "1" ? "" : row.figure.unit;
    if (!row.available()) {
        text.effect = "not available";
        return text;
    }
    const int decimals = row_decimals(row);
    text.baseline = number_text(row.baseline_mean(), decimals);
    text.policy = number_text(row.policy_mean(), decimals);
    text.effect = signed_text(row.effect(), decimals);
    text.relative = relative_text(row);
    if (const auto interval = row.interval()) {
        text.interval = fmt::format("[{}, {}]", signed_text(interval->low, decimals),
                                    signed_text(interval->high, decimals));
    }
    if (const auto p = row.p()) {
        text.p = p_text(*p);
    }
    text.tendency = to_string(row.tendency);
    return text;
}

/// The judged effect and its interval as a sentence needs them: in percent or in the figure's unit.
struct SentenceNumbers {
    double effect = 0;
    Interval interval;
    std::string unit;
    int decimals = 0;

    std::string text(double value) const { return number_text(value, decimals) + " " + unit; }

    /// "lowered ... by 23 % (95 % interval 19 to 27 %": the sign is in the verb.
    bool one_sided() const { return interval.high < 0 || interval.low > 0; }
};

SentenceNumbers sentence_numbers(const Comparison& comparison) {
    const Judgement& judgement = *comparison.judgement;
    const double scale = judgement.relative ? 100 : 1;
    SentenceNumbers numbers;
    numbers.effect = scale * judgement.effect.value_or(0);
    numbers.interval = {scale * judgement.interval->low, scale * judgement.interval->high};
    numbers.unit = judgement.relative ? "%" : comparison.figures[comparison.claimed].figure.unit;
    numbers.decimals =
        decimals_for((numbers.interval.high - numbers.interval.low) / 2, numbers.effect);
    return numbers;
}

std::string effect_clause(const Comparison& comparison, const std::string& figure) {
    const SentenceNumbers numbers = sentence_numbers(comparison);
    const std::string seeds = sample_text(comparison);
    if (!numbers.one_sided()) {
        return fmt::format("changed the {} by {} {} (95 % interval {} to {} {}, {})", figure,
                           signed_text(numbers.effect, numbers.decimals), numbers.unit,
                           signed_text(numbers.interval.low, numbers.decimals),
                           signed_text(numbers.interval.high, numbers.decimals), numbers.unit,
                           seeds);
    }
    const bool lower = numbers.effect < 0;
    const double near = lower ? -numbers.interval.high : numbers.interval.low;
    const double far = lower ? -numbers.interval.low : numbers.interval.high;
    return fmt::format("{} the {} by {} (95 % interval {} to {}, {})", lower ? "lowered" : "raised",
                       figure, numbers.text(std::abs(numbers.effect)),
                       number_text(near, numbers.decimals), numbers.text(far), seeds);
}

std::string planning_clause(const Judgement& judgement) {
    if (!judgement.pairs_needed) {
        return "";
    }
    return fmt::format(
        " About {} paired seeds would be needed to decide, if effect and scatter stay as seen.",
        *judgement.pairs_needed);
}

/// How many single pairs went the way of the mean.
std::string agreement_sentence(const FigureComparison& row) {
    const double effect = row.effect();
    std::size_t agreeing = 0;
    for (std::size_t i = 0; i < row.baseline.size(); ++i) {
        agreeing += (row.policy[i] - row.baseline[i]) * effect > 0 ? 1U : 0U;
    }
    return fmt::format("In {} of {} pairs {} went the same way as the mean.", agreeing,
                       row.baseline.size(), row.figure.id);
}

std::string pairing_sentence(const PairedComparison& paired) {
    std::string text = "Both runs of a pair share their seed: demand and the draws of sensors, "
                       "meters and lamps are the same, drivers' draws until the policy first "
                       "changes traffic";
    if (paired.correlation && paired.n > 2) { // two points always lie on a line
        text += fmt::format("; they correlate by {:.2f}", *paired.correlation);
    }
    if (paired.variance_reduction) {
        const double reduction = *paired.variance_reduction;
        text +=
            reduction > 0
                ? fmt::format(", which takes {:.0f} % off the variance of the effect",
                              100 * reduction)
                : ", and pairing did not make the effect more precise than independent runs would";
    }
    return text + ".";
}

std::string independence_sentence(const FigureComparison& row) {
    return fmt::format(
        "The arms are not paired by seed: Welch's comparison, standard error {:.4g} "
        "with {:.1f} degrees of freedom, p {}. Paired seeds are usually more precise.",
        row.welch->standard_error, row.welch->degrees_of_freedom, p_text(*row.p()));
}

std::string test_sentence(const PairedComparison& paired) {
    if (paired.constant_difference) {
        return "The difference is the same in every pair: its interval has no width and no t test "
               "applies.";
    }
    return fmt::format("Paired t test: t = {:.2f} with {} degree{} of freedom, p {}{} (two-sided, "
                       "against no effect).",
                       paired.t, paired.n - 1, paired.n == 2 ? "" : "s",
                       paired.p_two_sided < 0.001 ? "" : "= ", p_text(paired.p_two_sided));
}

/// What the inputs are made from: the demand, and the layers of the map by their provenance.
void add_provenance(const RunSummary& run, std::vector<std::string>& sentences) {
    constexpr std::string_view prefix = "provenance_";
    std::map<std::string, std::vector<std::string>> layers;
    for (const auto& [key, value] : run.provenance) {
        if (key == "demand_class") {
            sentences.push_back(
                value == "synthetic"
                    ? "The demand is synthetic: it was made up, not counted in a real city."
                    : fmt::format("The demand is made from {} data.", value));
        } else if (key.starts_with(prefix)) {
            layers[value].push_back(key.substr(prefix.size()));
        }
    }
    for (const auto& [provenance, names] : layers) {
        sentences.push_back(
            fmt::format("Layers whose data are {}: {}.", provenance, fmt::join(names, ", ")));
    }
}

void add_multiplicity(const Comparison& comparison, std::vector<std::string>& sentences) {
    std::vector<std::string> absent;
    std::size_t compared = 0;
    for (const FigureComparison& row : comparison.figures) {
        if (!row.available()) {
            absent.push_back(row.figure.id);
        }
        compared += row.interval() && row.tendency != Tendency::unchanged ? 1U : 0U;
    }
    if (compared > 1) {
        sentences.push_back(
            fmt::format("{} The intervals and p values of the {} rows are not corrected for their "
                        "number: if the policy changed "
                        "nothing, about one row in 20 would still look like a change.",
                        comparison.claim ? "Only the claimed key figure has a verdict."
                                         : "No row has a verdict.",
                        compared));
    }
    if (!absent.empty()) {
        sentences.push_back(fmt::format("Not available in every run, so not compared: {}.",
                                        fmt::join(absent, ", ")));
    }
}

} // namespace

std::vector<ReportRow> report_rows(const Comparison& comparison) {
    std::vector<ReportRow> rows;
    for (const FigureComparison& figure : comparison.figures) {
        const bool claimed = is_claimed(comparison, figure);
        if (claimed || figure.tendency != Tendency::unchanged) {
            rows.push_back(report_row(figure));
            rows.back().claimed = claimed;
        }
    }
    return rows;
}

std::string sample_text(const Comparison& comparison) {
    const std::size_t seeds = comparison.seeds.size();
    if (comparison.paired()) {
        return fmt::format("{} paired seed{}", seeds, seeds == 1 ? "" : "s");
    }
    return fmt::format("{} seeds against {}, unpaired", comparison.runs.policy.size(), seeds);
}

std::string unchanged_sentence(const Comparison& comparison) {
    std::vector<std::string> unchanged;
    for (const FigureComparison& figure : comparison.figures) {
        if (figure.tendency == Tendency::unchanged && !is_claimed(comparison, figure)) {
            const ReportRow row = report_row(figure);
            unchanged.push_back(fmt::format("{} ({}{}{})", row.figure, row.baseline,
                                            row.unit.empty() ? "" : " ", row.unit));
        }
    }
    return unchanged.empty() ? ""
                             : fmt::format("Exactly the same in every pair (mean): {}.",
                                           fmt::join(unchanged, ", "));
}

std::string policy_name(const Comparison& comparison) {
    std::string name = comparison.runs.policy.front().policy_title;
    if (!name.empty()) {
        return name;
    }
    for (const char c : comparison.runs.policy.front().policy) {
        name += c == '_' ? std::string{' '} : c == ',' ? std::string{" + "} : std::string{c};
    }
    if (name.empty()) {
        return "The policy arm";
    }
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

std::string headline(const Comparison& comparison) {
    const std::string name = policy_name(comparison);
    if (!comparison.claim) {
        return fmt::format(
            "{} states no claim, so there is no verdict; the table shows its effects.", name);
    }
    const Judgement& judgement = *comparison.judgement;
    const contracts::KeyFigure& claimed = comparison.figures[comparison.claimed].figure;
    const std::string figure = plain_name(claimed.id, claimed.unit);
    const std::string claim = to_text(*comparison.claim);
    if (!judgement.interval) {
        return fmt::format("No verdict on {} and its claim of {} in {}: {}.{}", name, claim, figure,
                           judgement.reason, planning_clause(judgement));
    }
    const std::string effect = fmt::format("{} {}", name, effect_clause(comparison, figure));
    switch (judgement.verdict) {
    case Verdict::pass:
        return fmt::format("{}: the claim of {} holds.", effect, claim);
    case Verdict::fail:
        return fmt::format("{}: the claim of {} does not hold.", effect, claim);
    case Verdict::inconclusive:
        break;
    }
    return fmt::format("{}: the claim of {} is neither shown nor refuted, because {}.{}", effect,
                       claim, judgement.reason, planning_clause(judgement));
}

std::vector<std::string> confidence_sentences(const Comparison& comparison) {
    std::vector<std::string> sentences;
    if (comparison.seeds.size() < 2) {
        sentences.emplace_back(
            "One pair of runs: effects are shown without intervals, because chance alone may have "
            "made them. No statistical statement is possible; add seeds.");
    } else if (comparison.judgement && comparison.judgement->interval) {
        const FigureComparison& row = comparison.figures[comparison.claimed];
        if (row.paired) {
            sentences.push_back(agreement_sentence(row));
            sentences.push_back(pairing_sentence(*row.paired));
            sentences.push_back(test_sentence(*row.paired));
        } else {
            sentences.push_back(independence_sentence(row));
        }
        if (row.paired && comparison.judgement->relative) {
            sentences.emplace_back(
                "The interval of the percentage counts that the baseline's mean scatters too "
                "(Fieller's interval).");
        }
    }
    if (comparison.seeds.size() >= 2) {
        sentences.push_back(fmt::format(
            "Intervals are Student's, for differences that scatter roughly normally; {} "
            "{} are {} to check that.",
            comparison.seeds.size(), comparison.paired() ? "pairs" : "seeds",
            comparison.seeds.size() < 20 ? "too few" : "enough"));
    }
    add_multiplicity(comparison, sentences);
    if (const std::string& others = comparison.runs.policy.front().claims_not_judged;
        !others.empty()) {
        sentences.push_back(fmt::format(
            "The runs combine several policies and judge the first one's claim; not judged: {}.",
            others));
    }
    return sentences;
}

std::vector<std::string> limit_sentences(const Comparison& comparison) {
    const RunSummary& run = comparison.runs.baseline.front();
    std::vector<std::string> sentences{
        fmt::format("One city ({}) and one scenario ({}): other days, seasons and cities may "
                    "answer differently.",
                    run.city.empty() ? "without a name" : run.city,
                    run.scenario.empty() ? "without a name" : run.scenario),
        "The interval holds the chance inside the models (driver behaviour, sensor noise and "
        "whatever else a seed draws), "
        "not the error of the models and of their inputs.",
        "The policy's costs, and effects that no key figure counts, are not part of the "
        "verdict."};
    add_provenance(run, sentences);
    return sentences;
}

} // namespace cityproof::verdict
