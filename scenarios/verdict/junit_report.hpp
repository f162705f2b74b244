// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/arms.hpp"

#include <string>
#include <string_view>

namespace cityproof::verdict {

/// What a gate without a verdict is in JUnit's words; as ExitCode follows --inconclusive.
enum class InconclusiveAs { error, pass, fail, skip };

/// The gates as JUnit XML: one testsuite for each policy (and for limits of the baseline), one
/// testcase a gate; FAIL is a <failure>, INCONCLUSIVE an <error type="inconclusive"> unless
/// `inconclusive` says otherwise. Properties: n, seeds, alpha, method, hashes of the inputs,
/// versions. Holds no time, host or folder.
std::string junit_report(const ArmsComparison& comparison, InconclusiveAs inconclusive);

} // namespace cityproof::verdict
