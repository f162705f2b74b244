// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <string>

namespace cityproof::traffic {

/// SUMO's own state as XML, the same for equal states. Parameters: `scenario` is named in messages.
/// Errors: InputError when there are persons on the road, whom SUMO's saved states lose;
/// EngineError.
std::string save_sumo_state(const std::string& scenario, SimTime now);

} // namespace cityproof::traffic
