// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"

#include <sstream>

namespace cityproof::testing {

/// Saves one model and restores another from it; nothing may be left unread.
inline void restore_from(const engine::DomainModel& saved, engine::DomainModel& restored,
                         SimTime now = SimTime::zero()) {
    std::stringstream state;
    engine::StateWriter out{state};
    out.section("model");
    saved.save(out);
    out.finish();
    engine::StateReader in{state, "test.checkpoint"};
    in.section("model");
    restored.restore(in, now);
    in.finish();
}

} // namespace cityproof::testing
