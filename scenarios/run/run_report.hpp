// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"
#include "models/contracts/key_figure.hpp"
#include "scenarios/run/checkpoint.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// What a run that reached its end, or was stopped by its operator, has to say.
struct RunOutcome {
    std::string file;
    std::uint64_t trace_hash = 0;
    std::vector<contracts::KeyFigure> key_figures;
    double wall_s = 0;
    std::optional<SimTime> stopped_at; ///< by the operator
};

/// What a run cost, for benchmarks.
struct RunCost {
    double cpu_s = 0; ///< of the process, user and system
    double traffic_cpu_s = 0;
    std::uint64_t rounds = 0;
    std::uint64_t parallel_rounds = 0; ///< of them with several threads
};

/// What it cost to come back to a checkpoint.
struct ResumeCost {
    SimTime at;        ///< the run goes on from here
    Duration replayed; ///< of traffic, from the start; zero without traffic
    double wall_s = 0;
};

/// What a run tells while it goes on: to a person (a bar on a terminal, plain lines otherwise) or
/// to a program (`--log json`: one JSON object a line on standard output). Nothing of it reaches a
/// result.
class RunReport {
  public:
    virtual ~RunReport() = default;

    virtual void progress(SimTime now, SimTime end) = 0;
    virtual void problem(const Problem& problem) = 0;
    virtual void paused(SimTime now) = 0;
    /// Traffic is repeated up to `until`, before a run goes on.
    virtual void replay(SimTime now, SimTime until) = 0;
    virtual void resumed(const ResumeCost& cost) = 0;
    virtual void checkpoint(SimTime at, const CheckpointCost& cost) = 0;
    virtual void done(const RunOutcome& outcome) = 0;
    virtual void cost(const RunCost& cost) = 0;
};

std::unique_ptr<RunReport> make_text_report();
std::unique_ptr<RunReport> make_json_report();

} // namespace cityproof::scenarios
