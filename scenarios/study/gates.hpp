// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/text/yaml_node.hpp"

#include <string>

namespace cityproof::study {

/// Checks the form of a study's gates as far as a batch can: each has an id, a key figure and a
/// claim, and no two have one id, or one key figure and one claim.
void check_gates(const io::YamlNode& gates, Problems& problems);

/// The gates as a YAML file of their own: numbers and quoted texts as they were written.
std::string gates_file(const io::YamlNode& gates);

} // namespace cityproof::study
