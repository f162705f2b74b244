// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/text/yaml_node.hpp"
#include "models/contracts/key_figure.hpp"
#include "scenarios/verdict/gate.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// Reads a file of gates (data/schema/gates.json). Errors: InputError for a file that cannot be
/// read, ProblemsError with all that is wrong in it.
std::vector<Gate> load_gates(const std::filesystem::path& path);

/// Reads the list of gates that such a file holds, or a study. Adds all that is wrong in it to
/// `problems`, and leaves out the gates that are. Parameters: `confidence` is that of gates that
/// state none.
std::vector<Gate> read_gates(const io::YamlNode& list, double confidence, Problems& problems);

/// What stands behind one --assert.
struct Assertion {
    bool claims = false; ///< "claims": each policy's own
    std::vector<Gate> gates;
};

/// "claims", a file (it exists, or ends in .yaml or .yml), or a gate in the one-line form.
/// Errors: as load_gates and parse_gate.
Assertion read_assertion(const std::string& text);

/// Adds to `problems` every gate whose key figure is unknown (with the nearest known one), whose
/// margin or limit is of another kind than the figure, whose direction is missing, that says the
/// same as another one, or that contradicts another one.
void check_gates(std::span<const Gate> gates, std::span<const contracts::KeyFigure> figures,
                 Problems& problems);

} // namespace cityproof::verdict
