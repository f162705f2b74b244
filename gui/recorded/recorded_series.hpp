// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "io/text/csv.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::gui {

/// What was measured at one thing of the city: loop counts, a pressure, a meter's readings.
struct RecordedSeries {
    std::string id;
    std::string table;   ///< empty: of every table that has this id
    std::string channel; ///< empty: of every channel with a fitting unit
    std::string unit;    ///< as written in the header; empty: that in which a channel is shown
    std::shared_ptr<const std::vector<double>> times_s; ///< seconds of the run, ascending
    std::vector<double> values;                         ///< as long as times_s; NaN is a gap
};

/// A recorded feed: the series of one file. A file is of one of two layouts, told apart by the
/// header:
/// - long: the columns time, id and value, and where wanted channel and table; a row is one value
/// - wide: the first column is the time, every other one is named by an id, as control systems
///   write it; taken for each header that has neither "id" nor "value"
/// The unit stands in brackets behind "value" or behind an id: "value [km/h]", "J1 [m]". Cells are
/// separated by commas, or by semicolons; then numbers may have a decimal comma. An empty value and
/// NaN are gaps. Times: see TimeColumn.
struct RecordedFeed {
    std::string file; ///< its name, for messages and legends
    std::vector<RecordedSeries> series;
};

/// Errors: InputError with line and column for what is none of that, and as io::read_csv.
RecordedFeed read_recorded(const std::filesystem::path& path, const RunClock& clock);
RecordedFeed parse_recorded(std::string_view text, const std::string& file, const RunClock& clock);

} // namespace cityproof::gui
