// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/pareto.hpp"

#include "core/base/statistics/multiplicity.hpp"
#include "io/text/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

namespace cityproof::verdict {
namespace {

constexpr double not_available = std::numeric_limits<double>::quiet_NaN();

/// The values of one alternative, turned so that lower is better.
struct Scores {
    std::vector<std::vector<double>> values; ///< by objective; empty: not available
};

const FigureComparison* row_of(const Comparison& arm, const std::string& id) {
    const auto found = std::ranges::find_if(
        arm.figures, [&](const FigureComparison& row) { return row.figure.id == id; });
    return found == arm.figures.end() ? nullptr : &*found;
}

std::vector<double> oriented(const std::vector<double>& values, contracts::Direction direction) {
    std::vector<double> result = values;
    if (!std::ranges::all_of(values, is_usable)) {
        return {};
    }
    if (direction == contracts::Direction::higher_is_better) {
        std::ranges::transform(result, result.begin(), std::negate<>{});
    }
    return result;
}

/// One-sided p of "x is not better than y"; nullopt where both are the same in every pair.
std::optional<double> p_better(const std::vector<double>& x, const std::vector<double>& y,
                               Pairing pairing) {
    if (x.size() < 2 || y.size() < 2) {
        return 1;
    }
    const Contrast contrast{y, x, pairing};
    if (contrast.differences_are_equal()) {
        const double difference = paired_comparison(y, x, report_confidence).mean_difference;
        if (difference == 0) {
            return std::nullopt;
        }
        return difference < 0
                   ? std::ldexp(1.0, -static_cast<int>(std::min<std::size_t>(x.size(), 1000)))
                   : 1;
    }
    return p_below(contrast.beyond(0, false), 0);
}

bool dominates(const Scores& x, const Scores& y, Pairing pairing) {
    std::vector<double> p;
    for (std::size_t i = 0; i < x.values.size(); ++i) {
        if (const auto own = p_better(x.values[i], y.values[i], pairing)) {
            p.push_back(*own);
        }
    }
    return !p.empty() && std::ranges::all_of(holm_adjusted(p), [](double adjusted) {
        return adjusted <= 1 - report_confidence;
    });
}

double score(const Scores& scores, std::size_t objective) {
    const std::vector<double>& values = scores.values[objective];
    return values.empty() ? std::numeric_limits<double>::infinity() : mean(values);
}

bool beats_in_means(const Scores& x, const Scores& y) {
    bool better = false;
    for (std::size_t i = 0; i < x.values.size(); ++i) {
        if (score(x, i) > score(y, i)) {
            return false;
        }
        better = better || score(x, i) < score(y, i);
    }
    return better;
}

std::string name_of(const Comparison& arm) {
    return arm.runs.policy.front().policy;
}

} // namespace

ParetoTable pareto_table(std::span<const Comparison> arms,
                         std::span<const std::string> objectives) {
    ParetoTable table;
    std::vector<Scores> scores(arms.size() + 1);
    table.alternatives.push_back({"baseline", {}, false, {}});
    for (const Comparison& arm : arms) {
        table.alternatives.push_back({name_of(arm), {}, false, {}});
    }
    const auto add = [&](std::size_t place, const FigureComparison* row, bool baseline) {
        const std::vector<double> values =
            row == nullptr ? std::vector<double>{} : (baseline ? row->baseline : row->policy);
        scores[place].values.push_back(values.empty() ? values
                                                      : oriented(values, row->figure.direction));
        table.alternatives[place].means.push_back(
            scores[place].values.back().empty() ? not_available : mean(values));
    };
    for (const std::string& id : objectives) {
        const FigureComparison* any = nullptr;
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            const FigureComparison* row = row_of(arms[arm], id);
            any = any == nullptr ? row : any;
            add(arm + 1, row, false);
        }
        if (any == nullptr) {
            throw std::out_of_range("no arm has the objective " + id);
        }
        add(0, any, true);
        table.objectives.push_back(any->figure);
    }
    const Pairing pairing = arms.front().runs.pairing;
    for (std::size_t y = 0; y < scores.size(); ++y) {
        table.alternatives[y].on_front = std::ranges::none_of(
            scores, [&](const Scores& x) { return beats_in_means(x, scores[y]); });
        for (std::size_t x = 0; x < scores.size(); ++x) {
            if (x != y && dominates(scores[x], scores[y], pairing)) {
                table.alternatives[y].dominated_by.push_back(table.alternatives[x].name);
            }
        }
    }
    return table;
}

void check_objectives(std::span<const std::string> objectives,
                      std::span<const contracts::KeyFigure> figures, Problems& problems) {
    std::vector<std::string> known;
    for (const contracts::KeyFigure& figure : figures) {
        known.push_back(figure.id);
    }
    if (objectives.size() == 1) {
        problems.error({"--objective", 0, objectives[0]}, "one objective has no Pareto set",
                       "two objectives or more");
    }
    for (std::size_t i = 0; i < objectives.size(); ++i) {
        const Location where{"--objective", 0, objectives[i]};
        const auto found = std::ranges::find(figures, objectives[i], &contracts::KeyFigure::id);
        if (found == figures.end()) {
            problems.error(where, "no run has this key figure", {},
                           io::name_advice(objectives[i], known));
        } else if (found->direction == contracts::Direction::neutral) {
            problems.error(where, "is neither better high nor low", "a figure with a direction");
        }
        if (std::ranges::count(objectives.first(i), objectives[i]) > 0) {
            problems.error(where, "is named twice");
        }
    }
}

} // namespace cityproof::verdict
