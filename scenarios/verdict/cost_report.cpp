// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/cost_report.hpp"

#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace cityproof::verdict {
namespace {

/// Whole units of the currency: nothing here is known to the cent.
std::string amount(double minor) {
    return signed_text(minor / 100, 0);
}

std::string interval_of(const Estimate& estimate) {
    return estimate.interval ? fmt::format("[{}, {}]", amount(estimate.interval->low),
                                           amount(estimate.interval->high))
                             : "";
}

std::string years(double value) {
    return std::isfinite(value) ? number_text(value, 1) + " years" : "never";
}

std::vector<std::string> row(const std::string& what, const Estimate& estimate,
                             const std::string& price, const std::string& source) {
    return {what, amount(estimate.mean), interval_of(estimate), price, source};
}

void add_costs(const CostBenefit& costs, ReportTable& table) {
    const PolicyCosts& stated = *costs.costs;
    const auto cost = [](const Money& money) {
        return Estimate{.mean = -static_cast<double>(money.minor)};
    };
    table.rows.push_back(
        row("operation and upkeep, per year", cost(stated.per_year), "", "policy file"));
    table.rows.push_back(row("capital, once", cost(stated.capital), "", "policy file"));
    table.rows.push_back(row(fmt::format("net present value over {} years", stated.lifetime_years),
                             *costs.net_present_value,
                             fmt::format("{:.4g} % a year", 100 * costs.discount_rate),
                             costs.table));
    const Estimate& payback = *costs.payback_years;
    table.rows.push_back({"payback", years(payback.mean),
                          payback.interval ? fmt::format("[{}, {}]", years(payback.interval->low),
                                                         years(payback.interval->high))
                                           : "",
                          "", ""});
}

} // namespace

ReportTable cost_table(const CostBenefit& costs, const std::string& policy) {
    ReportTable table{.title = fmt::format("Costs and benefits of {}", policy),
                      .columns = {{"item", false, 9},
                                  {costs.currency, true, 9},
                                  {"95 % interval", true, 8},
                                  {"price", true, 6},
                                  {"source", false, 5}},
                      .rows = {},
                      .notes = {}};
    for (const BenefitItem& item : costs.items) {
        table.rows.push_back(row(fmt::format("saved per year: {}", item.price.id),
                                 item.minor_per_year, item.price.text, item.price.source));
    }
    table.rows.push_back(row("saved per year, all together", costs.benefit, "", ""));
    if (costs.costs) {
        add_costs(costs, table);
    } else {
        table.notes.push_back("No net present value: " + costs.no_costs + ".");
    }
    table.notes.push_back(fmt::format(
        "Prices: the table \"{}\". The simulated period stands for {:.6g} days a year, and nothing "
        "else in the year counts; effects and prices stay as they are. Intervals hold the chance "
        "between seeds, not the error of prices and models.",
        costs.table, costs.days_per_year));
    if (!costs.left_out.empty()) {
        table.notes.push_back(fmt::format("Not counted, because the runs lack the key figure: {}.",
                                          fmt::join(costs.left_out, ", ")));
    }
    return table;
}

} // namespace cityproof::verdict
