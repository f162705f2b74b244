// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/unfinished_run.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/part_file.hpp"
#include "io/run_file/run_content.hpp"

#include <algorithm>
#include <limits>
#include <system_error>

namespace cityproof::io {
namespace {

/// Frames that wait in memory while a beginning is copied.
constexpr std::size_t frames_per_commit = 256;

bool same_channel(const ChannelDescription& a, const ChannelDescription& b) {
    return a.name == b.name && a.unit == b.unit && a.table == b.table && a.axis == b.axis;
}

[[noreturn]] void refuse_short(const std::filesystem::path& part) {
    throw InputError{{part.string()},
                     "holds less than its run had written when it made the checkpoint",
                     {},
                     "run it again from the start"};
}

} // namespace

UnfinishedRun::UnfinishedRun(const std::filesystem::path& part, RunFilePosition position)
    : position_{std::move(position)} {
    const hdf5::QuietErrors quiet;
    std::error_code missing;
    if (const std::uint64_t bytes = std::filesystem::file_size(part, missing);
        !missing && bytes < position_.bytes) {
        refuse_short(part);
    }
    // What comes after the position is not read, so it may be missing.
    content_ = std::make_unique<RunContent>(part, CheckedFile::MissingEnd::accept);
    const CheckedFile& file = content_->file();
    if (file.has_writer()) {
        file.refuse("a run is still writing this file", "wait until it ends");
    }
    if (content_->complete()) {
        file.refuse("is a complete run file: there is nothing to resume");
    }
    bool enough = content_->axes().size() == position_.frames.size() &&
                  content_->events().size() >= position_.events;
    enough =
        enough && (content_->moving() ? content_->moving()->ids.size() : 0) >= position_.moving_ids;
    for (std::size_t i = 0; enough && i < position_.frames.size(); ++i) {
        enough = content_->axes()[i].times_s.size() >= position_.frames[i];
    }
    if (!enough) {
        refuse_short(part);
    }
}

UnfinishedRun::~UnfinishedRun() = default;

const std::filesystem::path& UnfinishedRun::part() const {
    return content_->file().path();
}

void UnfinishedRun::require_layout(const RunFileLayout& layout) const {
    const RunFileLayout& own = content_->description();
    const auto axes = layout::all_axes(layout);
    const auto same_table = [](const EntityTable& a, const EntityTable& b) {
        return a.name == b.name && a.ids == b.ids;
    };
    if (own.vehicles != layout.vehicles ||
        !std::ranges::equal(own.axes, axes, {}, &AxisDescription::name, &AxisDescription::name) ||
        !std::ranges::equal(own.channels, layout.channels, same_channel) ||
        !std::ranges::equal(own.tables, layout.tables, same_table)) {
        content_->file().refuse("records other things than this scenario does",
                                "run the scenario again from the start");
    }
}

double UnfinishedRun::last_time_s(std::size_t axis) const {
    const std::uint64_t frames = position_.frames.at(axis);
    return frames == 0 ? -std::numeric_limits<double>::infinity()
                       : content_->axes()[axis].times_s[frames - 1];
}

void UnfinishedRun::copy_to(PartFile& file) const {
    const hdf5::QuietErrors quiet;
    for (std::size_t axis = 0; axis < position_.frames.size(); ++axis) {
        if (content_->moving() && content_->moving()->axis == axis) {
            copy_moving(file, axis);
        } else {
            copy_frames(file, axis);
        }
    }
    for (std::size_t i = 0; i < position_.events; ++i) {
        file.append_event(content_->events()[i]);
    }
    file.commit();
}

void UnfinishedRun::copy_frames(PartFile& file, std::size_t axis) const {
    for (std::size_t frame = 0; frame < position_.frames[axis]; ++frame) {
        std::vector<std::vector<float>> values;
        for (const RunContent::Channel& channel : content_->channels()) {
            if (channel.axis == axis) {
                values.push_back(channel.frames.read<float>(frame, 1));
            }
        }
        file.append_frame(axis, content_->axes()[axis].times_s[frame], values);
        if (frame % frames_per_commit == frames_per_commit - 1) {
            file.commit();
        }
    }
}

void UnfinishedRun::copy_moving(PartFile& file, std::size_t axis) const {
    const std::vector<std::string>& ids = content_->moving()->ids;
    std::size_t known = 0;
    for (std::size_t frame = 0; frame < position_.frames[axis]; ++frame) {
        VehicleFrame rows = content_->moving_frame(frame);
        // The file does not say which frame announced a name: at the latest the one that uses it.
        std::size_t after = frame + 1 == position_.frames[axis] ? position_.moving_ids : known;
        for (const std::uint32_t entity : rows.entity) {
            after = std::max(after, std::size_t{entity} + 1);
        }
        file.append_moving(content_->axes()[axis].times_s[frame],
                           {std::move(rows.entity),
                            std::move(rows.x_m),
                            std::move(rows.y_m),
                            std::move(rows.speed_mps),
                            {ids.begin() + static_cast<std::ptrdiff_t>(known),
                             ids.begin() + static_cast<std::ptrdiff_t>(after)}});
        known = after;
        if (frame % frames_per_commit == frames_per_commit - 1) {
            file.commit();
        }
    }
}

} // namespace cityproof::io
