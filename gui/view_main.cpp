// SPDX-License-Identifier: Apache-2.0
// cityproof view: a window on a run file, or a picture of it drawn without a screen.
#include "core/base/errors.hpp"
#include "core/base/exit_code.hpp"
#include "gui/compare/compared_runs.hpp"
#include "gui/data/typed_limits.hpp"
#include "gui/live/reading.hpp"
#include "gui/look/language.hpp"
#include "gui/map/offscreen_application.hpp"
#include "gui/map/text.hpp"
#include "gui/picture/picture_file.hpp"
#include "gui/picture/run_picture.hpp"
#include "gui/window/main_window.hpp"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace cityproof;

struct Options {
    gui::PictureRequest request;
    gui::PictureSize size;
    std::string picture;
    std::vector<std::string> runs;
    std::vector<std::string> compare;
    std::optional<std::string> recorded;
    bool side_by_side = false;
    std::optional<std::string> layers;
    std::optional<std::string> limits;
    std::optional<std::string> theme;
    std::optional<std::string> language;
    bool reset_settings = false;
};

void describe(CLI::App& app, Options& options) {
    app.add_option("RUN", options.runs,
                   "run file (run.h5); a city package (NAME.city); several runs of one arm with "
                   "--compare; the folder of a study; or a "
                   "scenario (.yaml) to change; without it the window begins with its start page");
    app.add_option("--export", options.picture,
                   "write a picture (.png or .svg) to this file and open no window");
    app.add_option("--channel", options.request.channel,
                   "channel that colours the map, as in traffic/street_speed");
    app.add_option("--time", options.request.time,
                   "\"07:30\", \"2026-11-10 07:30\" or since the start, \"1800 s\"; without: the "
                   "last moment");
    app.add_option("--average", options.request.average,
                   "show the mean of this span before --time, as in \"15 min\"");
    app.add_option("--layers", options.layers, "tables to draw, separated by commas");
    app.add_option("--limits", options.limits,
                   "class limits in the legend's unit, separated by commas");
    app.add_option("--compare", options.compare,
                   "run files to hold against RUN (the baseline), paired by seed; a picture shows "
                   "this one minus RUN");
    app.add_option("--recorded", options.recorded,
                   "recorded values (.csv) to hold the chart of RUN against");
    app.add_flag("--side-by-side", options.side_by_side,
                 "with --compare: both maps, RUN left, instead of their difference");
    app.add_option("--width", options.size.width, "width")->check(CLI::Range(320, 8000));
    app.add_option("--height", options.size.height, "height")->check(CLI::Range(240, 8000));
    app.add_option("--scale", options.size.scale, "pixels per unit of width and height")
        ->check(CLI::IsMember({1, 2}));
    app.add_option_function<std::string>(
           "--theme",
           [&](const std::string& name) {
               options.theme = name;
               options.request.dark = name == "dark";
           },
           "colours of paper or of a dark screen")
        ->check(CLI::IsMember({"light", "dark"}));
    app.add_option("--language", options.language,
                   "of window or picture; without: of a picture English, of a window what was "
                   "chosen in it or the system's")
        ->check(CLI::IsMember({"en", "de", "zh"}));
    app.add_flag("--reset-settings", options.reset_settings,
                 "forget recent runs and all else that the window remembers");
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= list.size()) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        parts.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::vector<double> limits_of(const std::string& list, bool difference) {
    const gui::TypedLimits typed = gui::read_limits(QString::fromStdString(list), difference);
    if (!typed.problem.isEmpty()) {
        throw InputError{{"", 0, "--limits"},
                         "'" + list + "' cannot be used as class limits",
                         typed.problem.toStdString()};
    }
    return typed.limits;
}

/// Before the work, not after it: reading a large run takes a while.
void require_free_place(const Options& options) {
    const std::filesystem::path picture{options.picture};
    const Location where{options.picture, 0, "--export"};
    std::error_code ignored;
    if (!picture.parent_path().empty() &&
        !std::filesystem::is_directory(picture.parent_path(), ignored)) {
        throw InputError{where, "there is no folder '" + picture.parent_path().string() + "'", "",
                         "create it first"};
    }
    if (std::filesystem::exists(picture, ignored) &&
        !std::filesystem::is_regular_file(picture, ignored)) {
        throw InputError{where, "is not a file that a picture could replace"};
    }
    for (const std::vector<std::string>& runs : {options.runs, options.compare}) {
        for (const std::string& run : runs) {
            if (std::filesystem::equivalent(picture, run, ignored)) {
                throw InputError{where, "the picture would replace the run file"};
            }
        }
    }
}

/// A picture is of one run, or of two.
void require_single_runs(const Options& options) {
    if (options.runs.size() > 1) {
        throw InputError{{options.runs[1], 0, "RUN"}, "a picture is of one run", "one run file"};
    }
    if (options.compare.size() > 1) {
        throw InputError{
            {options.compare[1], 0, "--compare"}, "a picture compares two runs", "one run file"};
    }
}

