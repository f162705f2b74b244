// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <stdexcept>

namespace cityproof::io::layout {

using hdf5::check;
using hdf5::Handle;

namespace {

bool is_plain_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." &&
           name.find('/') == std::string_view::npos && name.find('\0') == std::string_view::npos;
}

void require(bool condition, const std::string& what) {
    if (!condition) {
        throw std::invalid_argument{"run file: " + what};
    }
}

Handle creation_list(hid_t list_class) {
    Handle list = hdf5::property_list(list_class);
    // A time stamp in the file would make two equal runs differ.
    check(H5Pset_obj_track_times(list.get(), false), "switch time stamps off");
    return list;
}

void write_attribute(hid_t object, const std::string& name, hid_t type, const void* value) {
    const Handle space = hdf5::dataspace({});
    const Handle attribute{
        check(H5Acreate2(object, name.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT),
              "write attribute " + name),
        H5Aclose};
    check(H5Awrite(attribute.get(), type, value), "write attribute " + name);
}

template <typename Value>
void write_column(hid_t group, const Column& column, hid_t memory_type,
                  const std::vector<Value>& values, hsize_t count) {
    const Handle dataset = create_column(group, column, {count, false});
    write_rows(dataset.get(), memory_type, 0, count, column.width, values.data());
}

void write_texts(hid_t file, const char* name, const std::vector<MetaEntry>& entries) {
    const Handle group{check(H5Gopen2(file, name, H5P_DEFAULT), "open a group"), H5Gclose};
    for (const MetaEntry& entry : entries) {
        write_text_attribute(group.get(), entry.key, entry.value);
    }
}

/// Columns that only tables of a network have.
void write_network(hid_t group, const EntityTable& table) {
    const auto write_ends = [&](const char* name, const char* description,
                                const std::vector<std::string>& ends) {
        if (!ends.empty()) {
            const std::size_t bytes = longest(ends);
            const Handle text = hdf5::text_type(bytes);
            write_column(group, {name, text.get(), "1", description}, text.get(),
                         packed(ends, bytes), ends.size());
        }
    };
    const auto write_metres = [&](const char* name, const char* description,
                                  const std::vector<double>& metres) {
        if (!metres.empty()) {
            write_column(group, {name, H5T_IEEE_F64LE, "m", description}, H5T_NATIVE_DOUBLE, metres,
                         metres.size());
        }
    };
    write_ends("from", "table/id of the node where it begins", table.from);
    write_ends("to", "table/id of the node where it ends", table.to);
    write_metres("length", "length, NaN where it is not known", table.length_m);
    write_metres("elevation", "elevation, NaN where it is not known", table.elevation_m);
}

void write_table(hid_t parent, const EntityTable& table) {
    const Handle group = create_group(parent, table.name);
    const std::size_t bytes = longest(table.ids);
    const Handle text = hdf5::text_type(bytes);
    write_column(group.get(), {"id", text.get(), "1", "name of the entity in the city"}, text.get(),
                 packed(table.ids, bytes), table.ids.size());

    std::vector<std::uint8_t> kinds;
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint64_t> counts;
    std::vector<double> x_m;
    std::vector<double> y_m;
    for (const Geometry& geometry : table.geometry) {
        kinds.push_back(static_cast<std::uint8_t>(geometry.kind));
        offsets.push_back(x_m.size());
        counts.push_back(geometry.points.size());
        for (const Point& point : geometry.points) {
            x_m.push_back(point.x_m);
            y_m.push_back(point.y_m);
        }
    }
    const auto rows = static_cast<hsize_t>(kinds.size());
    write_column(group.get(),
                 {"geometry_kind", H5T_STD_U8LE, "1", "0 none, 1 point, 2 line, 3 polygon"},
                 H5T_NATIVE_UINT8, kinds, rows);
    write_column(group.get(),
                 {"point_offset", H5T_STD_U64LE, "1", "first row of the entity in x and y"},
                 H5T_NATIVE_UINT64, offsets, rows);
    write_column(group.get(), {"point_count", H5T_STD_U64LE, "1", "rows of the entity in x and y"},
                 H5T_NATIVE_UINT64, counts, rows);
    write_column(group.get(), {"x", H5T_IEEE_F64LE, "m", "easting in the city's CRS"},
                 H5T_NATIVE_DOUBLE, x_m, x_m.size());
    write_column(group.get(), {"y", H5T_IEEE_F64LE, "m", "northing in the city's CRS"},
                 H5T_NATIVE_DOUBLE, y_m, y_m.size());
    write_network(group.get(), table);
}

Handle open_group(hid_t file, const std::string& path) {
    return {check(H5Gopen2(file, path.c_str(), H5P_DEFAULT), "open group " + path), H5Gclose};
}

struct ChunkedShape {
    std::array<hsize_t, 2> dims;
    std::array<hsize_t, 2> most;
    std::array<hsize_t, 2> chunk;
};

/// A float32 dataset of two dimensions with a channel's attributes, in `root`/<domain>/<quantity>.
Handle create_values(hid_t file, const char* root, const ChannelDescription& channel,
                     const ChunkedShape& shape) {
    const ChannelName parts = split_channel_name(channel.name);
    const Handle group = open_group(file, fmt::format("{}/{}", root, parts.domain));
    const Handle creation = creation_list(H5P_DATASET_CREATE);
    check(H5Pset_chunk(creation.get(), 2, shape.chunk.data()), "set chunks of " + channel.name);
    const Handle space{
        check(H5Screate_simple(2, shape.dims.data(), shape.most.data()), "make a dataspace"),
        H5Sclose};
    Handle dataset{check(H5Dcreate2(group.get(), parts.quantity.c_str(), H5T_IEEE_F32LE,
                                    space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                         "create channel " + channel.name),
                   H5Dclose};
    write_text_attribute(dataset.get(), unit_key, channel.unit);
    write_text_attribute(dataset.get(), description_key, channel.description);
    write_text_attribute(dataset.get(), table_key, channel.table);
    write_text_attribute(dataset.get(), axis_key, channel.axis);
    return dataset;
}

} // namespace

ChannelName split_channel_name(const std::string& name) {
    const std::size_t slash = name.find('/');
    ChannelName parts;
    if (slash != std::string::npos) {
        parts = {name.substr(0, slash), name.substr(slash + 1)};
    }
    require(is_plain_name(parts.domain) && is_plain_name(parts.quantity),
            fmt::format("channel name '{}' is not '<domain>/<quantity>'", name));
    return parts;
}

const char* direction_text(contracts::Direction direction) {
    return contracts::to_string(direction);
}

std::vector<AxisDescription> all_axes(const RunFileLayout& layout) {
    std::vector<AxisDescription> axes = layout.axes;
    const auto is_moving = [](const AxisDescription& axis) { return axis.name == moving_axis; };
    if (layout.vehicles && std::ranges::none_of(axes, is_moving)) {
        axes.push_back({moving_axis});
    }
    return axes;
}

void check_layout(const RunFileLayout& layout) {
    for (const auto* entries : {&layout.meta, &layout.privacy}) {
        std::set<std::string> keys{format_key, complete_key};
        for (const MetaEntry& entry : *entries) {
            require(!entry.key.empty() && keys.insert(entry.key).second,
                    fmt::format("key '{}' is empty, reserved or given twice", entry.key));
        }
    }
    std::set<std::string> tables;
    for (const EntityTable& table : layout.tables) {
        require(is_plain_name(table.name) && tables.insert(table.name).second &&
                    !(layout.vehicles && table.name == moving_table),
                fmt::format("table name '{}' cannot be used or is given twice", table.name));
        for (const std::size_t size : {table.from.size(), table.to.size(), table.length_m.size(),
                                       table.elevation_m.size()}) {
            require(size == 0 || size == table.ids.size(),
                    fmt::format("table '{}' has {} ids and {} rows of a network", table.name,
                                table.ids.size(), size));
        }
        require(table.ids.size() == table.geometry.size(),
                fmt::format("table '{}' has {} ids and {} geometries", table.name, table.ids.size(),
                            table.geometry.size()));
    }
    std::set<std::string> axes;
    for (const AxisDescription& axis : layout.axes) {
        require(is_plain_name(axis.name) && axes.insert(axis.name).second &&
                    (layout.vehicles || axis.name != moving_axis),
                fmt::format("axis name '{}' cannot be used or is given twice", axis.name));
    }
    std::set<std::string> names;
    for (const ChannelDescription& channel : layout.channels) {
        const ChannelName parts = split_channel_name(channel.name);
        require(names.insert(channel.name).second &&
                    !(parts.domain == moving_domain && parts.quantity == moving_table),
                fmt::format("channel name '{}' is taken", channel.name));
        require(!channel.unit.empty(), fmt::format("channel '{}' has no unit", channel.name));
        require(tables.contains(channel.table),
                fmt::format("channel '{}' is of table '{}', which is not there", channel.name,
                            channel.table));
        require(axes.contains(channel.axis) && channel.axis != moving_axis,
                fmt::format("channel '{}' cannot be on axis '{}'", channel.name, channel.axis));
    }
}

Handle create_file(const std::string& path) {
    const Handle creation = creation_list(H5P_FILE_CREATE);
    const Handle access = hdf5::file_access();
    return {check(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()),
                  "create the file"),
            H5Fclose};
}

