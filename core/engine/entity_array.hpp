// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_model.hpp"
#include "core/engine/ownership.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::engine {

/// State of an entity model: one value for each of its entities. In builds with assertions a
/// handler that touches the value of an entity other than its own, or of one that is not colocated
/// with it, ends the run with a ModelError: on several threads that would be a race, and its result
/// would depend on how the city is cut. Outside handlers everything may be touched.
template <StateValue T>
class EntityArray {
  public:
    /// Parameters: `model` owns the entities and this array.
    EntityArray(const EntityModel& model, std::size_t size, T initial = {})
        : model_{model},
          values_(size, initial) {}

    T& operator[](std::uint32_t local) {
        require_access(model_, local);
        return values_[local];
    }

    const T& operator[](std::uint32_t local) const {
        require_access(model_, local);
        return values_[local];
    }

    std::size_t size() const { return values_.size(); }

    /// For sums over all entities, outside handlers.
    const std::vector<T>& all() const { return values_; }

    void save(StateWriter& out) const { out.put(values_); }

    void restore(StateReader& in) { in.get_sized(values_); }

    /// Gives every entity the same value, outside handlers.
    void fill(const T& value) { values_.assign(values_.size(), value); }

  private:
    const EntityModel& model_;
    std::vector<T> values_;
};

} // namespace cityproof::engine
