// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_content.hpp"

#include "io/run_file/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::io {

using hdf5::Handle;

namespace {

contracts::Direction direction_from(const std::string& text, const CheckedFile& file) {
    for (const contracts::Direction direction :
         {contracts::Direction::lower_is_better, contracts::Direction::higher_is_better,
          contracts::Direction::neutral}) {
        if (text == layout::direction_text(direction)) {
            return direction;
        }
    }
    file.refuse(fmt::format("has a key figure of unknown direction '{}'", text));
}

} // namespace

RunContent::RunContent(const std::filesystem::path& path, CheckedFile::MissingEnd missing_end)
    : file_{path, missing_end} {
    read_meta();
    read_tables();
    read_axes();
    read_channels();
    open_moving();
    open_events();
    if (complete_) {
        read_key_figures();
    }
    read_new_rows();
}

void RunContent::read_meta() {
    const Handle group = file_.find_group(file_.id(), layout::meta);
    if (!group || !file_.find_number_attribute(group.get(), layout::format_key)) {
        file_.refuse("is an HDF5 file but not a run file",
                     "give a file that `cityproof run` wrote");
    }
    const std::int64_t format = file_.number_attribute(group.get(), layout::format_key);
    if (format > layout::format) {
        file_.refuse(
            fmt::format("is a run file of format {}, newer than the {} that this program knows",
                        format, layout::format),
            "use a newer Cityproof");
    }
    if (format < 1) {
        file_.refuse(fmt::format("is a run file of format {}, which never existed", format));
    }
    complete_ = file_.number_attribute(group.get(), layout::complete_key) == 1;
    description_.meta = read_texts(layout::meta);
    description_.privacy = read_texts(layout::privacy);
}

std::vector<MetaEntry> RunContent::read_texts(const char* group_name) const {
    const Handle group = file_.group(file_.id(), group_name);
    std::vector<MetaEntry> entries;
    for (const std::string& key : file_.text_attribute_names(group.get())) {
        entries.push_back({key, file_.text_attribute(group.get(), key)});
    }
    return entries;
}

void RunContent::read_tables() {
    const Handle parent = file_.group(file_.id(), layout::entities);
    const Handle channels = file_.group(file_.id(), layout::channels);
    const Handle domain = file_.find_group(channels.get(), layout::moving_domain);
    description_.vehicles = domain && file_.is_group(domain.get(), layout::moving_table);
    for (const std::string& name : file_.children(parent.get())) {
        if (!description_.vehicles || name != layout::moving_table) {
            description_.tables.push_back(read_table(parent.get(), name));
        }
    }
}

EntityTable RunContent::read_table(hid_t parent, const std::string& name) const {
    const Handle group = file_.group(parent, name);
    const CheckedDataset id = file_.text_dataset(group.get(), "id");
    const auto kinds =
        file_.dataset(group.get(), "geometry_kind", H5T_STD_U8LE).read_all<std::uint8_t>();
    const auto offsets =
        file_.dataset(group.get(), "point_offset", H5T_STD_U64LE).read_all<std::uint64_t>();
    const auto counts =
        file_.dataset(group.get(), "point_count", H5T_STD_U64LE).read_all<std::uint64_t>();
    const auto x_m = file_.dataset(group.get(), "x", H5T_IEEE_F64LE).read_all<double>();
    const auto y_m = file_.dataset(group.get(), "y", H5T_IEEE_F64LE).read_all<double>();
    EntityTable table{name, id.read_texts(0, id.rows()), {}};
    const std::size_t size = table.ids.size();
    if (kinds.size() != size || offsets.size() != size || counts.size() != size ||
        x_m.size() != y_m.size()) {
        file_.refuse(fmt::format("table '{}' has columns of different length", name));
    }
    std::uint64_t used = 0;
    for (std::size_t i = 0; i < size; ++i) {
        // Points lie one entity after the other: what else could share memory many times over.
        if (kinds[i] > static_cast<std::uint8_t>(GeometryKind::polygon) || offsets[i] != used ||
            counts[i] > x_m.size() - used) {
            file_.refuse(fmt::format("table '{}' has a broken geometry in row {}", name, i));
        }
        Geometry geometry{static_cast<GeometryKind>(kinds[i]), {}};
        geometry.points.reserve(counts[i]);
        for (std::uint64_t p = used; p < used + counts[i]; ++p) {
            geometry.points.push_back({x_m[p], y_m[p]});
        }
        used += counts[i];
        table.geometry.push_back(std::move(geometry));
    }
    file_.charge(size * sizeof(Geometry) + x_m.size() * sizeof(Point));
    read_network(group.get(), table);
    return table;
}

