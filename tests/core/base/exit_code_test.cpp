// SPDX-License-Identifier: Apache-2.0
// Expected codes: the table in exit_code.hpp.
#include "core/base/errors.hpp"
#include "core/base/exit_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>

namespace cityproof {
namespace {

using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;

struct Report {
    int code;
    std::string text;
};

template <typename Error>
Report report_of(const Error& error) {
    CaptureStderr();
    const int code = run_program("cityproof check", [&]() -> ExitCode { throw error; });
    return {code, GetCapturedStderr()};
}

TEST(RunProgram, body_without_an_exception_decides_the_code) {
    EXPECT_EQ(run_program("p", [] { return ExitCode::ok; }), 0);
    EXPECT_EQ(run_program("p", [] { return ExitCode::inconclusive; }), 5);
}

TEST(RunProgram, input_error_is_one_line_and_two) {
    const Report report = report_of(InputError{{"a.yaml", 2, "k"}, "is wrong"});
    EXPECT_EQ(report.code, 2);
    EXPECT_EQ(report.text, "cityproof check: a.yaml:2: k: is wrong\n");
}

TEST(RunProgram, every_problem_has_its_line) {
    Problems problems;
    problems.error({"a", 1, ""}, "x");
    problems.error({"a", 2, ""}, "y");
    const Report report = report_of(ProblemsError{problems.list()});
    EXPECT_EQ(report.code, 2);
    EXPECT_EQ(report.text, "cityproof check: a:1: x\ncityproof check: a:2: y\n");
}

TEST(RunProgram, file_that_is_wrong_in_every_row_does_not_bury_the_others) {
    Problems problems;
    for (int row = 1; row <= 1000; ++row) {
        problems.error({"a", row, ""}, "x");
    }
    problems.error({"b", 1, ""}, "y");
    const Report report = report_of(ProblemsError{problems.list()});
    EXPECT_EQ(std::ranges::count(report.text, '\n'), 27);
    EXPECT_THAT(report.text, ::testing::HasSubstr("a: and 975 more problems"));
    EXPECT_THAT(report.text, ::testing::HasSubstr("b:1: y"));
}

TEST(RunProgram, engine_and_model_errors_are_four) {
    EXPECT_EQ(report_of(EngineError{"SUMO", "ended"}).code, 4);
    EXPECT_EQ(report_of(ModelError{SimTime::zero(), "a", "b"}).code, 4);
    EXPECT_EQ(report_of(TimeOverflow{"too late"}).code, 4);
    EXPECT_EQ(report_of(std::logic_error{"ours"}).code, 4);
    EXPECT_EQ(report_of(std::bad_alloc{}).text, "cityproof check: out of memory\n");
}

TEST(RunProgram, what_is_no_exception_of_the_library_is_reported_too) {
    EXPECT_EQ(report_of(42).code, 4);
    EXPECT_THAT(report_of(42).text, ::testing::HasSubstr("unknown type"));
}

TEST(RunProgram, interruption_keeps_its_own_code) {
    EXPECT_EQ(report_of(Interrupted{ExitCode::interrupted, "Ctrl-C"}).code, 130);
    EXPECT_EQ(report_of(Interrupted{ExitCode::transient, "SIGTERM"}).code, 75);
    EXPECT_EQ(report_of(Interrupted{ExitCode::ok, "stop"}).code, 0);
}

} // namespace
} // namespace cityproof
