// SPDX-License-Identifier: Apache-2.0
// The program cityproof-view as a user meets it: exit codes, messages, pictures, libraries.
#include <QImage>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "sample_town.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::TemporaryFolder;
using cityproof::testing::write_town;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Ended {
    int code = -1;
    std::string output; ///< both streams
};

Ended shell(const std::string& command) {
    Ended result;
    FILE* pipe =
        popen((command + " 2>&1").c_str(), "r"); // NOLINT(cert-env33-c): the tests' own commands
    std::array<char, 4096> buffer{};
    while (pipe != nullptr && fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
        result.output += buffer.data();
    }
    const int status = pipe == nullptr ? -1 : pclose(pipe);
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

const std::string program = std::string{CITYPROOF_BIN_DIR} + "/cityproof-view";

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

class ViewProgram : public ::testing::Test {
  protected:
    ViewProgram() { write_town(run_); }

    Ended view(const std::string& arguments) const {
        return shell("cd '" + folder_.path().string() + "' && '" + program + "' " + arguments);
    }

    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator{folder_.path()}, {}));
    }

    TemporaryFolder folder_;
    std::filesystem::path run_ = folder_.path() / "run.h5";
    std::filesystem::path picture_ = folder_.path() / "picture.png";
};

TEST_F(ViewProgram, exports_a_picture_of_the_size_asked_for_and_says_nothing) {
    const Ended ended = view("run.h5 --export picture.png --time 07:00 --width 1200 --height 800");
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.output, "");
    const QImage image{QString::fromStdString(picture_.string())};
    EXPECT_EQ(image.size(), QSize(1200, 800));
    EXPECT_EQ(files(), 2U);
}

TEST_F(ViewProgram, draws_the_same_bytes_each_time) {
    ASSERT_EQ(view("run.h5 --export a.png --time 07:00").code, 0);
    // Whatever the desktop's settings are: a screen that does not exist, another scale, another
    // language.
    ASSERT_EQ(shell("cd '" + folder_.path().string() +
                    "' && env -u XDG_RUNTIME_DIR QT_QPA_PLATFORM=xcb DISPLAY=:987 "
                    "QT_SCALE_FACTOR=2 QT_FONT_DPI=200 "
                    "LC_ALL=C.UTF-8 TZ=Asia/Tokyo '" +
                    program + "' run.h5 --export b.png --time '1800 s'")
                  .code,
              0);
    ASSERT_EQ(view("run.h5 --export c.png --time 07:01").code, 0);
    EXPECT_EQ(bytes_of(folder_.path() / "a.png"), bytes_of(folder_.path() / "b.png"));
    EXPECT_NE(bytes_of(folder_.path() / "a.png"), bytes_of(folder_.path() / "c.png"));
}

TEST_F(ViewProgram, recorded_values_are_for_windows) {
    const Ended ended = view("run.h5 --export picture.png --recorded loops.csv");
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.output, HasSubstr("--recorded: is for a window"));
    EXPECT_EQ(files(), 1U);
}

TEST_F(ViewProgram, all_options_together) {
    write_town(folder_.path() / "base.h5", {.faster_mps = -2});
    EXPECT_EQ(view("run.h5 --export picture.png --channel traffic/street_speed --time 07:00 "
                   "--average '5 min' --layers "
                   "building,water_area,street,signal,vehicle --limits 2,4,6 --compare base.h5 "
                   "--theme dark --scale 2")
                  .code,
              0);
    EXPECT_EQ((QImage{QString::fromStdString(picture_.string())}.size()), QSize(3200, 2000));
}

