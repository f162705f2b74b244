// SPDX-License-Identifier: Apache-2.0
#include "core/engine/ownership.hpp"

#if !defined(NDEBUG)

#include "core/engine/entity_model.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace cityproof::engine {
namespace {

struct Handler {
    const EntityModel* model = nullptr;
    std::uint32_t local = 0;
};

thread_local Handler running;

std::string name_of(const EntityModel& model, std::uint32_t local) {
    return fmt::format("{} {}", model.table(), model.ids()[local]);
}

} // namespace

void require_access(const EntityModel& model, std::uint32_t local) {
    if (running.model == nullptr || (running.model == &model && running.local == local)) {
        return;
    }
    const Colocation* own = running.model->colocation(running.local);
    if (own != nullptr && own == model.colocation(local)) {
        return;
    }
    // The engine adds simulated time and whose handler it was.
    throw std::logic_error(fmt::format(
        "its handler touches the state of {}; it may read that one's ports or message it",
        name_of(model, local)));
}

HandlerScope::HandlerScope(const EntityModel& model, std::uint32_t local) {
    running = {&model, local};
}

HandlerScope::~HandlerScope() {
    running = {};
}

} // namespace cityproof::engine

#endif
