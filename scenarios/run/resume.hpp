// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"
#include "io/run_file/unfinished_run.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/run_inputs.hpp"
#include "scenarios/run/run_report.hpp"
#include "scenarios/run/run_scenario.hpp"
#include "scenarios/run/twin.hpp"

#include <memory>
#include <vector>

namespace cityproof::scenarios {

/// Errors: InputError when checkpoints are wanted at other instants than those at which this
/// scenario can be resumed.
void require_checkpoints_fit(const Scenario& scenario, const RunOptions& options);

/// Asks every model for its state and throws it away, so that a model that has no checkpoint says
/// so now and not after hours. Errors: those of the models.
void require_checkpoints_possible(const Twin& twin);

/// A run that is about to go on.
struct Resumed {
    SimTime at;
    OperatorRecord record; ///< of all that the operator did before
    std::unique_ptr<io::UnfinishedRun> before;
};

/// Brings a twin that has not run yet to the state of the checkpoint beside `options.output`, and
/// tells what that cost. Changes no file. Errors: InputError when checkpoint, .part and this run do
/// not belong together; EngineError when the traffic did not repeat itself; Interrupted.
Resumed resume_run(Twin& twin, const std::vector<RunInput>& inputs, const io::RunFileLayout& layout,
                   const RunOptions& options, RunReport& report);

} // namespace cityproof::scenarios
