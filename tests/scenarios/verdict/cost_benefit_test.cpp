// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/cost_benefit.hpp"
#include "scenarios/verdict/cost_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/scenarios/verdict/run_builder.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using testing::add_figure;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_arm;

const contracts::KeyFigure vehicles{"traffic.vehicles", 0, "1", contracts::Direction::neutral, ""};
const contracts::KeyFigure energy{"energy.loss", 0, "MWh", contracts::Direction::lower_is_better,
                                  ""};

PriceTable table() {
    return {.name = "test",
            .currency = "EUR",
            .discount_rate = 0.03,
            .prices = {{.id = "time",
                        .key_figure = "traffic.delay_mean",
                        .times = "traffic.vehicles",
                        .minor_per_unit = 1500,
                        .unit = "h",
                        .source = "assumed",
                        .text = "15.00 EUR/h"},
                       {.id = "losses",
                        .key_figure = "energy.loss",
                        .times = "",
                        .minor_per_unit = 10,
                        .unit = "kWh",
                        .source = "assumed",
                        .text = "0.10 EUR/kWh"},
                       {.id = "co2",
                        .key_figure = "environment.co2",
                        .times = "",
                        .minor_per_unit = 10000,
                        .unit = "t",
                        .source = "assumed",
                        .text = "100.00 EUR/t"}}};
}

Comparison comparison(const std::string& costs = "") {
    auto baseline = make_arm("", {100, 110, 90});
    auto policy = make_arm("signals", {64, 74, 90});
    add_figure(baseline, vehicles, {1000, 1000, 1000});
    add_figure(policy, vehicles, {1000, 1000, 1000});
    add_figure(baseline, energy, {1, 1, 1});
    add_figure(policy, energy, {1.1, 1.1, 1.1});
    for (RunSummary& run : policy) {
        run.costs = costs;
    }
    return compare_runs(pair_runs(baseline, policy));
}

std::string costs(std::int64_t capital_minor, std::int64_t per_year_minor, int years) {
    const PolicyCosts stated{{capital_minor, "EUR"}, {per_year_minor, "EUR"}, years};
    return costs_to_json({&stated, 1});
}

TEST(Annuity, is_the_textbook_value) {
    // Ten payments of 1 at 3 %: 8.530203.
    EXPECT_NEAR(annuity(0.03, 10), 8.530203, 5e-7);
    EXPECT_EQ(annuity(0, 10), 10);
}

TEST(CostBenefit, savings_are_summed_for_each_pair) {
    // Delay: 36, 36 and 0 s of 1000 vehicles: 10, 10 and 0 h, 150, 150 and 0 EUR a day; losses:
    // +0.1 MWh, -10 EUR. For 200 days: 28000, 28000 and -2000 EUR, mean 18000, s 17320.508, half
    // 4.302653 * 10000.
    const CostBenefit result = cost_benefit(comparison(), table(), 200);
    EXPECT_NEAR(result.benefit.mean, 1'800'000, 1e-3);
    EXPECT_NEAR(result.benefit.interval->low, 1'800'000 - 4.302653e6, 1);
    EXPECT_NEAR(result.items.at(0).minor_per_year.mean, 2'000'000, 1e-3);
    EXPECT_NEAR(result.items.at(1).minor_per_year.mean, -200'000, 1e-3);
    EXPECT_THAT(result.left_out, ::testing::ElementsAre("co2 (environment.co2)"));
    EXPECT_FALSE(result.net_present_value);
}

TEST(CostBenefit, net_present_value_and_payback_by_hand) {
    // 18000 - 8000 = 10000 EUR a year: NPV 85302.03 - 50000, repaid after five years.
    const CostBenefit result =
        cost_benefit(comparison(costs(5'000'000, 800'000, 10)), table(), 200);
    EXPECT_NEAR(result.net_present_value->mean, 100 * (85302.03 - 50000), 1);
    EXPECT_NEAR(result.payback_years->mean, 5, 1e-9);
    // At the interval's lower end nothing is saved: never repaid.
    EXPECT_TRUE(std::isinf(result.payback_years->interval->high));
    EXPECT_GT(result.payback_years->interval->low, 0);
    const ReportTable rows = cost_table(result, "signals");
    EXPECT_THAT(terminal_table(rows, 120),
                AllOf(HasSubstr("net present value over 10 years"), HasSubstr("5.0 years"),
                      HasSubstr("never"), HasSubstr("assumed"), HasSubstr("\"test\"")));
}

TEST(CostBenefit, money_that_does_not_fit_is_refused) {
    PriceTable pounds = table();
    pounds.currency = "GBP";
    EXPECT_THROW(cost_benefit(comparison(costs(1, 1, 10)), pounds, 200), InputError);
    PriceTable metres = table();
    metres.prices[1].unit = "m";
    EXPECT_THROW(cost_benefit(comparison(), metres, 200), InputError);
    EXPECT_THROW(cost_benefit(comparison("[1]"), table(), 200), InputError);
    EXPECT_THROW(
        cost_benefit(
            comparison(
                R"([{"currency":"EUR","capital_minor":1,"per_year_minor":1,"lifetime_years":10},
        {"currency":"EUR","capital_minor":1,"per_year_minor":1,"lifetime_years":20}])"),
            table(), 200),
        InputError);
}

TEST(Money, is_kept_in_hundredths) {
    EXPECT_EQ(parse_money("250000 EUR", {}).minor, 25'000'000);
    EXPECT_EQ(parse_money("0.25 EUR", {}).minor, 25);
    for (const char* text : {"250000", "-1 EUR", "1 euro", "0.255 EUR", "1e30 EUR", "EUR"}) {
        EXPECT_THROW(parse_money(text, {}), InputError) << text;
    }
}

TEST(PriceTable, shipped_one_is_read_and_says_that_it_is_assumed) {
    const PriceTable shipped = load_prices(std::filesystem::path{CITYPROOF_SOURCE_DIR} / "data" /
                                           "prices" / "assumed.yaml");
    EXPECT_EQ(shipped.name, "assumed");
    EXPECT_DOUBLE_EQ(shipped.discount_rate, 0.03);
    ASSERT_FALSE(shipped.prices.empty());
    EXPECT_EQ(shipped.prices[0].minor_per_unit, 1500);
    EXPECT_EQ(shipped.prices[0].unit, "h");
    for (const Price& price : shipped.prices) {
        EXPECT_EQ(price.source, "assumed") << price.id;
    }
}

TEST(PriceTable, all_problems_are_listed) {
    const cityproof::testing::TemporaryFolder folder;
    const auto path = folder.path() / "prices.yaml";
    std::ofstream{path} << "format: 1\nname: x\ncurrency: EUR\ndiscount_rate: 3 %\nprices:\n"
                           "  - {id: a, key_figure: a.b, price: 5 GBP/h, source: assumed}\n"
                           "  - {id: b, key_figure: a.b, price: 5 EUR, source: assumed}\n"
                           "  - {id: c, key_figure: a.b, price: 5 EUR/h, source: assumed}\n"
                           "  - {id: c, key_figure: a.b, price: 5 EUR/h, source: assumed}\n";
    try {
        load_prices(path);
        FAIL() << "accepted";
    } catch (const ProblemsError& error) {
        EXPECT_EQ(error.problems().size(), 3U);
        EXPECT_THAT(error.what(), AllOf(HasSubstr("prices.yaml:6"), HasSubstr("prices.yaml:7"),
                                        HasSubstr("prices.yaml:9")));
    }
}

} // namespace
} // namespace cityproof::verdict
