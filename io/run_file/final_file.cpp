// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/final_file.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/layout.hpp"
#include "io/run_file/trace_content.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <system_error>

namespace cityproof::io {

using hdf5::check;
using hdf5::Handle;
using hdf5::Hdf5Error;

namespace {

constexpr hsize_t block_bytes = 32U << 20U;
constexpr hsize_t series_chunk_bytes = 64U << 10U;
constexpr hsize_t longest_series_chunk = 1024; ///< frames

class FinalFile {
  public:
    FinalFile(const RunContent& source, const std::string& path)
        : source_{source},
          file_{layout::create_file(path)} {}

    void write(const std::optional<Completion>& completion) {
        try {
            write_content(completion);
        } catch (...) {
            file_.leak(); // see PartFile::give_up
            throw;
        }
        check(file_.reset(), "close the file");
    }

  private:
    void write_content(const std::optional<Completion>& completion) const {
        layout::write_description(file_.get(), description(completion), completion.has_value());
        write_axes();
        write_channels();
        if (source_.moving()) {
            write_moving(*source_.moving());
        }
        write_events();
        if (completion) {
            write_key_figures(completion->key_figures);
        }
        write_trace(completion);
    }

    RunFileLayout description(const std::optional<Completion>& completion) const {
        RunFileLayout result = source_.description();
        if (completion) {
            for (const MetaEntry& entry : completion->meta) {
                const auto known = std::ranges::find(result.meta, entry.key, &MetaEntry::key);
                if (known != result.meta.end()) {
                    known->value = entry.value;
                } else {
                    result.meta.push_back(entry);
                }
            }
        }
        return result;
    }

    void write_axes() const {
        for (std::size_t i = 0; i < source_.axes().size(); ++i) {
            const RunContent::Axis& axis = source_.axes()[i];
            const hsize_t rows = axis.times_s.size();
            const layout::AxisColumns columns =
                layout::create_axis(file_.get(), axis.name, {rows, false});
            layout::write_rows(columns.time.get(), H5T_NATIVE_DOUBLE, 0, rows, 0,
                               axis.times_s.data());
            if (source_.moving() && source_.moving()->axis == i) {
                const RunContent::Moving& moving = *source_.moving();
                layout::write_rows(columns.offset.get(), H5T_NATIVE_UINT64, 0, rows, 0,
                                   moving.offset.read<std::uint64_t>(0, rows).data());
                layout::write_rows(columns.count.get(), H5T_NATIVE_UINT64, 0, rows, 0,
                                   moving.count.read<std::uint64_t>(0, rows).data());
            }
        }
    }

    void write_channels() const {
        const Handle copies = layout::create_group(file_.get(), layout::by_entity);
        std::vector<std::string> domains;
        for (std::size_t i = 0; i < source_.channels().size(); ++i) {
            const RunContent::Channel& channel = source_.channels()[i];
            const std::string domain = layout::split_channel_name(channel.description.name).domain;
            if (std::ranges::find(domains, domain) == domains.end()) {
                layout::create_group(copies.get(), domain);
                domains.push_back(domain);
            }
            write_channel(channel, i);
        }
    }

    void write_channel(const RunContent::Channel& channel, std::size_t order) const {
        const hsize_t frames = source_.axes()[channel.axis].times_s.size();
        const hsize_t entities = channel.entity_count;
        const Handle by_frame = layout::create_channel(file_.get(), channel.description, order,
                                                       entities, {frames, false});
        const hsize_t row_bytes = std::max<hsize_t>(entities, 1) * sizeof(float);
        const hsize_t block = std::clamp<hsize_t>(block_bytes / row_bytes, 1, longest_series_chunk);
        const hsize_t chunk_frames = std::min(block, std::max<hsize_t>(frames, 1));
        const hsize_t chunk_entities = std::clamp<hsize_t>(
            series_chunk_bytes / (chunk_frames * sizeof(float)), 1, std::max<hsize_t>(entities, 1));
        const Handle by_entity = layout::create_series(
            file_.get(), channel.description, {entities, frames}, {chunk_entities, chunk_frames});
        if (entities == 0) {
            return;
        }
        for (hsize_t first = 0; first < frames; first += block) {
            const hsize_t count = std::min(block, frames - first);
            const std::vector<float> values = channel.frames.read<float>(first, count);
            for (hsize_t k = 0; k < count; ++k) {
                const std::array<hsize_t, 2> place{first + k, 0};
                check(H5Dwrite_chunk(by_frame.get(), H5P_DEFAULT, 0, place.data(), row_bytes,
                                     &values[k * entities]),
                      "write a frame");
            }
            write_series_block(by_entity.get(), values, entities, first, count);
        }
    }

