// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/trace_rows.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cityproof::io {

/// Reads the trace of a run file, which `cityproof run --trace` puts there. Names are read at once,
/// rows when asked for. Every number in a row that is returned is one of the file's tables. Errors
/// of every method: InputError naming the file. Threads: one at a time.
class TraceReader {
  public:
    /// Errors: also InputError when the file holds no trace, is growing, or was left by a killed
    /// run and not recovered.
    explicit TraceReader(const std::filesystem::path& path);
    TraceReader(TraceReader&&) noexcept;
    TraceReader& operator=(TraceReader&&) noexcept;
    ~TraceReader();

    const std::filesystem::path& path() const;
    TraceDetail detail() const;
    const std::vector<std::string>& entities() const; ///< "<table>/<id>"
    std::uint32_t partition_of(std::uint32_t entity) const;
    const std::vector<std::string>& models() const;
    const std::vector<TracePort>& ports() const;

    std::uint64_t window_count() const;
    std::uint64_t event_count() const;
    std::uint64_t cause_count() const;
    std::uint64_t publication_count() const;

    /// Windows [first, first + count). As all that follow: errors for rows that are not there.
    std::vector<TraceWindow> windows(std::uint64_t first, std::uint64_t count) const;
    std::vector<TraceAct> acts(TraceRange range) const;
    std::vector<TraceEvent> events(TraceRange range) const;
    std::vector<TraceCause> causes(TraceRange range) const;
    std::vector<TracePublication> publications(TraceRange range) const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::io
