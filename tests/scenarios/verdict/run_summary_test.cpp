// SPDX-License-Identifier: Apache-2.0
// What is written into a run file must come back; hostile files are refused with InputError.
#include "core/base/errors.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/verdict/run_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>

#include "tests/scenarios/verdict/run_builder.hpp"
#include "tests/scenarios/verdict/run_file_builder.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::HasSubstr;
using testing::make_run;
using testing::write_run_file;

class RunSummaryFile : public ::testing::Test {
  protected:
    std::filesystem::path path_of(const std::string& name) const { return folder_.path() / name; }

    RunSummary read_back(const RunSummary& run) const {
        write_run_file(path_of("run.h5"), run);
        return read_run_summary(path_of("run.h5"));
    }

    std::string refusal(const std::function<void(RunSummary&)>& change) const {
        RunSummary run = make_run("adaptive", 1, 80);
        change(run);
        try {
            read_back(run);
        } catch (const InputError& error) {
            return error.what();
        }
        return "accepted";
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(RunSummaryFile, everything_comes_back) {
    RunSummary run = make_run("adaptive", 18446744073709551615ULL, 80.25);
    run.city = "Auental";
    run.policy_title = "Adaptive signals";
    run.policy_description = "Green where the queues are.";
    run.key_figures.push_back(
        {"water.age", std::nan(""), "h", contracts::Direction::neutral, "age"});
    const RunSummary back = read_back(run);
    EXPECT_EQ(back.file_name, "run.h5");
    EXPECT_EQ(back.city, "Auental");
    EXPECT_EQ(back.scenario, "morning peak");
    EXPECT_EQ(back.policy, "adaptive");
    EXPECT_EQ(back.policy_title, "Adaptive signals");
    EXPECT_EQ(back.policy_description, "Green where the queues are.");
    EXPECT_EQ(back.seed, 18446744073709551615ULL);
    EXPECT_EQ(back.city_hash, "c1");
    EXPECT_EQ(back.base_hash, "b1");
    EXPECT_EQ(back.claim, testing::decrease_5_percent);
    EXPECT_EQ(back.trace_hash, run.trace_hash);
    EXPECT_EQ(back.stopped_at_s, "");
    ASSERT_EQ(back.key_figures.size(), 2U);
    EXPECT_EQ(back.key_figures[0].value, 80.25);
    EXPECT_EQ(back.key_figures[0].direction, contracts::Direction::lower_is_better);
    EXPECT_TRUE(std::isnan(back.key_figures[1].value));
    EXPECT_EQ(back.versions, run.versions);
    EXPECT_EQ(back.provenance, run.provenance);
}

TEST_F(RunSummaryFile, stop_by_the_operator_is_seen) {
    RunSummary run = make_run("", 1, 80);
    run.stopped_at_s = "1200";
    EXPECT_EQ(read_back(run).stopped_at_s, "1200");
}

TEST_F(RunSummaryFile, recovered_run_has_no_trace_hash) {
    RunSummary run = make_run("", 1, 80);
    run.trace_hash.reset();
    write_run_file(path_of("run.h5"), run);
    io::recover_run_file(path_of("run.h5.part"), path_of("recovered.h5"));
    const RunSummary back = read_run_summary(path_of("recovered.h5"));
    EXPECT_FALSE(back.trace_hash);
    EXPECT_EQ(back.seed, 1U);
}

TEST_F(RunSummaryFile, run_without_seed_or_inputs_hash_is_refused) {
    EXPECT_THAT(refusal([](RunSummary& run) { run.base_hash = ""; }),
                HasSubstr("run.h5: /meta/base_hash"));
    write_run_file(path_of("good.h5"), make_run("", 1, 80));
    io::RunFileLayout layout;
    layout.meta = {{"seed", "-1"}, {"base_hash", "b1"}};
    io::RunFileWriter writer{path_of("bad.h5"), layout};
    writer.finish({}, 1, {});
    try {
        read_run_summary(path_of("bad.h5"));
        FAIL() << "accepted";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("\"-1\" is no seed"));
    }
}

TEST_F(RunSummaryFile, claim_of_absurd_length_is_refused) {
    EXPECT_THAT(refusal([](RunSummary& run) { run.claim.assign(10'000, '['); }),
                HasSubstr("/meta/claim"));
}

TEST_F(RunSummaryFile, texts_cannot_reach_the_terminal_as_control_sequences) {
    RunSummary run = make_run("", 1, 80);
    run.scenario = "morning\x1b[2J\npeak";
    run.key_figures[0].unit = "s\x07";
    const RunSummary back = read_back(run);
    EXPECT_EQ(back.scenario, "morning?[2J?peak");
    EXPECT_EQ(back.key_figures[0].unit, "s?");
}

TEST_F(RunSummaryFile, files_that_are_no_run_are_refused) {
    EXPECT_THROW(read_run_summary(path_of("none.h5")), InputError);
    EXPECT_THROW(read_run_summary(folder_.path()), InputError);
    std::ofstream{path_of("text.h5")} << "no HDF5";
    EXPECT_THROW(read_run_summary(path_of("text.h5")), InputError);
    std::ofstream{path_of("empty.h5")};
    EXPECT_THROW(read_run_summary(path_of("empty.h5")), InputError);
}

TEST_F(RunSummaryFile, truncated_file_is_refused) {
    write_run_file(path_of("run.h5"), make_run("", 1, 80));
    const auto size = std::filesystem::file_size(path_of("run.h5"));
    for (const auto part : {size / 4, size / 2, size - 1}) {
        std::filesystem::copy_file(path_of("run.h5"), path_of("cut.h5"),
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(path_of("cut.h5"), part);
        EXPECT_THROW(read_run_summary(path_of("cut.h5")), InputError) << part << " of " << size;
    }
}

} // namespace
} // namespace cityproof::verdict
