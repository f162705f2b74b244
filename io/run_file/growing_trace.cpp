// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/growing_trace.hpp"

namespace cityproof::io {
namespace {

hdf5::Handle create_trace(hid_t file, const TraceLayout& layout) {
    hdf5::Handle group = trace::create_group(file, layout.detail);
    trace::write_entities(group.get(), layout);
    return group;
}

} // namespace

GrowingTrace::GrowingTrace(hid_t file, const TraceLayout& layout)
    : columns_{trace::create_columns(create_trace(file, layout).get(), {}, {}, true)},
      name_type_{hdf5::text_type(trace::name_bytes)} {
}

void GrowingTrace::append(const TraceBlock& block) {
    const auto append_names = [this](const hdf5::Handle& column, hsize_t first,
                                     const std::vector<std::string>& names) {
        layout::append_rows(column.get(), name_type_.get(), first, names.size(), 0,
                            layout::packed(names, trace::name_bytes).data());
    };
    append_names(columns_.model_name, names_.models, block.new_models);
    append_names(columns_.port_name, names_.ports,
                 trace::texts_of(block.new_ports, &TracePort::name));
    append_names(columns_.port_table, names_.ports,
                 trace::texts_of(block.new_ports, &TracePort::table));
    names_.models += block.new_models.size();
    names_.ports += block.new_ports.size();
    append_rows(trace::act, block.acts.data(), block.acts.size());
    append_rows(trace::event, block.events.data(), block.events.size());
    append_rows(trace::cause, block.causes.data(), block.causes.size());
    append_rows(trace::publication, block.publications.data(), block.publications.size());
    waiting_.insert(waiting_.end(), block.windows.begin(), block.windows.end());
}

void GrowingTrace::append_windows() {
    append_rows(trace::window, waiting_.data(), waiting_.size());
    waiting_.clear();
}

void GrowingTrace::give_up() {
    for (std::vector<hdf5::Handle>& fields : columns_.fields) {
        for (hdf5::Handle& field : fields) {
            field.leak();
        }
    }
    columns_.model_name.leak();
    columns_.port_name.leak();
    columns_.port_table.leak();
}

void GrowingTrace::append_rows(trace::Table table, const void* rows, std::size_t count) {
    const trace::TableLayout& layout = trace::tables()[table];
    for (std::size_t i = 0; i < layout.fields.size(); ++i) {
        const trace::Field& field = layout.fields[i];
        layout::append_rows(columns_.fields[table][i].get(), field.type, rows_[table], count, 0,
                            trace::column_of(field, layout.row_bytes, rows, count).data());
    }
    rows_[table] += count;
}

} // namespace cityproof::io
