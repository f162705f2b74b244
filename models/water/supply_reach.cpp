// SPDX-License-Identifier: Apache-2.0
#include "models/water/supply_reach.hpp"

#include <cassert>

namespace cityproof::water {

SupplyReach::SupplyReach(std::size_t nodes, std::vector<Link> links)
    : first_way_(nodes + 1),
      ways_(2 * links.size()),
      reached_(nodes) {
    for (const Link& link : links) {
        assert(link.start < nodes && link.end < nodes);
        ++first_way_[link.start + 1];
        ++first_way_[link.end + 1];
    }
    for (std::size_t node = 0; node < nodes; ++node) {
        first_way_[node + 1] += first_way_[node];
    }
    std::vector<std::size_t> next{first_way_.begin(), first_way_.end() - 1};
    for (std::uint32_t index = 0; index < links.size(); ++index) {
        const Link& link = links[index];
        ways_[next[link.start]++] = {index, link.end, false};
        ways_[next[link.end]++] = {index, link.start, true};
    }
}

const std::vector<char>& SupplyReach::search(std::span<const Passage> passages,
                                             std::span<const char> source,
                                             std::span<const char> blocks) {
    reached_.assign(reached_.size(), 0);
    pending_.clear();
    for (std::uint32_t node = 0; node < reached_.size(); ++node) {
        if (source[node] != 0) {
            reached_[node] = 1;
            pending_.push_back(node);
        }
    }
    while (!pending_.empty()) {
        const std::uint32_t node = pending_.back();
        pending_.pop_back();
        for (std::size_t i = first_way_[node]; i < first_way_[node + 1]; ++i) {
            const Way& way = ways_[i];
            const Passage passage = passages[way.link];
            const bool open =
                passage == Passage::both || (passage == Passage::forward && !way.backward);
            if (open && reached_[way.to] == 0) {
                reached_[way.to] = 1;
                if (blocks[way.to] == 0) {
                    pending_.push_back(way.to);
                }
            }
        }
    }
    return reached_;
}

} // namespace cityproof::water
