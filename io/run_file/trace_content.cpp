// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/trace_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace cityproof::io {
namespace {

template <typename Value>
std::vector<char> bytes_of(const CheckedDataset& dataset, hsize_t first, hsize_t count) {
    const std::vector<Value> values = dataset.read<Value>(first, count);
    std::vector<char> bytes(values.size() * sizeof(Value));
    if (!bytes.empty()) {
        std::memcpy(bytes.data(), values.data(), bytes.size());
    }
    return bytes;
}

bool is_within(const TraceRange& range, hsize_t rows) {
    return range.offset <= rows && range.count <= rows - range.offset;
}

} // namespace

std::optional<TraceContent> TraceContent::find(const CheckedFile& file) {
    const hdf5::Handle group = file.find_group(file.id(), layout::trace);
    if (!group) {
        return std::nullopt;
    }
    const std::vector<std::string> texts = file.text_attribute_names(group.get());
    if (std::ranges::find(texts, trace::detail_key) == texts.end()) {
        return std::nullopt;
    }
    return TraceContent{file, group};
}

TraceContent::TraceContent(const CheckedFile& file, const hdf5::Handle& group) : file_{&file} {
    const std::string detail = file.text_attribute(group.get(), trace::detail_key);
    if (detail != trace::detail_text(TraceDetail::events) &&
        detail != trace::detail_text(TraceDetail::windows)) {
        file.refuse(fmt::format("holds a trace of an unknown kind '{}'", detail));
    }
    layout_.detail = detail == trace::detail_text(TraceDetail::events) ? TraceDetail::events
                                                                       : TraceDetail::windows;
    open_tables(group.get());
    read_names(group.get());
    trim();
}

void TraceContent::open_tables(hid_t group) {
    for (std::size_t i = 0; i < trace::table_count; ++i) {
        const trace::TableLayout& table = trace::tables()[i];
        const hdf5::Handle parent = file_->group(group, table.name);
        rows_[i] = std::numeric_limits<hsize_t>::max();
        for (const trace::Field& field : table.fields) {
            fields_[i].push_back(file_->dataset(parent.get(), field.name, field.type));
            rows_[i] = std::min(rows_[i], fields_[i].back().rows());
        }
    }
}

void TraceContent::read_names(hid_t group) {
    const auto names = [this](const hdf5::Handle& parent, const char* name) {
        const CheckedDataset column = file_->text_dataset(parent.get(), name);
        return column.read_texts(0, column.rows());
    };
    const hdf5::Handle entities = file_->group(group, trace::entity_group);
    layout_.entities = names(entities, "name");
    layout_.partitions =
        file_->dataset(entities.get(), "partition", H5T_STD_U32LE).read_all<std::uint32_t>();
    if (layout_.partitions.size() != layout_.entities.size()) {
        file_->refuse("has a trace whose table of entities has columns of different length");
    }
    models_ = names(file_->group(group, trace::model_group), "name");
    const hdf5::Handle ports = file_->group(group, trace::port_group);
    const std::vector<std::string> port_names = names(ports, "name");
    const std::vector<std::string> port_tables = names(ports, "table");
    for (std::size_t i = 0; i < std::min(port_names.size(), port_tables.size()); ++i) {
        ports_.push_back({port_names[i], port_tables[i]});
    }
}

bool TraceContent::is_whole(const TraceWindow& window) const {
    return window.number > 0 && is_within(window.acts, rows_[trace::act]) &&
           is_within(window.events, rows_[trace::event]) &&
           is_within(window.causes, rows_[trace::cause]) &&
           is_within(window.publications, rows_[trace::publication]);
}

/// What a killed run left: extents may be ahead of the content.
void TraceContent::trim() {
    TraceWindow last;
    hsize_t& windows = rows_[trace::window];
    for (; windows > 0; --windows) {
        last = read<TraceWindow>(trace::window, windows - 1, 1)[0];
        if (is_whole(last)) {
            break;
        }
        if (file_->state() == CheckedFile::State::closed) {
            file_->refuse(
                fmt::format("has a trace whose window {} lies outside of its rows", last.number));
        }
    }
    rows_[trace::act] = windows > 0 ? last.acts.end() : 0;
    rows_[trace::event] = windows > 0 ? last.events.end() : 0;
    rows_[trace::cause] = windows > 0 ? last.causes.end() : 0;
    rows_[trace::publication] = windows > 0 ? last.publications.end() : 0;
}

std::vector<char> TraceContent::column(trace::Table table, std::size_t field, hsize_t first,
                                       hsize_t count) const {
    const CheckedDataset& dataset = fields_[table][field];
    switch (H5Tget_size(trace::tables()[table].fields[field].type)) {
    case 1:
        return bytes_of<std::uint8_t>(dataset, first, count);
    case 2:
        return bytes_of<std::uint16_t>(dataset, first, count);
    case 4:
        return bytes_of<std::uint32_t>(dataset, first, count);
    default:
        return bytes_of<std::uint64_t>(dataset, first, count);
    }
}

std::size_t TraceContent::checked_count(trace::Table table, hsize_t first, hsize_t count) const {
    const trace::TableLayout& layout = trace::tables()[table];
    if (first > rows_[table] || count > rows_[table] - first || count > file_->size()) {
        file_->refuse(fmt::format(
            "has a trace whose table '{}' has fewer rows than its windows say", layout.name));
    }
    return count;
}

void TraceContent::read_into(trace::Table table, hsize_t first, std::span<std::byte> rows,
                             hsize_t count) const {
    const trace::TableLayout& layout = trace::tables()[table];
    for (std::size_t i = 0; i < layout.fields.size(); ++i) {
        const std::vector<char> values = column(table, i, first, count);
        const std::size_t width = H5Tget_size(layout.fields[i].type);
        for (std::size_t k = 0; k < count; ++k) {
            std::memcpy(&rows[k * layout.row_bytes + layout.fields[i].offset], &values[k * width],
                        width);
        }
    }
}

} // namespace cityproof::io
