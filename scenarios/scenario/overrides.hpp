// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/text/yaml_node.hpp"

#include <string>
#include <vector>

namespace cityproof::scenarios {

/// Applies `--set key=value` to a scenario before it is validated: "energy.tick=30 s",
/// "events.0.at=20 min". Missing mappings are made, list elements must exist. The changed node's
/// location reads "--set". Errors: InputError for a text without "=", a path through a value, or a
/// list index that does not exist.
void apply_overrides(io::YamlNode& document, const std::vector<std::string>& overrides);

} // namespace cityproof::scenarios
