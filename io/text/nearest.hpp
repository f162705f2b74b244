// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cityproof::io {

/// The known name that `given` was probably meant to be: the one with the fewest insertions,
/// deletions and replacements (Levenshtein distance), the earliest of equals; empty when none is
/// within a third of its length.
std::string nearest_name(std::string_view given, std::span<const std::string> known);

/// "did you mean \"x\"?", or "known: a, b, c" when nothing is near; for the remedy of a Problem.
std::string name_advice(std::string_view given, std::span<const std::string> known);

} // namespace cityproof::io
