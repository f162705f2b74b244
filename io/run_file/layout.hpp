// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/hdf5_handle.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <span>
#include <string>
#include <vector>

/// Names, types and creation of everything in a run file: the one place that knows its layout
/// (docs/formats.md). Rows are written in ascending order and every column of one frame before its
/// time row.
namespace cityproof::io::layout {

inline constexpr int format = 1; ///< of the whole file; a newer one is refused
inline constexpr std::size_t moving_id_bytes =
    128; ///< longest id of a moving entity while the run goes on

// Groups below "/". /meta and /privacy hold attributes only.
inline constexpr const char* meta = "meta";
inline constexpr const char* privacy = "privacy";
inline constexpr const char* entities = "entities";
inline constexpr const char* time = "time";
inline constexpr const char* channels = "channels";
inline constexpr const char* by_entity =
    "by_entity"; ///< [entity x time] copies; complete and recovered files only
inline constexpr const char* events = "events";
inline constexpr const char* kpi = "kpi";     ///< complete files only
inline constexpr const char* trace = "trace"; ///< hash: complete files only; rest: trace_table.hpp

// Attributes of /meta that are numbers.
inline constexpr const char* format_key = "format";
inline constexpr const char* complete_key = "complete";

// Moving entities: /channels/traffic/vehicle, /entities/vehicle, /time/vehicles.
inline constexpr const char* moving_domain = "traffic";
inline constexpr const char* moving_table = "vehicle";
inline constexpr const char* moving_axis = "vehicles";

// Attributes of datasets.
inline constexpr const char* unit_key = "unit";
inline constexpr const char* description_key = "description";
inline constexpr const char* table_key = "table";
inline constexpr const char* axis_key = "axis";
inline constexpr const char* order_key = "order"; ///< place among the run's channels

/// How many rows a dataset has, and whether more will be appended (the .part) or not (the final
/// file).
struct Rows {
    hsize_t count = 0;
    bool growing = false;
};

/// A dataset of rows.
struct Column {
    std::string name;
    hid_t type = H5I_INVALID_HID;
    std::string unit;
    std::string description;
    hsize_t width = 0;      ///< values a row; 0: one, and the dataset has one dimension
    hsize_t chunk_rows = 0; ///< rows a chunk while growing
    bool nan_fill = false;  ///< rows that were never written read as NaN
};

/// The two parts of "<domain>/<quantity>". Errors: std::invalid_argument when a name is not of that
/// form.
struct ChannelName {
    std::string domain;
    std::string quantity;
};

ChannelName split_channel_name(const std::string& name);

/// "lower_is_better", "higher_is_better", "neutral", as in /kpi/direction.
const char* direction_text(contracts::Direction direction);

/// Checks names and references of a description before a file is made.
/// Errors: std::invalid_argument that names the table, axis or channel.
void check_layout(const RunFileLayout& layout);

/// The axes of `layout`, that of the moving entities included when there are any.
std::vector<AxisDescription> all_axes(const RunFileLayout& layout);

/// New file. Errors: Hdf5Error.
hdf5::Handle create_file(const std::string& path);
hdf5::Handle create_group(hid_t parent, const std::string& name);
hdf5::Handle create_column(hid_t group, const Column& column, Rows rows);
void write_text_attribute(hid_t object, const std::string& name, const std::string& value);
void write_number_attribute(hid_t object, const std::string& name, std::int64_t value);

/// Writes /meta, /privacy and /entities, and makes the groups of everything else.
void write_description(hid_t file, const RunFileLayout& layout, bool complete);

struct AxisColumns {
    hdf5::Handle time;
    hdf5::Handle offset; ///< moving entities only: first row of the frame
    hdf5::Handle count;  ///< moving entities only: rows of the frame
};

AxisColumns create_axis(hid_t file, const std::string& name, Rows rows);

/// Shape [rows x entities], one frame a chunk.
hdf5::Handle create_channel(hid_t file, const ChannelDescription& channel, std::size_t order,
                            hsize_t entity_count, Rows rows);

/// The copy of a channel by entity: shape [entities x frames], in chunks of `chunk`.
struct SeriesShape {
    hsize_t entities = 0;
    hsize_t frames = 0;
};

hdf5::Handle create_series(hid_t file, const ChannelDescription& channel, SeriesShape shape,
                           SeriesShape chunk);

struct MovingColumns {
    hdf5::Handle entity;
    hdf5::Handle x;
    hdf5::Handle y;
    hdf5::Handle speed;
    hdf5::Handle id;
};

MovingColumns create_moving(hid_t file, Rows rows, Rows ids, std::size_t id_bytes);

struct EventColumns {
    hdf5::Handle time;
    hdf5::Handle text_offset; ///< [event x 3]: kind, target, reason
    hdf5::Handle text_length;
    hdf5::Handle text;
};

EventColumns create_events(hid_t file, Rows rows, Rows text);

/// Writes rows [first, first + count) of a column, whose extent must reach that far.
void write_rows(hid_t dataset, hid_t memory_type, hsize_t first, hsize_t count, hsize_t width,
                const void* data);

/// Makes a growing column longer and writes rows [first, first + count), its new end.
void append_rows(hid_t dataset, hid_t memory_type, hsize_t first, hsize_t count, hsize_t width,
                 const void* data);

/// Texts side by side, each in `bytes` bytes padded with zeros.
std::vector<char> packed(std::span<const std::string> texts, std::size_t bytes);
std::size_t longest(std::span<const std::string> texts);

} // namespace cityproof::io::layout
