// SPDX-License-Identifier: Apache-2.0
// How fast the viewer is with a large city: frames, recolouring, opening, click to chart. Times on
// a loaded machine prove nothing, so each is also given as a ratio to a loop of arithmetic that is
// measured between them.
#include "core/base/errors.hpp"
#include "core/base/exit_code.hpp"
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"

#include <QApplication>
#include <QElapsedTimer>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>
#include <vector>

#include "grid_city.hpp"
#include "stopwatch.hpp"

namespace {

using namespace cityproof;
using gui::MainWindow;

/// Time that this thread has computed for, ms: what the interface thread itself did, whatever
/// others took from the machine.
double thread_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double share_of(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// The yardstick: eight million steps of a random number generator. About 10 ms on a quiet desktop
/// of 2023.
class Yardstick {
  public:
    void measure() {
        const bench::Stopwatch watch;
        const double before_ms = thread_ms();
        for (int step = 0; step < 8'000'000; ++step) {
            state_ ^= state_ << 13;
            state_ ^= state_ >> 7;
            state_ ^= state_ << 17;
        }
        wall_ms_.push_back(1e3 * watch.wall_s());
        own_ms_.push_back(thread_ms() - before_ms + 1e-9 * static_cast<double>(state_ & 1U));
    }

    double wall_ms() const { return share_of(wall_ms_, 0.5); }

    double own_ms() const { return share_of(own_ms_, 0.5); }

  private:
    std::uint64_t state_ = 88172645463325252ULL;
    std::vector<double> wall_ms_;
    std::vector<double> own_ms_;
};

struct Samples {
    std::vector<double> wall_ms;
    std::vector<double> own_ms;
};

void print(const char* name, const Samples& samples, const Yardstick& yardstick) {
    fmt::print(
        "{:<34} wall p50 {:7.2f}  p95 {:7.2f}  max {:7.2f} ms | own p95 {:7.2f}  max {:7.2f} "
        "ms | p95 in yardsticks: wall {:5.2f}, own {:5.2f}\n",
        name, share_of(samples.wall_ms, 0.5), share_of(samples.wall_ms, 0.95),
        share_of(samples.wall_ms, 1), share_of(samples.own_ms, 0.95), share_of(samples.own_ms, 1),
        share_of(samples.wall_ms, 0.95) / yardstick.wall_ms(),
        share_of(samples.own_ms, 0.95) / yardstick.own_ms());
}

template <typename Body>
void sample(Samples& samples, Body body) {
    const bench::Stopwatch watch;
    const double before_ms = thread_ms();
    body();
    samples.own_ms.push_back(thread_ms() - before_ms);
    samples.wall_ms.push_back(1e3 * watch.wall_s());
}

/// Lets events pass until something is true, and notes how long each turn of the event loop took:
/// as long as a turn takes, the window does not answer.
template <typename Condition>
void turn_until(Samples& turns, Condition condition, double most_s = 60) {
    const bench::Stopwatch watch;
    while (!condition() && watch.wall_s() < most_s) {
        sample(turns, [] { QApplication::processEvents(QEventLoop::AllEvents, 0); });
        std::this_thread::sleep_for(std::chrono::microseconds{200}); // as a window that waits
    }
}

/// The turns in which something happened.
Samples busy(const Samples& turns) {
    Samples kept;
    for (std::size_t turn = 0; turn < turns.own_ms.size(); ++turn) {
        if (turns.own_ms[turn] > 0.2) {
            kept.wall_ms.push_back(turns.wall_ms[turn]);
            kept.own_ms.push_back(turns.own_ms[turn]);
        }
    }
    return kept;
}

void settle(MainWindow& window) {
    Samples ignored;
    turn_until(ignored, [&] { return window.is_settled(); });
}

/// The part of a frame that the interface thread does: new vehicles, composing, blit.
void measure_frames(MainWindow& window, const char* name, Yardstick& yardstick) {
    Samples frames;
    window.playback().to_first();
    settle(window);
    for (int frame = 0; frame < 100; ++frame) {
        Samples turns;
        bool shown = false;
        const auto connection =
            QObject::connect(&window, &MainWindow::frame_shown, [&shown] { shown = true; });
        const double before_ms = thread_ms();
        window.playback().step(1);
        turn_until(turns, [&] { return shown; });
        const double loading_own_ms = thread_ms() - before_ms;
        QObject::disconnect(connection);
        Samples paint;
        sample(paint, [&] { window.map()->repaint(); });
        frames.wall_ms.push_back(paint.wall_ms[0] + share_of(turns.wall_ms, 1));
        frames.own_ms.push_back(paint.own_ms[0] + loading_own_ms);
        yardstick.measure();
    }
    print(name, frames, yardstick);
}

/// Streets get new colours 40 times; how long does the event loop stand still?
void measure_recolouring(MainWindow& window, Yardstick& yardstick) {
    Samples turns;
    for (int change = 0; change < 40; ++change) {
        window.playback().go_to(3600.0 + 300.0 * change);
        turn_until(turns, [&] { return window.is_settled(); });
        yardstick.measure();
    }
    print("recolouring: turns of event loop", busy(turns), yardstick);
}

void measure_panning(MainWindow& window, Yardstick& yardstick) {
    Samples turns;
    for (int step = 0; step < 60; ++step) {
        window.map()->set_camera(window.map()->camera().panned({step % 2 == 0 ? 40.0 : -35.0, 3}));
        sample(turns, [&] { window.map()->repaint(); });
        yardstick.measure();
    }
    settle(window);
    print("panning: repaint with old picture", turns, yardstick);
}

/// From the click to the finished chart.
void measure_charts(MainWindow& window, std::size_t streets, Yardstick& yardstick) {
    Samples clicks;
    for (std::size_t click = 0; click < 30; ++click) {
        sample(clicks, [&] {
            bool known = false;
            const auto connection = QObject::connect(&window.store(), &gui::RunStore::series_ready,
                                                     [&known] { known = true; });
            window.select(gui::ObjectRef{"street", click * 6271 % streets});
            Samples turns;
            turn_until(turns, [&] { return known; });
            QObject::disconnect(connection);
            window.chart()->plot()->repaint();
        });
        settle(window);
        yardstick.measure();
    }
    print("click to chart of the whole run", clicks, yardstick);
}

void measure_opening(MainWindow& window, const std::filesystem::path& path, Yardstick& yardstick) {
    yardstick.measure();
    Samples opening;
    Samples turns;
    sample(opening, [&] {
        bool shown = false;
        const auto connection =
            QObject::connect(&window, &MainWindow::frame_shown, [&shown] { shown = true; });
        window.open(QString::fromStdString(path.string()));
        turn_until(turns, [&] { return shown; });
        QObject::disconnect(connection);
    });
    yardstick.measure();
    print("opening until values are there", opening, yardstick);
    print("opening: turns of event loop", busy(turns), yardstick);
    sample(opening, [&] { settle(window); });
    fmt::print("    and {:.0f} ms more until everything is drawn\n", opening.wall_ms.back());
}

ExitCode measure(int argc, char** argv) {
    CLI::App app{"Measures the viewer with a large city made for it.", "viewer_frames"};
    bench::GridCity city;
    std::string file = "viewer_frames.h5";
    bool keep = false;
    app.add_option("--file", file, "the run file to make");
    app.add_option("--streets", city.streets, "streets");
    app.add_option("--vehicles", city.vehicles, "vehicles");
    app.add_option("--frames", city.frames, "frames of streets, one a minute");
    app.add_flag("--keep", keep, "use the file when it is there, and leave it");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? ExitCode::ok : ExitCode::bad_input;
    }
    if (!keep || !std::filesystem::exists(file)) {
        bench::write_grid_city(file, city);
    }
    fmt::print("{} streets, {} vehicles, {} frames, file {:.2f} GB, load {:.1f}\n", city.streets,
               city.vehicles, city.frames,
               static_cast<double>(std::filesystem::file_size(file)) / 1e9, bench::load_average());

    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application{argc, argv};
    Yardstick yardstick;
    {
        MainWindow window;
        window.set_colours(gui::Colours::light);
        window.resize(1600, 1000);
        window.show();
        measure_opening(window, file, yardstick);
        measure_frames(window, "frames, whole city", yardstick);
        window.map()->zoom(10);
        settle(window);
        measure_frames(window, "frames, zoomed 10 times", yardstick);
        window.map()->fit();
        settle(window);
        measure_recolouring(window, yardstick);
        measure_panning(window, yardstick);
        measure_charts(window, city.streets, yardstick);
        fmt::print(
            "map of {} x {} px; yardstick: wall {:.1f} ms, own {:.1f} ms; peak memory {:.0f} "
            "MB\n",
            window.map()->width(), window.map()->height(), yardstick.wall_ms(), yardstick.own_ms(),
            bench::peak_rss_mb());
    }
    if (!keep) {
        std::filesystem::remove(file);
    }
    return ExitCode::ok;
}

} // namespace

int main(int argc, char** argv) {
    return run_program("viewer_frames", [&] { return measure(argc, argv); });
}
