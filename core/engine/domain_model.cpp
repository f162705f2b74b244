// SPDX-License-Identifier: Apache-2.0
#include "core/engine/domain_model.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

namespace cityproof::engine {

void DomainModel::save(StateWriter& /*out*/) const {
    throw ModelError(next_time(), std::string{name()}, "this model has no checkpoint");
}

void DomainModel::restore(StateReader& /*in*/, SimTime now) {
    throw ModelError(now, std::string{name()}, "this model has no checkpoint");
}

void DomainModel::begin_at(SimTime now) {
    throw InputError({{}, 0, std::string{name()}},
                     fmt::format("the saved state of {} does not know {}, which can only begin at "
                                 "the scenario's start",
                                 to_string(now), name()),
                     "a state of a warm-up with the same sections",
                     "make the warm-up again with it, or leave it out");
}

} // namespace cityproof::engine
