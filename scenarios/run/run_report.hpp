// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"
#include "models/contracts/key_figure.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// What a run tells while it goes on: to a person (a bar on a terminal, plain lines otherwise) or
/// to a program (`--log json`: one JSON object a line on standard output). Nothing of it reaches a
/// result.
class RunReport {
  public:
    virtual ~RunReport() = default;

    virtual void progress(SimTime now, SimTime end) = 0;
    virtual void problem(const Problem& problem) = 0;
    virtual void paused(SimTime now) = 0;
    virtual void done(const std::string& file, std::uint64_t trace_hash,
                      const std::vector<contracts::KeyFigure>& figures, double wall_s) = 0;
};

std::unique_ptr<RunReport> make_text_report();
std::unique_ptr<RunReport> make_json_report();

} // namespace cityproof::scenarios
