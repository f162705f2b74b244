// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/growing_trace.hpp"
#include "io/run_file/layout.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::io {

/// MovingRows that owns its rows, as it waits in the writer's queue.
struct OwnedMovingRows {
    std::vector<std::uint32_t> entity;
    std::vector<double> x_m;
    std::vector<double> y_m;
    std::vector<float> speed_mps;
    std::vector<std::string> new_ids;
};

/// The growing file under SWMR. Rows become visible to readers at commit(): first all values, then
/// the time rows, so that a frame with a time is whole however the process ends. Errors of every
/// method: Hdf5Error. Threads: one at a time.
class PartFile {
  public:
    /// Creates everything that the file will ever have (SWMR allows no new objects later) and
    /// starts SWMR.
    PartFile(const std::filesystem::path& path, const RunFileLayout& layout);

    void append_frame(std::size_t axis, double time_s,
                      const std::vector<std::vector<float>>& values);
    void append_moving(double time_s, const OwnedMovingRows& rows);
    void append_event(const EventRecord& event);
    /// Only when the layout has a trace.
    void append_trace(const TraceBlock& block);

    /// Makes everything appended so far visible to readers and safe from the death of this process.
    void commit();
    /// commit(), and closes the file cleanly.
    void close();
    /// After an error: leaves the file as it is. Closing would write again, fail again and leave
    /// HDF5 with freed structures that it still lists. The descriptor stays open until the process
    /// ends.
    void give_up();

  private:
    struct Channel {
        hdf5::Handle dataset;
        hsize_t entity_count = 0;
    };

    /// A column of times whose last rows wait for commit().
    struct Times {
        hdf5::Handle dataset;
        hsize_t written = 0;
        std::vector<double> waiting;

        hsize_t rows() const { return written + waiting.size(); }
    };

    struct Axis {
        Times times;
        layout::AxisColumns columns;
        std::vector<Channel> channels;
    };

    void create(const RunFileLayout& layout);
    void flush() const;

    hdf5::Handle file_; // first member, so closed last
    std::vector<Axis> axes_;
    std::size_t moving_axis_ = 0;
    layout::MovingColumns moving_;
    hdf5::Handle moving_id_type_;
    hsize_t moving_rows_ = 0;
    hsize_t moving_ids_ = 0;
    Times event_times_;
    layout::EventColumns events_;
    hsize_t event_text_bytes_ = 0;
    std::optional<GrowingTrace> trace_;
};

} // namespace cityproof::io
