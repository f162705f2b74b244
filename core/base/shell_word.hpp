// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cityproof {

/// A word as a POSIX shell reads it back: in single quotes where it holds more than plain letters.
std::string shell_word(std::string_view word);

} // namespace cityproof
