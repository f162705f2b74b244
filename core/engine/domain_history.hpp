// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stable_hash.hpp"
#include "core/engine/domain_model.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::engine {

/// A domain model and what it did, for the trace. What it published is in its ports' content
/// hashes. Written by the model's own task only.
struct DomainHistory {
    DomainModel* model = nullptr;
    std::vector<Port*> outputs = {};
    bool in_trace = true;   ///< false for one that only watches
    std::uint64_t acts = 0; ///< order-sensitive hash of the times
    std::uint64_t count = 0;
    std::vector<SimTime> acted = {}; ///< of a model outside the groups: in the window that runs

    /// Parameters: `delta` is the round of the instant, 0 outside a group.
    void add_act(SimTime when, int delta) {
        const auto words = static_cast<std::uint64_t>(delta);
        acts = fold_hash(fold_hash(acts, words), static_cast<std::uint64_t>(when.ns()));
        ++count;
    }

    std::uint64_t published_hash() const {
        std::uint64_t hash = 0;
        for (const Port* port : outputs) {
            hash = fold_hash(hash, port->content_hash());
        }
        return hash;
    }

    std::uint64_t hash() const {
        return fold_hash(fold_hash(stable_hash(model->name()), acts), published_hash());
    }
};

} // namespace cityproof::engine
