// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/html_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_arm;
using ::testing::Not;

ArmsComparison comparison(const std::string& title = "Adaptive signals") {
    auto policy = make_arm("adaptive", {76, 78, 77, 79, 75});
    for (RunSummary& run : policy) {
        run.policy_title = title;
    }
    return compare_arms(make_arm("", {100, 101, 102, 99, 98}), {policy}, {.assert_claims = true});
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

TEST(HtmlReport, page_holds_verdict_table_and_both_charts_without_the_network) {
    const std::string html = html_report(comparison(), {});
    EXPECT_THAT(html,
                AllOf(HasSubstr("<!DOCTYPE html>"), HasSubstr("class=\"verdict PASS\""),
                      HasSubstr("traffic.delay_mean"), HasSubstr("prefers-color-scheme: dark"),
                      HasSubstr("seed 5"), Not(HasSubstr("http")), Not(HasSubstr("<script")),
                      Not(HasSubstr("url("))));
    EXPECT_EQ(count(html, "<svg"), 2U);
    EXPECT_EQ(count(html, "class=\"pair\""), 5U);
    EXPECT_EQ(html, html_report(comparison(), {}));
}

TEST(HtmlReport, map_draws_every_street_in_the_class_of_its_change) {
    StreetMap map;
    for (const double change : {-2.0, -0.5, 0.0, 0.5, 2.0}) {
        map.streets.push_back({{{0, change}, {100, change}}, change});
    }
    const std::vector<std::optional<StreetMap>> maps{map};
    const std::string html = html_report(comparison(), maps);
    EXPECT_EQ(count(html, "<polyline"), 5U);
    for (int kind = 0; kind < 5; ++kind) {
        EXPECT_EQ(count(html, fmt::format("<polyline class=\"speed{}\"", kind)), 1U);
    }
}

TEST(HtmlReport, hostile_title_stays_text) {
    const std::string html = html_report(comparison("<img src=x onerror=alert(1)>"), {});
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<img")), HasSubstr("&lt;img")));
}

} // namespace
} // namespace cityproof::verdict
