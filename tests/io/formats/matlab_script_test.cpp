// SPDX-License-Identifier: Apache-2.0
// Expected values: worked by hand from MATLAB's rules.
#include "core/base/errors.hpp"
#include "io/formats/matlab_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace cityproof::io {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

double scalar(const std::string& expression) {
    return run_matlab_case("x = " + expression + ";", "case.m").numbers.at("x").values.at(0);
}

std::string message_of(const std::string& text) {
    try {
        run_matlab_case(text, "case.m");
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(MatlabScript, calculates_with_the_usual_precedence) {
    EXPECT_EQ(scalar("1 + 2 * 3"), 7);
    EXPECT_EQ(scalar("-2^2"), -4);
    EXPECT_EQ(scalar("2^-1"), 0.5);
    EXPECT_EQ(scalar("2^3^2"), 64); // from the left
    EXPECT_EQ(scalar("8 / 4 / 2"), 1);
    EXPECT_EQ(scalar("2 * -3"), -6);
    EXPECT_EQ(scalar("(1 + 2) * 3 - 1"), 8);
    EXPECT_EQ(scalar("1e3 + .5 + 2."), 1002.5);
    EXPECT_DOUBLE_EQ(scalar("sin(acos(0.85))"), std::sqrt(1 - 0.85 * 0.85));
    EXPECT_DOUBLE_EQ(scalar("sqrt(abs(-9)) + cos(pi)"), 2);
}

TEST(MatlabScript, reads_matrices_with_any_separators) {
    const auto workspace = run_matlab_case(R"(
a = [1 2, 3; 4	5 6
     7 8 9];   % a comment
b = [1 -2];    % two elements
c = [5 - 2];   % one
d = [ ...
    1 2 ...
    3];
e = [];
%{
f = [1 2; 3];
%}
)",
                                           "case.m");
    EXPECT_EQ(workspace.numbers.at("a").rows, 3U);
    EXPECT_EQ(workspace.numbers.at("a").columns, 3U);
    EXPECT_THAT(workspace.numbers.at("a").values, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
    EXPECT_THAT(workspace.numbers.at("a").row_lines, ElementsAre(2, 2, 3));
    EXPECT_THAT(workspace.numbers.at("b").values, ElementsAre(1, -2));
    EXPECT_THAT(workspace.numbers.at("c").values, ElementsAre(3));
    EXPECT_THAT(workspace.numbers.at("d").values, ElementsAre(1, 2, 3));
    EXPECT_EQ(workspace.numbers.at("e").rows, 0U);
    EXPECT_FALSE(workspace.numbers.contains("f"));
}

TEST(MatlabScript, assigns_to_parts_of_tables) {
    const auto workspace = run_matlab_case(R"(function mpc = small
mpc.t = [1 2 3; 4 5 6];
mpc.t(:, [1 3]) = mpc.t(:, [1 3]) * 10;
mpc.t(2, 2) = mpc.t(1, 1) / 2;
v = [7 8 9];
v(2:3) = 0;
w = v(1);
)",
                                           "case.m");
    EXPECT_THAT(workspace.numbers.at("mpc.t").values, ElementsAre(10, 2, 30, 40, 5, 60));
    EXPECT_THAT(workspace.numbers.at("v").values, ElementsAre(7, 0, 0));
    EXPECT_THAT(workspace.numbers.at("w").values, ElementsAre(7));
}

TEST(MatlabScript, knows_the_column_constants_by_their_place) {
    const auto workspace = run_matlab_case(R"([PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, ...
    my_qd] = idx_bus;
[F, T, R, X] = idx_brch;
define_constants;
)",
                                           "case.m");
    EXPECT_EQ(workspace.numbers.at("PD").values[0], 3);
    EXPECT_EQ(workspace.numbers.at("my_qd").values[0], 4);
    EXPECT_EQ(workspace.numbers.at("X").values[0], 4);
    EXPECT_EQ(workspace.numbers.at("BASE_KV").values[0], 10);
    EXPECT_EQ(workspace.numbers.at("ANGMIN").values[0], 12);
    EXPECT_EQ(workspace.numbers.at("GEN_STATUS").values[0], 8);
}

TEST(MatlabScript, keeps_texts_and_lists_of_texts) {
    const auto workspace =
        run_matlab_case("mpc.version = '2';\nmpc.bus_name = {'O''Brien'; 'B'\n'C'};", "case.m");
    EXPECT_THAT(workspace.texts.at("mpc.version"), ElementsAre("2"));
    EXPECT_THAT(workspace.texts.at("mpc.bus_name"), ElementsAre("O'Brien", "B", "C"));
}

TEST(MatlabScript, refuses_every_statement_that_it_cannot_interpret_with_its_line) {
    EXPECT_THAT(message_of("a = 1;\nfor i = 1:3\nend"), HasSubstr("case.m:2"));
    EXPECT_THAT(message_of("if a == 1"), HasSubstr("'if' is no assignment"));
    EXPECT_THAT(message_of("a = b;"), AllOf(HasSubstr("case.m:1"), HasSubstr("'b' is not known")));
    EXPECT_THAT(message_of("a = loadcase('x');"), HasSubstr("'loadcase' is not known"));
    EXPECT_THAT(message_of("a = [1 2]';"), HasSubstr("left over"));
    EXPECT_THAT(message_of("a = [1 2; 3];"), HasSubstr("this row has 1 columns"));
    EXPECT_THAT(message_of("a = [1 2"), HasSubstr("ends too early"));
    EXPECT_THAT(message_of("a = [1 2] * [3; 4];"), HasSubstr("not supported"));
    EXPECT_THAT(message_of("a = 1 / [3 4];"), HasSubstr("not supported"));
    EXPECT_THAT(message_of("a = [1 2];\na(3) = 1;"),
                AllOf(HasSubstr("case.m:2"), HasSubstr("outside 1 to 2")));
    EXPECT_THAT(message_of("a = [1 2];\na(0.5) = 1;"), HasSubstr("outside"));
    EXPECT_THAT(message_of("a = [1 2];\nb = a(-1e18:2);"), HasSubstr("range"));
    EXPECT_THAT(message_of("a = [1 2; 3 4];\na(3) = 1;"), HasSubstr("one index"));
    EXPECT_THAT(message_of("a = [1 2; 3 4];\na(:, 1) = [1 2 3];"), HasSubstr("does not fit"));
    EXPECT_THAT(message_of("b(1) = 2;"), HasSubstr("not known"));
    EXPECT_THAT(message_of("[a, b] = size(c);"), HasSubstr("idx_bus"));
    EXPECT_THAT(message_of("[a, b"), HasSubstr("case.m:1"));
    EXPECT_THAT(message_of("a = {1, [2]};"), HasSubstr("list of texts"));
    EXPECT_THAT(message_of("a = 'open"), HasSubstr("no closing quote"));
    EXPECT_THAT(message_of("a = 1e999;"), HasSubstr("does not fit"));
    EXPECT_THAT(message_of("a ~= 1;"), HasSubstr("'~'"));
    EXPECT_THAT(message_of("a"), HasSubstr("no assignment"));
    EXPECT_THAT(message_of("a = 1 2"), HasSubstr("left over"));
    EXPECT_THAT(message_of("a = " + std::string(100'000, '(')), HasSubstr("nested too deeply"));
    EXPECT_THAT(message_of("a = " + std::string(100'000, '[')), HasSubstr("nested too deeply"));
}

} // namespace
} // namespace cityproof::io
