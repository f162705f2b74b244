// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/state.hpp"
#include "models/traffic/street_closures.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::traffic {

/// What a signal is told before a step: whether it has electricity, and the green phase that a
/// policy orders (-1: its own plan).
struct SignalOrder {
    bool supplied = true;
    int target = -1;

    friend bool operator==(const SignalOrder&, const SignalOrder&) = default;
};

/// All that a simulation of traffic was told, and what it came to at some instants. SUMO cannot
/// save its state exactly, so a resumed run repeats it from the start: the record tells it the same
/// again and notices when it does not come to the same.
///
/// Only changes are kept, 16 bytes each: 500 signals that change every 20 s fill 35 MB a day.
class TrafficRecord {
  public:
    explicit TrafficRecord(std::size_t signals, std::size_t streets = 0)
        : streets_{streets},
          first_orders_(signals),
          orders_(signals) {}

    /// What the signals were told before the record begins, in a run that branches from a saved
    /// state.
    void begin_with(std::vector<SignalOrder> orders);

    /// What every signal was told last.
    const std::vector<SignalOrder>& orders() const { return orders_; }

    /// Tells one signal something, for the step at `now`. Steps come in ascending time.
    void order(SimTime now, std::size_t signal, SignalOrder order);
    /// Closes or opens a street before the step at `now`.
    void order(SimTime now, StreetOrder order);
    /// Notes a hash of the traffic at an instant.
    void mark(SimTime now, std::uint64_t state);

    void save(engine::StateWriter& out) const;
    /// Brings the record back and begins to repeat it: nobody was told anything yet but what it
    /// begins with. Errors: InputError for the record of another number of signals, or of streets
    /// that there are not.
    void restore(engine::StateReader& in);

    /// While it is repeated: tells the signals again what they were told for the step at `now`.
    void repeat_orders(SimTime now);
    /// While it is repeated: the streets to close and open again before the step at `now`, in their
    /// order.
    std::vector<StreetOrder> repeat_street_orders(SimTime now);
    /// While it is repeated: whether the traffic at `now` has a mark, to be compared.
    bool has_mark(SimTime now) const;
    /// Errors: EngineError when the state is not the one that was marked at `now`.
    void check_mark(SimTime now, std::uint64_t state);

  private:
    struct Change {
        std::uint32_t step_s = 0;
        std::uint32_t signal = 0;
        std::int32_t target = 0;
        std::uint32_t supplied = 0;
    };

    struct StreetChange {
        std::uint32_t step_s = 0;
        std::uint32_t street = 0;
        std::uint32_t close = 0;
    };

    struct Mark {
        SimTime when;
        std::uint64_t state = 0;
    };

    std::size_t streets_ = 0;
    std::vector<SignalOrder> first_orders_;
    std::vector<SignalOrder> orders_;
    std::vector<Change> changes_;              ///< ascending time
    std::vector<StreetChange> street_changes_; ///< ascending time
    std::vector<Mark> marks_;                  ///< ascending time
    std::size_t next_change_ = 0;              ///< to be repeated
    std::size_t next_street_change_ = 0;       ///< to be repeated
    std::size_t next_mark_ = 0;                ///< to be checked
};

} // namespace cityproof::traffic
