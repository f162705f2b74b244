// SPDX-License-Identifier: Apache-2.0
#include "core/engine/domain_model.hpp"

#include "core/base/errors.hpp"

namespace cityproof::engine {

void DomainModel::save(StateWriter& /*out*/) const {
    throw ModelError(next_time(), std::string{name()}, "this model has no checkpoint");
}

void DomainModel::restore(StateReader& /*in*/, SimTime now) {
    throw ModelError(now, std::string{name()}, "this model has no checkpoint");
}

} // namespace cityproof::engine
