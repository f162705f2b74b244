// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "scenarios/run/twin.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace cityproof::scenarios {

class SavedState;

/// What a run file of this twin holds, and which ports go into it, in the order of its channels.
struct RunLayout {
    io::RunFileLayout file;
    std::vector<const engine::Port*> ports;
    bool withholds_meters = false; ///< their loads are persons' data
};

/// Parameters: `start` is the saved state that the run begins from; nullptr: none. Errors:
/// InputError when the scenario asks for a channel that no model offers.
RunLayout make_run_layout(const Scenario& scenario, const io::City& city, const Twin& twin,
                          const std::string& command_line, const SavedState* start = nullptr);

} // namespace cityproof::scenarios
