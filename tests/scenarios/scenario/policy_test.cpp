// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/policy.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

using ::testing::HasSubstr;

std::string complaint(const std::string& text) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "policy.yaml";
    std::ofstream{path} << text;
    try {
        load_policy(path);
    } catch (const std::exception& error) {
        return error.what();
    }
    return "no complaint";
}

TEST(PolicyFile, shipped_adaptive_signals_are_read_with_their_times) {
    const Policy policy = load_policy(find_policy("adaptive_signals", "."));
    EXPECT_EQ(policy.title, "Adaptive signals");
    EXPECT_DOUBLE_EQ(policy.claim.margin.value, 0.05);
    EXPECT_TRUE(policy.claim.margin.relative);
    ASSERT_TRUE(policy.adaptive_signals);
    EXPECT_EQ(policy.adaptive_signals->max_red, Duration::seconds(120));
}

TEST(PolicyFile, a_policy_without_a_claim_is_refused) {
    EXPECT_THAT(complaint("format: 1\nname: x\n"), HasSubstr("claim"));
}

TEST(PolicyFile, a_negative_margin_is_refused) {
    EXPECT_THAT(complaint("format: 1\nname: x\nclaim: {key_figure: traffic.delay_mean, direction: "
                          "decrease, margin: -5 %}\n"),
                HasSubstr("negative"));
}

TEST(PolicyFile, claim_of_no_change_within_a_quantity_is_read) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "policy.yaml";
    std::ofstream{path} << "format: 1\nname: x\nclaim: {key_figure: water.pump_energy, direction: "
                           "no_change, margin: 5 kWh}\n";
    const Policy policy = load_policy(path);
    EXPECT_EQ(verdict::to_text(policy.claim), "no change beyond 5 kWh");
}

TEST(PolicyFile, claim_that_cannot_be_judged_is_refused_with_its_line) {
    const auto with = [](const char* direction, const char* margin) {
        return complaint(
            std::string{"format: 1\nname: x\nclaim:\n  key_figure: a.b\n  direction: "} +
            direction + "\n  margin: " + margin + "\n");
    };
    EXPECT_THAT(with("no_change", "0 %"), HasSubstr("policy.yaml:6: claim.margin"));
    EXPECT_THAT(with("decrease", "\"5\""), HasSubstr("policy.yaml:6: claim.margin"));
    EXPECT_THAT(with("sideways", "5 %"), HasSubstr("policy.yaml:5: claim.direction"));
}

TEST(PolicyFile, costs_are_read_in_hundredths) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "policy.yaml";
    std::ofstream{path}
        << "format: 1\nname: x\nclaim: {key_figure: a.b, direction: decrease, margin: "
           "5 %}\ncosts: {capital: 250000 EUR, per_year: 1200.50 EUR, "
           "lifetime_years: 15}\n";
    const Policy policy = load_policy(path);
    ASSERT_TRUE(policy.costs);
    EXPECT_EQ(policy.costs->capital.minor, 25'000'000);
    EXPECT_EQ(policy.costs->per_year.minor, 120'050);
    EXPECT_EQ(policy.costs->lifetime_years, 15);
}

TEST(PolicyFile, costs_without_a_currency_or_in_two_are_refused) {
    const auto with = [](const char* capital, const char* per_year) {
        return complaint(std::string{"format: 1\nname: x\nclaim: {key_figure: a.b, direction: "
                                     "decrease, margin: 5 %}\ncosts:\n  capital: "} +
                         capital + "\n  per_year: " + per_year + "\n  lifetime_years: 15\n");
    };
    EXPECT_THAT(with("250000", "12 EUR"), HasSubstr("no amount of money"));
    EXPECT_THAT(with("250000 EUR", "12 GBP"), HasSubstr("one currency"));
}

TEST(PolicyFile, a_path_is_relative_to_the_scenario) {
    EXPECT_EQ(find_policy("own/lamps.yaml", "folder"),
              std::filesystem::path{"folder/own/lamps.yaml"});
}

} // namespace
} // namespace cityproof::scenarios
