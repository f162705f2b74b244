// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/traffic/synthesis/road_graph.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace cityproof::traffic {

/// Hands out places at the gates, no more an hour than their roads take.
class GateFlow {
  public:
    /// The graph must outlive it.
    explicit GateFlow(const RoadGraph& graph);

    /// Whether anything can enter and leave at all.
    bool is_open() const { return weight_of_entries_ > 0 && weight_of_exits_ > 0; }

    /// The edge on which a car enters at this time of day. Of the gates the one that `draw`, in
    /// [0, 1), hits by weight; when it is full, the next one that is not. nullopt when all are.
    std::optional<std::uint32_t> enter(double time_s, double draw);
    std::optional<std::uint32_t> leave(double time_s, double draw);

  private:
    using Hours = std::array<double, 24>;

    std::optional<std::uint32_t> pass(bool entering, double time_s, double draw);

    const RoadGraph& graph_;
    double weight_of_entries_ = 0;
    double weight_of_exits_ = 0;
    std::vector<Hours> entered_; ///< vehicles by gate and hour
    std::vector<Hours> left_;
};

} // namespace cityproof::traffic