ExitCode export_picture(const Options& options) {
    require_single_runs(options);
    if (gui::is_city(options.runs.front())) {
        throw InputError{{options.runs.front(), 0, "RUN"},
                         "is a city package",
                         "a run file: pictures are of runs",
                         "leave --export out to see the package in a window"};
    }
    if (options.side_by_side) {
        if (options.compare.empty()) {
            throw InputError{{"", 0, "--side-by-side"}, "needs two runs", "--compare with it"};
        }
        const io::RunFileReader a{options.runs.front(), io::KilledRun::accept};
        const io::RunFileReader b{options.compare.front(), io::KilledRun::accept};
        gui::PictureRequest wanted = options.request;
        wanted.file = options.runs.front();
        gui::write_picture(gui::pair_picture(a, {b, options.compare.front()}, wanted), options.size,
                           options.picture);
        return ExitCode::ok;
    }
    // Of two runs the one that is held against the baseline is in front: the picture is "B - A". A
    // viewer shows what there is, of a killed run too.
    gui::PictureRequest request = options.request;
    request.file = options.compare.empty() ? options.runs.front() : options.compare.front();
    const io::RunFileReader run{request.file, io::KilledRun::accept};
    std::optional<io::RunFileReader> baseline;
    std::optional<gui::ComparedRun> other;
    if (!options.compare.empty()) {
        baseline.emplace(options.runs.front(), io::KilledRun::accept);
        other.emplace(gui::ComparedRun{*baseline, options.runs.front()});
    }
    gui::write_picture(gui::run_picture(run, other, request), options.size, options.picture);
    return ExitCode::ok;
}

/// Options that say what a picture looks like mean nothing to a window, where all of it is chosen
/// with the mouse.
void require_no_picture_options(const Options& options) {
    const gui::PictureRequest& request = options.request;
    const std::array<std::pair<const char*, bool>, 5> given{
        {{"--average", request.average.has_value()},
         {"--layers", options.layers.has_value()},
         {"--limits", options.limits.has_value()},
         {"--side-by-side", options.side_by_side},
         {"--channel", request.channel.has_value()}}};
    for (const auto& [name, is_given] : given) {
        if (is_given) {
            throw InputError{{"", 0, name},
                             "is for pictures only",
                             "--export PICTURE.png with it",
                             "or leave it out and choose in the window"};
        }
    }
}

/// A platform without a display is only used when it was asked for, as tests do.
bool has_display() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

ExitCode show_window(const Options& options, int argc, char** argv) {
    if (!has_display()) {
        throw InputError{{"", 0, "RUN"},
                         "there is no display to open a window on",
                         "a desktop",
                         "use --export PICTURE.png to draw a picture without one"};
    }
    QApplication application{argc, argv};
    QApplication::setApplicationName(QStringLiteral("cityproof"));
    QApplication::setOrganizationName(QStringLiteral("cityproof"));
    QApplication::setDesktopFileName(QStringLiteral("cityproof"));
    if (options.reset_settings) {
        QSettings{}.clear();
    }
    gui::require_map_font();
    gui::install_language(options.language ? QString::fromStdString(*options.language)
                                           : gui::chosen_language());
    gui::MainWindow window;
    if (options.theme) {
        window.set_colours(*options.theme == "dark" ? gui::Colours::dark : gui::Colours::light);
    }
    if (options.request.time) {
        window.set_start_time(*options.request.time);
    }
    if (options.recorded) {
        window.show_recorded(QString::fromStdString(*options.recorded));
    }
    window.queue().keep_in(
        QDir{QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)}.filePath(
            QStringLiteral("runs.json")));
    window.show(); // first: panels that are to be in front need a window to be in front of
    if (options.runs.empty()) {
        window.show_start_page();
    } else if (options.compare.empty() && options.runs.size() == 1 &&
               !gui::is_study(options.runs.front())) {
        window.open(QString::fromStdString(options.runs.front()));
    } else {
        window.compare(options.runs, options.compare);
    }
    const int code = QApplication::exec();
    return code == 0 ? ExitCode::ok : ExitCode::engine_error;
}

ExitCode view(int argc, char** argv) {
    CLI::App app{"Opens a window on a run file, or draws a map of it (--export).",
                 "cityproof view"};
    Options options;
    describe(app, options);
    try {
        app.parse(argc, argv);
        if (options.runs.size() > 1 && options.compare.empty()) {
            throw CLI::ExtrasError{{options.runs.begin() + 1, options.runs.end()}};
        }
    } catch (const CLI::Success& success) { // --help
        app.exit(success);
        return ExitCode::ok;
    } catch (const CLI::ParseError& error) {
        // One line, as from the other verbs.
        std::string message = error.what();
        std::replace(message.begin(), message.end(), '\n', ' ');
        fmt::print(stderr, "cityproof view: {}; see cityproof view --help\n", message);
        return ExitCode::bad_input;
    }
    if (options.picture.empty()) {
        require_no_picture_options(options);
        return show_window(options, argc, argv);
    }
    if (options.recorded) {
        throw InputError{{"", 0, "--recorded"},
                         "is for a window",
                         "no --export with it",
                         "recorded values stand in its chart"};
    }
    if (options.layers) {
        options.request.layers = split(*options.layers);
    }
    if (options.limits) {
        options.request.limits =
            limits_of(*options.limits, !options.compare.empty() && !options.side_by_side);
    }
    if (options.runs.empty()) {
        throw InputError{{"", 0, "RUN"}, "no run file is named", "RUN.h5 before --export"};
    }
    require_free_place(options);
    const gui::OffscreenApplication application;
    gui::install_language(QString::fromStdString(options.language.value_or("en")));
    return export_picture(options);
}

} // namespace

int main(int argc, char** argv) {
    return run_program("cityproof view", [&] { return view(argc, argv); });
}
