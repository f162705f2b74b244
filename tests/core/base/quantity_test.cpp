// SPDX-License-Identifier: Apache-2.0
// Conversion factors: NIST SP 811 (mile 1609.344 m, psi 6894.757 Pa, foot 0.3048 m, conventional
// metre of water 9806.65 Pa).
#include "core/base/quantity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cityproof {
namespace {

using ::testing::HasSubstr;

double parse(std::string_view text, Dimension dimension) {
    return parse_quantity(text, dimension, {"a.yaml", 7, "k"});
}

std::string refusal(std::string_view text, Dimension dimension) {
    try {
        const double value = parse(text, dimension);
        return "accepted as " + std::to_string(value);
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(Quantity, units_become_si) {
    EXPECT_DOUBLE_EQ(parse("7.4 kW", Dimension::power), 7400);
    EXPECT_DOUBLE_EQ(parse("50 km/h", Dimension::speed), 50 / 3.6);
    EXPECT_DOUBLE_EQ(parse("36 m3/h", Dimension::flow), 0.01);
    EXPECT_DOUBLE_EQ(parse("1 kWh", Dimension::energy), 3.6e6);
    EXPECT_DOUBLE_EQ(parse("60 mph", Dimension::speed), 60 * 1609.344 / 3600);
    EXPECT_NEAR(parse("1 psi", Dimension::pressure), 6894.757, 5e-4);
    EXPECT_DOUBLE_EQ(parse("10 mH2O", Dimension::pressure), 98066.5);
    EXPECT_DOUBLE_EQ(parse("15 %", Dimension::ratio), 0.15);
    EXPECT_DOUBLE_EQ(parse("2 mg/m3", Dimension::concentration), 2000);
}

TEST(Quantity, space_between_number_and_unit_is_free) {
    EXPECT_DOUBLE_EQ(parse("50km/h", Dimension::speed), parse("  50 \t km/h ", Dimension::speed));
    EXPECT_DOUBLE_EQ(parse("15%", Dimension::ratio), 0.15);
}

TEST(Quantity, exponents_and_signs_are_numbers) {
    EXPECT_DOUBLE_EQ(parse("-1.5e3 W", Dimension::power), -1500);
    EXPECT_DOUBLE_EQ(parse("1e-3 MW", Dimension::power), 1000);
}

TEST(Quantity, both_spellings_of_a_unit_with_superscript) {
    EXPECT_EQ(parse("3 m³/s", Dimension::flow), parse("3 m3/s", Dimension::flow));
    EXPECT_EQ(parse("3 µg/m³", Dimension::concentration),
              parse("3 ug/m3", Dimension::concentration));
}

TEST(Quantity, missing_unit_names_place_and_accepted_units) {
    const std::string text = refusal("50", Dimension::speed);
    EXPECT_THAT(text, HasSubstr("a.yaml:7: k"));
    EXPECT_THAT(text, HasSubstr("has no unit"));
    EXPECT_THAT(text, HasSubstr("m/s, km/h, mph"));
}

TEST(Quantity, unit_of_another_dimension_is_refused) {
    EXPECT_THAT(refusal("5 kW", Dimension::energy), HasSubstr("unknown unit \"kW\""));
    EXPECT_THAT(refusal("5 KW", Dimension::power), HasSubstr("unknown unit \"KW\""));
}

TEST(Quantity, texts_that_are_no_decimal_numbers_are_refused) {
    for (const char* text :
         {"", " ", "W", "kW 5", "nan W", "inf W", "-inf W", "five W", "--5 W", "+-5 W"}) {
        EXPECT_THAT(refusal(text, Dimension::power), HasSubstr("does not start with a number"))
            << text;
    }
    for (const char* text : {"7,4 kW", "0x10 W", "1_000 W", "1 2 W", "5 W extra"}) {
        EXPECT_THAT(refusal(text, Dimension::power), HasSubstr("unknown unit")) << text;
    }
}

TEST(Quantity, numbers_out_of_range_are_refused) {
    EXPECT_THAT(refusal("1e999 W", Dimension::power), HasSubstr("is out of range"));
    EXPECT_THAT(refusal("1e-999 W", Dimension::power), HasSubstr("is out of range"));
}

TEST(Quantity, dimension_names_lead_back_to_the_dimension) {
    for (const Dimension dimension :
         {Dimension::duration, Dimension::apparent_power, Dimension::per_unit}) {
        EXPECT_EQ(dimension_from_name(to_string(dimension)), dimension);
    }
    EXPECT_FALSE(dimension_from_name("colour"));
}

TEST(Quantity, durations_are_exact_to_the_nanosecond) {
    EXPECT_EQ(parse_duration("1.5 h", {}).ns(), 5'400'000'000'000);
    EXPECT_EQ(parse_duration("1 ns", {}).ns(), 1);
    EXPECT_EQ(parse_duration("100 ms", {}).ns(), 100'000'000);
    EXPECT_THROW(parse_duration("300000 d", {}), InputError);
}

} // namespace
} // namespace cityproof
