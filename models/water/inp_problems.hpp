// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace cityproof::water {

class InpText;

/// A file in the temporary folder for one report of EPANET, removed at the end.
class TemporaryReport {
  public:
    /// Errors: EngineError when the temporary folder takes no file.
    TemporaryReport();
    ~TemporaryReport();
    TemporaryReport(const TemporaryReport&) = delete;
    TemporaryReport& operator=(const TemporaryReport&) = delete;

    const std::string& path() const { return path_; }

    std::string text() const;

  private:
    std::string path_;
};

/// Turns what EPANET reported about an input file into problems with the file's line numbers, and
/// throws them. Parameters: `report` as EPANET wrote it; `code` and `code_text` what the call
/// returned, used when the report has nothing more exact. Errors: always a ProblemsError.
[[noreturn]] void throw_input_problems(const InpText& file, const std::string& report, int code,
                                       const std::string& code_text);

} // namespace cityproof::water