Handle create_group(hid_t parent, const std::string& name) {
    const Handle creation = creation_list(H5P_GROUP_CREATE);
    constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    check(H5Pset_link_creation_order(creation.get(), ordered), "keep the order of a group");
    check(H5Pset_attr_creation_order(creation.get(), ordered), "keep the order of attributes");
    return {check(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                  "create group " + name),
            H5Gclose};
}

Handle create_column(hid_t group, const Column& column, Rows rows) {
    const Handle creation = creation_list(H5P_DATASET_CREATE);
    const int rank = column.width > 0 ? 2 : 1;
    const std::array<hsize_t, 2> dims{rows.count, column.width};
    std::array<hsize_t, 2> most = dims;
    if (rows.growing) {
        const std::array<hsize_t, 2> chunk{column.chunk_rows, column.width};
        check(H5Pset_chunk(creation.get(), rank, chunk.data()), "set chunks of " + column.name);
        most[0] = H5S_UNLIMITED;
    }
    if (column.nan_fill) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        check(H5Pset_fill_value(creation.get(), H5T_NATIVE_DOUBLE, &nan),
              "set fill of " + column.name);
    }
    const Handle space{check(H5Screate_simple(rank, dims.data(), most.data()), "make a dataspace"),
                       H5Sclose};
    Handle dataset{check(H5Dcreate2(group, column.name.c_str(), column.type, space.get(),
                                    H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                         "create dataset " + column.name),
                   H5Dclose};
    write_text_attribute(dataset.get(), unit_key, column.unit);
    write_text_attribute(dataset.get(), description_key, column.description);
    return dataset;
}

