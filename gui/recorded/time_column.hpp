// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "io/text/csv.hpp"

#include <optional>
#include <string>

namespace cityproof::gui {

/// The column of a feed that says when, read as seconds of the run. Three forms: ISO 8601 with "Z"
/// or an offset ("2026-11-10T07:30:00+01:00"); without them the clock on the city's walls
/// ("2026-11-10 07:30"); a plain number is seconds since the start of the run. Of the hour that
/// clocks going back repeat, the first pass comes first: the second one begins where the times of a
/// series would fall otherwise.
class TimeColumn {
  public:
    /// `table` outlives it.
    TimeColumn(const io::CsvTable& table, std::size_t column, RunClock clock);

    /// The time of a row; `previous_s` is that of the row before of the same series. Errors:
    /// InputError for what is no time, is skipped when clocks go forward, needs a start or a zone
    /// that the run file does not say, or does not rise.
    double seconds(std::size_t row, std::optional<double> previous_s);

  private:
    LocalMoments moments(std::size_t row) const;
    [[noreturn]] void refuse(std::size_t row, const std::string& message,
                             const std::string& expected, const std::string& remedy) const;

    const io::CsvTable* table_;
    std::size_t column_;
    RunClock clock_;
    char decimal_mark_;
    std::string last_text_; ///< rows of one time often follow each other
    LocalMoments last_;
};

} // namespace cityproof::gui
