// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/trace_search.hpp"

#include <algorithm>
#include <cstddef>

namespace cityproof::diverge {
namespace {

constexpr std::uint64_t windows_ahead = 4096;

/// The last window for which `begun` holds, which it does for the first ones and no others.
template <typename Begun>
std::optional<std::uint64_t> last_window(const io::TraceReader& trace, Begun begun) {
    std::uint64_t low = 0;
    std::uint64_t high = trace.window_count();
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if (begun(trace.windows(middle, 1)[0])) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? std::optional{low - 1} : std::nullopt;
}

} // namespace

ActStream::ActStream(const io::TraceReader& trace, std::uint64_t first_window)
    : trace_{trace},
      next_window_{first_window} {
}

const io::TraceAct* ActStream::peek() {
    while (place_ == acts_.size()) {
        if (next_ahead_ == windows_.size()) {
            const std::uint64_t count =
                std::min(windows_ahead,
                         trace_.window_count() - std::min(trace_.window_count(), next_window_));
            if (count == 0) {
                return nullptr;
            }
            windows_ = trace_.windows(next_window_, count);
            next_window_ += count;
            next_ahead_ = 0;
        }
        acts_ = trace_.acts(windows_[next_ahead_++].acts);
        // Windows that are cut in another way must not change the order.
        std::ranges::stable_sort(acts_, {}, &io::TraceAct::time_ns);
        place_ = 0;
    }
    return &acts_[place_];
}

std::vector<io::TraceAct> ActStream::rest_of_window() const {
    return {acts_.begin() + static_cast<std::ptrdiff_t>(place_), acts_.end()};
}

std::optional<std::uint64_t> window_at(const io::TraceReader& trace, SimTime time) {
    return last_window(trace,
                       [&](const io::TraceWindow& window) { return window.begin_ns <= time.ns(); });
}

std::uint64_t window_of_cause(const io::TraceReader& trace, std::uint64_t row) {
    return last_window(trace,
                       [&](const io::TraceWindow& window) { return window.causes.offset <= row; })
        .value_or(0);
}

} // namespace cityproof::diverge
