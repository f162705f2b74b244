// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"
#include "scenarios/verdict/policy_costs.hpp"
#include "scenarios/verdict/price_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// A mean with its interval at report_confidence; no interval from a single pair.
struct Estimate {
    double mean = 0;
    std::optional<Interval> interval = {};
};

/// What one price makes of the effect.
struct BenefitItem {
    Price price;
    Estimate minor_per_year; ///< positive: a saving
};

/// A policy's benefits and costs, money in hundredths of the price table's currency.
struct CostBenefit {
    std::string table; ///< the price table's name
    std::string currency;
    double days_per_year = 0;
    double discount_rate = 0;
    std::vector<BenefitItem> items;
    std::vector<std::string> left_out; ///< prices whose key figure the runs do not have
    Estimate benefit;                  ///< sum of the items, per year
    std::optional<PolicyCosts> costs;  ///< of all the arm's policies together
    std::string no_costs;              ///< why there are none
    std::optional<Estimate> net_present_value;
    /// Years until the yearly net benefit has repaid the capital; infinite: never.
    std::optional<Estimate> payback_years;
};

/// Per seed i the runs of a pair differ in money by b_i = - days sum_k price_k (B_ki - A_ki), the
/// sum over all priced figures, so that what goes together is counted together; the interval of its
/// mean is that of the paired differences. With annuity a = (1 - (1 + r)^-L) / r over the lifetime
/// L
///   NPV = a (benefit - per_year) - capital,   payback = capital / (benefit - per_year)
/// Assumes that every one of `days_per_year` days is like the simulated period and that nothing
/// happens on the others; that benefit and costs stay the same in real terms; no residual value.
/// Worked number: 1000 EUR a year for 10 years at 3 % are 8530.20 EUR. Errors: InputError for a
/// price in a unit of another kind than its figure, for costs in another currency or with several
/// lifetimes, and for runs that are not paired by seed.
CostBenefit cost_benefit(const Comparison& arm, const PriceTable& prices, double days_per_year);

/// (1 - (1 + rate)^-years) / rate; years at rate 0.
double annuity(double rate, int years);

} // namespace cityproof::verdict