    static void write_series_block(hid_t dataset, const std::vector<float>& frames,
                                   hsize_t entities, hsize_t first, hsize_t count) {
        std::vector<float> turned(frames.size());
        for (hsize_t k = 0; k < count; ++k) {
            for (hsize_t e = 0; e < entities; ++e) {
                turned[e * count + k] = frames[k * entities + e];
            }
        }
        const std::array<hsize_t, 2> start{0, first};
        const std::array<hsize_t, 2> size{entities, count};
        const Handle memory = hdf5::dataspace({entities, count});
        const Handle place{check(H5Dget_space(dataset), "read an extent"), H5Sclose};
        check(H5Sselect_hyperslab(place.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                                  nullptr),
              "select a block");
        check(H5Dwrite(dataset, H5T_NATIVE_FLOAT, memory.get(), place.get(), H5P_DEFAULT,
                       turned.data()),
              "write copies by entity");
    }

    void write_moving(const RunContent::Moving& moving) const {
        const hsize_t rows = source_.moving_row_count();
        constexpr hsize_t block = block_bytes / sizeof(double);
        // A killed run may have announced vehicles of a frame that it did not complete.
        hsize_t ids = source_.file().state() == CheckedFile::State::closed ? moving.ids.size() : 0;
        for (hsize_t first = 0; first < rows; first += block) {
            const auto entities =
                moving.entity.read<std::uint32_t>(first, std::min(block, rows - first));
            ids = std::max<hsize_t>(ids, *std::ranges::max_element(entities) + hsize_t{1});
        }
        if (ids > moving.ids.size()) {
            source_.file().refuse("has rows of vehicles that it does not name");
        }
        const std::vector<std::string> names{moving.ids.begin(),
                                             moving.ids.begin() + static_cast<std::ptrdiff_t>(ids)};
        const std::size_t id_bytes = layout::longest(names);
        const layout::MovingColumns columns =
            layout::create_moving(file_.get(), {rows, false}, {ids, false}, id_bytes);
        layout::write_rows(columns.id.get(), hdf5::text_type(id_bytes).get(), 0, ids, 0,
                           layout::packed(names, id_bytes).data());
        for (hsize_t first = 0; first < rows; first += block) {
            const hsize_t count = std::min(block, rows - first);
            layout::write_rows(columns.entity.get(), H5T_NATIVE_UINT32, first, count, 0,
                               moving.entity.read<std::uint32_t>(first, count).data());
            layout::write_rows(columns.x.get(), H5T_NATIVE_DOUBLE, first, count, 0,
                               moving.x.read<double>(first, count).data());
            layout::write_rows(columns.y.get(), H5T_NATIVE_DOUBLE, first, count, 0,
                               moving.y.read<double>(first, count).data());
            layout::write_rows(columns.speed.get(), H5T_NATIVE_FLOAT, first, count, 0,
                               moving.speed.read<float>(first, count).data());
        }
    }

    void write_events() const {
        std::vector<double> times_s;
        std::vector<std::uint64_t> offsets;
        std::vector<std::uint64_t> lengths;
        std::string text;
        for (const EventRecord& event : source_.events()) {
            times_s.push_back(event.time_s);
            for (const std::string* part : {&event.kind, &event.target, &event.reason}) {
                offsets.push_back(text.size());
                lengths.push_back(part->size());
                text += *part;
            }
        }
        const hsize_t rows = times_s.size();
        const layout::EventColumns columns =
            layout::create_events(file_.get(), {rows, false}, {text.size(), false});
        layout::write_rows(columns.time.get(), H5T_NATIVE_DOUBLE, 0, rows, 0, times_s.data());
        layout::write_rows(columns.text_offset.get(), H5T_NATIVE_UINT64, 0, rows, 3,
                           offsets.data());
        layout::write_rows(columns.text_length.get(), H5T_NATIVE_UINT64, 0, rows, 3,
                           lengths.data());
        layout::write_rows(columns.text.get(), H5T_NATIVE_UINT8, 0, text.size(), 0, text.data());
    }

