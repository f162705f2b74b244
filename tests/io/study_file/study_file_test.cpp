// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/hdf5_handle.hpp"
#include "io/study_file/run_glance.hpp"
#include "io/study_file/study_table.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <limits>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using hdf5::Handle;
using ::testing::HasSubstr;

StudyTable sample_table() {
    StudyTable table;
    table.meta = {{"study", "sample"}, {"description", ""}};
    table.point_count = 2;
    table.arms = {{"baseline", ""}, {"adaptive", "adaptive_signals,other"}};
    table.factors = {{"traffic.demand_scale", "1", {"90 %", "110 %"}, {0.9, 1.1}},
                     {"city", "", {"a.city", "b.city"}, {}}};
    table.key_figures = {
        {"traffic.delay_mean", "s", contracts::Direction::lower_is_better, "what it is", true},
        {"energy.peak", "MW", contracts::Direction::neutral, "another", false}};
    for (std::uint32_t i = 0; i < 4; ++i) {
        table.runs.push_back({"id" + std::to_string(i), i % 2, i / 2, 7,
                              i == 3 ? RunStatus::failed : RunStatus::done,
                              "runs/id" + std::to_string(i) + ".h5"});
        table.values.push_back(i == 3 ? std::nan("") : 10.0 + i);
        table.values.push_back(i == 3 ? std::nan("") : 20.0 + i);
    }
    return table;
}

class StudyFile : public ::testing::Test {
  protected:
    /// Changes the file through HDF5.
    void change(const std::function<void(hid_t)>& damage) const {
        const Handle file{H5Fopen(path_.c_str(), H5F_ACC_RDWR, hdf5::file_access().get()),
                          H5Fclose};
        ASSERT_TRUE(file);
        damage(file.get());
    }

