// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/import_options.hpp"

#include <chrono>
#include <string>

namespace cityproof::scenarios {

/// Tells how long the stages of an import took. Wall time: it goes to the terminal and nowhere
/// else.
class StageClock {
  public:
    explicit StageClock(const ImportOptions& options)
        : options_{options},
          start_{std::chrono::steady_clock::now()} {}

    /// Ends the stage that began with the clock or at the end of the last one; may throw when the
    /// user wants to stop.
    void done(const std::string& stage) {
        const auto now = std::chrono::steady_clock::now();
        options_.progress(stage, std::chrono::duration<double>(now - start_).count());
        start_ = now;
        options_.check_interrupt();
    }

  private:
    const ImportOptions& options_;
    std::chrono::steady_clock::time_point start_;
};

} // namespace cityproof::scenarios
