// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace cityproof::engine {

class EntityModel;

#if defined(NDEBUG)

inline void require_access(const EntityModel& /*model*/, std::uint32_t /*local*/) {
}

/// Says whose handler runs on this thread, while it lives.
class HandlerScope {
  public:
    HandlerScope(const EntityModel& /*model*/, std::uint32_t /*local*/) {}
};

#else

/// Errors: ModelError when this thread runs the handler of an entity that may not touch this one.
void require_access(const EntityModel& model, std::uint32_t local);

/// Says whose handler runs on this thread, while it lives.
class HandlerScope {
  public:
    HandlerScope(const EntityModel& model, std::uint32_t local);
    HandlerScope(const HandlerScope&) = delete;
    HandlerScope& operator=(const HandlerScope&) = delete;
    ~HandlerScope();
};

#endif

} // namespace cityproof::engine
