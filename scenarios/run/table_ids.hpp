// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// Ids of each entity table in the order of the ports' elements.
using TableIds = std::map<std::string, std::vector<std::string>, std::less<>>;

} // namespace cityproof::scenarios