void RunContent::read_network(hid_t group, EntityTable& table) const {
    const std::vector<std::string> columns = file_.children(group);
    const auto has = [&](const char* name) {
        return std::ranges::find(columns, name) != columns.end();
    };
    const auto require_size = [&](const char* name, std::size_t size) {
        if (size != table.ids.size()) {
            file_.refuse(
                fmt::format("table '{}' has a column '{}' of another length", table.name, name));
        }
    };
    for (const auto& [name, ends] : {std::pair{"from", &table.from}, std::pair{"to", &table.to}}) {
        if (has(name)) {
            const CheckedDataset column = file_.text_dataset(group, name);
            require_size(name, column.rows());
            *ends = column.read_texts(0, column.rows());
        }
    }
    for (const auto& [name, metres] :
         {std::pair{"length", &table.length_m}, std::pair{"elevation", &table.elevation_m}}) {
        if (has(name)) {
            *metres = file_.dataset(group, name, H5T_IEEE_F64LE).read_all<double>();
            require_size(name, metres->size());
        }
    }
    file_.charge((table.length_m.size() + table.elevation_m.size()) * sizeof(double));
}

void RunContent::read_axes() {
    const Handle parent = file_.group(file_.id(), layout::time);
    for (const std::string& name : file_.children(parent.get())) {
        const Handle group = file_.group(parent.get(), name);
        axes_.push_back({name, file_.dataset(group.get(), "time", H5T_IEEE_F64LE), {}});
        description_.axes.push_back({name});
    }
}

void RunContent::read_channels() {
    const Handle parent = file_.group(file_.id(), layout::channels);
    const Handle copies = file_.find_group(file_.id(), layout::by_entity);
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    for (const std::string& domain : file_.children(parent.get())) {
        const Handle group = file_.group(parent.get(), domain);
        const Handle domain_copies = copies ? file_.find_group(copies.get(), domain) : Handle{};
        for (const std::string& quantity : file_.children(group.get())) {
            if (domain == layout::moving_domain && quantity == layout::moving_table &&
                description_.vehicles) {
                continue;
            }
            read_channel(group.get(), domain_copies.get(), domain, quantity);
            order.emplace_back(
                file_.number_attribute(channels_.back().frames.id(), layout::order_key),
                order.size());
        }
    }
    std::ranges::sort(order);
    std::vector<Channel> sorted;
    for (const auto& [place, index] : order) {
        sorted.push_back(std::move(channels_[index]));
        description_.channels.push_back(sorted.back().description);
    }
    channels_ = std::move(sorted);
}

void RunContent::read_channel(hid_t group, hid_t copies, const std::string& domain,
                              const std::string& quantity) {
    Channel channel;
    channel.frames = file_.dataset(group, quantity, H5T_IEEE_F32LE, 2);
    const hid_t id = channel.frames.id();
    channel.description = {domain + "/" + quantity, file_.text_attribute(id, layout::unit_key),
                           file_.text_attribute(id, layout::table_key),
                           file_.text_attribute(id, layout::axis_key),
                           file_.text_attribute(id, layout::description_key)};

    const std::string& name = channel.description.name;
    const auto table =
        std::ranges::find(description_.tables, channel.description.table, &EntityTable::name);
    const auto axis = std::ranges::find(axes_, channel.description.axis, &Axis::name);
    if (table == description_.tables.end() || axis == axes_.end()) {
        file_.refuse(
            fmt::format("channel '{}' is of a table or axis that the file does not have", name));
    }
    channel.axis = static_cast<std::size_t>(axis - axes_.begin());
    channel.entity_count = table->ids.size();
    if (channel.frames.width() != channel.entity_count) {
        file_.refuse(fmt::format("channel '{}' has {} values a frame for the {} entities of '{}'",
                                 name, channel.frames.width(), channel.entity_count, table->name));
    }
    if (copies >= 0) {
        channel.by_entity = file_.dataset(copies, quantity, H5T_IEEE_F32LE, 2);
        if (channel.by_entity.rows() != channel.entity_count) {
            file_.refuse(fmt::format("the copy of channel '{}' by entity has another shape", name));
        }
    }
    channels_.push_back(std::move(channel));
}

