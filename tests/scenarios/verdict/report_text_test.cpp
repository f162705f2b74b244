// SPDX-License-Identifier: Apache-2.0
// Expected values: the rules in report_text.hpp, applied by hand.
#include "scenarios/verdict/report_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace cityproof::verdict {
namespace {

TEST(OneLine, control_characters_and_escapes_cannot_reach_the_terminal) {
    EXPECT_EQ(one_line("a\nb\x1b[31mc\x7f"), "a?b?[31mc?");
    EXPECT_EQ(one_line("\xc2\x9b"
                       "31m"),
              "??31m"); // U+009B: a control sequence in one character
}

TEST(OneLine, broken_utf8_is_replaced_and_whole_letters_stay) {
    EXPECT_EQ(one_line("m\xc2\xb3"), "m\xc2\xb3");
    EXPECT_EQ(one_line("Stra\xc3\x9f"
                       "e \xe2\x82\xac \xf0\x9f\x9a\xb2"),
              "Stra\xc3\x9f"
              "e \xe2\x82\xac \xf0\x9f\x9a\xb2");
    EXPECT_EQ(one_line("a\xc3"), "a?");
    EXPECT_EQ(one_line("\xff\xfe"), "??");
    EXPECT_EQ(one_line("\xc0\xaf"), "??");
}

TEST(OneLine, long_texts_are_cut_between_letters) {
    EXPECT_EQ(one_line("\xc3\x9f\xc3\x9f\xc3\x9f", 2), "\xc3\x9f\xc3\x9f...");
    EXPECT_EQ(one_line("abc", 3), "abc");
}

TEST(DisplayWidth, counts_letters_and_not_bytes) {
    EXPECT_EQ(display_width("m\xc2\xb3"), 2U);
    EXPECT_EQ(display_width(""), 0U);
}

TEST(Decimals, show_two_digits_of_the_uncertainty) {
    EXPECT_EQ(decimals_for(4.7, 100), 1);
    EXPECT_EQ(decimals_for(0.047, 100), 3);
    EXPECT_EQ(decimals_for(47, 1000), 0);
    EXPECT_EQ(decimals_for(4700, 1e6), 0);
    EXPECT_EQ(decimals_for(1e-30, 1), 9);
}

TEST(Decimals, without_uncertainty_show_four_digits_of_the_magnitude) {
    EXPECT_EQ(decimals_for(0, 123.4), 1);
    EXPECT_EQ(decimals_for(0, 0.01234), 5);
    EXPECT_EQ(decimals_for(0, -98765), 0);
    EXPECT_EQ(decimals_for(0, 0), 0);
    EXPECT_EQ(decimals_for(std::nan(""), 123.4), 1);
}

TEST(NumberText, is_fixed_and_never_minus_zero) {
    EXPECT_EQ(number_text(123.456, 1), "123.5");
    EXPECT_EQ(number_text(-0.04, 1), "0.0");
    EXPECT_EQ(number_text(-0.06, 1), "-0.1");
    EXPECT_EQ(number_text(12345678901.0, 1), "1.2346e+10");
    EXPECT_EQ(number_text(std::nan(""), 2), "not available");
}

TEST(SignedText, shows_the_direction_of_an_effect) {
    EXPECT_EQ(signed_text(1.25, 1), "+1.2"); // 1.25 is exact: half to even
    EXPECT_EQ(signed_text(-1.5, 1), "-1.5");
    EXPECT_EQ(signed_text(0.01, 1), "0.0");
}

TEST(PText, follows_the_habit_of_papers) {
    EXPECT_EQ(p_text(0.0004), "< 0.001");
    EXPECT_EQ(p_text(0.0333), "0.033");
    EXPECT_EQ(p_text(0.254), "0.25");
    EXPECT_EQ(p_text(1), "1.00");
}

TEST(SeedsText, joins_three_and_more_in_a_row) {
    EXPECT_EQ(seeds_text(std::vector<std::uint64_t>{1, 2, 3, 4, 5, 8}), "1-5, 8");
    EXPECT_EQ(seeds_text(std::vector<std::uint64_t>{1, 2, 7}), "1, 2, 7");
    EXPECT_EQ(seeds_text(std::vector<std::uint64_t>{42}), "42");
    EXPECT_EQ(seeds_text({}), "");
}

TEST(SeedsText, largest_seed_does_not_wrap) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(seeds_text(std::vector<std::uint64_t>{0, most}), "0, 18446744073709551615");
}

TEST(PlainName, is_what_a_planner_would_say) {
    EXPECT_EQ(plain_name("traffic.delay_mean", "s"), "mean delay");
    EXPECT_EQ(plain_name("energy.loss_kwh", "kWh"), "loss");
    EXPECT_EQ(plain_name("water.tank_level_min", "m"), "min tank level");
    EXPECT_EQ(plain_name("delay", "s"), "delay");
    EXPECT_EQ(plain_name("x.s", "s"), "s");
    EXPECT_EQ(plain_name("traffic.", "s"), "traffic.");
}

TEST(MarkdownText, means_only_itself) {
    EXPECT_EQ(markdown_text("a_b|c<d>`e`"), "a\\_b\\|c\\<d\\>\\`e\\`");
    EXPECT_EQ(markdown_text("plain text, 5 %."), "plain text, 5 %.");
}

} // namespace
} // namespace cityproof::verdict
