// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/trace_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <stdexcept>

namespace cityproof::io::trace {

using hdf5::Handle;

namespace {

constexpr const char* ns = "ns";
constexpr const char* time_text = "simulated time since the scenario's start";

TableLayout window_layout() {
    const auto range = [](std::size_t offset) {
        return std::pair{offset + offsetof(TraceRange, offset),
                         offset + offsetof(TraceRange, count)};
    };
    const auto [act_offset, act_count] = range(offsetof(TraceWindow, acts));
    const auto [event_offset, event_count] = range(offsetof(TraceWindow, events));
    const auto [cause_offset, cause_count] = range(offsetof(TraceWindow, causes));
    const auto [publication_offset, publication_count] = range(offsetof(TraceWindow, publications));
    constexpr const char* first = "first row of the window in that table";
    constexpr const char* rows = "rows of the window in that table";
    return {"window",
            sizeof(TraceWindow),
            {{"number", H5T_STD_U64LE, offsetof(TraceWindow, number), "1", "counted from 1"},
             {"begin", H5T_STD_I64LE, offsetof(TraceWindow, begin_ns), ns, time_text},
             {"end", H5T_STD_I64LE, offsetof(TraceWindow, end_ns), ns, "exclusive"},
             {"hash", H5T_STD_U64LE, offsetof(TraceWindow, hash), "1",
              "of all that happened in the window"},
             {"act_offset", H5T_STD_U64LE, act_offset, "1", first},
             {"act_count", H5T_STD_U64LE, act_count, "1", rows},
             {"event_offset", H5T_STD_U64LE, event_offset, "1", first},
             {"event_count", H5T_STD_U64LE, event_count, "1", rows},
             {"cause_offset", H5T_STD_U64LE, cause_offset, "1", first},
             {"cause_count", H5T_STD_U64LE, cause_count, "1", rows},
             {"publication_offset", H5T_STD_U64LE, publication_offset, "1", first},
             {"publication_count", H5T_STD_U64LE, publication_count, "1", rows}}};
}

TableLayout act_layout() {
    return {"act",
            sizeof(TraceAct),
            {{"time", H5T_STD_I64LE, offsetof(TraceAct, time_ns), ns, time_text},
             {"model", H5T_STD_U32LE, offsetof(TraceAct, model), "1", "row in /trace/model"},
             {"delta", H5T_STD_U32LE, offsetof(TraceAct, delta), "1", "round of the instant"},
             {"published", H5T_STD_U64LE, offsetof(TraceAct, published), "1",
              "hash of all that the model published so far"}}};
}

TableLayout event_layout() {
    return {"event",
            sizeof(TraceEvent),
            {{"time", H5T_STD_I64LE, offsetof(TraceEvent, time_ns), ns, time_text},
             {"phase", H5T_STD_U8LE, offsetof(TraceEvent, phase), "1", "phase of the instant"},
             {"delta", H5T_STD_U16LE, offsetof(TraceEvent, delta), "1", "round of the instant"},
             {"source", H5T_STD_U32LE, offsetof(TraceEvent, source), "1", "row in /trace/entity"},
             {"sequence", H5T_STD_U64LE, offsetof(TraceEvent, sequence), "1",
              "counts the source's events and publications"},
             {"target", H5T_STD_U32LE, offsetof(TraceEvent, target), "1", "row in /trace/entity"},
             {"kind", H5T_STD_U16LE, offsetof(TraceEvent, kind), "1",
              "meaning belongs to the target's model"},
             {"whole", H5T_STD_I64LE, offsetof(TraceEvent, whole), "1", "payload"},
             {"real", H5T_IEEE_F64LE, offsetof(TraceEvent, real), "1", "payload"}}};
}

TableLayout cause_layout() {
    return {"cause",
            sizeof(TraceCause),
            {{"source", H5T_STD_U32LE, offsetof(TraceCause, source), "1", "of the event made"},
             {"sequence", H5T_STD_U64LE, offsetof(TraceCause, sequence), "1", "of the event made"},
             {"cause_source", H5T_STD_U32LE, offsetof(TraceCause, cause_source), "1",
              "of the event that its maker handled"},
             {"cause_sequence", H5T_STD_U64LE, offsetof(TraceCause, cause_sequence), "1",
              "of the event that its maker handled; 2^64 - 1: none, made at the start"}}};
}

TableLayout publication_layout() {
    return {
        "publication",
        sizeof(TracePublication),
        {{"time", H5T_STD_I64LE, offsetof(TracePublication, time_ns), ns, time_text},
         {"source", H5T_STD_U32LE, offsetof(TracePublication, source), "1", "row in /trace/entity"},
         {"sequence", H5T_STD_U64LE, offsetof(TracePublication, sequence), "1",
          "counts the source's events and publications"},
         {"port", H5T_STD_U32LE, offsetof(TracePublication, port), "1", "row in /trace/port"},
         {"element", H5T_STD_U32LE, offsetof(TracePublication, element), "1",
          "place in the port's table"},
         {"value", H5T_IEEE_F64LE, offsetof(TracePublication, value), "see the port's channel",
          "value"}}};
}

Handle create_names(hid_t parent, const char* name, const char* description, hsize_t rows,
                    bool growing) {
    constexpr hsize_t chunk = 16;
    return layout::create_column(
        parent, {name, hdf5::text_type(name_bytes).get(), "1", description, 0, chunk},
        {rows, growing});
}

} // namespace

const std::vector<TableLayout>& tables() {
    static const std::vector<TableLayout> all{window_layout(), act_layout(), event_layout(),
                                              cause_layout(), publication_layout()};
    return all;
}

const char* detail_text(TraceDetail detail) {
    return detail == TraceDetail::events ? "events" : "windows";
}

Handle create_group(hid_t file, TraceDetail detail) {
    Handle group = layout::create_group(file, layout::trace);
    layout::write_text_attribute(group.get(), detail_key, detail_text(detail));
    return group;
}

void write_entities(hid_t group, const TraceLayout& layout) {
    const Handle entities = layout::create_group(group, entity_group);
    const std::size_t bytes = layout::longest(layout.entities);
    const Handle text = hdf5::text_type(bytes);
    const hsize_t rows = layout.entities.size();
    const Handle name = layout::create_column(
        entities.get(), {"name", text.get(), "1", "table and id of the entity"}, {rows, false});
    layout::write_rows(name.get(), text.get(), 0, rows, 0,
                       layout::packed(layout.entities, bytes).data());
    const Handle partition = layout::create_column(
        entities.get(), {"partition", H5T_STD_U32LE, "1", "partition that the entity was in"},
        {rows, false});
    layout::write_rows(partition.get(), H5T_NATIVE_UINT32, 0, rows, 0, layout.partitions.data());
}

Columns create_columns(hid_t group, const std::array<hsize_t, table_count>& rows,
                       const NameCounts& names, bool growing) {
    constexpr hsize_t chunk = 8192;
    Columns columns;
    for (std::size_t i = 0; i < table_count; ++i) {
        const TableLayout& table = tables()[i];
        const Handle parent = layout::create_group(group, table.name);
        for (const Field& field : table.fields) {
            columns.fields[i].push_back(layout::create_column(
                parent.get(), {field.name, field.type, field.unit, field.description, 0, chunk},
                {rows[i], growing}));
        }
    }
    const Handle models = layout::create_group(group, model_group);
    columns.model_name =
        create_names(models.get(), "name", "name of the domain model", names.models, growing);
    const Handle ports = layout::create_group(group, port_group);
    columns.port_name = create_names(ports.get(), "name", "name of the port", names.ports, growing);
    columns.port_table =
        create_names(ports.get(), "table", "table of its elements", names.ports, growing);
    return columns;
}

void require_names(const TraceBlock& block) {
    std::vector<std::string> names = block.new_models;
    for (const TracePort& port : block.new_ports) {
        names.push_back(port.name);
        names.push_back(port.table);
    }
    for (const std::string& name : names) {
        if (name.size() > name_bytes) {
            throw std::invalid_argument{
                fmt::format("run file: the name '{}' is too long for a trace", name)};
        }
    }
}

std::vector<std::string> texts_of(const std::vector<TracePort>& ports, std::string TracePort::*of) {
    std::vector<std::string> texts;
    std::ranges::transform(ports, std::back_inserter(texts), of);
    return texts;
}

std::vector<char> column_of(const Field& field, std::size_t row_bytes, const void* rows,
                            std::size_t count) {
    const std::size_t width = H5Tget_size(field.type);
    std::vector<char> column(count * width);
    const char* from = static_cast<const char*>(rows) + field.offset;
    for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(&column[i * width], from + i * row_bytes, width);
    }
    return column;
}

} // namespace cityproof::io::trace