void RunContent::open_moving() {
    if (!description_.vehicles) {
        return;
    }
    const auto axis = std::ranges::find(axes_, layout::moving_axis, &Axis::name);
    if (axis == axes_.end()) {
        file_.refuse("has vehicles but no time axis for them");
    }
    const Handle time = file_.group(file_.id(), layout::time);
    const Handle axis_group = file_.group(time.get(), layout::moving_axis);
    const Handle channels = file_.group(file_.id(), layout::channels);
    const Handle domain = file_.group(channels.get(), layout::moving_domain);
    const Handle group = file_.group(domain.get(), layout::moving_table);
    const Handle entities = file_.group(file_.id(), layout::entities);
    const Handle table = file_.group(entities.get(), layout::moving_table);
    moving_ = Moving{static_cast<std::size_t>(axis - axes_.begin()),
                     file_.dataset(axis_group.get(), "offset", H5T_STD_U64LE),
                     file_.dataset(axis_group.get(), "count", H5T_STD_U64LE),
                     file_.dataset(group.get(), "entity", H5T_STD_U32LE),
                     file_.dataset(group.get(), "x", H5T_IEEE_F64LE),
                     file_.dataset(group.get(), "y", H5T_IEEE_F64LE),
                     file_.dataset(group.get(), "speed", H5T_IEEE_F32LE),
                     file_.text_dataset(table.get(), "id"),
                     {}};
}

void RunContent::open_events() {
    const Handle group = file_.group(file_.id(), layout::events);
    event_time_ = file_.dataset(group.get(), "time", H5T_IEEE_F64LE);
    event_text_offset_ = file_.dataset(group.get(), "text_offset", H5T_STD_U64LE, 2);
    event_text_length_ = file_.dataset(group.get(), "text_length", H5T_STD_U64LE, 2);
    event_text_ = file_.dataset(group.get(), "text", H5T_STD_U8LE);
    if (event_text_offset_.width() != 3 || event_text_length_.width() != 3) {
        file_.refuse("has events of another shape than run files have");
    }
}

void RunContent::read_key_figures() {
    const Handle group = file_.group(file_.id(), layout::kpi);
    const CheckedDataset value = file_.dataset(group.get(), "value", H5T_IEEE_F64LE);
    const auto texts = [&](const char* name) {
        const CheckedDataset column = file_.text_dataset(group.get(), name);
        if (column.rows() != value.rows()) {
            file_.refuse("has key figures with columns of different length");
        }
        return column.read_texts(0, column.rows());
    };
    const auto id = texts("id");
    const auto unit = texts("unit");
    const auto direction = texts("direction");
    const auto definition = texts("definition");
    const auto values = value.read_all<double>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        key_figures_.push_back(
            {id[i], values[i], unit[i], direction_from(direction[i], file_), definition[i]});
    }
    const Handle trace = file_.group(file_.id(), layout::trace);
    const auto hash = file_.dataset(trace.get(), "hash", H5T_STD_U64LE).read_all<std::uint64_t>();
    if (hash.size() != 1) {
        file_.refuse("has no trace hash although it is complete");
    }
    trace_hash_ = hash[0];
}

bool RunContent::refresh() {
    if (file_.state() != CheckedFile::State::growing) {
        return false;
    }
    // Times first: whatever they name was written before them.
    event_time_.refresh();
    for (Axis& axis : axes_) {
        axis.time.refresh();
    }
    for (CheckedDataset* dataset : {&event_text_offset_, &event_text_length_, &event_text_}) {
        dataset->refresh();
    }
    for (Channel& channel : channels_) {
        channel.frames.refresh();
    }
    if (moving_) {
        for (CheckedDataset* dataset : {&moving_->offset, &moving_->count, &moving_->entity,
                                        &moving_->x, &moving_->y, &moving_->speed, &moving_->id}) {
            dataset->refresh();
        }
    }
    return read_new_rows();
}

bool RunContent::read_new_rows() {
    bool any = false;
    if (moving_) {
        const auto fresh =
            moving_->id.read_texts(moving_->ids.size(), moving_->id.rows() - moving_->ids.size());
        moving_->ids.insert(moving_->ids.end(), fresh.begin(), fresh.end());
    }
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        any = read_new_times(i) || any;
    }
    return read_new_events() || any;
}

/// Rows of an axis that all its datasets have; in a complete file they all have the same.
hsize_t RunContent::whole_rows(std::size_t axis_index) const {
    const hsize_t times = axes_[axis_index].time.rows();
    hsize_t least = times;
    const auto add = [&](hsize_t rows, const std::string& name) {
        least = std::min(least, rows);
        if (complete_ && rows != times) {
            file_.refuse(
                fmt::format("'{}' has {} frames where its time axis has {}", name, rows, times));
        }
    };
    for (const Channel& channel : channels_) {
        if (channel.axis == axis_index) {
            add(channel.frames.rows(), channel.description.name);
            if (channel.by_entity) {
                add(channel.by_entity.width(), "by_entity/" + channel.description.name);
            }
        }
    }
    if (moving_ && moving_->axis == axis_index) {
        add(moving_->offset.rows(), "offset");
        add(moving_->count.rows(), "count");
    }
    return least;
}

