// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_history.hpp"
#include "core/engine/partition.hpp"
#include "core/engine/window_trace.hpp"

#include <vector>

namespace cityproof::engine {

/// Puts together the trace of a window from what its tasks noted down.
class WindowTracer {
  public:
    explicit WindowTracer(TraceSink& sink) : sink_{sink} {}

    /// A model of the trace acted; its outputs are committed.
    void add_act(const DomainHistory& domain, SimTime when, int delta);

    /// Takes what the partitions noted down and hands on the window. Before their publications are
    /// cleared.
    void emit(WindowTrace window, std::vector<Partition>& partitions);

  private:
    std::uint64_t hash() const;

    TraceSink& sink_;
    std::vector<DomainAct> acts_;
    std::vector<Event> handled_;
    std::vector<SentEvent> sent_;
    std::vector<Publication> publications_;
};

} // namespace cityproof::engine