    std::string complaint() const {
        try {
            read_study_table(path_);
        } catch (const InputError& error) {
            return error.what();
        }
        return "no complaint";
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "study.h5";
};

TEST_F(StudyFile, comes_back_as_it_was_written) {
    const StudyTable table = sample_table();
    write_study_file(path_, table, {});
    const StudyTable read = read_study_table(path_);
    EXPECT_FALSE(read.complete());
    EXPECT_EQ(read.point_count, 2U);
    ASSERT_EQ(read.meta.size(), 2U);
    EXPECT_EQ(read.meta[0].value, "sample");
    ASSERT_EQ(read.arms.size(), 2U);
    EXPECT_EQ(read.arms[1].policies, "adaptive_signals,other");
    ASSERT_EQ(read.factors.size(), 2U);
    EXPECT_EQ(read.factors[0].numbers, table.factors[0].numbers);
    EXPECT_EQ(read.factors[1].texts, table.factors[1].texts);
    EXPECT_TRUE(std::isnan(read.factors[1].numbers[0]));
    ASSERT_EQ(read.runs.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(read.runs[i].id, table.runs[i].id);
        EXPECT_EQ(read.runs[i].arm, table.runs[i].arm);
        EXPECT_EQ(read.runs[i].point, table.runs[i].point);
        EXPECT_EQ(read.runs[i].seed, 7U);
        EXPECT_EQ(read.runs[i].status, table.runs[i].status);
        EXPECT_EQ(read.runs[i].file, table.runs[i].file);
    }
    ASSERT_EQ(read.key_figures.size(), 2U);
    EXPECT_TRUE(read.key_figures[0].named);
    EXPECT_EQ(read.key_figures[0].direction, contracts::Direction::lower_is_better);
    EXPECT_EQ(read.value(2, 1), 22.0);
    EXPECT_TRUE(std::isnan(read.value(3, 0)));
}

TEST_F(StudyFile, without_a_finished_run_there_are_no_key_figures) {
    StudyTable table = sample_table();
    table.key_figures.clear();
    table.values.clear();
    table.factors.clear();
    write_study_file(path_, table, {});
    EXPECT_EQ(read_study_table(path_).runs.size(), 4U);
}

TEST_F(StudyFile, equal_content_is_equal_bytes) {
    write_study_file(path_, sample_table(), {});
    const std::filesystem::path other = folder_.path() / "other.h5";
    write_study_file(other, sample_table(), {});
    EXPECT_EQ(file_bytes(path_), file_bytes(other));
}

TEST_F(StudyFile, a_series_shows_the_run_files_and_nan_for_the_others) {
    std::filesystem::create_directory(folder_.path() / "runs");
    const SampleSize size{.streets = 5, .record_frames = 4, .fine_frames = 9};
    StudyTable table = sample_table();
    for (const StudyRun& run : table.runs) {
        if (run.status == RunStatus::done) {
            write_sample(folder_.path() / run.file, size);
        }
    }
    const RunFileLayout layout = sample_layout(size);
    const ChannelDescription& channel = layout.channels.front();
    const RunGlance glance{folder_.path() / table.runs[0].file};
    const auto extent = glance.extent(channel.name);
    ASSERT_TRUE(extent);
    StudyChannels channels;
    channels.axes = {{channel.axis, glance.times_s(channel.axis)}};
    channels.series = {{channel, extent->frames, extent->entities}};
    write_study_file(path_, table, channels);

    std::vector<float> values(4 * extent->frames * extent->entities);
    {
        const Handle file{H5Fopen(path_.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
        const Handle data{H5Dopen2(file.get(), ("/series/" + channel.name).c_str(), H5P_DEFAULT),
                          H5Dclose};
        ASSERT_GE(
            H5Dread(data.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
    }
    const std::size_t run_size = extent->frames * extent->entities;
    const RunFileReader reader{folder_.path() / table.runs[1].file};
    const std::vector<float> frame = reader.frame(channel.name, 2);
    for (std::size_t e = 0; e < frame.size(); ++e) {
        const float value = values[run_size + 2 * extent->entities + e];
        EXPECT_TRUE(value == frame[e] || (std::isnan(value) && std::isnan(frame[e])));
    }
    EXPECT_TRUE(std::isnan(values[3 * run_size]));
}

TEST_F(StudyFile, other_files_are_refused_in_one_sentence) {
    write_sample(path_, {.streets = 5, .record_frames = 4, .fine_frames = 9});
    EXPECT_THAT(complaint(), HasSubstr("is no study file"));
    write_bytes(path_, "no HDF5");
    EXPECT_THAT(complaint(), HasSubstr("study.h5"));
    std::filesystem::remove(path_);
    EXPECT_THAT(complaint(), HasSubstr("cannot be opened"));
}

TEST_F(StudyFile, columns_that_do_not_fit_together_are_refused) {
    for (const char* victim : {"/runs/seed", "/runs/status", "/kpi/unit", "/kpi/value"}) {
        write_study_file(path_, sample_table(), {});
        change([&](hid_t file) {
            ASSERT_GE(H5Ldelete(file, victim, H5P_DEFAULT), 0);
            ASSERT_GE(H5Lmove(file, "/runs/arm", file, victim, H5P_DEFAULT, H5P_DEFAULT), 0);
        });
        EXPECT_THAT(complaint(), HasSubstr("study.h5")) << victim;
    }
}

TEST_F(StudyFile, a_run_of_an_arm_that_is_not_there_is_refused) {
    StudyTable table = sample_table();
    table.runs[2].arm = 9;
    write_study_file(path_, table, {});
    EXPECT_THAT(complaint(), HasSubstr("'arm' does not fit"));
}

TEST(RunGlance, tells_what_the_reader_tells) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    write_sample(path);
    const RunGlance glance{path};
    const RunFileReader reader{path};
    EXPECT_TRUE(glance.complete());
    for (const MetaEntry& entry : reader.meta()) {
        EXPECT_EQ(glance.meta(entry.key), entry.value);
    }
    EXPECT_EQ(glance.meta("no such key"), "");
    const auto figures = glance.key_figures();
    ASSERT_EQ(figures.size(), reader.key_figures().size());
    EXPECT_EQ(figures.front().first, reader.key_figures().front().id);
    for (const AxisDescription& axis : reader.axes()) {
        EXPECT_EQ(glance.times_s(axis.name), reader.times_s(axis.name));
    }
    for (const ChannelDescription& channel : reader.channels()) {
        const auto extent = glance.extent(channel.name);
        ASSERT_TRUE(extent);
        EXPECT_EQ(extent->frames, reader.times_s(channel.axis).size());
        EXPECT_EQ(extent->entities, reader.table(channel.table)->ids.size());
    }
    EXPECT_FALSE(glance.extent("no/channel"));
}

TEST(RunGlance, what_is_no_closed_run_file_is_refused) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    EXPECT_THROW(RunGlance{path}, InputError);
    write_sample(path);
    std::string bytes = file_bytes(path);
    write_bytes(path, bytes.substr(0, 1000));
    EXPECT_THROW(RunGlance{path}, InputError);
}

} // namespace
} // namespace cityproof::io