void write_text_attribute(hid_t object, const std::string& name, const std::string& value) {
    const Handle type = hdf5::text_type(value.size());
    // c_str() has the zero byte that an empty text needs.
    write_attribute(object, name, type.get(), value.c_str());
}

void write_number_attribute(hid_t object, const std::string& name, std::int64_t value) {
    write_attribute(object, name, H5T_STD_I64LE, &value);
}

void write_description(hid_t file, const RunFileLayout& layout, bool complete) {
    for (const char* name : {meta, privacy, entities, time, channels}) {
        create_group(file, name);
    }
    const Handle meta_group = open_group(file, meta);
    write_number_attribute(meta_group.get(), format_key, format);
    write_number_attribute(meta_group.get(), complete_key, complete ? 1 : 0);
    write_texts(file, meta, layout.meta);
    write_texts(file, privacy, layout.privacy);

    const Handle entity_group = open_group(file, entities);
    for (const EntityTable& table : layout.tables) {
        write_table(entity_group.get(), table);
    }
    const Handle channel_group = open_group(file, channels);
    std::set<std::string> domains;
    for (const ChannelDescription& channel : layout.channels) {
        const std::string domain = split_channel_name(channel.name).domain;
        if (domains.insert(domain).second) {
            create_group(channel_group.get(), domain);
        }
    }
    if (layout.vehicles) {
        if (domains.insert(moving_domain).second) {
            create_group(channel_group.get(), moving_domain);
        }
        create_group(entity_group.get(), moving_table);
    }
}

AxisColumns create_axis(hid_t file, const std::string& name, Rows rows) {
    const Handle parent = open_group(file, time);
    const Handle group = create_group(parent.get(), name);
    constexpr hsize_t chunk = 1024;
    AxisColumns columns;
    columns.time =
        create_column(group.get(),
                      {.name = "time",
                       .type = H5T_IEEE_F64LE,
                       .unit = "s",
                       .description = "simulated time of the frame since the scenario's start",
                       .chunk_rows = chunk,
                       .nan_fill = true},
                      rows);
    if (name == moving_axis) {
        columns.offset = create_column(
            group.get(), {"offset", H5T_STD_U64LE, "1", "first row of the frame", 0, chunk}, rows);
        columns.count = create_column(
            group.get(), {"count", H5T_STD_U64LE, "1", "rows of the frame", 0, chunk}, rows);
    }
    return columns;
}

Handle create_channel(hid_t file, const ChannelDescription& channel, std::size_t order,
                      hsize_t entity_count, Rows rows) {
    // A chunk may not be empty, and a dataset of fixed size not smaller than a chunk.
    const hsize_t width = std::max<hsize_t>(entity_count, 1);
    const hsize_t most_rows = rows.growing ? H5S_UNLIMITED : std::max<hsize_t>(rows.count, 1);
    Handle dataset = create_values(file, channels, channel,
                                   {{rows.count, entity_count}, {most_rows, width}, {1, width}});
    write_number_attribute(dataset.get(), order_key, static_cast<std::int64_t>(order));
    return dataset;
}

