// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/sumo_state.hpp"

#include "core/base/errors.hpp"
#include "models/traffic/captured_stderr.hpp"
#include "models/traffic/sumo_command.hpp"
#include "models/traffic/traffic_start.hpp"

#include <fmt/format.h>
#include <libsumo/Person.h>
#include <libsumo/Simulation.h>

namespace cityproof::traffic {

std::string save_sumo_state(const std::string& scenario, SimTime now) {
    if (!libsumo::Person::getIDList().empty()) {
        throw InputError({scenario},
                         fmt::format("at {} there are persons on the road, and SUMO's saved states "
                                     "lose them",
                                     to_string(now)),
                         "a city whose demand is vehicles only, to save a state");
    }
    const MemoryFile file{"saved state"};
    const CapturedStderr captured;
    try {
        libsumo::Simulation::saveState(file.path());
    } catch (const std::exception& error) {
        throw EngineError("SUMO", fmt::format("saving its state: {}", error.what()));
    }
    return without_comments(file.content());
}

} // namespace cityproof::traffic
