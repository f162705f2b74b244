// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cityproof::traffic {

/// Collects what is written to standard error during its life: libsumo throws "Process Error" and
/// prints the reason.
class CapturedStderr {
  public:
    CapturedStderr();
    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;
    ~CapturedStderr();

    /// Gives standard error back and returns the text, newlines as "; ", empty when nothing was
    /// written.
    std::string finish();

  private:
    int saved_ = -1;
    int file_ = -1;
};

} // namespace cityproof::traffic
