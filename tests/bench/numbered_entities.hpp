// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::bench {

/// Entities "0", "1", ... of one table.
class NumberedEntities : public engine::EntityModel {
  public:
    NumberedEntities(std::string table, std::uint32_t count) : table_{std::move(table)} {
        ids_.reserve(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            ids_.push_back(std::to_string(i));
        }
    }

    std::string_view table() const final { return table_; }

    std::span<const std::string> ids() const final { return ids_; }

    std::uint32_t count() const { return static_cast<std::uint32_t>(ids_.size()); }

    void add_to(engine::Engine& engine) { first_ = engine.add(*this); }

    /// Index of its entity number `local` in the engine that it was added to.
    engine::EntityIndex index_of(std::uint32_t local) const { return first_ + local; }

  private:
    std::string table_;
    std::vector<std::string> ids_;
    engine::EntityIndex first_ = 0;
};

} // namespace cityproof::bench
