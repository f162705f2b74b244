// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/map_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace cityproof::exporting {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

GraduatedStyle sample() {
    return {.symbol = SymbolKind::line,
            .field = "traffic_street_speed",
            .limits = {5, 10, 15},
            .low_is_critical = true,
            .aliases = {{"traffic_street_speed", "speed <1> & \"2\" [m/s]"}}};
}

std::vector<std::string> all(const std::string& text, const char* pattern) {
    const std::regex expression{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator i{text.begin(), text.end(), expression}, end; i != end; ++i) {
        found.push_back((*i)[1]);
    }
    return found;
}

TEST(MapStyle, classes_stand_from_the_largest_down_with_no_data_last) {
    const std::string qml = graduated_style(sample());
    EXPECT_EQ(all(qml, "<range [^>]*label=\"([^\"]*)\""),
              (std::vector<std::string>{"15 and more", "10 – 15", "5 – 10", "below 5", "no data"}));
    EXPECT_EQ(all(qml, "<range lower=\"([^\"]*)\""),
              (std::vector<std::string>{"15", "10", "5", "-1e+37", "-1e+38"}));
    EXPECT_EQ(all(qml, "<symbol type=\"([a-z]*)\"").size(), 5U);
}

TEST(MapStyle, a_missing_value_falls_into_the_class_without_data) {
    EXPECT_THAT(graduated_style(sample()),
                HasSubstr("attr=\"coalesce(&quot;traffic_street_speed&quot;, -1e+38)\""));
}

TEST(MapStyle, the_critical_end_is_dark) {
    // Ends of the ramp: #069C82 and #62001C.
    const char* colors = "<prop k=\"line_color\" v=\"([0-9,]*)\"";
    EXPECT_EQ(all(graduated_style(sample()), colors).front(), "6,156,130,255");
    EXPECT_EQ(all(graduated_style(sample()), colors)[3], "98,0,28,255");
    GraduatedStyle high = sample();
    high.low_is_critical = false;
    EXPECT_EQ(all(graduated_style(high), colors).front(), "98,0,28,255");
}

TEST(MapStyle, one_value_is_one_class) {
    GraduatedStyle flat = sample();
    flat.limits = {};
    EXPECT_EQ(all(graduated_style(flat), "<range [^>]*label=\"([^\"]*)\""),
              (std::vector<std::string>{"all values", "no data"}));
}

TEST(MapStyle, texts_are_escaped) {
    EXPECT_THAT(graduated_style(sample()),
                HasSubstr("name=\"speed &lt;1&gt; &amp; &quot;2&quot; [m/s]\""));
}

TEST(MapStyle, layers_without_results_are_quiet) {
    EXPECT_THAT(plain_style(SymbolKind::fill, "building"), HasSubstr("singleSymbol"));
    EXPECT_THAT(plain_style(SymbolKind::fill, "water_area"), Not(HasSubstr("224,220,214")));
}

} // namespace
} // namespace cityproof::exporting
