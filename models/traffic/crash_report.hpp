// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <string>

namespace cityproof::traffic {

/// While it lives, a crash (SIGSEGV, SIGABRT, SIGFPE) ends the process with one line on standard
/// error and the exit code for bad input. SUMO crashes on some nets without a word, for example on
/// an edge whose lane has no shape; nothing can be caught then, but the user learns which file it
/// was. One at a time.
class CrashReport {
  public:
    /// Parameters: `line` is written as it is, with a line end.
    explicit CrashReport(const std::string& line);
    CrashReport(const CrashReport&) = delete;
    CrashReport& operator=(const CrashReport&) = delete;
    ~CrashReport();

  private:
    struct sigaction before_[3] = {};
};

} // namespace cityproof::traffic
