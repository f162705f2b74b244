// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/checked_file.hpp"
#include "io/run_file/trace_table.hpp"

#include <optional>
#include <span>

namespace cityproof::io {

/// The trace in a run file that is not trusted, whole windows only. Errors of every method:
/// InputError naming the file. Threads: one at a time.
class TraceContent {
  public:
    /// Nothing when the file holds no windows. Parameters: `file` outlives the result.
    static std::optional<TraceContent> find(const CheckedFile& file);

    TraceDetail detail() const { return layout_.detail; }

    const TraceLayout& layout() const { return layout_; }

    const std::vector<std::string>& models() const { return models_; }

    const std::vector<TracePort>& ports() const { return ports_; }

    /// Rows of each table that the whole windows cover.
    const std::array<hsize_t, trace::table_count>& rows() const { return rows_; }

    /// One field of rows [first, first + count), as bytes.
    std::vector<char> column(trace::Table table, std::size_t field, hsize_t first,
                             hsize_t count) const;

    /// Rows [first, first + count). `Row` is the table's struct.
    template <typename Row>
    std::vector<Row> read(trace::Table table, hsize_t first, hsize_t count) const {
        std::vector<Row> rows(checked_count(table, first, count));
        read_into(table, first, std::as_writable_bytes(std::span{rows}), count);
        return rows;
    }

  private:
    TraceContent(const CheckedFile& file, const hdf5::Handle& group);

    void open_tables(hid_t group);
    void read_names(hid_t group);
    void trim();
    bool is_whole(const TraceWindow& window) const;
    /// Errors: also InputError when there are fewer rows.
    std::size_t checked_count(trace::Table table, hsize_t first, hsize_t count) const;
    void read_into(trace::Table table, hsize_t first, std::span<std::byte> rows,
                   hsize_t count) const;

    const CheckedFile* file_;
    TraceLayout layout_;
    std::array<std::vector<CheckedDataset>, trace::table_count> fields_;
    std::array<hsize_t, trace::table_count> rows_{};
    std::vector<std::string> models_;
    std::vector<TracePort> ports_;
};

} // namespace cityproof::io