    void write_key_figures(const std::vector<contracts::KeyFigure>& figures) const {
        const Handle group = layout::create_group(file_.get(), layout::kpi);
        const auto write_texts = [&](const char* name, const char* description, auto text_of) {
            std::vector<std::string> texts;
            std::ranges::transform(figures, std::back_inserter(texts), text_of);
            const std::size_t bytes = layout::longest(texts);
            const Handle type = hdf5::text_type(bytes);
            const Handle column = layout::create_column(
                group.get(), {name, type.get(), "1", description}, {figures.size(), false});
            layout::write_rows(column.get(), type.get(), 0, figures.size(), 0,
                               layout::packed(texts, bytes).data());
        };
        using contracts::KeyFigure;
        write_texts("id", "name of the key figure", [](const KeyFigure& f) { return f.id; });
        write_texts("unit", "unit of the value in the same row",
                    [](const KeyFigure& f) { return f.unit; });
        write_texts("direction", "which way is better", [](const KeyFigure& f) {
            return std::string{layout::direction_text(f.direction)};
        });
        write_texts("definition", "what is counted, over what, what is left out",
                    [](const KeyFigure& f) { return f.definition; });
        std::vector<double> values;
        std::ranges::transform(figures, std::back_inserter(values), &KeyFigure::value);
        const Handle column = layout::create_column(
            group.get(), {"value", H5T_IEEE_F64LE, "see /kpi/unit", "key figure of the whole run"},
            {values.size(), false});
        layout::write_rows(column.get(), H5T_NATIVE_DOUBLE, 0, values.size(), 0, values.data());
    }

    void write_trace(const std::optional<Completion>& completion) const {
        const std::optional<TraceContent> windows = TraceContent::find(source_.file());
        if (!completion && !windows) {
            return;
        }
        const Handle group = windows ? trace::create_group(file_.get(), windows->detail())
                                     : layout::create_group(file_.get(), layout::trace);
        if (completion) {
            const Handle column = layout::create_column(
                group.get(),
                {"hash", H5T_STD_U64LE, "1", "hash over everything that happened in the run"},
                {1, false});
            layout::write_rows(column.get(), H5T_NATIVE_UINT64, 0, 1, 0, &completion->trace_hash);
        }
        if (windows) {
            write_windows(group.get(), *windows);
        }
    }

    static void write_windows(hid_t group, const TraceContent& source) {
        trace::write_entities(group, source.layout());
        const trace::Columns columns = trace::create_columns(
            group, source.rows(), {source.models().size(), source.ports().size()}, false);
        const Handle text = hdf5::text_type(trace::name_bytes);
        const auto write_names = [&text](const Handle& column,
                                         const std::vector<std::string>& names) {
            layout::write_rows(column.get(), text.get(), 0, names.size(), 0,
                               layout::packed(names, trace::name_bytes).data());
        };
        write_names(columns.model_name, source.models());
        write_names(columns.port_name, trace::texts_of(source.ports(), &TracePort::name));
        write_names(columns.port_table, trace::texts_of(source.ports(), &TracePort::table));
        constexpr hsize_t block = block_bytes / sizeof(std::uint64_t);
        for (std::size_t i = 0; i < trace::table_count; ++i) {
            const trace::TableLayout& table = trace::tables()[i];
            for (std::size_t k = 0; k < table.fields.size(); ++k) {
                for (hsize_t first = 0; first < source.rows()[i]; first += block) {
                    const hsize_t count = std::min(block, source.rows()[i] - first);
                    layout::write_rows(
                        columns.fields[i][k].get(), table.fields[k].type, first, count, 0,
                        source.column(static_cast<trace::Table>(i), k, first, count).data());
                }
            }
        }
    }

    const RunContent& source_;
    Handle file_;
};

} // namespace

void sync_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int code = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!done) {
        throw Hdf5Error{"cannot write to disk: " + std::generic_category().message(code)};
    }
}

const std::filesystem::path& checked_output(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        throw InputError{{path.string()},
                         fmt::format("folder '{}' does not exist", folder.string()),
                         {},
                         "make the folder, or choose another output"};
    }
    const auto status = std::filesystem::symlink_status(path, ignored);
    if (path.filename().empty() ||
        (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))) {
        throw InputError{{path.string()},
                         "is not a regular file, so no run can be written there",
                         {},
                         "choose another output"};
    }
    return path;
}

void write_final_file(const RunContent& source, const std::optional<Completion>& completion,
                      const std::filesystem::path& path) {
    const std::filesystem::path temporary{fmt::format("{}.tmp-{}", path.string(), ::getpid())};
    std::error_code code;
    std::filesystem::remove(temporary, code);
    try {
        FinalFile{source, temporary.string()}.write(completion);
        sync_to_disk(temporary);
        std::filesystem::rename(temporary, path, code);
        if (code) {
            throw Hdf5Error{fmt::format("cannot rename to {}: {}", path.string(), code.message())};
        }
    } catch (...) {
        std::filesystem::remove(temporary, code);
        throw;
    }
    try {
        sync_to_disk(path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."});
    } catch (const Hdf5Error&) {
        // Some file systems cannot sync a folder; the file is there, under its name.
    }
}

} // namespace cityproof::io