bool RunContent::read_new_times(std::size_t axis_index) {
    Axis& axis = axes_[axis_index];
    const hsize_t known = axis.times_s.size();
    const hsize_t rows = whole_rows(axis_index);
    if (rows <= known) {
        return false;
    }
    for (const double time_s : axis.time.read<double>(known, rows - known)) {
        const bool ascends =
            std::isfinite(time_s) && (axis.times_s.empty() || time_s > axis.times_s.back());
        if (!ascends && complete_) {
            file_.refuse(fmt::format("the times of axis '{}' do not ascend", axis.name));
        }
        if (!ascends) {
            break; // the extent is ahead of the row: not written yet
        }
        axis.times_s.push_back(time_s);
    }
    return axis.times_s.size() > known;
}

bool RunContent::read_new_events() {
    const hsize_t known = events_.size();
    const hsize_t rows =
        std::min({event_time_.rows(), event_text_offset_.rows(), event_text_length_.rows()});
    if (complete_ && (event_time_.rows() != rows || event_text_offset_.rows() != rows ||
                      event_text_length_.rows() != rows)) {
        file_.refuse("has events with columns of different length");
    }
    if (rows <= known) {
        return false;
    }
    const auto times = event_time_.read<double>(known, rows - known);
    const auto offsets = event_text_offset_.read<std::uint64_t>(known, rows - known);
    const auto lengths = event_text_length_.read<std::uint64_t>(known, rows - known);
    const hsize_t bytes = event_text_.rows();
    for (std::size_t i = 0; i < times.size() && !std::isnan(times[i]); ++i) {
        EventRecord event{times[i], {}, {}, {}};
        std::size_t part = 3 * i;
        for (std::string* text : {&event.kind, &event.target, &event.reason}) {
            if (offsets[part] > bytes || lengths[part] > bytes - offsets[part]) {
                file_.refuse(
                    fmt::format("event {} has a text outside of the file's texts", known + i));
            }
            const auto characters = event_text_.read<std::uint8_t>(offsets[part], lengths[part]);
            text->assign(characters.begin(), characters.end());
            ++part;
        }
        file_.charge(sizeof(EventRecord) + event.kind.size() + event.target.size() +
                     event.reason.size());
        events_.push_back(std::move(event));
    }
    return events_.size() > known;
}

const RunContent::Axis& RunContent::axis(std::string_view name) const {
    const auto found = std::ranges::find(axes_, name, &Axis::name);
    if (found == axes_.end()) {
        file_.refuse(fmt::format("has no time axis '{}'", name));
    }
    return *found;
}

const RunContent::Channel& RunContent::channel(std::string_view name) const {
    const auto found = std::ranges::find_if(
        channels_, [&](const Channel& c) { return c.description.name == name; });
    if (found == channels_.end()) {
        file_.refuse(fmt::format("has no channel '{}'", name));
    }
    return *found;
}

/// First row and row count of a moving frame.
std::pair<hsize_t, hsize_t> RunContent::moving_rows(std::size_t index) const {
    const hsize_t offset = moving_->offset.read<std::uint64_t>(index, 1)[0];
    const hsize_t count = moving_->count.read<std::uint64_t>(index, 1)[0];
    const hsize_t rows = std::min(
        {moving_->entity.rows(), moving_->x.rows(), moving_->y.rows(), moving_->speed.rows()});
    if (offset > rows || count > rows - offset) {
        file_.refuse(fmt::format("vehicle frame {} lies outside of the file's rows", index));
    }
    return {offset, count};
}

hsize_t RunContent::moving_row_count() const {
    const std::size_t frames = axes_[moving_->axis].times_s.size();
    if (frames == 0) {
        return 0;
    }
    const auto [offset, count] = moving_rows(frames - 1);
    return offset + count;
}

VehicleFrame RunContent::moving_frame(std::size_t index) const {
    const auto [offset, count] = moving_rows(index);
    VehicleFrame frame{
        moving_->entity.read<std::uint32_t>(offset, count), moving_->x.read<double>(offset, count),
        moving_->y.read<double>(offset, count), moving_->speed.read<float>(offset, count)};
    if (std::ranges::any_of(frame.entity,
                            [&](std::uint32_t e) { return e >= moving_->ids.size(); })) {
        file_.refuse(
            fmt::format("vehicle frame {} names vehicles that the file does not have", index));
    }
    return frame;
}

std::vector<float> RunContent::series(const Channel& channel, std::size_t entity) const {
    const hsize_t frames = axes_[channel.axis].times_s.size();
    if (!channel.by_entity) {
        return channel.frames.read_column(entity, frames);
    }
    std::vector<float> values = channel.by_entity.read<float>(entity, 1);
    values.resize(frames);
    return values;
}

} // namespace cityproof::io
