// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/run_snapshot.hpp"
#include "gui/view/object_ref.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cityproof::gui {

/// Values of a network's nodes over their distance from one of them: the voltage along a feeder,
/// the head along pipes.
struct NetworkProfile {
    struct Node {
        std::size_t index = 0; ///< in the node's table
        double distance_m = 0; ///< along lines or pipes, by the shortest way
        double value = 0;      ///< NaN: no data
    };

    /// Two nodes that a line or pipe of the shortest ways joins; places in `nodes`.
    struct Span {
        std::size_t from = 0;
        std::size_t to = 0;
    };

    std::string table; ///< of the nodes
    std::vector<Node> nodes;
    std::vector<Span> spans;
};

/// The networks of a run: which node is joined to which, and how far apart. Made once a run from
/// what the run file says about its lines, pipes, transformers and pumps.
class NetworkMap {
  public:
    NetworkMap() = default;
    explicit NetworkMap(const RunFacts& facts);

    /// Whether the run file says what is joined to what; older ones do not.
    bool is_known() const { return !edges_.empty(); }

    /// The node where a thing is: itself, or where a line or pipe begins.
    std::optional<ObjectRef> node_of(const ObjectRef& object) const;

    /// Distances from a node to all nodes of its table that are joined to it. `values`: one per
    /// node of the table. `elevation_m` is added when it is not empty: head is pressure plus
    /// elevation.
    NetworkProfile profile(const ObjectRef& root, std::span<const float> values, double factor,
                           std::span<const double> elevation_m) const;

  private:
    struct Edge {
        std::size_t to = 0;
        double length_m = 0;
    };

    std::vector<ObjectRef> nodes_;
    std::map<std::pair<std::string, std::size_t>, std::size_t> places_; ///< of nodes
    std::map<std::pair<std::string, std::size_t>, std::size_t> begins_; ///< of lines and pipes
    std::vector<std::vector<Edge>> edges_;                              ///< by node
};

} // namespace cityproof::gui