Handle create_series(hid_t file, const ChannelDescription& channel, SeriesShape shape,
                     SeriesShape chunk) {
    return create_values(
        file, by_entity, channel,
        {{shape.entities, shape.frames},
         {std::max<hsize_t>(shape.entities, 1), std::max<hsize_t>(shape.frames, 1)},
         {chunk.entities, chunk.frames}});
}

MovingColumns create_moving(hid_t file, Rows rows, Rows ids, std::size_t id_bytes) {
    const Handle domain = open_group(file, fmt::format("{}/{}", channels, moving_domain));
    const Handle group = create_group(domain.get(), moving_table);
    constexpr hsize_t chunk = 8192;
    constexpr hsize_t id_chunk = 256;
    MovingColumns columns;
    const auto column = [&](const char* name, hid_t type, const char* unit,
                            const char* description) {
        Handle dataset =
            create_column(group.get(), {name, type, unit, description, 0, chunk}, rows);
        write_text_attribute(dataset.get(), table_key, moving_table);
        write_text_attribute(dataset.get(), axis_key, moving_axis);
        return dataset;
    };
    columns.entity =
        column("entity", H5T_STD_U32LE, "1", "row of the vehicle in /entities/vehicle");
    columns.x = column("x", H5T_IEEE_F64LE, "m", "easting in the city's CRS");
    columns.y = column("y", H5T_IEEE_F64LE, "m", "northing in the city's CRS");
    columns.speed = column("speed", H5T_IEEE_F32LE, "m/s", "speed of the vehicle");
    const Handle text = hdf5::text_type(id_bytes);
    const Handle table = open_group(file, fmt::format("{}/{}", entities, moving_table));
    columns.id = create_column(
        table.get(),
        {"id", text.get(), "1", "name of the vehicle, in the order of appearance", 0, id_chunk},
        ids);
    return columns;
}

EventColumns create_events(hid_t file, Rows rows, Rows text) {
    const Handle group = create_group(file, events);
    constexpr hsize_t chunk = 256;
    constexpr hsize_t text_chunk = 16384;
    EventColumns columns;
    columns.time =
        create_column(group.get(),
                      {.name = "time",
                       .type = H5T_IEEE_F64LE,
                       .unit = "s",
                       .description = "simulated time of the event since the scenario's start",
                       .chunk_rows = chunk,
                       .nan_fill = true},
                      rows);
    columns.text_offset = create_column(group.get(),
                                        {"text_offset", H5T_STD_U64LE, "1",
                                         "first byte of kind, target and reason in text", 3, chunk},
                                        rows);
    columns.text_length = create_column(
        group.get(),
        {"text_length", H5T_STD_U64LE, "1", "bytes of kind, target and reason", 3, chunk}, rows);
    columns.text = create_column(
        group.get(), {"text", H5T_STD_U8LE, "1", "all texts of the events, UTF-8", 0, text_chunk},
        text);
    return columns;
}

void write_rows(hid_t dataset, hid_t memory_type, hsize_t first, hsize_t count, hsize_t width,
                const void* data) {
    if (count == 0) {
        return;
    }
    const int rank = width > 0 ? 2 : 1;
    const std::array<hsize_t, 2> start{first, 0};
    const std::array<hsize_t, 2> size{count, width};
    const Handle memory{check(H5Screate_simple(rank, size.data(), nullptr), "make a dataspace"),
                        H5Sclose};
    const Handle place{check(H5Dget_space(dataset), "read an extent"), H5Sclose};
    check(H5Sselect_hyperslab(place.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                              nullptr),
          "select rows");
    check(H5Dwrite(dataset, memory_type, memory.get(), place.get(), H5P_DEFAULT, data),
          "write rows");
}

void append_rows(hid_t dataset, hid_t memory_type, hsize_t first, hsize_t count, hsize_t width,
                 const void* data) {
    if (count == 0) {
        return;
    }
    const std::array<hsize_t, 2> extent{first + count, width};
    check(H5Dset_extent(dataset, extent.data()), "append rows");
    write_rows(dataset, memory_type, first, count, width, data);
}

std::vector<char> packed(std::span<const std::string> texts, std::size_t bytes) {
    const std::size_t width = std::max<std::size_t>(bytes, 1);
    std::vector<char> result(texts.size() * width, '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ranges::copy(texts[i], result.begin() + static_cast<std::ptrdiff_t>(i * width));
    }
    return result;
}

std::size_t longest(std::span<const std::string> texts) {
    std::size_t bytes = 1;
    for (const std::string& text : texts) {
        bytes = std::max(bytes, text.size());
    }
    return bytes;
}

} // namespace cityproof::io::layout
