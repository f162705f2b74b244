// SPDX-License-Identifier: Apache-2.0
// The window on a run that goes on, ends, dies, or never was one.
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/playback/playback_bar.hpp"
#include "gui/window/problems_panel.hpp"

#include <gmock/gmock.h>
#include <hdf5.h>

#include <fstream>

#include "window_fixture.hpp"
#include "writer_process.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using testing::wait_until;
using testing::WriterProcess;

class WindowLive : public testing::WindowTest {
  protected:
    WindowLive() { window_.store().set_poll_interval(20); }

    std::string problem() { return window_.problems()->newest().toStdString(); }

    void open_broken(const std::filesystem::path& path) {
        window_.open(QString::fromStdString(path.string()));
        EXPECT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    }

    std::filesystem::path live_ = folder_.path() / "live.h5";
    std::filesystem::path part_ = folder_.path() / "live.h5.part";
};

TEST_F(WindowLive, a_run_that_goes_on_is_followed_to_its_end_and_stays_on_the_screen) {
    WriterProcess writer{live_, 30, 40, "finish"};
    ASSERT_TRUE(WriterProcess::has_begun(part_));
    open(live_);
    EXPECT_TRUE(window_.playback().is_following());
    window_.select(ObjectRef{"street", 0});
    const double begun_s = window_.playback().time_s();
    ASSERT_TRUE(wait_until([&] { return window_.playback().time_s() > begun_s; }));
    ASSERT_TRUE(wait_until([&] { return window_.store().progress()->complete; }));
    EXPECT_EQ(window_.store().facts()->file, live_.string());
    EXPECT_EQ(window_.playback().time_s(), 2400);
    EXPECT_TRUE(window_.selected());
    EXPECT_EQ(window_.problems()->count(), 0) << problem();
    EXPECT_TRUE(wait_until([&] {
        const auto& series = window_.chart()->plot()->series();
        return series.size() == 1 && series[0].times_s.size() == 40;
    }));
}

TEST_F(WindowLive, a_run_killed_in_mid_write_leaves_a_sentence_and_what_there_is) {
    WriterProcess writer{live_, 20, 15, "die"};
    ASSERT_TRUE(WriterProcess::has_begun(part_));
    open(live_);
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(problem(), HasSubstr("cityproof recover live.h5.part"));
    EXPECT_TRUE(wait_until([&] { return window_.playback().last_s() == 900; }));
}

TEST_F(WindowLive, a_deleted_file_leaves_a_sentence_and_the_map) {
    open();
    std::filesystem::remove(path_);
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(problem(), HasSubstr("was deleted"));
    window_.playback().to_last();
    EXPECT_TRUE(settle());
    EXPECT_EQ(window_.problems()->count(), 1);
}

TEST_F(WindowLive, a_file_of_a_future_version_is_named_in_a_sentence) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    H5Adelete_by_name(file, "meta", "format", H5P_DEFAULT);
    const hid_t one = H5Screate(H5S_SCALAR);
    const hid_t format = H5Acreate_by_name(file, "meta", "format", H5T_STD_I64LE, one, H5P_DEFAULT,
                                           H5P_DEFAULT, H5P_DEFAULT);
    const std::int64_t future = 99;
    ASSERT_GE(H5Awrite(format, H5T_NATIVE_INT64, &future), 0);
    H5Aclose(format);
    H5Sclose(one);
    H5Fclose(file);
    open_broken(path_);
    EXPECT_THAT(problem(), HasSubstr("newer Cityproof"));
}

TEST_F(WindowLive, what_is_no_run_file_or_not_there_is_named_in_a_sentence) {
    std::ofstream{folder_.path() / "notes.h5"} << "not a run\n";
    open_broken(folder_.path() / "notes.h5");
    EXPECT_THAT(problem(), HasSubstr("notes.h5"));
    window_.problems()->clear();
    open_broken(folder_.path() / "missing.h5");
    EXPECT_THAT(problem(), HasSubstr("missing.h5"));
}

TEST_F(WindowLive, another_run_is_shown_after_a_broken_one) {
    open_broken(folder_.path() / "missing.h5");
    open();
    EXPECT_EQ(window_.playback().time_s(), 60);
}

TEST_F(WindowLive, the_same_problem_is_not_said_twice) {
    ProblemsPanel panel;
    panel.add({Severity::warning, {"run.h5"}, "was deleted", {}, {}});
    panel.add({Severity::warning, {"run.h5"}, "was deleted", {}, {}});
    panel.add({Severity::error, {"other.h5"}, "was deleted", {}, {}});
    EXPECT_EQ(panel.count(), 2);
    EXPECT_THAT(panel.newest().toStdString(), HasSubstr("other.h5"));
}

} // namespace
} // namespace cityproof::gui
