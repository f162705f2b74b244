// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/gate_flow.hpp"

#include <algorithm>

namespace cityproof::traffic {

GateFlow::GateFlow(const RoadGraph& graph)
    : graph_{graph},
      entered_(graph.gates.size(), Hours{}),
      left_(graph.gates.size(), Hours{}) {
    for (const RoadGate& gate : graph.gates) {
        weight_of_entries_ += gate.entries.empty() ? 0 : gate.weight;
        weight_of_exits_ += gate.exits.empty() ? 0 : gate.weight;
    }
}

std::optional<std::uint32_t> GateFlow::enter(double time_s, double draw) {
    return pass(true, time_s, draw);
}

std::optional<std::uint32_t> GateFlow::leave(double time_s, double draw) {
    return pass(false, time_s, draw);
}

std::optional<std::uint32_t> GateFlow::pass(bool entering, double time_s, double draw) {
    const auto edges_of = [&](const RoadGate& gate) -> const std::vector<std::uint32_t>& {
        return entering ? gate.entries : gate.exits;
    };
    const std::size_t count = graph_.gates.size();
    double left = draw * (entering ? weight_of_entries_ : weight_of_exits_);
    std::size_t hit = 0;
    for (std::size_t g = 0; g < count; ++g) {
        if (edges_of(graph_.gates[g]).empty()) {
            continue;
        }
        hit = g;
        left -= graph_.gates[g].weight;
        if (left < 0) {
            break;
        }
    }
    const auto hour = static_cast<std::size_t>(std::clamp(time_s / 3600, 0.0, 23.0));
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t g = (hit + step) % count;
        const RoadGate& gate = graph_.gates[g];
        double& used = (entering ? entered_ : left_)[g][hour];
        if (!edges_of(gate).empty() && used < gate.capacity_vph) {
            const auto& edges = edges_of(gate);
            const std::uint32_t edge = edges[static_cast<std::size_t>(used) % edges.size()];
            used += 1;
            return edge;
        }
    }
    return std::nullopt;
}

} // namespace cityproof::traffic
