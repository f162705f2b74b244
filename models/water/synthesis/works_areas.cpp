// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/works_areas.hpp"

#include "models/water/synthesis/main_joins.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityproof::water::synthesis {
namespace {

using Nodes = std::vector<std::uint32_t>;

class Halving {
  public:
    Halving(const StreetMains& mains, const std::vector<JunctionUse>& uses)
        : mains_{mains},
          uses_{uses} {}

    void divide(Nodes nodes, std::uint32_t parts, std::vector<Nodes>& areas) const {
        if (parts < 2 || nodes.size() < 2) {
            areas.push_back(std::move(nodes));
            return;
        }
        const bool by_x = width(nodes, true) >= width(nodes, false);
        std::ranges::sort(nodes, [&](std::uint32_t a, std::uint32_t b) {
            return std::pair{along(a, by_x), a} < std::pair{along(b, by_x), b};
        });
        const std::uint32_t left_parts = parts / 2;
        const double wanted = demand(nodes) * left_parts / parts;
        double sum = 0;
        auto cut = nodes.begin();
        while (cut + 1 != nodes.end() && (sum < wanted || cut == nodes.begin())) {
            sum += uses_[*cut++].use_m3ps();
        }
        divide({nodes.begin(), cut}, left_parts, areas);
        divide({cut, nodes.end()}, parts - left_parts, areas);
    }

  private:
    double along(std::uint32_t node, bool by_x) const {
        const contracts::Place& place = mains_.nodes[node].place;
        return by_x ? place.x_m : place.y_m;
    }

    double width(const Nodes& nodes, bool by_x) const {
        const auto [low, high] =
            std::ranges::minmax(nodes, {}, [&](std::uint32_t node) { return along(node, by_x); });
        return along(high, by_x) - along(low, by_x);
    }

    double demand(const Nodes& nodes) const {
        double sum = 0;
        for (const std::uint32_t node : nodes) {
            sum += uses_[node].use_m3ps();
        }
        return sum;
    }

    const StreetMains& mains_;
    const std::vector<JunctionUse>& uses_;
};

} // namespace

std::vector<Nodes> works_areas(const StreetMains& mains, const std::vector<JunctionUse>& uses,
                               double residents_per_works) {
    const std::vector<std::uint32_t> part = parts_of(mains);
    std::vector<Nodes> members;
    for (std::uint32_t node = 0; node < part.size(); ++node) {
        members.resize(std::max<std::size_t>(members.size(), part[node] + 1));
        members[part[node]].push_back(node);
    }
    std::vector<Nodes> areas;
    for (Nodes& nodes : members) {
        double residents = 0;
        for (const std::uint32_t node : nodes) {
            residents += uses[node].residents;
        }
        const double parts = std::ceil(residents / residents_per_works);
        Halving{mains, uses}.divide(std::move(nodes),
                                    static_cast<std::uint32_t>(std::max(parts, 1.0)), areas);
    }
    return areas;
}

} // namespace cityproof::water::synthesis
