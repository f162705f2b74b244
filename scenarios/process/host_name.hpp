// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cityproof::process {

/// This machine's name; "unknown" when the system does not tell.
std::string host_name();

} // namespace cityproof::process
