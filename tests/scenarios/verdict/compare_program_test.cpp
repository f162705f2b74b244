// SPDX-License-Identifier: Apache-2.0
// The program as a user calls it. Expected exit codes: core/base/exit_code.hpp; numbers:
// verdict_test.cpp.
#include "core/base/exit_code.hpp"
#include "io/text/files.hpp"
#include "scenarios/process/process_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/scenarios/verdict/run_builder.hpp"
#include "tests/scenarios/verdict/run_file_builder.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_arm;
using ::testing::Not;
using testing::write_run_file;

struct Finished {
    int code;
    std::string output;
};

class CompareProgram : public ::testing::Test {
  protected:
    void SetUp() override {
        write(make_arm("", {100, 100, 100, 100, 100}));
        write(make_arm("adaptive", {76, 78, 77, 79, 75}));
    }

    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    void write(const std::vector<RunSummary>& runs) const {
        for (const RunSummary& run : runs) {
            write_run_file(path(run.file_name), run);
        }
    }

    std::vector<std::string> files(const std::string& arm, std::size_t count) const {
        std::vector<std::string> list;
        for (std::size_t seed = 1; seed <= count; ++seed) {
            list.push_back(path(fmt::format("{}-{}.h5", arm, seed)));
        }
        return list;
    }

    Finished compare(const std::vector<std::string>& base, const std::vector<std::string>& policy,
                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> command{CITYPROOF_BIN_DIR "/cityproof-compare"};
        command.insert(command.end(), base.begin(), base.end());
        command.emplace_back("--with");
        command.insert(command.end(), policy.begin(), policy.end());
        command.insert(command.end(), more.begin(), more.end());
        const process::Job job{"compare", command, path("log")};
        const process::InterruptWatch watch;
        const process::Outcome outcome = process::run_jobs({&job, 1}, 1, {}, watch).front();
        EXPECT_EQ(outcome.kind, process::Outcome::Kind::exited) << to_string(outcome);
        return {outcome.code, io::read_text_file(job.log)};
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(CompareProgram, prints_the_table_and_exits_zero) {
    const Finished result = compare(files("baseline", 5), files("adaptive", 5));
    EXPECT_EQ(result.code, 0) << result.output;
    EXPECT_THAT(result.output, AllOf(HasSubstr("[-25.0, -21.0]"), HasSubstr("Verdict: PASS")));
}

TEST_F(CompareProgram, verdict_does_not_change_the_exit_code) {
    // An effect of +1 s against a claimed decrease.
    write(make_arm("worse", {101, 101.1, 100.9, 101, 101.2}));
    const Finished fail = compare(files("baseline", 5), files("worse", 5));
    EXPECT_EQ(fail.code, 0);
    EXPECT_THAT(fail.output, HasSubstr("Verdict: FAIL"));
    const Finished one = compare(files("baseline", 1), files("adaptive", 1));
    EXPECT_EQ(one.code, 0);
    EXPECT_THAT(one.output, AllOf(HasSubstr("Verdict: INCONCLUSIVE"), Not(HasSubstr("PASS"))));
}

TEST_F(CompareProgram, reports_are_the_same_whatever_the_order_and_folder_of_files) {
    const auto base = files("baseline", 5);
    auto policy = files("adaptive", 5);
    ASSERT_EQ(compare(base, policy, {"--md", path("a.md"), "--json", path("a.json")}).code, 0);
    std::filesystem::create_directory(path("elsewhere"));
    for (std::string& file : policy) {
        const auto moved = folder_.path() / "elsewhere" / std::filesystem::path{file}.filename();
        std::filesystem::rename(file, moved);
        file = moved.string();
    }
    std::ranges::reverse(policy);
    ASSERT_EQ(compare(base, policy, {"--md", path("b.md"), "--json", path("b.json")}).code, 0);
    const std::string markdown = io::read_text_file(path("a.md"));
    EXPECT_EQ(markdown, io::read_text_file(path("b.md")));
    EXPECT_EQ(io::read_text_file(path("a.json")), io::read_text_file(path("b.json")));
    EXPECT_EQ(nlohmann::json::parse(io::read_text_file(path("a.json")))
                  .at("arms")[0]
                  .at("claim")
                  .at("verdict"),
              "PASS");
    EXPECT_THAT(markdown, Not(HasSubstr(folder_.path().string())));
}

TEST_F(CompareProgram, missing_partner_is_exit_code_three_with_its_seed) {
    const Finished result =
        compare(files("baseline", 5), files("adaptive", 4), {"--md", path("r.md")});
    EXPECT_EQ(result.code, 3);
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("missing: policy: no run with seed 5"), Not(HasSubstr("Verdict"))));
    EXPECT_FALSE(std::filesystem::exists(path("r.md")));
}

