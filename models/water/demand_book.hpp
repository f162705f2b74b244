// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cityproof::water {

class EpanetProject;

/// The demands of a network as the file states them, and the power to withhold them from EPANET in
/// a part that no source reaches. Without that, demand-driven EPANET draws a dead zone's demand out
/// of the tanks through closed pipes.
///
/// demand = sum over categories of base * pattern[(clock + pattern start) / pattern step,
/// repeating] * multiplier; a category without pattern has the file's default pattern, not 1
/// (EPANET 2.2 User Manual, [DEMANDS] and [OPTIONS]). All values in the file's flow units; nodes
/// count from 1.
class DemandBook {
  public:
    explicit DemandBook(EpanetProject& project);

    /// What consumers at `node` ask for at `clock` seconds; below 0 for an inflow.
    double full_demand(int node, long clock) const;

    /// Has the node any demand to withhold?
    bool is_user(int node) const;

    bool is_withheld(int node) const { return nodes_[index(node)].state == State::withheld; }

    void withhold(int node);
    void give_back(int node);

    void save(engine::StateWriter& out) const;
    /// Parameters: `in` continues a book that has withheld nothing yet.
    void restore(engine::StateReader& in);

  private:
    struct Category {
        double base = 0;
        int pattern = 0; ///< 0: none, the demand is constant
    };

    /// Given back is not untouched: EPANET stores what is written after two conversions of units,
    /// so that the last bit may differ from what it read in the file.
    enum class State : std::uint8_t { untouched, withheld, given_back };

    struct Node {
        std::vector<Category> categories;
        State state = State::untouched;
    };

    static std::size_t index(int node) { return static_cast<std::size_t>(node - 1); }

    void set(int node, State state);

    EpanetProject& project_;
    std::vector<Node> nodes_;
    std::vector<std::vector<double>> patterns_; ///< [0] is empty
    double multiplier_ = 1;
    long pattern_step_ = 3600;
    long pattern_start_ = 0;
};

} // namespace cityproof::water
