// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/arms.hpp"

#include <string>

namespace cityproof::verdict {

/// The comparison as JSON ("format": 2): every number of the reports at full precision, null where
/// there is none, the value of every run. Holds no wall-clock time, host or folder.
std::string json_report(const ArmsComparison& comparison);
/// The same of one policy, without gates.
std::string json_report(const Comparison& comparison);

} // namespace cityproof::verdict
