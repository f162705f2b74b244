// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/state.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cityproof::engine {

/// What a port offers. `name` is "<domain>/<quantity>", `table` the entity table that its elements
/// belong to.
struct PortSpec {
    std::string name;
    std::string unit; ///< as written into run files: "m/s", "pu", "1"
    std::string table;
    std::string description;
};

/// A sampled value per entity of one table, published by exactly one model and read by any.
///
/// A publication at time t becomes valid at t + latency. A reader at t sees, for each element, the
/// last value whose valid_from is not after t, whatever the engine's windows and partitions are.
/// Values start as `initial` at time zero.
///
/// A publication is staged first and becomes readable when the engine commits it: after the act of
/// a member of an instant group, otherwise at the end of the window. So readers in one window never
/// race with the publisher. A port is published either whole or element by element, never both.
class Port {
  public:
    /// Parameters: latency 0 is for members of an instant group only; every other port needs at
    /// least the lookahead.
    Port(PortSpec spec, std::size_t size, Duration latency, double initial);

    const PortSpec& spec() const { return spec_; }

    std::size_t size() const { return size_; }

    Duration latency() const { return latency_; }

    /// Value of one element as valid at t. t must not be before the last commit's trimming point.
    /// Threads: any reader.
    double at(std::size_t element, SimTime t) const;

    /// All values as valid at t, copied into `out` (shape: size()). Threads: any reader.
    void read(SimTime t, std::span<double> out) const;
    std::vector<double> read(SimTime t) const;

    /// Stages all values (shape: size()) published at `now`. Threads: the owner only.
    void publish(SimTime now, std::span<const double> values);

    /// Stages one element published at `now`. Calls must come in the engine's event order. Threads:
    /// the owner only.
    void publish_element(SimTime now, std::size_t element, double value);

    /// Makes staged publications readable. Returns whether any value differs, bit by bit, from the
    /// one it replaces.
    bool commit();

    /// Forgets what no reader at or after `t` can see.
    void trim(SimTime t);

    /// Grows with every commit that changed a value: lets a member of an instant group see that an
    /// input moved.
    std::uint64_t version() const { return version_; }

    /// Order-sensitive hash of every publication committed so far that changed a value, with its
    /// time: for traces.
    std::uint64_t content_hash() const { return content_hash_; }

    /// Everything committed. Nothing may be staged.
    void save(StateWriter& out) const;
    /// Errors: InputError for the state of a port of another size.
    void restore(StateReader& in);

  private:
    struct Frame {
        SimTime valid_from;
        std::vector<double> values;
    };

    struct Change {
        SimTime valid_from;
        std::size_t element;
        double value;
    };

    bool commit_frames();
    bool commit_changes();

    PortSpec spec_;
    std::size_t size_;
    Duration latency_;
    std::vector<Frame> frames_; ///< ascending valid_from, at least one
    std::vector<Change>
        changes_; ///< ascending valid_from; later than frames_.front(), for element-wise ports
    std::vector<Frame> staged_frames_;
    std::vector<Change> staged_changes_;
    std::vector<double> last_; ///< last committed value per element, for element-wise ports
    std::vector<std::vector<double>> spare_; ///< storage of trimmed frames, used again
    std::uint64_t version_ = 0;
    std::uint64_t content_hash_ = 0;
};

} // namespace cityproof::engine