TEST_F(CompareProgram, bad_input_is_exit_code_two) {
    auto twice = files("baseline", 5);
    twice.push_back(twice.front());
    EXPECT_EQ(compare(twice, files("adaptive", 5)).code, 2);
    EXPECT_EQ(compare({path("none.h5")}, files("adaptive", 5)).code, 2);
    auto other = make_arm("other", {1, 2});
    other[1].base_hash = "b2";
    write(other);
    const Finished result = compare(files("baseline", 2), files("other", 2));
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.output, HasSubstr("other-2.h5: simulated another scenario"));
}

TEST_F(CompareProgram, wrong_usage_is_exit_code_two) {
    EXPECT_EQ(compare({}, files("adaptive", 5)).code, 2);
    EXPECT_EQ(compare(files("baseline", 5), {}).code, 2);
    EXPECT_EQ(compare(files("baseline", 5), files("adaptive", 5), {"--colour"}).code, 2);
}

TEST_F(CompareProgram, report_never_replaces_a_run) {
    const auto base = files("baseline", 5);
    const std::string before = io::read_text_file(base[0]);
    EXPECT_EQ(compare(base, files("adaptive", 5), {"--md", base[0]}).code, 2);
    EXPECT_EQ(io::read_text_file(base[0]), before);
    EXPECT_EQ(compare(base, files("adaptive", 5), {"--md", path("r"), "--json", path("r")}).code,
              2);
}

TEST_F(CompareProgram, asserted_gates_set_the_exit_code) {
    const auto with = [&](const std::string& gate, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"--assert", gate});
        return compare(files("baseline", 5), files("adaptive", 5), more).code;
    };
    // The policy lowers 100 s by 23 s, interval 21 to 25.
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 20 s"), 0);
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 26 s"), 1);
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 23 s"), 5);
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 23 s", {"--inconclusive", "pass"}), 0);
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 23 s", {"--inconclusive", "skip"}), 0);
    EXPECT_EQ(with("traffic.delay_mean: decrease >= 23 s", {"--inconclusive", "fail"}), 1);
    EXPECT_EQ(with("claims"), 0);
    EXPECT_EQ(with("traffic.delay_max: decrease"), 2);
    EXPECT_EQ(with("nonsense"), 2);
}

TEST_F(CompareProgram, one_seed_is_inconclusive_under_every_gate) {
    const Finished result =
        compare(files("baseline", 1), files("adaptive", 1),
                {"--assert", "claims", "--assert", "traffic.delay_mean: every run <= 999 s"});
    EXPECT_EQ(result.code, 5);
    EXPECT_THAT(result.output, Not(HasSubstr("PASS")));
}

TEST_F(CompareProgram, runs_of_several_policies_are_told_apart) {
    write(make_arm("milder", {93, 94, 92, 93, 95}));
    auto both = files("milder", 5);
    for (const std::string& file : files("adaptive", 5)) {
        both.push_back(file);
    }
    const Finished result = compare(
        files("baseline", 5), both,
        {"--assert", "claims", "--junit", path("j.xml"), "--json", path("j.json"), "--details"});
    EXPECT_EQ(result.code, 0) << result.output;
    EXPECT_EQ(nlohmann::json::parse(io::read_text_file(path("j.json"))).at("arms").size(), 2U);
    EXPECT_THAT(io::read_text_file(path("j.xml")), AllOf(HasSubstr("<testsuite name=\"adaptive\""),
                                                         HasSubstr("<testsuite name=\"milder\"")));
}

TEST_F(CompareProgram, different_seeds_are_compared_only_when_asked) {
    auto late = make_arm("late", {76, 78, 77, 79});
    for (RunSummary& run : late) {
        run.seed += 10;
    }
    write(late);
    EXPECT_EQ(compare(files("baseline", 5), files("late", 4)).code, 3);
    const Finished result = compare(files("baseline", 5), files("late", 4), {"--unpaired"});
    EXPECT_EQ(result.code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("Welch"));
}

TEST_F(CompareProgram, page_and_prices_are_written_when_asked) {
    const Finished page =
        compare(files("baseline", 5), files("adaptive", 5),
                {"--html", path("r.html"), "--prices", "assumed", "--days-per-year", "250"});
    EXPECT_EQ(page.code, 0) << page.output;
    EXPECT_THAT(io::read_text_file(path("r.html")), HasSubstr("</html>"));
    // The runs have no number of vehicles, so their delay has no price.
    EXPECT_THAT(page.output,
                AllOf(HasSubstr("Costs and benefits of adaptive"), HasSubstr("value_of_time")));
    EXPECT_EQ(compare(files("baseline", 5), files("adaptive", 5), {"--prices", "assumed"}).code, 2);
    EXPECT_EQ(compare(files("baseline", 5), files("adaptive", 5),
                      {"--prices", "none", "--days-per-year", "9"})
                  .code,
              2);
}

} // namespace
} // namespace cityproof::verdict
