// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace cityproof::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

/// Wall time since the first call of progress, and how often to speak.
class Pace {
  public:
    /// Whether `interval` has passed since it last said yes.
    bool due(std::chrono::milliseconds interval) {
        const auto now = Clock::now();
        if (now - spoken_ < interval) {
            return false;
        }
        spoken_ = now;
        return true;
    }

    double elapsed_s() const {
        return std::chrono::duration<double>(Clock::now() - start_).count();
    }

    /// Simulated seconds per second of wall time so far.
    double real_time_factor(SimTime now) const {
        const double elapsed = elapsed_s();
        return elapsed > 0 ? now.to_seconds() / elapsed : 0;
    }

    double remaining_s(SimTime now, SimTime end) const {
        const double factor = real_time_factor(now);
        return factor > 0 ? (end.to_seconds() - now.to_seconds()) / factor : 0;
    }

  private:
    Clock::time_point start_ = Clock::now();
    Clock::time_point spoken_ = start_;
};

class TextReport final : public RunReport {
  public:
    void progress(SimTime now, SimTime end) override {
        const double share = end.to_seconds() > 0 ? now.to_seconds() / end.to_seconds() : 1;
        if (!terminal_) {
            const int tenth = static_cast<int>(share * 10);
            if (tenth > said_tenths_) {
                said_tenths_ = tenth;
                fmt::print(stderr, "{} of {} simulated ({:.0f} %), {:.0f}x real time\n",
                           to_string(now), to_string(end), share * 100,
                           pace_.real_time_factor(now));
            }
            return;
        }
        if (!pace_.due(std::chrono::milliseconds{200})) {
            return;
        }
        constexpr int width = 30;
        const int filled = static_cast<int>(share * width);
        fmt::print(stderr,
                   "\r[{:#<{}}{:.<{}}] {} ({:3.0f} %)  {:.0f}x real time, {:.0f} s left \x1b[K", "",
                   filled, "", width - filled, to_string(now), share * 100,
                   pace_.real_time_factor(now), std::ceil(pace_.remaining_s(now, end)));
        bar_shown_ = true;
    }

    void problem(const Problem& problem) override {
        clear_bar();
        fmt::print(stderr, "{}\n", to_string(problem));
    }

    void paused(SimTime now) override {
        clear_bar();
        fmt::print(stderr, "paused at {}\n", to_string(now));
    }

    void done(const std::string& file, std::uint64_t trace_hash,
              const std::vector<contracts::KeyFigure>& figures, double wall_s) override {
        clear_bar();
        for (const contracts::KeyFigure& figure : figures) {
            fmt::print("{:<32} {:>14.6g} {}\n", figure.id, figure.value,
                       figure.unit == "1" ? "" : figure.unit);
        }
        fmt::print("trace hash {:016x}\nwritten to {} after {:.1f} s\n", trace_hash, file, wall_s);
    }

  private:
    void clear_bar() {
        if (bar_shown_) {
            fmt::print(stderr, "\r\x1b[K");
            bar_shown_ = false;
        }
    }

    bool terminal_ = isatty(STDERR_FILENO) != 0;
    bool bar_shown_ = false;
    int said_tenths_ = 0;
    Pace pace_;
};

class JsonReport final : public RunReport {
  public:
    void progress(SimTime now, SimTime end) override {
        if (pace_.due(std::chrono::milliseconds{500}) || now == SimTime::zero()) {
            write({{"type", "progress"},
                   {"t_s", now.to_seconds()},
                   {"end_s", end.to_seconds()},
                   {"real_time_factor", pace_.real_time_factor(now)},
                   {"remaining_s", pace_.remaining_s(now, end)}});
        }
    }

    void problem(const Problem& problem) override {
        write({{"type", "problem"},
               {"severity", problem.severity == Severity::error     ? "error"
                            : problem.severity == Severity::warning ? "warning"
                                                                    : "note"},
               {"text", to_string(problem)}});
    }

    void paused(SimTime now) override { write({{"type", "paused"}, {"t_s", now.to_seconds()}}); }

    void done(const std::string& file, std::uint64_t trace_hash,
              const std::vector<contracts::KeyFigure>& figures, double wall_s) override {
        for (const contracts::KeyFigure& figure : figures) {
            write({{"type", "key_figure"},
                   {"id", figure.id},
                   {"value", figure.value},
                   {"unit", figure.unit}});
        }
        write({{"type", "done"},
               {"file", file},
               {"trace_hash", fmt::format("{:016x}", trace_hash)},
               {"wall_s", wall_s}});
    }

  private:
    static void write(const nlohmann::ordered_json& object) {
        // Text from files may hold bytes that are no UTF-8: they are replaced, a reader never meets
        // a broken line.
        fmt::print("{}\n",
                   object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        std::fflush(stdout);
    }

    Pace pace_;
};

} // namespace

std::unique_ptr<RunReport> make_text_report() {
    return std::make_unique<TextReport>();
}

std::unique_ptr<RunReport> make_json_report() {
    return std::make_unique<JsonReport>();
}

} // namespace cityproof::scenarios
