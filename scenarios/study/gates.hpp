// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/text/yaml_node.hpp"

#include <string>

namespace cityproof::study {

/// Adds all that is wrong with a study's gates: form, units, key figures that no model has, gates
/// that overlap or contradict each other.
void check_gates(const io::YamlNode& gates, Problems& problems);

/// The gates as a file for `cityproof compare --assert`: numbers and quoted texts as they were
/// written.
std::string gates_file(const io::YamlNode& gates);

} // namespace cityproof::study
