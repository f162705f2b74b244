// SPDX-License-Identifier: Apache-2.0
// Expected texts follow the form documented in errors.hpp.
#include "core/base/errors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace cityproof {
namespace {

TEST(Problem, names_place_expectation_and_remedy_on_one_line) {
    const Problem problem{Severity::error,
                          {"city.yaml", 12, "crs"},
                          "\"EPSG:1\" is unknown",
                          "a projected CRS",
                          "write EPSG:25832"};
    EXPECT_EQ(to_string(problem), "city.yaml:12: crs: \"EPSG:1\" is unknown; expected a projected "
                                  "CRS; to mend: write EPSG:25832");
}

TEST(Problem, parts_that_are_not_known_are_left_out) {
    EXPECT_EQ(to_string(Problem{Severity::error, {"a.h5", 0, ""}, "is empty", "", ""}),
              "a.h5: is empty");
    EXPECT_EQ(to_string(Problem{Severity::error, {"", 0, "k"}, "is empty", "", ""}), "k: is empty");
    EXPECT_EQ(to_string(Problem{Severity::error, {}, "is empty", "", ""}), "is empty");
}

TEST(Problem, severity_below_error_is_written_out) {
    EXPECT_EQ(to_string(Problem{Severity::warning, {"a", 1, ""}, "odd", "", ""}),
              "a:1: warning: odd");
    EXPECT_EQ(to_string(Problem{Severity::note, {"a", 1, ""}, "odd", "", ""}), "a:1: note: odd");
}

TEST(Problem, control_characters_cannot_reach_the_terminal) {
    const std::string text = to_string(
        Problem{Severity::error, {"a\nb", 1, "k\x1b[2J"}, "bad\r\ttext\x7f", "x\ny", "z\n"});
    EXPECT_TRUE(std::ranges::none_of(text, [](char c) {
        return (c >= 0 && c < 0x20) || c == 0x7f;
    })) << text;
    EXPECT_NE(text.find("a\\x0ab"), std::string::npos) << text;
    EXPECT_NE(text.find("k\\x1b[2J"), std::string::npos) << text;
}

TEST(Problem, endless_quotes_are_cut) {
    const std::string text =
        to_string(Problem{Severity::error, {}, std::string(1'000'000, 'x'), "", ""});
    EXPECT_LT(text.size(), 2000U);
    EXPECT_TRUE(text.ends_with("..."));
}

TEST(Problem, letters_beyond_ascii_stay) {
    EXPECT_EQ(to_string(Problem{Severity::error, {}, "Straße", "", ""}), "Straße");
}

TEST(Problems, warnings_alone_do_not_throw) {
    Problems problems;
    problems.warning({"a", 1, ""}, "odd");
    EXPECT_FALSE(problems.has_errors());
    EXPECT_NO_THROW(problems.throw_if_errors());
}

TEST(Problems, all_are_reported_in_the_order_found) {
    Problems problems;
    problems.error({"a", 2, ""}, "second line");
    problems.warning({"a", 1, ""}, "odd");
    problems.error({"a", 1, ""}, "first line");
    try {
        problems.throw_if_errors();
        FAIL() << "did not throw";
    } catch (const ProblemsError& error) {
        ASSERT_EQ(error.problems().size(), 3U);
        EXPECT_STREQ(error.what(), "a:2: second line\na:1: warning: odd\na:1: first line");
    }
}

TEST(Problems, collect_keeps_what_its_body_is_refused_with) {
    Problems problems;
    EXPECT_TRUE(problems.collect([] {}));
    EXPECT_FALSE(problems.collect([] { throw InputError{{"a", 1, ""}, "one"}; }));
    EXPECT_FALSE(problems.collect([] {
        Problems inner;
        inner.error({"b", 1, ""}, "two");
        inner.error({"b", 2, ""}, "three");
        inner.throw_if_errors();
    }));
    ASSERT_EQ(problems.list().size(), 3U);
    EXPECT_EQ(problems.list()[2].message, "three");
    EXPECT_THROW(problems.collect([] { throw EngineError{"HDF5", "broken"}; }), EngineError);
}

TEST(LimitedProblems, lists_twenty_and_counts_the_rest_without_asking_for_their_remedies) {
    Problems problems;
    int asked = 0;
    {
        LimitedProblems limited{problems, {"net.xml", 0, ""}};
        for (int line = 1; line <= 25; ++line) {
            limited.error({"net.xml", line, ""}, "broken", {}, [&asked] {
                ++asked;
                return std::string{"mend it"};
            });
        }
    }
    EXPECT_EQ(asked, 20);
    ASSERT_EQ(problems.list().size(), 21U);
    EXPECT_EQ(problems.list()[19].where.line, 20);
    EXPECT_EQ(problems.list()[20].message, "and 5 more problems");
}

TEST(InputError, carries_the_problem_and_prints_it) {
    const InputError error{{"a.csv", 3, "id"}, "is empty", "a name"};
    EXPECT_EQ(error.problem().where.line, 3);
    EXPECT_STREQ(error.what(), "a.csv:3: id: is empty; expected a name");
}

TEST(ModelError, says_when_and_where) {
    const ModelError error{SimTime::at_seconds(3661), "bus:7", "voltage\ncollapsed"};
    EXPECT_STREQ(error.what(), "at 1:01:01 in bus:7: voltage\\x0acollapsed");
    EXPECT_EQ(error.when(), SimTime::at_seconds(3661));
    EXPECT_EQ(error.entity(), "bus:7");
}

TEST(EngineError, names_engine_and_code) {
    EXPECT_STREQ((EngineError{"EPANET", "cannot solve", 110}).what(),
                 "EPANET: cannot solve (code 110)");
    EXPECT_STREQ((EngineError{"SUMO", "ended"}).what(), "SUMO: ended");
}

} // namespace
} // namespace cityproof
