// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "io/run_file/trace_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace cityproof::diverge {

/// Reads a trace row by row, a piece at a time.
template <typename Row>
class RowStream {
  public:
    using Read = std::vector<Row> (io::TraceReader::*)(io::TraceRange) const;

    RowStream(const io::TraceReader& trace, Read read, io::TraceRange range)
        : trace_{trace},
          read_{read},
          rest_{range} {}

    /// The next row; nullptr behind the last one.
    const Row* peek() {
        if (place_ == piece_.size()) {
            const io::TraceRange range{rest_.offset, std::min(rest_.count, piece_rows)};
            piece_ = (trace_.*read_)(range);
            place_ = 0;
            rest_ = {range.end(), rest_.count - range.count};
        }
        return place_ < piece_.size() ? &piece_[place_] : nullptr;
    }

    void pop() { ++place_; }

  private:
    static constexpr std::uint64_t piece_rows = 32768;

    const io::TraceReader& trace_;
    Read read_;
    io::TraceRange rest_;
    std::vector<Row> piece_;
    std::size_t place_ = 0;
};

/// The acts of a trace in the order of their times. In a window those of the groups come first.
class ActStream {
  public:
    ActStream(const io::TraceReader& trace, std::uint64_t first_window);

    const io::TraceAct* peek();

    void pop() { ++place_; }

    /// The acts of the window from the next one on.
    std::vector<io::TraceAct> rest_of_window() const;

  private:
    const io::TraceReader& trace_;
    std::uint64_t next_window_;
    std::vector<io::TraceWindow> windows_; ///< read ahead
    std::size_t next_ahead_ = 0;
    std::vector<io::TraceAct> acts_; ///< of one window
    std::size_t place_ = 0;
};

/// The place of the last window that begins at or before a time; nothing when there is none.
std::optional<std::uint64_t> window_at(const io::TraceReader& trace, SimTime time);

/// The place of the window that a row of the table of causes belongs to.
std::uint64_t window_of_cause(const io::TraceReader& trace, std::uint64_t row);

} // namespace cityproof::diverge
