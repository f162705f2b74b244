// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/part_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

namespace cityproof::io {

using hdf5::check;

static_assert(std::endian::native == std::endian::little,
              "chunks are written as they are in memory");

PartFile::PartFile(const std::filesystem::path& path, const RunFileLayout& layout)
    : file_{layout::create_file(path.string())} {
    try {
        create(layout);
    } catch (...) {
        give_up();
        throw;
    }
}

void PartFile::create(const RunFileLayout& layout) {
    constexpr layout::Rows none{0, true};
    layout::write_description(file_.get(), layout, false);

    std::map<std::string, hsize_t> table_size;
    for (const EntityTable& table : layout.tables) {
        table_size[table.name] = table.ids.size();
    }
    for (const AxisDescription& description : layout::all_axes(layout)) {
        Axis axis;
        axis.columns = layout::create_axis(file_.get(), description.name, none);
        axis.times.dataset = std::move(axis.columns.time);
        for (std::size_t i = 0; i < layout.channels.size(); ++i) {
            const ChannelDescription& channel = layout.channels[i];
            if (channel.axis == description.name) {
                const hsize_t size = table_size.at(channel.table);
                axis.channels.push_back(
                    {layout::create_channel(file_.get(), channel, i, size, none), size});
            }
        }
        if (description.name == layout::moving_axis) {
            moving_axis_ = axes_.size();
        }
        axes_.push_back(std::move(axis));
    }
    if (layout.vehicles) {
        moving_ = layout::create_moving(file_.get(), none, none, layout::moving_id_bytes);
        moving_id_type_ = hdf5::text_type(layout::moving_id_bytes);
    }
    events_ = layout::create_events(file_.get(), none, none);
    event_times_.dataset = std::move(events_.time);
    if (layout.trace) {
        trace_.emplace(file_.get(), *layout.trace);
    }
    check(H5Fstart_swmr_write(file_.get()), "start writing for readers");
}

void PartFile::append_frame(std::size_t axis_index, double time_s,
                            const std::vector<std::vector<float>>& values) {
    Axis& axis = axes_.at(axis_index);
    const hsize_t row = axis.times.rows();
    for (std::size_t i = 0; i < axis.channels.size(); ++i) {
        const Channel& channel = axis.channels[i];
        const std::array<hsize_t, 2> extent{row + 1, channel.entity_count};
        check(H5Dset_extent(channel.dataset.get(), extent.data()), "append a frame");
        if (channel.entity_count > 0) {
            // A frame is a chunk: written as a whole, past HDF5's selections and caches, in half
            // the time.
            const std::array<hsize_t, 2> place{row, 0};
            check(H5Dwrite_chunk(channel.dataset.get(), H5P_DEFAULT, 0, place.data(),
                                 values[i].size() * sizeof(float), values[i].data()),
                  "append a frame");
        }
    }
    axis.times.waiting.push_back(time_s);
}

void PartFile::append_moving(double time_s, const OwnedMovingRows& rows) {
    Axis& axis = axes_.at(moving_axis_);
    const hsize_t count = rows.entity.size();
    layout::append_rows(moving_.id.get(), moving_id_type_.get(), moving_ids_, rows.new_ids.size(),
                        0, layout::packed(rows.new_ids, layout::moving_id_bytes).data());
    layout::append_rows(moving_.entity.get(), H5T_NATIVE_UINT32, moving_rows_, count, 0,
                        rows.entity.data());
    layout::append_rows(moving_.x.get(), H5T_NATIVE_DOUBLE, moving_rows_, count, 0,
                        rows.x_m.data());
    layout::append_rows(moving_.y.get(), H5T_NATIVE_DOUBLE, moving_rows_, count, 0,
                        rows.y_m.data());
    layout::append_rows(moving_.speed.get(), H5T_NATIVE_FLOAT, moving_rows_, count, 0,
                        rows.speed_mps.data());
    layout::append_rows(axis.columns.offset.get(), H5T_NATIVE_HSIZE, axis.times.rows(), 1, 0,
                        &moving_rows_);
    layout::append_rows(axis.columns.count.get(), H5T_NATIVE_HSIZE, axis.times.rows(), 1, 0,
                        &count);
    moving_ids_ += rows.new_ids.size();
    moving_rows_ += count;
    axis.times.waiting.push_back(time_s);
}

void PartFile::append_event(const EventRecord& event) {
    const std::string text = event.kind + event.target + event.reason;
    const std::array<hsize_t, 3> length{event.kind.size(), event.target.size(),
                                        event.reason.size()};
    const std::array<hsize_t, 3> offset{event_text_bytes_, event_text_bytes_ + length[0],
                                        event_text_bytes_ + length[0] + length[1]};
    const hsize_t row = event_times_.rows();
    layout::append_rows(events_.text.get(), H5T_NATIVE_UINT8, event_text_bytes_, text.size(), 0,
                        text.data());
    layout::append_rows(events_.text_offset.get(), H5T_NATIVE_HSIZE, row, 1, 3, offset.data());
    layout::append_rows(events_.text_length.get(), H5T_NATIVE_HSIZE, row, 1, 3, length.data());
    event_text_bytes_ += text.size();
    event_times_.waiting.push_back(event.time_s);
}

void PartFile::append_trace(const TraceBlock& block) {
    trace_.value().append(block);
}

void PartFile::flush() const {
    check(H5Fflush(file_.get(), H5F_SCOPE_LOCAL), "write to disk");
}

void PartFile::commit() {
    std::vector<Times*> columns{&event_times_};
    for (Axis& axis : axes_) {
        columns.push_back(&axis.times);
    }
    std::erase_if(columns, [](const Times* times) { return times->waiting.empty(); });
    const bool has_windows = trace_ && trace_->has_waiting();
    if (columns.empty() && !has_windows) {
        return;
    }
    flush();
    if (has_windows) {
        trace_->append_windows();
    }
    for (Times* times : columns) {
        layout::append_rows(times->dataset.get(), H5T_NATIVE_DOUBLE, times->written,
                            times->waiting.size(), 0, times->waiting.data());
        times->written = times->rows();
        times->waiting.clear();
    }
    flush();
}

void PartFile::close() {
    commit();
    axes_.clear();
    moving_ = {};
    event_times_ = {};
    events_ = {};
    trace_.reset();
    check(file_.reset(), "close the file");
}

void PartFile::give_up() {
    const auto leak_all = [](auto&... handles) { (handles.leak(), ...); };
    for (Axis& axis : axes_) {
        leak_all(axis.times.dataset, axis.columns.time, axis.columns.offset, axis.columns.count);
        for (Channel& channel : axis.channels) {
            channel.dataset.leak();
        }
    }
    if (trace_) {
        trace_->give_up();
    }
    leak_all(moving_.entity, moving_.x, moving_.y, moving_.speed, moving_.id, event_times_.dataset,
             events_.time, events_.text_offset, events_.text_length, events_.text, file_);
}

} // namespace cityproof::io
