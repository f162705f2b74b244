// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using ::testing::HasSubstr;

constexpr SampleSize endless{.record_frames = 100'000'000, .fine_frames = 100'000'000};

std::string refusal(const std::filesystem::path& path) {
    try {
        const RunFileReader reader{path};
        return "not refused";
    } catch (const InputError& error) {
        return error.what();
    }
}

void kill_and_wait(int process) {
    ::kill(process, SIGKILL);
    int status = 0;
    ::waitpid(process, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/// Until a run has written something worth recovering; a loaded machine may need a while.
void wait_for_frames(const std::filesystem::path& part) {
    for (int look = 0; look < 1000; ++look) {
        if (!RunFileReader{part}.times_s("vehicles").empty()) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    FAIL() << "the run writes no frames";
}

TEST(Recover, a_run_killed_at_any_moment_gives_back_its_whole_frames) {
    const TemporaryFolder folder;
    std::size_t most = 0;
    for (int round = 0; round < 16; ++round) {
        const std::filesystem::path path = folder.path() / ("run" + std::to_string(round) + ".h5");
        const std::filesystem::path part = path.string() + ".part";
        const int writer = start(
            {child_program(), "stream", path.string(), "100000000", round % 2 == 0 ? "0" : "200"});
        wait_for_frames(part);
        // Odd microseconds, so that the kill meets the 50 ms rhythm of the writer anywhere.
        std::this_thread::sleep_for(std::chrono::microseconds{7'919 * round});
        kill_and_wait(writer);

        EXPECT_THAT(refusal(part), HasSubstr("cityproof recover"));
        const RunFileReader as_left{part, KilledRun::accept};
        EXPECT_FALSE(as_left.growing());
        const std::string before = file_bytes(part);
        const double last_s = recover_run_file(part, path);
        EXPECT_TRUE(before == file_bytes(part)) << "the .part is not touched";

        const RunFileReader reader{path};
        EXPECT_FALSE(reader.complete());
        double latest_s = 0;
        for (const AxisDescription& axis : reader.axes()) {
            EXPECT_EQ(reader.times_s(axis.name), as_left.times_s(axis.name));
            latest_s = reader.times_s(axis.name).empty()
                           ? latest_s
                           : std::max(latest_s, reader.times_s(axis.name).back());
        }
        EXPECT_EQ(last_s, latest_s);
        const std::size_t compared = expect_sample_frames(reader, endless);
        const std::size_t frames = reader.times_s("vehicles").size();
        EXPECT_LE(reader.vehicle_ids().size(), sample_vehicle_count(frames - 1));
        EXPECT_EQ(reader.series("sensors/reading", 0).size(), reader.times_s("fine").size());
        most = std::max(most, compared);

        EXPECT_EQ(run({"/usr/bin/h5dump", "-d", "/time/fine/time", path.string()}).code, 0);
        std::filesystem::remove(path);
        std::filesystem::remove(part);
    }
    EXPECT_GT(most, 100U) << "the runs were killed too early to mean anything";
}

TEST(Recover, refuses_what_needs_no_recovery) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    write_sample(path);
    EXPECT_THROW(recover_run_file(path, folder.path() / "b.h5"), InputError);
    EXPECT_THROW(recover_run_file(folder.path() / "missing", folder.path() / "b.h5"), InputError);

    const int writer = start({child_program(), "stream", path.string(), "100000000", "1000"});
    try {
        recover_run_file(path.string() + ".part", folder.path() / "b.h5");
        ADD_FAILURE() << "a running run was recovered";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("still writing"));
    }
    kill_and_wait(writer);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "b.h5"));
}

TEST(Recover, a_run_without_a_whole_frame_has_nothing_to_recover) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    { const RunFileWriter writer{path, sample_layout({})}; }
    try {
        recover_run_file(path.string() + ".part", path);
        FAIL() << "not refused";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("no complete frame"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Recover, a_killed_file_that_was_cut_short_is_refused) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    const int writer = start({child_program(), "stream", path.string(), "100000000", "500"});
    const std::filesystem::path part = path.string() + ".part";
    wait_for_frames(part);
    kill_and_wait(writer);
    std::filesystem::resize_file(part, std::filesystem::file_size(part) / 2);
    EXPECT_THROW(recover_run_file(part, path), InputError);
    EXPECT_THROW((RunFileReader{part, KilledRun::accept}), InputError);
}

TEST(Recover, a_file_that_a_reader_holds_is_known_for_what_it_is) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    const std::filesystem::path part = path.string() + ".part";
    const int writer = start({child_program(), "stream", path.string(), "100000000", "500"});
    wait_for_frames(part);
    const RunFileReader first{part};
    const RunFileReader second{part};
    EXPECT_TRUE(second.growing());
    kill_and_wait(writer);
    EXPECT_FALSE(first.growing());
    EXPECT_THAT(refusal(part), HasSubstr("cityproof recover"));
    EXPECT_GT(recover_run_file(part, path), 0);
}

TEST(Recover, a_new_run_replaces_what_a_killed_run_left) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    kill_and_wait(start({child_program(), "stream", path.string(), "100000000", "500"}));
    write_sample(path);
    EXPECT_TRUE(RunFileReader{path}.complete());
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
}

TEST(RecoverProgram, says_what_it_recovered) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    ASSERT_EQ(run({child_program(), "abandon", path.string(), "25"}).code, 0);
    const std::string part = path.string() + ".part";
    const std::string program = std::string{CITYPROOF_TEST_BIN_DIR} + "/run_file_recover";
    const Finished first = run({program, part});
    EXPECT_EQ(first.code, 0) << first.output;
    // 25 record frames at 60 s ... 1500 s, 25 fine ones, 25 of vehicles.
    EXPECT_EQ(first.output,
              "recovered 1500 s of simulated time, 75 frames -> " + path.string() + "\n");

    const Finished again = run({program, part});
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.output, HasSubstr("exists already"));
    EXPECT_EQ(run({program, part, "-o", (folder.path() / "c.h5").string()}).code, 0);
    EXPECT_EQ(run({program}).code, 2);
    EXPECT_EQ(run({program, path.string()}).code, 2); // no .part: no name for the result
    EXPECT_EQ(run({program, part, "-o", (folder.path() / "no" / "c.h5").string()}).code, 2);
}

} // namespace
} // namespace cityproof::io