// The words of a picture stand in its SVG's description.
TEST_F(ViewProgram, a_picture_of_two_runs_is_the_second_minus_the_first) {
    write_town(folder_.path() / "policy.h5", {.policy = "adaptive", .faster_mps = 3});
    const Ended ended = view("run.h5 --compare policy.h5 --export difference.svg");
    EXPECT_EQ(ended.code, 0) << ended.output;
    const std::string svg = bytes_of(folder_.path() / "difference.svg");
    EXPECT_THAT(svg, HasSubstr("policy adaptive, seed 7 minus baseline, seed 7"));
    EXPECT_THAT(svg, HasSubstr("+")) << "the street is faster with the policy";
}

TEST_F(ViewProgram, two_runs_stand_side_by_side_with_one_legend) {
    write_town(folder_.path() / "policy.h5", {.policy = "adaptive", .faster_mps = 3});
    EXPECT_EQ(view("run.h5 --compare policy.h5 --side-by-side --export pair.svg").code, 0);
    const std::string svg = bytes_of(folder_.path() / "pair.svg");
    EXPECT_THAT(svg, HasSubstr("A: baseline, seed 7"));
    EXPECT_THAT(svg, HasSubstr("B: policy adaptive, seed 7"));
    const Ended ended = view("run.h5 --side-by-side --export pair.png");
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.output, HasSubstr("--compare"));
}

TEST_F(ViewProgram, another_kind_of_picture_is_refused) {
    const Ended ended = view("run.h5 --export picture.gif");
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.output, HasSubstr(".png or .svg"));
}

TEST_F(ViewProgram, opens_a_window_on_two_runs) {
    write_town(folder_.path() / "policy.h5", {.policy = "adaptive", .faster_mps = 3});
    const Ended ended = shell("cd '" + folder_.path().string() +
                              "' && QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp timeout 3 '" +
                              program + "' run.h5 --compare policy.h5");
    EXPECT_EQ(ended.code, 124) << ended.output;
}

// A limit on the size of files is met as a full disk is: by a write that fails. The signal that
// comes with it is ignored, as nobody sends one when a disk is full.
TEST_F(ViewProgram, a_full_disk_leaves_the_earlier_picture_and_one_sentence) {
    ASSERT_EQ(view("run.h5 --export picture.png --time 06:40").code, 0);
    const std::string before = bytes_of(picture_);
    const std::size_t files_before = files();
    const Ended ended =
        shell("cd '" + folder_.path().string() + "' && trap '' XFSZ && ulimit -f 8 && '" + program +
              "' run.h5 --export picture.png --time 07:10");
    EXPECT_NE(ended.code, 0);
    EXPECT_THAT(ended.output, HasSubstr("picture.png"));
    EXPECT_THAT(ended.output, HasSubstr("File too large"));
    EXPECT_EQ(std::count(ended.output.begin(), ended.output.end(), '\n'), 1) << ended.output;
    EXPECT_EQ(bytes_of(picture_), before);
    EXPECT_EQ(files(), files_before) << "something half-written was left";
}

TEST_F(ViewProgram, shows_a_run_that_was_interrupted) {
    write_town(folder_.path() / "stopped.h5", {.finished = false});
    const Ended ended = view("stopped.h5.part --export picture.png");
    EXPECT_EQ(ended.code, 0) << ended.output;
    EXPECT_TRUE(std::filesystem::exists(picture_));
}

TEST_F(ViewProgram, without_a_display_no_window_opens_and_export_is_named) {
    const Ended ended =
        shell("cd '" + folder_.path().string() +
              "' && env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM '" + program + "' run.h5");
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.output, HasSubstr("no display"));
    EXPECT_THAT(ended.output, HasSubstr("--export"));
}

// timeout's exit code 124: the window stood open until it was closed from outside.
TEST_F(ViewProgram, opens_a_window_on_a_run) {
    const Ended ended = shell(
        "cd '" + folder_.path().string() +
        "' && XDG_CONFIG_HOME=\"$PWD\" QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp timeout 3 '" +
        program + "' run.h5");
    EXPECT_EQ(ended.code, 124) << ended.output;
}

