// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/export/frame_choice.hpp"
#include "scenarios/export/result_tables.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cityproof::exporting {

/// Called between pieces of work; throws Interrupted when the user wants it to stop.
using CheckInterrupt = std::function<void()>;

/// One number per entity of a table, for a map.
struct ValueColumn {
    const io::ChannelDescription* channel = nullptr;
    std::string field;         ///< "traffic_street_speed", with "_mean", "_min" or "_max" of a span
    std::string statistic;     ///< "mean", "least", "greatest"; empty for one moment
    std::vector<float> values; ///< NaN: no data
};

/// A table with its values at one moment or over a span.
struct TableValues {
    const io::EntityTable* table = nullptr;
    std::vector<ValueColumn> columns = {};
    std::string when = {}; ///< for people; empty without columns
};

/// The name of a channel as a field: letters, digits and "_".
std::string field_name(const std::string& channel);

/// Reads what a map shows of a table: for an instant the values of its frame, for a span the mean,
/// least and greatest value of each entity over the span's frames, frames without data left out.
/// Sums are made in the order of time. Errors: InputError.
TableValues read_table_values(const io::RunFileReader& run, const ChosenTable& chosen,
                              const FrameChoice& when, const RunTime& time,
                              const CheckInterrupt& check);

} // namespace cityproof::exporting
