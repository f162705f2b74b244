// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/recorded_series.hpp"

#include "core/base/trimmed.hpp"
#include "gui/recorded/time_column.hpp"
#include "io/text/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// "J1 [m]" is the name "J1" and the unit "m".
struct ColumnName {
    std::string name;
    std::string unit;
};

ColumnName split_name(const io::CsvTable& table, const std::string& header) {
    const auto refuse = [&](const char* message) {
        throw InputError{{table.file(), table.header_line(), header},
                         message,
                         "a name, and where wanted the unit in brackets, as in J1 [m]"};
    };
    ColumnName column{std::string{trimmed(header)}, {}};
    if (column.name.ends_with(']')) {
        const auto open = column.name.rfind('[');
        if (open != std::string::npos) {
            column.unit = trimmed(
                std::string_view{column.name}.substr(open + 1, column.name.size() - open - 2));
            column.name = std::string{trimmed(std::string_view{column.name}.substr(0, open))};
            if (column.unit.empty()) {
                refuse("has empty brackets");
            }
        }
    }
    if (column.name.empty()) {
        refuse("has no name");
    }
    return column;
}

/// Reads the values of one column.
class ValueColumn {
  public:
    ValueColumn(const io::CsvTable& table, std::size_t column)
        : table_{&table},
          column_{column},
          decimal_mark_{table.separator() == ';' ? ',' : '.'} {}

    double value(std::size_t row) const {
        const std::string& text = table_->rows()[row].cells[column_];
        if (const auto number = io::number_in(text, decimal_mark_)) {
            return *number;
        }
        const std::string_view written = trimmed(text);
        if (written.empty() || written == "NaN" || written == "nan" || written == "NAN") {
            return gap;
        }
        throw InputError{table_->where(row, table_->columns()[column_]),
                         fmt::format("\"{}\" is no number", text),
                         "a number such as 11.3297; nothing, or NaN, where there is none",
                         "a decimal comma needs semicolons between the cells"};
    }

  private:
    const io::CsvTable* table_;
    std::size_t column_;
    char decimal_mark_;
};

using Columns = std::vector<ColumnName>;

/// Position of each column of the long layout; time, id and value are there.
struct LongColumns {
    std::size_t time = 0;
    std::size_t id = 0;
    std::size_t value = 0;
    std::optional<std::size_t> channel;
    std::optional<std::size_t> table;
};

bool is_long(const Columns& columns) {
    return std::any_of(columns.begin(), columns.end(), [](const ColumnName& column) {
        return column.name == "id" || column.name == "value";
    });
}

LongColumns long_columns(const io::CsvTable& table, const Columns& columns) {
    static const std::vector<std::string> known{"time", "id", "value", "channel", "table"};
    std::array<std::optional<std::size_t>, 5> places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto found = std::find(known.begin(), known.end(), columns[i].name);
        if (found == known.end()) {
            throw InputError{{table.file(), table.header_line(), table.columns()[i]},
                             "is an unknown column",
                             fmt::format("the columns {}", fmt::join(known, ", ")),
                             io::name_advice(columns[i].name, known)};
        }
        auto& place = places[static_cast<std::size_t>(found - known.begin())];
        if (place || (!columns[i].unit.empty() && *found != "value")) {
            throw InputError{{table.file(), table.header_line(), table.columns()[i]},
                             place ? "two columns have this name" : "a unit has no place here",
                             "each column once, the unit behind \"value\""};
        }
        place = i;
    }
    for (std::size_t k = 0; k < 3; ++k) {
        if (!places[k]) {
            throw InputError{{table.file(), table.header_line(), known[k]},
                             "this column is missing",
                             "the columns time, id and value (and where wanted channel and table); "
                             "or a time and a column for each id"};
        }
    }
    return {*places[0], *places[1], *places[2], places[3], places[4]};
}

std::vector<RecordedSeries> read_long(const io::CsvTable& table, const Columns& columns,
                                      const RunClock& clock) {
    const LongColumns place = long_columns(table, columns);
    TimeColumn time{table, place.time, clock};
    const ValueColumn value{table, place.value};
    std::vector<RecordedSeries> all;
    std::vector<std::vector<double>> times_s;
    std::map<std::array<std::string, 3>, std::size_t> known;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& cells = table.rows()[row].cells;
        const auto text = [&](std::optional<std::size_t> column) {
            return column ? cells[*column] : std::string{};
        };
        if (cells[place.id].empty()) {
            throw InputError{table.where(row, "id"), "is empty", "the id of a thing of the city"};
        }
        const auto [found, is_new] = known.try_emplace(
            {cells[place.id], text(place.table), text(place.channel)}, all.size());
        if (is_new) {
            all.push_back({cells[place.id],
                           text(place.table),
                           text(place.channel),
                           columns[place.value].unit,
                           nullptr,
                           {}});
            times_s.emplace_back();
        }
        auto& own_s = times_s[found->second];
        own_s.push_back(
            time.seconds(row, own_s.empty() ? std::nullopt : std::optional{own_s.back()}));
        all[found->second].values.push_back(value.value(row));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].times_s = std::make_shared<const std::vector<double>>(std::move(times_s[i]));
    }
    return all;
}

std::vector<RecordedSeries> read_wide(const io::CsvTable& table, const Columns& columns,
                                      const RunClock& clock) {
    if (columns.size() < 2) {
        throw InputError{{table.file(), table.header_line(), table.columns().front()},
                         "is the only column",
                         "the columns time, id and value; or a time and a column for each id",
                         "cells are separated by commas or by semicolons"};
    }
    TimeColumn time{table, 0, clock};
    auto times_s = std::make_shared<std::vector<double>>();
    for (std::size_t row = 0; row < table.size(); ++row) {
        times_s->push_back(
            time.seconds(row, row == 0 ? std::nullopt : std::optional{times_s->back()}));
    }
    std::vector<RecordedSeries> all;
    for (std::size_t column = 1; column < columns.size(); ++column) {
        all.push_back({columns[column].name, {}, {}, columns[column].unit, times_s, {}});
        all.back().values.reserve(table.size());
        const ValueColumn value{table, column};
        for (std::size_t row = 0; row < table.size(); ++row) {
            all.back().values.push_back(value.value(row));
        }
    }
    return all;
}

RecordedFeed feed_of(const io::CsvTable& table, const RunClock& clock) {
    Columns columns;
    for (const std::string& header : table.columns()) {
        columns.push_back(split_name(table, header));
    }
    if (table.size() == 0) {
        throw InputError{{table.file(), table.header_line(), {}}, "has no rows below its header"};
    }
    return {table.file(),
            is_long(columns) ? read_long(table, columns, clock) : read_wide(table, columns, clock)};
}

} // namespace

RecordedFeed read_recorded(const std::filesystem::path& path, const RunClock& clock) {
    return feed_of(io::read_csv(path, {}, io::CsvSeparator::of_header), clock);
}

RecordedFeed parse_recorded(std::string_view text, const std::string& file, const RunClock& clock) {
    return feed_of(io::parse_csv(text, file, {}, io::CsvSeparator::of_header), clock);
}

} // namespace cityproof::gui
