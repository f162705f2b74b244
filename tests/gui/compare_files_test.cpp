// SPDX-License-Identifier: Apache-2.0
// What a comparison writes, and the program that it asks.
#include "gui/compare/compare_view.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/picture/picture_file.hpp"
#include "gui/window/problems_panel.hpp"

#include <QFile>
#include <QImage>
#include <QTableView>
#include <QXmlStreamReader>

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <optional>

#include "key_figure_reports.hpp"
#include "played_cityproof.hpp"
#include "small_run.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::write_small_run;
using ::testing::HasSubstr;
using testing::wait_until;

class CompareFiles : public testing::WindowTest {
  protected:
    CompareFiles() {
        write_small_run(path_, {.speeds_mps = {{10, 10}, {10, 10}}});
        write_small_run(other_, {.policy = "adaptive", .speeds_mps = {{12, 10}, {14, 5}}});
        std::ofstream{folder_.path() / "five.json"} << testing::five_seeds;
    }

    void play_cityproof(const std::string& lines) { played_.emplace(folder_.path(), lines); }

    void compare() {
        window_.compare({path_.string()}, {other_.string()});
        ASSERT_TRUE(wait_until([&] {
            return window_.comparison()->maps()->mode() != CompareMode::alone &&
                   window_.store().facts() && window_.is_settled();
        }));
    }

    QString file(const char* name) const {
        return QString::fromStdString((folder_.path() / name).string());
    }

    static std::string content(const QString& path) {
        QFile file{path};
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
    }

    /// All text of an SVG file; fails when it is not well-formed.
    static std::string svg_text(const QString& path) {
        QFile file{path};
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QXmlStreamReader reader{&file};
        QString text;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters) {
                text += reader.text();
            }
        }
        EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
        return text.toStdString();
    }

    std::optional<testing::PlayedCityproof> played_{std::in_place, folder_.path(), "exec sleep 60"};
    std::filesystem::path other_ = folder_.path() / "policy.h5";
};

// The arguments arrive as `compare BASE --policy POLICY --json FILE`.
TEST_F(CompareFiles, key_figures_come_from_cityproof_compare) {
    play_cityproof("echo \"$@\" > '" + (folder_.path() / "arguments").string() + "'; cp '" +
                   (folder_.path() / "five.json").string() + "' \"$6\"");
    compare();
    const auto* rows = window_.key_figures()->view()->model();
    ASSERT_TRUE(wait_until([&] { return rows->rowCount() == 4; }));
    EXPECT_THAT(content(file("arguments")), HasSubstr("compare " + path_.string() + " --policy " +
                                                      other_.string() + " --json "));
}

TEST_F(CompareFiles, a_program_that_fails_is_a_sentence_and_the_maps_stay) {
    play_cityproof("echo 'cityproof compare: policy.h5: is another city' >&2; exit 2");
    compare();
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("is another city"));
    EXPECT_EQ(window_.comparison()->maps()->mode(), CompareMode::side_by_side);
}

TEST_F(CompareFiles, choosing_a_figure_shows_its_channel_on_the_maps) {
    play_cityproof("cp '" + (folder_.path() / "five.json").string() + "' \"$6\"");
    compare();
    window_.content().set_channel("street", "");
    auto* view = window_.key_figures()->view();
    ASSERT_TRUE(wait_until([&] { return view->model()->rowCount() == 4; }));
    view->selectRow(0); // the mean delay: seen in the speeds
    ASSERT_TRUE(settle());
    EXPECT_EQ(window_.content().layer("street")->channel, "traffic/street_speed");
    EXPECT_EQ(window_.comparison()->content().layer("street")->channel, "traffic/street_speed");
}

TEST_F(CompareFiles, the_html_report_is_written_by_cityproof_compare) {
    play_cityproof("test \"$5\" = --html && echo report > \"$6\"; exit 0");
    compare();
    window_.save_report(file("report.html"));
    ASSERT_TRUE(wait_until([&] { return QFile::exists(file("report.html")); }));
}

TEST_F(CompareFiles, a_pair_of_maps_is_a_png_with_two_maps) {
    compare();
    window_.save_picture(file("maps.png"));
    const QImage image{file("maps.png")};
    EXPECT_EQ(image.size(), QSize(3200, 2000)); // 1600 x 1000 at twice the pixels
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
    EXPECT_EQ(window_.comparison()->picture({}).pane_count(), 2U);
}

TEST_F(CompareFiles, an_svg_says_what_it_shows_and_where_it_comes_from) {
    compare();
    window_.comparison()->set_mode(CompareMode::difference);
    ASSERT_TRUE(settle());
    window_.save_picture(file("difference.svg"));
    const std::string text = svg_text(file("difference.svg"));
    // Legend with unit, difference, time, scenario, arms and seed, version, city.
    for (const char* words : {"B − A", "(km/h)", "no change", "two streets", "adaptive, seed 1",
                              "baseline, seed 1", "06:31", "Cityproof 0.1.0", "Rivabella", " m"}) {
        EXPECT_THAT(text, HasSubstr(words));
    }
}

TEST_F(CompareFiles, a_folder_that_is_not_there_is_a_sentence) {
    compare();
    window_.save_picture(file("nowhere/maps.png"));
    EXPECT_EQ(window_.problems()->count(), 1);
    window_.save_key_figures(file("nowhere/figures.csv"));
    EXPECT_EQ(window_.problems()->count(), 2);
}

TEST_F(CompareFiles, another_ending_is_refused_and_the_file_stays) {
    std::ofstream{file("maps.jpg").toStdString()} << "old";
    compare();
    window_.save_picture(file("maps.jpg"));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr(".png or .svg"));
    EXPECT_EQ(content(file("maps.jpg")), "old");
}

/// No file of this process can become larger than some bytes: as on a full disk.
class FullDisk {
  public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit small = before_;
        small.rlim_cur = 1000;
        setrlimit(RLIMIT_FSIZE, &small);
    }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

  private:
    rlimit before_{};
};

TEST_F(CompareFiles, a_full_disk_is_a_sentence_and_leaves_the_old_file) {
    std::ofstream{file("maps.png").toStdString()} << "old";
    compare();
    {
        const FullDisk full;
        window_.save_picture(file("maps.png"));
    }
    EXPECT_EQ(window_.problems()->count(), 1);
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("maps.png"));
    EXPECT_EQ(content(file("maps.png")), "old");
    const std::filesystem::directory_iterator folder{folder_.path()};
    EXPECT_TRUE(std::none_of(begin(folder), end(folder), [](const auto& entry) {
        return entry.path().string().find(".tmp") != std::string::npos;
    })) << "no half-written file is left";
}

} // namespace
} // namespace cityproof::gui
