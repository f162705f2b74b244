// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/export/table_values.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace cityproof::exporting {

/// Writes one CSV file in long form: time_s,local_time,table,id,channel,value,unit, one row for
/// each channel, frame and entity, in this order of nesting. A cell without a value is empty.
/// Errors: InputError, EngineError (a full disk).
void write_long_csv(const std::filesystem::path& file, const io::RunFileReader& run,
                    std::span<const ChosenTable> tables, const FrameChoice& when,
                    const RunTime& time, const CheckInterrupt& check);

/// Writes a folder with one CSV file per table: time_s,local_time,id and a column per channel with
/// its unit, "traffic/street_speed [m/s]"; one row for each frame and entity. Channels of one table
/// with times of their own get a file each: TABLE.AXIS.csv.
void write_wide_csv(const std::filesystem::path& folder, const io::RunFileReader& run,
                    std::span<const ChosenTable> tables, const FrameChoice& when,
                    const RunTime& time, const CheckInterrupt& check);

} // namespace cityproof::exporting
