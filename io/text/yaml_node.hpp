// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::io {

/// A YAML value that remembers where it stands. Mappings keep the file's order; duplicate keys are
/// refused at load.
struct YamlNode {
    enum class Kind { null, scalar, sequence, mapping };

    Kind kind = Kind::null;
    std::string scalar;          ///< text as written, unquoted
    bool quoted = false;         ///< "on" in quotes is a text, not a boolean
    std::vector<YamlNode> items; ///< of a sequence
    std::vector<std::pair<std::string, YamlNode>> entries; ///< of a mapping
    std::string file;
    int line = 0;
    std::string path; ///< "events[2].target", for messages
    /// Where the value begins, and in a mapping its key: 0-based, in bytes. An editor changes the
    /// text there.
    int column = 0;
    int key_line = 0;
    int key_column = 0;
    bool flow = false; ///< a sequence in [] or a mapping in {}

    /// Value of a key; nullptr when absent or this is no mapping.
    const YamlNode* find(std::string_view key) const;

    Location where() const { return {file, line, path}; }
};

/// The number that a plain (not quoted) scalar is, with or without a "+"; nullopt for anything
/// else.
std::optional<double> number_of(const YamlNode& node);

/// Reads one YAML document. Errors: InputError for a missing or unreadable file, anything that is
/// not a regular file, more than `max_bytes`, broken YAML, aliases and anchors (alias bombs),
/// duplicate keys, more than 64 levels.
YamlNode load_yaml(const std::filesystem::path& path, std::size_t max_bytes = 16U << 20U);
YamlNode parse_yaml(std::string_view text, const std::string& file_name);

} // namespace cityproof::io