TEST_F(ViewProgram, without_a_run_it_opens_its_start_page) {
    const Ended ended = shell("cd '" + folder_.path().string() +
                              "' && XDG_CONFIG_HOME=\"$PWD\" QT_QPA_PLATFORM=offscreen "
                              "XDG_RUNTIME_DIR=/tmp timeout 3 '" +
                              program + "' --reset-settings");
    EXPECT_EQ(ended.code, 124) << ended.output;
}

TEST_F(ViewProgram, options_of_pictures_are_refused_for_a_window) {
    const Ended ended = view("run.h5 --limits 1,2");
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.output, HasSubstr("--limits"));
    EXPECT_THAT(ended.output, HasSubstr("--export"));
}

TEST_F(ViewProgram, help_names_every_option_and_succeeds) {
    const Ended ended = view("--help");
    EXPECT_EQ(ended.code, 0);
    for (const char* option : {"--export", "--channel", "--time", "--average", "--layers",
                               "--limits", "--compare", "--side-by-side", "--width", "--height",
                               "--scale", "--theme", "--language", "--reset-settings"}) {
        EXPECT_THAT(ended.output, HasSubstr(option));
    }
}

TEST_F(ViewProgram, a_wrong_command_line_gives_one_line_with_the_programs_name) {
    for (const char* arguments :
         {"run.h5 --unknown", "run.h5 other.h5", "run.h5 --width 0", "run.h5 --theme pink"}) {
        const Ended ended = view(arguments);
        EXPECT_EQ(ended.code, 2) << arguments;
        EXPECT_THAT(ended.output, StartsWith("cityproof view: ")) << arguments;
        EXPECT_THAT(ended.output, EndsWith("; see cityproof view --help\n")) << arguments;
        EXPECT_EQ(std::count(ended.output.begin(), ended.output.end(), '\n'), 1) << ended.output;
    }
}

// Each of these: exit code 2, a line that names the cause, no picture and nothing half-written.
TEST_F(ViewProgram, hostile_arguments_are_refused_with_one_clear_line) {
    const std::filesystem::path fifo = folder_.path() / "fifo";
    ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
    std::filesystem::create_directory(folder_.path() / "folder");
    std::ofstream{folder_.path() / "text.h5"} << "not a run file\n";
    const std::string start = bytes_of(run_).substr(0, 3000);
    std::ofstream{folder_.path() / "cut.h5", std::ios::binary} << start;

    struct Case {
        const char* arguments;
        const char* said;
    };

    for (const auto& [arguments, said] : {
             Case{"--export picture.png", "RUN"},
             Case{"missing.h5 --export picture.png", "missing.h5"},
             Case{"text.h5 --export picture.png", "text.h5"},
             Case{"cut.h5 --export picture.png", "cut.h5"},
             Case{"folder --export picture.png", "folder"},
             Case{"fifo --export picture.png", "fifo"},
             Case{"run.h5 --export picture.png --channel traffic/nothing", "traffic/street_speed"},
             Case{"run.h5 --export picture.png --channel ''", "--channel"},
             Case{"run.h5 --export picture.png --channel \"$(head -c 20000 /dev/zero | tr '\\0' "
                  "x)\"",
                  "no channel"},
             Case{"run.h5 --export picture.png --time 09:00", "outside the recorded part"},
             Case{"run.h5 --export picture.png --time 1800", "--time"},
             Case{"run.h5 --export picture.png --time '-5 s'", "--time"},
             Case{"run.h5 --export picture.png --width 0", "--width"},
             Case{"run.h5 --export picture.png --width 99999999999", "--width"},
             Case{"run.h5 --export picture.png --width 320 --height 240", "--width, --height"},
             Case{"run.h5 --export picture.png --scale 3", "--scale"},
             Case{"run.h5 --export picture.png --theme pink", "--theme"},
             Case{"run.h5 --export picture.png --layers street,nonsense", "nonsense"},
             Case{"run.h5 --export picture.png --layers ''", "--layers"},
             Case{"run.h5 --export picture.png --limits 1,x", "--limits"},
             Case{"run.h5 --export picture.png --limits 3,2", "--limits"},
             Case{"run.h5 --export picture.png --limits nan", "--limits"},
             Case{"run.h5 --export picture.png --compare missing.h5", "missing.h5"},
             Case{"run.h5 --export picture.png --unknown", "--unknown"},
             Case{"run.h5 other.h5 --export picture.png", "other.h5"},
             Case{"run.h5 --export no/such/folder/picture.png", "no/such/folder"},
             Case{"run.h5 --export folder", "folder"},
             Case{"run.h5 --export fifo", "fifo"},
             Case{"run.h5 --export run.h5", "run.h5"},
             Case{"run.h5 --export ./folder/../run.h5", "run.h5"},
         }) {
        const Ended ended = view(arguments);
        EXPECT_EQ(ended.code, 2) << arguments << "\n" << ended.output.substr(0, 500);
        EXPECT_THAT(ended.output, HasSubstr(said)) << arguments;
        EXPECT_FALSE(std::filesystem::exists(picture_)) << arguments;
    }
    EXPECT_EQ(files(), 5U); // run.h5, fifo, folder, text.h5, cut.h5
    EXPECT_EQ(view("run.h5 --export picture.png").code, 0) << "run.h5 was harmed";
}

