// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/trace_table.hpp"

namespace cityproof::io {

/// The trace of a run in its growing file. A window's row is appended after all rows that belong to
/// it, so that a window that stands in the file is whole however the process ends. Errors of every
/// method: Hdf5Error. Threads: one at a time.
class GrowingTrace {
  public:
    /// Makes /trace. Parameters: the file has not started SWMR.
    GrowingTrace(hid_t file, const TraceLayout& layout);

    /// Appends all but the windows.
    void append(const TraceBlock& block);

    bool has_waiting() const { return !waiting_.empty(); }

    /// Appends the waiting windows; what belongs to them must be on the disk.
    void append_windows();

    /// See PartFile::give_up.
    void give_up();

  private:
    void append_rows(trace::Table table, const void* rows, std::size_t count);

    trace::Columns columns_;
    hdf5::Handle name_type_;
    std::array<hsize_t, trace::table_count> rows_{};
    trace::NameCounts names_;
    std::vector<TraceWindow> waiting_;
};

} // namespace cityproof::io
