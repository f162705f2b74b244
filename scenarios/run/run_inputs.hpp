// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace cityproof::scenarios {

/// One thing that decides what a run does.
struct RunInput {
    std::string name;  ///< for a sentence: "seed", "city"
    std::string value; ///< itself or its hash
};

/// All of them: a run that is resumed must agree with its checkpoint in each. Parameters: `meta` is
/// the run file's, which knows the hash of the city and the versions of the engines.
std::vector<RunInput> run_inputs(const Scenario& scenario, const std::vector<io::MetaEntry>& meta);

} // namespace cityproof::scenarios