TEST_F(ViewProgram, an_earlier_picture_survives_an_error) {
    std::ofstream{picture_} << "earlier";
    EXPECT_EQ(view("run.h5 --export picture.png --time 09:00").code, 2);
    EXPECT_EQ(bytes_of(picture_), "earlier");
}

TEST_F(ViewProgram, a_folder_that_cannot_be_written_is_an_error) {
    if (geteuid() == 0) {
        // root may write anywhere but into the kernel's own file system
        const Ended ended = view("run.h5 --export /proc/picture.png");
        EXPECT_EQ(ended.code, 2) << ended.output;
        EXPECT_THAT(ended.output, HasSubstr("/proc/picture.png"));
        return;
    }
    std::filesystem::create_directory(folder_.path() / "locked");
    std::filesystem::permissions(folder_.path() / "locked", std::filesystem::perms::owner_read);
    EXPECT_EQ(view("run.h5 --export locked/picture.png").code, 2);
}

// Licences and crashes: Debian's GDAL links GPL code and must not meet libsumo; the viewer needs
// neither, nor TBB.
TEST(ViewProgramLibraries, are_neither_gdal_nor_tbb_nor_an_engine) {
    const Ended ended = shell("ldd '" + program + "'");
    ASSERT_EQ(ended.code, 0);
    EXPECT_THAT(ended.output, HasSubstr("libQt6Gui"));
    EXPECT_THAT(ended.output, HasSubstr("libhdf5"));
    for (const char* library :
         {"gdal", "libproj", "tbb", "sumo", "epanet", "power_grid", "not found"}) {
        EXPECT_THAT(ended.output, Not(HasSubstr(library)));
    }
}

// Modules of Qt that are under the LGPL and that we use; Charts, Data Visualization, Virtual
// Keyboard and others are GPL only.
TEST(ViewProgramLibraries, of_qt_are_only_modules_under_the_lgpl) {
    const Ended ended = shell("ldd '" + program + "' | grep -o 'libQt[0-9A-Za-z]*' | sort -u");
    ASSERT_EQ(ended.code, 0);
    std::istringstream modules{ended.output};
    int count = 0;
    for (std::string module; modules >> module; ++count) {
        EXPECT_THAT(module, ::testing::AnyOf("libQt6Core", "libQt6Gui", "libQt6Widgets",
                                             "libQt6DBus", "libQt6Svg"));
    }
    EXPECT_GE(count, 3);
}

} // namespace
} // namespace cityproof::gui
