// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cityproof {

/// Without the blanks and tabs around it.
inline std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace cityproof
