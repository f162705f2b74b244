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
    /// Reads past the state of a port that is not there.
    static void skip(StateReader& in);

  private:
    /// All values, published at once.
    struct Frame {
        SimTime valid_from;
        std::vector<double> values;
    };

    /// One value, published alone.
    struct Change {
        SimTime valid_from;
        double value = 0;
        std::uint64_t previous = 0; ///< number of the element's change before it; see newest_
        std::uint32_t element = 0;
        std::uint32_t unused = 0; ///< so that a checkpoint's bytes are all defined
    };

    bool commit_frames();
    bool commit_changes();
    const Frame& frame_at(SimTime t) const;
    std::uint64_t newest_of(std::size_t element) const;
    double newest_value(std::size_t element) const;
    const Change& change(std::uint64_t number) const;
    void forget_changes(SimTime t);

    PortSpec spec_;
    std::size_t size_;
    Duration latency_;
    std::vector<Frame> frames_; ///< ascending valid_from, at least one
    // Changes of single elements are numbered from 1 on. Those before first_change_ are in
    // frames_.front() already; those from it on are in changes_, ascending in valid_from, behind
    // places that are free.
    std::vector<Change> changes_;
    std::size_t free_places_ = 0;
    std::uint64_t first_change_ = 1;
    std::vector<std::uint64_t> newest_; ///< per element: number of its last change; empty: no
                                        ///< element was ever published alone
    std::vector<Frame> staged_frames_;
    std::vector<Change> staged_changes_;
    std::vector<std::vector<double>> spare_; ///< storage of trimmed frames, used again
    std::uint64_t version_ = 0;
    std::uint64_t content_hash_ = 0;
};

} // namespace cityproof::engine
