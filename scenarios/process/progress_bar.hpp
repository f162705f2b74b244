// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace cityproof::process {

/// "[#####.....]  50 %  runs 3 of 10  about 1 min 20 s left", cut to `width` columns.
std::string progress_line(double fraction, std::string_view text,
                          std::optional<std::chrono::seconds> left, std::size_t width);

/// How long is left when `fraction` took `elapsed`, at the same pace; nullopt before anything can
/// be said (2 %, 2 s).
std::optional<std::chrono::seconds> remaining_time(double fraction,
                                                   std::chrono::duration<double> elapsed);

/// One line that is drawn again and again at the bottom of a terminal; nothing is drawn where there
/// is none. note() writes lines above it, on terminals and elsewhere.
class ProgressBar {
  public:
    /// Draws on `stream` if that is a terminal.
    explicit ProgressBar(std::FILE* stream);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar(); ///< removes the line

    /// Draws, at most four times a second. `fraction` from 0 to 1.
    void update(double fraction, std::string_view text);
    void note(std::string_view text);
    /// A note that the bar makes needless: written only where there is no terminal.
    void step(std::string_view text);
    void clear();

  private:
    std::FILE* stream_;
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point started_;
    std::optional<std::chrono::steady_clock::time_point> last_;
};

} // namespace cityproof::process
