// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cityproof::io {

/// A text for XML or HTML, between tags or quotes. Tabs and line ends stay as references; the other
/// control characters, which XML 1.0 cannot carry, become '?'.
std::string xml_text(std::string_view text);

} // namespace cityproof::io
