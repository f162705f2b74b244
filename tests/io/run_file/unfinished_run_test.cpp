// SPDX-License-Identifier: Apache-2.0
// A run that is resumed: what it kept, what it wrote after it, and what is refused.
#include "core/base/errors.hpp"
#include "io/run_file/unfinished_run.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using ::testing::HasSubstr;

constexpr SampleSize size{.record_frames = 30, .fine_frames = 40};
constexpr std::size_t first_half = 20; ///< steps before the checkpoint

std::filesystem::path part_of(const std::filesystem::path& path) {
    return path.string() + ".part";
}

void append_steps(RunFileWriter& writer, std::size_t first, std::size_t end) {
    const RunFileLayout layout = sample_layout(size);
    for (std::size_t step = first; step < end; ++step) {
        append_sample_step(writer, layout, size, step);
    }
}

void finish(RunFileWriter& writer) {
    writer.finish(sample_key_figures(), sample_trace_hash, {});
}

/// A run that ends in the middle, some steps after its checkpoint. Returns the checkpoint's
/// position.
RunFilePosition leave_part(const std::filesystem::path& path, std::size_t steps_beyond) {
    RunFileWriter writer{path, sample_layout(size)};
    append_steps(writer, 0, first_half);
    const RunFilePosition position = writer.sync();
    append_steps(writer, first_half, first_half + steps_beyond);
    writer.abandon();
    return position;
}

std::string refusal(const std::filesystem::path& part, const RunFilePosition& position,
                    const RunFileLayout& layout = sample_layout(size)) {
    try {
        UnfinishedRun{part, position}.require_layout(layout);
        return "not refused";
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(UnfinishedRun, finished_file_has_the_bytes_of_an_uninterrupted_run) {
    const TemporaryFolder folder;
    const auto whole = folder.path() / "whole.h5";
    const auto path = folder.path() / "run.h5";
    {
        RunFileWriter writer{whole, sample_layout(size)};
        append_steps(writer, 0, 40);
        finish(writer);
    }
    const RunFilePosition position = leave_part(path, 7);
    // 20 steps: a record frame, a fine frame and vehicles each; a vehicle every second step, an
    // event every fifth.
    EXPECT_EQ(position,
              (RunFilePosition{{20, 20, 0, 20}, 4, sample_vehicle_count(19), position.bytes}));
    {
        const UnfinishedRun before{part_of(path), position};
        RunFileWriter writer{path, sample_layout(size), before};
        append_steps(writer, first_half, 40);
        EXPECT_EQ(writer.sync().frames[0], 30U);
        finish(writer);
    }
    EXPECT_TRUE(file_bytes(whole) == file_bytes(path));
    EXPECT_FALSE(std::filesystem::exists(part_of(path)));
}

TEST(UnfinishedRun, old_part_stays_until_the_new_one_is_whole_and_its_reader_keeps_it) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    const RunFilePosition position = leave_part(path, 7);
    const std::string old = file_bytes(part_of(path));
    const RunFileReader viewer{part_of(path), KilledRun::accept};
    const UnfinishedRun before{part_of(path), position};
    {
        // A folder where the new .part would grow: it cannot be made.
        std::filesystem::create_directory(path.string() + ".part.new");
        EXPECT_THROW((RunFileWriter{path, sample_layout(size), before}), InputError);
        EXPECT_TRUE(old == file_bytes(part_of(path)));
        std::filesystem::remove(path.string() + ".part.new");
    }
    RunFileWriter writer{path, sample_layout(size), before};
    EXPECT_EQ(viewer.times_s("vehicles").size(), first_half + 7);
    EXPECT_EQ(expect_sample_frames(viewer, size), (first_half + 7) * 3);
    EXPECT_EQ(RunFileReader{part_of(path)}.times_s("vehicles").size(), first_half);
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part.new"));
    writer.abandon();
}

TEST(UnfinishedRun, refuses_a_part_that_a_run_is_writing) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    RunFileWriter writer{path, sample_layout(size)};
    append_steps(writer, 0, 3);
    const RunFilePosition position = writer.sync();
    EXPECT_THAT(refusal(part_of(path), position), HasSubstr("a run is still writing this file"));
    writer.abandon();
}

TEST(UnfinishedRun, refuses_a_part_with_less_than_the_checkpoint_knows) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    RunFilePosition position = leave_part(path, 0);
    EXPECT_EQ(refusal(part_of(path), position), "not refused");
    ++position.frames[1];
    EXPECT_THAT(refusal(part_of(path), position), HasSubstr("holds less than its run had written"));
    --position.frames[1];
    ++position.events;
    EXPECT_THAT(refusal(part_of(path), position), HasSubstr("holds less than its run had written"));
}

TEST(UnfinishedRun, bytes_that_are_missing_beyond_the_checkpoint_do_not_matter_and_others_do) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    RunFilePosition position;
    std::string killed;
    {
        RunFileWriter writer{path, sample_layout(size)};
        append_steps(writer, 0, first_half);
        position = writer.sync();
        append_steps(writer, first_half, 40);
        writer.sync();
        killed = file_bytes(part_of(path)); // as a kill or a full disk leaves it: not closed
        writer.abandon();
    }
    ASSERT_GT(killed.size(), position.bytes);
    write_bytes(part_of(path), killed.substr(0, position.bytes + 1));
    EXPECT_THROW(RunFileReader(part_of(path), KilledRun::accept), InputError);
    {
        const UnfinishedRun before{part_of(path), position};
        RunFileWriter writer{path, sample_layout(size), before};
        append_steps(writer, first_half, 40);
        finish(writer);
    }
    EXPECT_EQ(expect_sample_frames(RunFileReader{path}, size), 30U + 40U + 40U);
    write_bytes(part_of(path), killed.substr(0, position.bytes - 1));
    EXPECT_THAT(refusal(part_of(path), position), HasSubstr("holds less than its run had written"));
}

TEST(UnfinishedRun, refuses_a_part_that_records_other_things) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    const RunFilePosition position = leave_part(path, 0);
    RunFileLayout layout = sample_layout(size);
    layout.channels[1].unit = "Pa";
    EXPECT_THAT(refusal(part_of(path), position, layout), HasSubstr("records other things"));
    layout = sample_layout(size);
    layout.vehicles = false;
    EXPECT_THAT(refusal(part_of(path), position, layout), HasSubstr("records other things"));
}

TEST(UnfinishedRun, refuses_a_complete_run) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    write_sample(path, size);
    EXPECT_THAT(refusal(path, {}), HasSubstr("nothing to resume"));
}

} // namespace
} // namespace cityproof::io
