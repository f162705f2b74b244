// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exit_code.hpp"
#include "io/run_file/trace_rows.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/run_report.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::scenarios {

struct RunOptions {
    std::filesystem::path output;
    int threads = 1;
    std::string command_line;
    bool listen = false;                       ///< take orders from standard input
    OperatorRecord record;                     ///< a recorded session to repeat
    bool print_cost = false;                   ///< tell what the run cost, for the benchmark
    Duration checkpoint_every = {};            ///< of simulated time; zero: no checkpoints
    bool resume = false;                       ///< go on from the checkpoint beside `output`
    std::string resume_command = {};           ///< does that, for messages
    std::optional<io::TraceDetail> trace = {}; ///< what of the trace goes into the run file
    std::filesystem::path save_state = {};     ///< where the state at the end goes; empty: nowhere
    std::uint32_t shuffle = 0;                 ///< test mode, see engine::EngineOptions
    std::string run_id = {};                   ///< of a study, for the run file; empty for none
};

/// Runs one scenario into one run file. Errors: see the models; on any error the final file does
/// not exist, and a growing ".part" holds what was simulated, with the newest checkpoint beside it.
ExitCode run_scenario(const Scenario& scenario, const RunOptions& options, RunReport& report);

} // namespace cityproof::scenarios
