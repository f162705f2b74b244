// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/log.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <vector>

namespace cityproof::scenarios {

/// What models warn about within the simulated time, on its way into the run file as events of kind
/// "problem". Warnings come from the threads of a window in any order; the file gets them window by
/// window, sorted, so that it is the same with any number of threads.
///
/// Threads: add() as Log::Listener calls it; the others while no model acts.
class ProblemEvents {
  public:
    /// A warning without a simulated time is left out.
    void add(const Log::Warning& warning);

    /// Appends what has come since the last call.
    void append_to(io::RunFileWriter& file);

    /// Drops what has come so far.
    void forget() { waiting_.clear(); }

  private:
    std::vector<io::EventRecord> waiting_;
};

} // namespace cityproof::scenarios
