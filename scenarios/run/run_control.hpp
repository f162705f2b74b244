// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.hpp"
#include "scenarios/run/checkpoint.hpp"
#include "scenarios/run/frame_recorder.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/operator_input.hpp"
#include "scenarios/run/problem_events.hpp"
#include "scenarios/run/run_report.hpp"
#include "scenarios/run/twin.hpp"

#include <functional>
#include <optional>

namespace cityproof::scenarios {

/// The operator said stop: the run ends here and its file is complete for the time simulated.
struct StopRequested {
    SimTime at;
};

/// What a run is controlled with. All of it outlives the run.
struct RunControlParts {
    Twin& twin;
    io::RunFileWriter& file;
    FrameRecorder& recorder;
    InterventionLog& log;
    CheckpointWriter& checkpoints;
    RunReport& report;
    ProblemEvents& problems;
};

struct RunControlOptions {
    SimTime end;
    std::optional<SimTime> stop_at;           ///< of the session that is repeated
    bool listen = false;                      ///< take orders from standard input
    Duration checkpoint_every;                ///< zero: none
    std::function<void(SimTime)> at_end = {}; ///< called when all before the end has happened, if
                                              ///< the end is an instant of re-basing
};

/// Everything that happens between two windows: progress, Ctrl-C, the operator, the recorder,
/// checkpoints.
class RunControl final : public engine::RunObserver {
  public:
    RunControl(const RunControlParts& parts, const RunControlOptions& options);

    void on_rebase(SimTime now) override;
    /// Throws StopRequested, Interrupted.
    void on_round(SimTime now) override;
    void on_publication(const engine::Port& port, std::size_t element, SimTime when,
                        double value) override;
    void on_window_end(SimTime window_end) override;

  private:
    void obey(SimTime now);
    void carry_out(const OperatorInput::Item& item, SimTime now);
    void pause_at(SimTime when);
    void intervene(contracts::Command command, SimTime now);

    RunControlParts parts_;
    RunControlOptions options_;
    std::optional<OperatorInput> input_;
    SimTime pause_at_ = SimTime::never();
    bool told_pause_ = false;
};

} // namespace cityproof::scenarios
