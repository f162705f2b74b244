// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_report.hpp"

#include "scenarios/process/progress_bar.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>

namespace cityproof::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

/// Wall time since the first call of begin(), and how often to speak.
class Pace {
  public:
    /// The simulation goes on from `now`. Only the first call counts.
    void begin(SimTime now) {
        if (!first_) {
            first_ = now;
            start_ = Clock::now();
        }
    }

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
        return elapsed > 0 && first_ ? (now - *first_).to_seconds() / elapsed : 0;
    }

    double remaining_s(SimTime now, SimTime end) const {
        const double factor = real_time_factor(now);
        return factor > 0 ? (end.to_seconds() - now.to_seconds()) / factor : 0;
    }

  private:
    std::optional<SimTime> first_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point spoken_ = start_;
};

class TextReport final : public RunReport {
  public:
    void progress(SimTime now, SimTime end) override {
        pace_.begin(now);
        const double share = end.to_seconds() > 0 ? now.to_seconds() / end.to_seconds() : 1;
        bar_.update(share, fmt::format("{} simulated, {:.0f}x real time", to_string(now),
                                       pace_.real_time_factor(now)));
        const int tenth = static_cast<int>(share * 10);
        if (tenth > said_tenths_) {
            said_tenths_ = tenth;
            bar_.step(fmt::format("{} of {} simulated ({:.0f} %), {:.0f}x real time",
                                  to_string(now), to_string(end), share * 100,
                                  pace_.real_time_factor(now)));
        }
    }

    void problem(const Problem& problem) override { bar_.note(to_string(problem)); }

    void paused(SimTime now) override { bar_.note("paused at " + to_string(now)); }

    void replay(SimTime now, SimTime until) override {
        const double share = now.to_seconds() / until.to_seconds();
        bar_.update(share, fmt::format("repeating the traffic, {} of {}", to_string(now),
                                       to_string(until)));
    }

    void resumed(const ResumeCost& cost) override {
        bar_.note(
            cost.replayed > Duration{}
                ? fmt::format("resumed at {}: replayed {} of traffic in {:.1f} s",
                              to_string(cost.at), to_string(cost.replayed), cost.wall_s)
                : fmt::format("resumed at {} after {:.1f} s", to_string(cost.at), cost.wall_s));
    }

    void checkpoint(SimTime at, const CheckpointCost& cost) override {
        bar_.note(fmt::format("checkpoint of {}: {:.1f} MB in {:.2f} s", to_string(at),
                              static_cast<double>(cost.bytes) / 1e6, cost.wall_s));
    }

    void done(const RunOutcome& outcome) override {
        bar_.clear();
        for (const contracts::KeyFigure& figure : outcome.key_figures) {
            const std::string value = std::isnan(figure.value)
                                          ? std::string{"not available"}
                                          : fmt::format("{:.6g}", figure.value);
            fmt::print("{:<32} {:>14} {}\n", figure.id, value,
                       figure.unit == "1" ? "" : figure.unit);
        }
        if (outcome.stopped_at) {
            fmt::print("stopped by its operator at {}\n", to_string(*outcome.stopped_at));
        }
        fmt::print("trace hash {:016x}\nwritten to {} after {:.1f} s\n", outcome.trace_hash,
                   outcome.file, outcome.wall_s);
    }

    void cost(const RunCost& cost) override {
        fmt::print("cpu_s {:.4f} traffic_cpu_s {:.4f} rounds {} parallel_rounds {}\n", cost.cpu_s,
                   cost.traffic_cpu_s, cost.rounds, cost.parallel_rounds);
    }

  private:
    process::ProgressBar bar_{stderr};
    int said_tenths_ = 0;
    Pace pace_;
};

class JsonReport final : public RunReport {
  public:
    void progress(SimTime now, SimTime end) override {
        pace_.begin(now);
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
               {"severity", to_string(problem.severity)},
               {"text", to_string(problem)}});
    }

    void paused(SimTime now) override { write({{"type", "paused"}, {"t_s", now.to_seconds()}}); }

    void replay(SimTime now, SimTime until) override {
        if (pace_.due(std::chrono::milliseconds{500})) {
            write({{"type", "replay"}, {"t_s", now.to_seconds()}, {"end_s", until.to_seconds()}});
        }
    }

    void resumed(const ResumeCost& cost) override {
        write({{"type", "resumed"},
               {"t_s", cost.at.to_seconds()},
               {"replayed_s", cost.replayed.to_seconds()},
               {"wall_s", cost.wall_s}});
    }

    void checkpoint(SimTime at, const CheckpointCost& cost) override {
        write({{"type", "checkpoint"},
               {"t_s", at.to_seconds()},
               {"bytes", cost.bytes},
               {"wall_s", cost.wall_s}});
    }

    void done(const RunOutcome& outcome) override {
        for (const contracts::KeyFigure& figure : outcome.key_figures) {
            write({{"type", "key_figure"},
                   {"id", figure.id},
                   {"value", figure.value}, // null when it is not available
                   {"unit", figure.unit}});
        }
        nlohmann::ordered_json object{{"type", "done"},
                                      {"file", outcome.file},
                                      {"trace_hash", fmt::format("{:016x}", outcome.trace_hash)},
                                      {"wall_s", outcome.wall_s}};
        if (outcome.stopped_at) {
            object["stopped_at_s"] = outcome.stopped_at->to_seconds();
        }
        write(object);
    }

    void cost(const RunCost& cost) override {
        write({{"type", "cost"},
               {"cpu_s", cost.cpu_s},
               {"traffic_cpu_s", cost.traffic_cpu_s},
               {"rounds", cost.rounds},
               {"parallel_rounds", cost.parallel_rounds}});
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
