// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <string>

namespace cityproof::verdict {

/// The comparison as JSON ("format": 1): every number of the reports at full precision, null where
/// there is none, the value of every run. Holds no wall-clock time, host or folder.
std::string json_report(const Comparison& comparison);

} // namespace cityproof::verdict
