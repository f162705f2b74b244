// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace cityproof::verdict {

/// One sentence on whether the baseline's runs begin with a start-up that their key figures hold,
/// by MSER-5 on the number of halting vehicles in each recorded frame; empty when a run did not
/// record them. Advice only: what is left out belongs into the scenario, the same for every arm.
/// Errors: InputError for a run file that cannot be read.
std::string warm_up_advice(std::span<const std::string> baseline_files);

} // namespace cityproof::verdict
