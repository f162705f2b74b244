// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"

#include <memory>
#include <string>

namespace cityproof::services {
class LocalClock;
}

namespace cityproof::exporting {

/// Seconds of a run and the local time of its city, as the run file's start_local and time_zone
/// say. Without them, or with ones that are no time, only seconds are known.
class RunTime {
  public:
    explicit RunTime(const io::RunFileReader& run);
    RunTime(RunTime&&) noexcept;
    RunTime& operator=(RunTime&&) noexcept;
    ~RunTime();

    /// "2026-11-10 07:30:00"; empty when not known.
    std::string local_text(double time_s) const;

    /// "2026-11-10 07:30:00 Europe/Berlin", or "1800 s after the start".
    std::string text(double time_s) const;

    /// Seconds for a text of the user: "1800 s" since the start, "07:30", "07:30:15" (the first
    /// such moment from the start on) or "2026-11-10 07:30". Errors: InputError with these forms.
    double seconds(const std::string& text) const;

  private:
    std::unique_ptr<services::LocalClock> clock_; ///< nullptr when not known
    std::string zone_;
};

} // namespace cityproof::exporting
