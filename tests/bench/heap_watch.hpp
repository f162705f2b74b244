// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.hpp"

#include "tests/bench/heap_count.hpp"

namespace cityproof::bench {

/// Live bytes at the ends of windows after `from`, and the peak since then: a run in its steady
/// state.
class HeapWatch final : public engine::RunObserver {
  public:
    explicit HeapWatch(SimTime from) : from_{from} {}

    void on_window_end(SimTime window_end) override {
        if (window_end < from_) {
            return;
        }
        if (windows_ == 0) {
            heap_count::reset_peak();
        }
        ++windows_;
        sum_ += static_cast<double>(heap_count::live_bytes());
    }

    double mean_bytes() const { return windows_ > 0 ? sum_ / windows_ : 0; }

  private:
    SimTime from_;
    double windows_ = 0;
    double sum_ = 0;
};

} // namespace cityproof::bench
