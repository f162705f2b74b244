// SPDX-License-Identifier: Apache-2.0
#include "core/engine/entity_model.hpp"

#include "core/base/errors.hpp"

namespace cityproof::engine {

void EntityModel::save(StateWriter& /*out*/) const {
    throw ModelError(SimTime::zero(), std::string{table()}, "this model has no checkpoint");
}

void EntityModel::restore(StateReader& /*in*/, SimTime now) {
    throw ModelError(now, std::string{table()}, "this model has no checkpoint");
}

} // namespace cityproof::engine
