// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/text/yaml_node.hpp"

#include <nlohmann/json_fwd.hpp>

namespace cityproof::io {

/// Checks a YAML tree against a schema: JSON Schema 2020-12, of which type (object, array, string,
/// number, integer), properties, required, additionalProperties, items, enum, const, $ref to
/// #/$defs, minimum, maximum, minLength, pattern and the annotations (description, title, default,
/// examples ...) are understood, plus "x-dimension": "power" for a text that parse_quantity must
/// take. Every problem is added with file, line, key, what was expected and, for an unknown key,
/// the nearest known one. Errors: std::logic_error for a schema of ours that uses anything else.
void validate(const YamlNode& document, const nlohmann::json& schema, Problems& problems);

} // namespace cityproof::io
