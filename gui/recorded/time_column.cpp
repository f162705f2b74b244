// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/time_column.hpp"

#include "core/base/trimmed.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr const char* accepted =
    "2026-11-10 07:30 on the city's clock, 2026-11-10T07:30:00+01:00, or seconds since the start";

/// A date and time as written.
struct WrittenTime {
    double wall_s = 0;             ///< since 1970 on a clock in UTC that shows the same
    std::optional<int> offset_s{}; ///< what was written behind it
};

/// Takes parts from the front of a text; once something does not fit, nothing fits any more.
class Parts {
  public:
    explicit Parts(std::string_view text) : rest_{text} {}

    int digits(std::size_t count, int least, int most) {
        int value = 0;
        const bool fits = rest_.size() >= count;
        const auto [end, error] =
            std::from_chars(rest_.data(), rest_.data() + (fits ? count : 0), value);
        // from_chars takes a minus sign.
        good_ = good_ && fits && error == std::errc{} && end == rest_.data() + count &&
                rest_.front() != '-' && value >= least && value <= most;
        rest_.remove_prefix(fits ? count : rest_.size());
        return value;
    }

    bool take(char c) {
        const bool fits = rest_.starts_with(c);
        rest_.remove_prefix(fits ? 1 : 0);
        return fits;
    }

    void expect(bool taken) { good_ = good_ && taken; }

    /// ".25", of a second.
    double fraction() {
        double value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value,
                                                  std::chars_format::fixed);
        good_ = good_ && error == std::errc{} && value >= 0 && value < 1;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    bool has(char c) const { return rest_.starts_with(c); }

    bool at_end() const { return rest_.empty(); }

    bool good() const { return good_; }

  private:
    std::string_view rest_;
    bool good_ = true;
};

std::optional<int> take_offset(Parts& parts) {
    if (parts.take('Z')) {
        return 0;
    }
    const bool west = parts.has('-');
    if (!parts.take('+') && !parts.take('-')) {
        return std::nullopt;
    }
    const int hours = parts.digits(2, 0, 18);
    const bool colon = parts.take(':');
    const int minutes = colon || !parts.at_end() ? parts.digits(2, 0, 59) : 0;
    return (west ? -1 : 1) * (3600 * hours + 60 * minutes);
}

std::optional<WrittenTime> written_time(std::string_view text) {
    Parts parts{text};
    const std::chrono::year year{parts.digits(4, 1, 9999)};
    parts.expect(parts.take('-'));
    const std::chrono::month month{static_cast<unsigned>(parts.digits(2, 1, 12))};
    parts.expect(parts.take('-'));
    const std::chrono::day day{static_cast<unsigned>(parts.digits(2, 1, 31))};
    parts.expect(parts.take('T') || parts.take(' '));
    const int hours = parts.digits(2, 0, 23);
    parts.expect(parts.take(':'));
    const int minutes = parts.digits(2, 0, 59);
    double seconds = parts.take(':') ? parts.digits(2, 0, 59) : 0;
    seconds += parts.has('.') ? parts.fraction() : 0;
    const std::optional<int> offset_s = take_offset(parts);
    const std::chrono::year_month_day date{year, month, day};
    if (!parts.good() || !parts.at_end() || !date.ok()) {
        return std::nullopt;
    }
    const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
    return WrittenTime{86'400.0 * static_cast<double>(days) + 3600 * hours + 60 * minutes + seconds,
                       offset_s};
}

} // namespace

TimeColumn::TimeColumn(const io::CsvTable& table, std::size_t column, RunClock clock)
    : table_{&table},
      column_{column},
      clock_{std::move(clock)},
      decimal_mark_{table.separator() == ';' ? ',' : '.'} {
}

void TimeColumn::refuse(std::size_t row, const std::string& message, const std::string& expected,
                        const std::string& remedy) const {
    const std::string& text = table_->rows()[row].cells[column_];
    throw InputError{table_->where(row, table_->columns()[column_]),
                     fmt::format("\"{}\" {}", text, message), expected, remedy};
}

LocalMoments TimeColumn::moments(std::size_t row) const {
    const std::string_view text = trimmed(table_->rows()[row].cells[column_]);
    if (const auto since_start_s = io::number_in(text, decimal_mark_)) {
        return {1, *since_start_s, 0};
    }
    const std::optional<WrittenTime> written = written_time(text);
    if (!written) {
        refuse(row, "is no time", accepted, {});
    }
    if (written->offset_s) {
        if (!clock_.knows_zone()) {
            refuse(row, "has an offset, but the run file does not say the city's time zone",
                   "a time on the city's clock, or seconds since the start", {});
        }
        return {1, clock_.since_start(written->wall_s - *written->offset_s), 0};
    }
    if (!clock_.knows_start()) {
        refuse(row, "is a time of day, but the run file does not say when the run began",
               "seconds since the start of the run", {});
    }
    const LocalMoments found = clock_.local_moments(written->wall_s);
    if (found.count == 0) {
        refuse(row, "is a time that the city's clocks skip when they go forward",
               "the clock on the city's walls",
               "write the offset behind the times of this file, as in 2026-11-10T07:30:00+01:00");
    }
    return found;
}

double TimeColumn::seconds(std::size_t row, std::optional<double> previous_s) {
    const std::string& text = table_->rows()[row].cells[column_];
    if (last_.count == 0 || text != last_text_) {
        last_ = moments(row);
        last_text_ = text;
    }
    const bool second_pass = last_.count == 2 && previous_s && last_.first_s <= *previous_s;
    const double time_s = second_pass ? last_.second_s : last_.first_s;
    if (previous_s && time_s <= *previous_s) {
        refuse(row, "is not later than the time before it", "times that rise within an id",
               "sort the rows by time, and keep one row for each time");
    }
    return time_s;
}

} // namespace cityproof::gui
