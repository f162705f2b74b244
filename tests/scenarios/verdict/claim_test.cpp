// SPDX-License-Identifier: Apache-2.0
// Expected values: the form documented in claim.hpp; unit factors are the metric system's.
#include "scenarios/verdict/claim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cityproof::verdict {
namespace {

using ::testing::HasSubstr;

Claim read(const std::string& text) {
    return claim_from_json(text, {"a.h5", 0, "/meta/claim"});
}

/// A claim on the key figure "a" with the given margin (JSON).
Claim claim_of(const std::string& direction, const std::string& margin) {
    return read(R"({"key_figure":"a","direction":")" + direction + R"(","margin":)" + margin + "}");
}

std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(ClaimJson, takes_a_share_of_the_baseline) {
    const Claim claim =
        read(R"({"key_figure":"traffic.delay_mean","direction":"decrease","margin":0.05})");
    EXPECT_EQ(claim.key_figure, "traffic.delay_mean");
    EXPECT_EQ(claim.direction, ClaimDirection::decrease);
    EXPECT_TRUE(claim.margin.relative);
    EXPECT_EQ(claim.margin.value, 0.05);
    EXPECT_EQ(claim_of("decrease", "\"5 %\"").margin.value, 0.05);
}

TEST(ClaimJson, takes_an_absolute_margin_with_its_unit) {
    const Claim claim = claim_of("no_change", "\"2.5 kW\"");
    EXPECT_EQ(claim.direction, ClaimDirection::no_change);
    EXPECT_FALSE(claim.margin.relative);
    EXPECT_EQ(claim.margin.unit, "kW");
    EXPECT_EQ(claim.margin.value, 2.5);
}

TEST(ClaimJson, margin_may_be_left_out_for_any_change) {
    const Claim claim = read(R"({"key_figure":"a","direction":"increase"})");
    EXPECT_EQ(claim.margin.value, 0);
    EXPECT_TRUE(claim.margin.relative);
}

TEST(ClaimJson, is_written_as_documented) {
    EXPECT_EQ(
        claim_to_json(read(
            R"({ "margin": 0.05, "direction": "decrease", "key_figure": "traffic.delay_mean" })")),
        R"({"key_figure":"traffic.delay_mean","direction":"decrease","margin":0.05})");
    EXPECT_EQ(claim_to_json(claim_of("no_change", "\"5s\"")),
              R"({"key_figure":"a","direction":"no_change","margin":"5 s"})");
}

TEST(ClaimJson, reads_back_exactly) {
    for (const char* margin : {"0.1", "\"0.30000000000000004 m3/s\"", "0.30000000000000004"}) {
        const Claim claim = claim_of("increase", margin);
        const Claim back = read(claim_to_json(claim));
        EXPECT_EQ(back.key_figure, claim.key_figure);
        EXPECT_EQ(back.direction, claim.direction);
        EXPECT_EQ(back.margin.value, claim.margin.value);
        EXPECT_EQ(back.margin.relative, claim.margin.relative);
        EXPECT_EQ(back.margin.unit, claim.margin.unit);
    }
}

TEST(ClaimJson, margins_without_meaning_are_refused) {
    for (const char* margin : {"\"-5 %\"", "\"nan s\"", "\"inf %\"", "\"five percent\"", "\"%\"",
                               "\"5\"", "\"1e999 s\"", "-1", "1e999", "{}", "true"}) {
        EXPECT_THAT(refusal(std::string{R"({"key_figure":"a","direction":"decrease","margin":)"} +
                            margin + "}"),
                    HasSubstr("a.h5: /meta/claim"))
            << margin;
    }
    EXPECT_THAT(refusal(R"({"key_figure":"a","direction":"no_change"})"),
                HasSubstr("margin above zero"));
}

TEST(ClaimJson, hostile_texts_are_refused_in_one_line) {
    for (const std::string& text :
         {std::string{"["}, std::string{"null"}, std::string(100'000, '['),
          std::string{"{\"key_figure\":1}"},
          std::string{R"({"key_figure":"a","direction":"up\nx\u001b[2J"})"}}) {
        const std::string message = refusal(text);
        EXPECT_THAT(message, HasSubstr("a.h5: /meta/claim")) << text.substr(0, 60);
        EXPECT_EQ(message.find_first_of("\n\x1b"), std::string::npos);
    }
}

TEST(ClaimText, reads_as_part_of_a_sentence) {
    EXPECT_EQ(to_text(claim_of("decrease", "0.05")), "a decrease of at least 5 %");
    EXPECT_EQ(to_text(claim_of("increase", "\"2.5 kW\"")), "an increase of at least 2.5 kW");
    EXPECT_EQ(to_text(claim_of("decrease", "0")), "any decrease");
    EXPECT_EQ(to_text(claim_of("no_change", "0.01")), "no change beyond 1 %");
}

TEST(MarginInUnit, converts_between_units_of_one_kind) {
    const Claim claim = claim_of("decrease", "\"2 min\"");
    EXPECT_DOUBLE_EQ(margin_in_unit(claim, "s", {}), 120);
    EXPECT_DOUBLE_EQ(margin_in_unit(claim, "min", {}), 2);
    EXPECT_DOUBLE_EQ(margin_in_unit(claim_of("decrease", "\"1 kWh\""), "MWh", {}), 0.001);
}

TEST(MarginInUnit, unit_that_nobody_knows_fits_only_itself) {
    const Claim claim = claim_of("decrease", "\"3 bus min\"");
    EXPECT_EQ(margin_in_unit(claim, "bus min", {}), 3);
    EXPECT_THROW(margin_in_unit(claim, "s", {}), InputError);
    EXPECT_THROW(margin_in_unit(claim_of("decrease", "\"3 kW\""), "kWh", {}), InputError);
}

TEST(MarginInUnit, share_stays_a_share) {
    EXPECT_EQ(margin_in_unit(claim_of("decrease", "0.05"), "km", {}), 0.05);
}

} // namespace
} // namespace cityproof::verdict
