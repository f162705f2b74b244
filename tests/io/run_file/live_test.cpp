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
using namespace std::chrono_literals;

constexpr std::size_t many = 100'000'000;

TEST(LiveRunFile, a_reader_in_another_process_sees_every_frame_as_it_was_written) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    constexpr std::size_t frames = 300;
    const int writer =
        start({child_program(), "stream", path.string(), std::to_string(frames), "3000"});
    RunFileReader reader{path.string() + ".part"};
    EXPECT_TRUE(reader.growing());
    EXPECT_FALSE(reader.complete());
    std::size_t looks_with_news = 0;
    std::size_t most = 0;
    while (reader.growing()) {
        if (reader.refresh()) {
            ++looks_with_news;
            most = reader.times_s("fine").size();
            expect_sample_frames(reader, {.record_frames = many, .fine_frames = many});
            EXPECT_EQ(reader.series("sensors/reading", 1).size(), most);
        }
        std::this_thread::sleep_for(5ms);
    }
    int status = 0;
    ::waitpid(writer, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_GE(looks_with_news, 2U);
    EXPECT_GT(most, 0U);

    // The reader still holds the .part, which is gone: its frames stay readable, and the result is
    // under its name.
    EXPECT_NO_THROW(reader.refresh());
    EXPECT_EQ(reader.frame("sensors/reading", most - 1).size(), 3U);
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
    const RunFileReader result{path};
    EXPECT_EQ(result.times_s("fine").size(), frames);
    EXPECT_TRUE(result.complete());
}

TEST(LiveRunFile, a_file_opened_at_any_moment_of_a_run_is_readable) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    const int writer = start({child_program(), "stream", path.string(), "400", "1000"});
    std::size_t opened = 0;
    int status = 0;
    while (::waitpid(writer, &status, WNOHANG) == 0) {
        try {
            const RunFileReader reader{path.string() + ".part"};
            expect_sample_frames(reader, {.record_frames = many, .fine_frames = many});
            ++opened;
        } catch (const InputError& error) {
            // Only in the moment in which the run ends and the .part goes.
            EXPECT_THAT(error.what(), HasSubstr("cannot be opened")) << "after " << opened;
        }
    }
    EXPECT_EQ(status, 0);
    EXPECT_GT(opened, 0U);
}

TEST(LiveRunFile, more_than_the_queue_holds_is_written_without_loss) {
    const TemporaryFolder folder;
    RunFileLayout layout;
    constexpr std::size_t entities = 1'000'000; // 4 MB a frame, 64 MiB fit into the queue
    constexpr std::size_t frames = 40;
    layout.tables = {
        {"cell", std::vector<std::string>(entities, "c"), std::vector<Geometry>(entities)}};
    layout.axes = {{"record"}};
    layout.channels = {{"a/b", "1", "cell", "record", ""}};
    {
        RunFileWriter writer{folder.path() / "run.h5", layout};
        for (std::size_t k = 0; k < frames; ++k) {
            writer.append_frame("record", static_cast<double>(k),
                                {std::vector<float>(entities, static_cast<float>(k))});
        }
        writer.abandon();
    }
    const RunFileReader reader{folder.path() / "run.h5.part"};
    ASSERT_EQ(reader.times_s("record").size(), frames);
    for (std::size_t k = 0; k < frames; ++k) {
        const std::vector<float> frame = reader.frame("a/b", k);
        EXPECT_EQ(frame.front(), static_cast<float>(k));
        EXPECT_EQ(frame.back(), static_cast<float>(k));
    }
}

/// A file-size limit stands for a full disk: the write fails in the same place with another reason.
class FullDisk : public ::testing::TestWithParam<int> {};

TEST_P(FullDisk, ends_the_run_with_one_sentence_and_no_result) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    const Finished child =
        run({child_program(), "limited", path.string(), std::to_string(GetParam()), "30000"});
    EXPECT_EQ(child.code, 4) << child.output;
    EXPECT_THAT(child.output, HasSubstr("File too large"));
    EXPECT_THAT(child.output, HasSubstr("run.h5.part"));
    EXPECT_LE(std::ranges::count(child.output, '\n'), 2)
        << child.output; // "ready" and the sentence
    EXPECT_FALSE(std::filesystem::exists(path));
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        EXPECT_EQ(entry.path().filename().string(), "run.h5.part");
    }
    // What fitted is not lost, unless the limit met the file while it was being extended (a full
    // disk lets it be).
    try {
        const RunFileReader left{path.string() + ".part", KilledRun::accept};
        EXPECT_GE(expect_sample_frames(left, {.record_frames = many, .fine_frames = many}), 1U);
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("run.h5.part"));
    }
}

// At creation, in the first frames, late, and when the result is written (30 000 frames make a
// .part of 11 MB and a result of 16 MB).
INSTANTIATE_TEST_SUITE_P(RunFile, FullDisk,
                         ::testing::Values(1'000, 300'000, 1'500'000, 6'000'000, 13'000'000));

} // namespace
} // namespace cityproof::io
