// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/checked_file.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// What stands in a run file, whole frames only: the description is read at once, values when asked
/// for. Shared by RunFileReader, by the completion of a run and by recovery. Errors of every
/// method: InputError naming the file. Threads: one at a time.
class RunContent {
  public:
    explicit RunContent(const std::filesystem::path& path,
                        CheckedFile::MissingEnd missing_end = CheckedFile::MissingEnd::refuse);

    struct Channel {
        ChannelDescription description;
        CheckedDataset frames;    ///< [time x entity]
        CheckedDataset by_entity; ///< [entity x time], empty where the file has none
        std::size_t axis = 0;
        hsize_t entity_count = 0;
    };

    struct Axis {
        std::string name;
        CheckedDataset time;
        std::vector<double> times_s; ///< of the whole frames
    };

    struct Moving {
        std::size_t axis = 0;
        CheckedDataset offset;
        CheckedDataset count;
        CheckedDataset entity;
        CheckedDataset x;
        CheckedDataset y;
        CheckedDataset speed;
        CheckedDataset id;
        std::vector<std::string> ids;
    };

    /// Looks for what a growing file got since. Returns whether there is anything new.
    bool refresh();

    const CheckedFile& file() const { return file_; }

    bool complete() const { return complete_; }

    /// Everything but values: as the writer was given it. `vehicles` tells whether there are moving
    /// entities.
    const RunFileLayout& description() const { return description_; }

    const std::vector<Axis>& axes() const { return axes_; }

    const Axis& axis(std::string_view name) const;

    const std::vector<Channel>& channels() const { return channels_; }

    const Channel& channel(std::string_view name) const;

    const std::optional<Moving>& moving() const { return moving_; }

    /// Rows of the moving entities that the whole frames cover.
    hsize_t moving_row_count() const;
    VehicleFrame moving_frame(std::size_t index) const;

    const std::vector<EventRecord>& events() const { return events_; }

    const std::vector<contracts::KeyFigure>& key_figures() const { return key_figures_; }

    std::optional<std::uint64_t> trace_hash() const { return trace_hash_; }

    /// Values of one entity in all whole frames.
    std::vector<float> series(const Channel& channel, std::size_t entity) const;

  private:
    void read_meta();
    std::vector<MetaEntry> read_texts(const char* group_name) const;
    void read_tables();
    EntityTable read_table(hid_t parent, const std::string& name) const;
    void read_network(hid_t group, EntityTable& table) const;
    void read_axes();
    void read_channels();
    void read_channel(hid_t group, hid_t copies, const std::string& domain,
                      const std::string& quantity);
    void open_moving();
    void open_events();
    void read_key_figures();
    bool read_new_rows();
    bool read_new_times(std::size_t axis_index);
    bool read_new_events();
    hsize_t whole_rows(std::size_t axis_index) const;
    std::pair<hsize_t, hsize_t> moving_rows(std::size_t index) const;

    CheckedFile file_; // first member: closed after its datasets
    bool complete_ = false;
    RunFileLayout description_;
    std::vector<Axis> axes_;
    std::vector<Channel> channels_;
    std::optional<Moving> moving_;
    CheckedDataset event_time_;
    CheckedDataset event_text_offset_;
    CheckedDataset event_text_length_;
    CheckedDataset event_text_;
    std::vector<EventRecord> events_;
    std::vector<contracts::KeyFigure> key_figures_;
    std::optional<std::uint64_t> trace_hash_;
};

} // namespace cityproof::io
