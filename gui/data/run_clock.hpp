// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"

#include <QDateTime>
#include <QString>

#include <optional>
#include <string>

namespace cityproof::gui {

/// What a time on the wall may mean, in seconds of a run, ascending: nothing for a time that clocks
/// going forward skip, two moments in the hour that clocks going back repeat.
struct LocalMoments {
    int count = 0;
    double first_s = 0;
    double second_s = 0;
};

/// Turns the seconds of a run into the clock on the city's walls and back. The run file gives the
/// start as local time
/// ("start_local", 2026-11-10T06:30:00) and its IANA zone ("time_zone"); days with 23 and 25 hours
/// come out right.
class RunClock {
  public:
    /// A run file without a readable start gives a clock that shows seconds only.
    explicit RunClock(const io::RunFileReader& run)
        : RunClock{run.meta("start_local"), run.meta("time_zone")} {}

    RunClock(const std::string& start_local, const std::string& zone);

    /// "Tue 10 Nov 2026, 07:30 (Europe/Rome)", or "1800 s after the start".
    QString text(double time_s) const;
    /// "07:30", or "1800 s": for ranges and messages.
    QString short_text(double time_s) const;

    /// The midnight before the start, in seconds of the run: zero or negative; 0 without a known
    /// start. Round times of day are round numbers of seconds after it.
    double seconds_to_midnight() const;

    /// Seconds of the run for a text of the user: "1800 s", "30 min" (since the start), "07:30",
    /// "07:30:15" (the first such moment from the start on) or "2026-11-10 07:30". Errors:
    /// InputError that names the option and the accepted forms.
    double seconds(const std::string& text, const std::string& option) const;

    /// Whether the run file says when the run began, and in which time zone.
    bool knows_start() const { return start_.isValid(); }

    bool knows_zone() const { return !zone_.isEmpty(); }

    /// Seconds of the run for a moment in seconds since 1970 (UTC); only with a known zone.
    double since_start(double epoch_s) const;
    /// The moments of a time on the wall, given as the seconds since 1970 that it would be in UTC;
    /// only with a known start.
    LocalMoments local_moments(double wall_s) const;

  private:
    std::optional<double> from_wall_clock(const QString& text) const;

    QDateTime start_; ///< invalid when not known
    QString zone_;
};

} // namespace cityproof::gui
