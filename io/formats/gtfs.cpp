// SPDX-License-Identifier: Apache-2.0
#include "io/formats/gtfs.hpp"

#include "io/text/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace cityproof::io {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr double day_s = 86400;
constexpr days longest_calendar{800};

template <typename Value>
using ById = std::map<std::string, Value, std::less<>>;

int whole_number(std::string_view text, const Location& where) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw InputError(where, fmt::format("\"{}\" is no whole number", text));
    }
    return value;
}

/// "20260115"
sys_days date_of(const std::string& text, const Location& where) {
    const int number = text.size() == 8 ? whole_number(text, where) : 0;
    const std::chrono::year_month_day date{std::chrono::year{number / 10'000},
                                           std::chrono::month(number / 100 % 100),
                                           std::chrono::day(number % 100)};
    if (!date.ok()) {
        throw InputError(where, fmt::format("\"{}\" is no date", text), "YYYYMMDD");
    }
    return sys_days{date};
}

/// "25:10:00": one o'clock on the next day. NaN for an empty text.
double time_of(std::string_view text, const Location& where) {
    if (text.empty()) {
        return std::nan("");
    }
    text.remove_prefix(text.front() == ' ' ? 1 : 0);
    const std::size_t a = text.find(':');
    const std::size_t b = a == std::string_view::npos ? a : text.find(':', a + 1);
    if (b == std::string_view::npos) {
        throw InputError(where, fmt::format("\"{}\" is no time", text), "HH:MM:SS");
    }
    const int hours = whole_number(text.substr(0, a), where);
    const int minutes = whole_number(text.substr(a + 1, b - a - 1), where);
    const int seconds = whole_number(text.substr(b + 1), where);
    if (hours < 0 || hours > 72 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
        throw InputError(where, fmt::format("\"{}\" is no time", text), "HH:MM:SS");
    }
    return hours * 3600.0 + minutes * 60.0 + seconds;
}

bool is_bus(int type) {
    return type == 3 || type == 11 || (type >= 700 && type < 800);
}

class FeedReader {
  public:
    FeedReader(const GtfsFiles& files, std::string feed) : files_{files}, feed_{std::move(feed)} {}

    GtfsFeed read() {
        read_stops();
        read_trips(bus_routes());
        const sys_days day = busiest_day();
        const std::chrono::year_month_day date{day};
        result_.day =
            fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        read_stop_times(services_on(day));
        repeat_by_frequency();
        finish();
        return std::move(result_);
    }

  private:
    struct Calendar {
        sys_days first;
        sys_days last;
        std::array<bool, 7> runs{}; ///< from Sunday on
    };

    struct Exception {
        std::string service;
        bool runs = false;
    };

    struct TripEntry {
        std::string service;
        std::string line;
    };

    struct TimedCall {
        int sequence = 0;
        GtfsCall call;
    };

    std::string name_of(const std::string& file) const { return feed_ + "/" + file; }

    std::optional<CsvTable> optional_table(const char* file,
                                           std::initializer_list<const char*> columns) const {
        const std::optional<std::string> text = files_(file);
        if (!text) {
            return std::nullopt;
        }
        CsvTable table = parse_csv(*text, name_of(file));
        for (const char* column : columns) {
            if (!table.column(column)) {
                throw InputError({name_of(file), 1, column}, "is missing", "a GTFS feed's column");
            }
        }
        return table;
    }

    CsvTable table(const char* file, std::initializer_list<const char*> columns) const {
        std::optional<CsvTable> found = optional_table(file, columns);
        if (!found) {
            throw InputError({name_of(file), 0, {}}, "is missing",
                             "a GTFS feed: a folder or .zip with stops.txt, routes.txt, trips.txt, "
                             "stop_times.txt and calendar.txt or calendar_dates.txt");
        }
        return std::move(*found);
    }

    void read_stops() {
        const CsvTable stops = table("stops.txt", {"stop_id", "stop_lat", "stop_lon"});
        for (std::size_t row = 0; row < stops.size(); ++row) {
            if (stops.cell(row, "stop_lat").empty()) {
                continue; // a node inside a station
            }
            const std::string& id = stops.cell(row, "stop_id");
            if (!stop_index_.emplace(id, static_cast<std::uint32_t>(result_.stops.size())).second) {
                throw InputError(stops.where(row, "stop_id"),
                                 fmt::format("\"{}\" stands in two rows", id), "each stop once");
            }
            result_.stops.push_back(
                {id, stops.cell(row, "stop_name"),
                 parse_number(stops.cell(row, "stop_lon"), stops.where(row, "stop_lon")),
                 parse_number(stops.cell(row, "stop_lat"), stops.where(row, "stop_lat"))});
        }
    }

    ById<std::string> bus_routes() const {
        const CsvTable routes = table("routes.txt", {"route_id", "route_type"});
        ById<std::string> lines;
        for (std::size_t row = 0; row < routes.size(); ++row) {
            const int type =
                whole_number(routes.cell(row, "route_type"), routes.where(row, "route_type"));
            if (is_bus(type)) {
                const std::string& id = routes.cell(row, "route_id");
                const std::string& name = routes.cell(row, "route_short_name");
                lines.emplace(id, name.empty() ? id : name);
            }
        }
        return lines;
    }

    void read_trips(const ById<std::string>& lines) {
        const CsvTable trips = table("trips.txt", {"route_id", "service_id", "trip_id"});
        for (std::size_t row = 0; row < trips.size(); ++row) {
            const auto line = lines.find(trips.cell(row, "route_id"));
            if (line == lines.end()) {
                continue;
            }
            const std::string& service = trips.cell(row, "service_id");
            trips_[trips.cell(row, "trip_id")] = {service, line->second};
            ++trips_of_service_[service];
        }
    }

    void read_calendar() {
        constexpr std::array names{"sunday",   "monday", "tuesday", "wednesday",
                                   "thursday", "friday", "saturday"};
        if (const auto table = optional_table("calendar.txt",
                                              {"service_id", "start_date", "end_date", "monday"})) {
            for (std::size_t row = 0; row < table->size(); ++row) {
                const auto date = [&](const char* column) {
                    return date_of(table->cell(row, column), table->where(row, column));
                };
                Calendar& calendar = calendar_[table->cell(row, "service_id")];
                calendar.first = date("start_date");
                calendar.last = date("end_date");
                for (std::size_t day = 0; day < names.size(); ++day) {
                    calendar.runs[day] = table->cell(row, names[day]) == "1";
                }
                note(calendar.first);
                note(calendar.last);
            }
        }
        if (const auto table =
                optional_table("calendar_dates.txt", {"service_id", "date", "exception_type"})) {
            for (std::size_t row = 0; row < table->size(); ++row) {
                const sys_days day = date_of(table->cell(row, "date"), table->where(row, "date"));
                exceptions_[day].push_back(
                    {table->cell(row, "service_id"), table->cell(row, "exception_type") == "1"});
                note(day);
            }
        }
    }

    void note(sys_days day) {
        first_ = std::min(first_.value_or(day), day);
        last_ = std::max(last_.value_or(day), day);
    }

    std::set<std::string, std::less<>> services_on(sys_days day) const {
        std::set<std::string, std::less<>> services;
        const std::chrono::weekday weekday{day};
        for (const auto& [service, calendar] : calendar_) {
            if (calendar.first <= day && day <= calendar.last &&
                calendar.runs[weekday.c_encoding()]) {
                services.insert(service);
            }
        }
        if (const auto found = exceptions_.find(day); found != exceptions_.end()) {
            for (const Exception& exception : found->second) {
                if (exception.runs) {
                    services.insert(exception.service);
                } else {
                    services.erase(exception.service);
                }
            }
        }
        return services;
    }

    sys_days busiest_day() {
        read_calendar();
        std::size_t most = 0;
        sys_days busiest;
        if (first_) {
            const sys_days end = std::min(*last_, *first_ + longest_calendar);
            for (sys_days day = *first_; day <= end; day += days{1}) {
                const unsigned weekday = std::chrono::weekday{day}.c_encoding();
                if (weekday == 0 || weekday == 6) {
                    continue;
                }
                std::size_t count = 0;
                for (const std::string& service : services_on(day)) {
                    const auto found = trips_of_service_.find(service);
                    count += found == trips_of_service_.end() ? 0 : found->second;
                }
                if (count > most) {
                    most = count;
                    busiest = day;
                }
            }
        }
        if (most == 0) {
            throw InputError({feed_, 0, {}}, "has no day from Monday to Friday on which a bus runs",
                             "routes of type 3 with trips in calendar.txt or calendar_dates.txt");
        }
        return busiest;
    }

    void read_stop_times(const std::set<std::string, std::less<>>& services) {
        const CsvTable times =
            table("stop_times.txt", {"trip_id", "stop_id", "stop_sequence", "departure_time"});
        for (std::size_t row = 0; row < times.size(); ++row) {
            const auto trip = trips_.find(times.cell(row, "trip_id"));
            if (trip == trips_.end() || !services.contains(trip->second.service)) {
                continue;
            }
            const std::string& stop = times.cell(row, "stop_id");
            const auto found = stop_index_.find(stop);
            if (found == stop_index_.end()) {
                throw InputError(times.where(row, "stop_id"),
                                 fmt::format("\"{}\" is no stop of stops.txt", stop));
            }
            calls_[trip->first].push_back(
                {whole_number(times.cell(row, "stop_sequence"), times.where(row, "stop_sequence")),
                 {found->second,
                  time_of(times.cell(row, "departure_time"), times.where(row, "departure_time"))}});
        }
        for (auto& [id, calls] : calls_) {
            std::ranges::stable_sort(calls, {}, &TimedCall::sequence);
            GtfsTrip trip{id, trips_.find(id)->second.line, {}};
            for (const TimedCall& timed : calls) {
                trip.calls.push_back(timed.call);
            }
            if (fill_times(trip.calls)) {
                result_.trips.push_back(std::move(trip));
            }
        }
    }

    /// Times that are left out, by place in the order. False without a first and a last time.
    static bool fill_times(std::vector<GtfsCall>& calls) {
        if (calls.size() < 2 || std::isnan(calls.front().departure_s) ||
            std::isnan(calls.back().departure_s)) {
            return false;
        }
        std::size_t known = 0;
        for (std::size_t i = 1; i < calls.size(); ++i) {
            if (std::isnan(calls[i].departure_s)) {
                continue;
            }
            const double step =
                (calls[i].departure_s - calls[known].departure_s) / static_cast<double>(i - known);
            for (std::size_t k = known + 1; k < i; ++k) {
                calls[k].departure_s =
                    std::round(calls[known].departure_s + step * static_cast<double>(k - known));
            }
            known = i;
        }
        return true;
    }

    void repeat_by_frequency() {
        const auto table = optional_table("frequencies.txt",
                                          {"trip_id", "start_time", "end_time", "headway_secs"});
        if (!table) {
            return;
        }
        std::set<std::string, std::less<>> patterns;
        std::vector<GtfsTrip> more;
        for (std::size_t row = 0; row < table->size(); ++row) {
            const auto pattern =
                std::ranges::find(result_.trips, table->cell(row, "trip_id"), &GtfsTrip::id);
            if (pattern == result_.trips.end()) {
                continue;
            }
            const auto time = [&](const char* column) {
                return time_of(table->cell(row, column), table->where(row, column));
            };
            const int headway_s =
                whole_number(table->cell(row, "headway_secs"), table->where(row, "headway_secs"));
            if (headway_s < 30) {
                throw InputError(table->where(row, "headway_secs"), "is below 30 s",
                                 "seconds between two buses");
            }
            patterns.insert(pattern->id);
            const double end_s = time("end_time");
            int number = 0;
            for (double at_s = time("start_time"); at_s < end_s; at_s += headway_s) {
                GtfsTrip trip = *pattern;
                trip.id += fmt::format("@{}.{}", row, ++number);
                const double shift_s = at_s - trip.calls.front().departure_s;
                for (GtfsCall& call : trip.calls) {
                    call.departure_s += shift_s;
                }
                more.push_back(std::move(trip));
            }
        }
        std::erase_if(result_.trips,
                      [&](const GtfsTrip& trip) { return patterns.contains(trip.id); });
        result_.trips.insert(result_.trips.end(), more.begin(), more.end());
    }

    void finish() {
        for (GtfsTrip& trip : result_.trips) {
            const double whole_days = std::floor(trip.calls.front().departure_s / day_s);
            for (GtfsCall& call : trip.calls) {
                call.departure_s -= whole_days * day_s;
            }
        }
        std::ranges::sort(result_.trips, {}, [](const GtfsTrip& trip) {
            return std::pair<double, std::string_view>{trip.calls.front().departure_s, trip.id};
        });
    }

    const GtfsFiles& files_;
    std::string feed_;
    GtfsFeed result_;
    ById<std::uint32_t> stop_index_;
    ById<TripEntry> trips_;
    ById<std::size_t> trips_of_service_;
    ById<Calendar> calendar_;
    std::map<sys_days, std::vector<Exception>> exceptions_;
    std::optional<sys_days> first_;
    std::optional<sys_days> last_;
    ById<std::vector<TimedCall>> calls_;
};

} // namespace

GtfsFeed parse_gtfs(const GtfsFiles& files, const std::string& feed) {
    return FeedReader{files, feed}.read();
}

} // namespace cityproof::io
