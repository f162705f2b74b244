// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/cost_benefit.hpp"

#include "core/base/statistics/threshold_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::verdict {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

const FigureComparison* row_of(const Comparison& arm, const std::string& id) {
    const auto found = std::ranges::find_if(
        arm.figures, [&](const FigureComparison& row) { return row.figure.id == id; });
    return found == arm.figures.end() || !found->available() ? nullptr : &*found;
}

Estimate estimate_of(const std::vector<double>& values) {
    Estimate estimate{.mean = mean(values)};
    if (values.size() >= 2) {
        estimate.interval = mean_interval(mean_estimate(values), report_confidence);
    }
    return estimate;
}

template <typename Map>
Estimate mapped(const Estimate& estimate, Map&& map) {
    Estimate result{.mean = map(estimate.mean)};
    if (estimate.interval) {
        const double low = map(estimate.interval->low);
        const double high = map(estimate.interval->high);
        result.interval = Interval{std::min(low, high), std::max(low, high)};
    }
    return result;
}

/// Savings of each pair in a year; empty when the runs lack a figure.
std::vector<double> savings(const Comparison& arm, const Price& price, double days) {
    const FigureComparison* row = row_of(arm, price.key_figure);
    const FigureComparison* times = price.times.empty() ? nullptr : row_of(arm, price.times);
    if (row == nullptr || (times == nullptr && !price.times.empty())) {
        return {};
    }
    const double units = margin_in_unit(Margin{1, false, price.unit}, price.key_figure,
                                        row->figure.unit, {"--prices", 0, price.id});
    std::vector<double> result(row->baseline.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double a = row->baseline[i] * (times == nullptr ? 1 : times->baseline[i]);
        const double b = row->policy[i] * (times == nullptr ? 1 : times->policy[i]);
        result[i] = -days * price.minor_per_unit * (b - a) / units;
    }
    return result;
}

/// The costs of all policies of the arm, which have to have one currency and one lifetime.
void read_costs(const Comparison& arm, CostBenefit& result) {
    const RunSummary& run = arm.runs.policy.front();
    const Location where{run.file_name, 0, "/meta/costs"};
    if (run.costs.empty()) {
        result.no_costs = "its policy file (or one of several) states no costs";
        return;
    }
    for (const PolicyCosts& one : costs_from_json(run.costs, where)) {
        if (one.capital.currency != result.currency) {
            throw InputError(where,
                             fmt::format("the policy's costs are in {}, the prices in {}",
                                         one.capital.currency, result.currency),
                             "one currency", "convert the price table");
        }
        if (!result.costs) {
            result.costs = one;
            continue;
        }
        if (one.lifetime_years != result.costs->lifetime_years) {
            throw InputError(where, "the policies of the runs have different lifetimes",
                             "one lifetime for policies that are combined");
        }
        result.costs->capital.minor += one.capital.minor;
        result.costs->per_year.minor += one.per_year.minor;
    }
}

void value(CostBenefit& result) {
    const auto capital = static_cast<double>(result.costs->capital.minor);
    const auto per_year = static_cast<double>(result.costs->per_year.minor);
    const double factor = annuity(result.discount_rate, result.costs->lifetime_years);
    result.net_present_value =
        mapped(result.benefit, [&](double b) { return factor * (b - per_year) - capital; });
    result.payback_years = mapped(
        result.benefit, [&](double b) { return b > per_year ? capital / (b - per_year) : never; });
}

} // namespace

double annuity(double rate, int years) {
    return rate == 0 ? years : (1 - std::pow(1 + rate, -years)) / rate;
}

CostBenefit cost_benefit(const Comparison& arm, const PriceTable& prices, double days_per_year) {
    if (!arm.paired()) {
        throw InputError({"--prices", 0, ""}, "costs are weighed on runs that are paired by seed",
                         {}, "leave out --unpaired");
    }
    CostBenefit result{.table = prices.name,
                       .currency = prices.currency,
                       .days_per_year = days_per_year,
                       .discount_rate = prices.discount_rate,
                       .items = {},
                       .left_out = {},
                       .benefit = {},
                       .costs = {},
                       .no_costs = {},
                       .net_present_value = {},
                       .payback_years = {}};
    std::vector<double> total(arm.seeds.size());
    for (const Price& price : prices.prices) {
        const std::vector<double> own = savings(arm, price, days_per_year);
        if (own.empty()) {
            result.left_out.push_back(fmt::format("{} ({})", price.id, price.key_figure));
            continue;
        }
        result.items.push_back({price, estimate_of(own)});
        std::ranges::transform(total, own, total.begin(), std::plus<>{});
    }
    result.benefit = estimate_of(total);
    read_costs(arm, result);
    if (result.costs) {
        value(result);
    }
    return result;
}

} // namespace cityproof::verdict
