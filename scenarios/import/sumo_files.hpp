// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/sumo_config.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// What was copied into a package.
struct CopiedSumoFiles {
    std::string config;               ///< path of the new configuration, relative to the package
    std::vector<std::string> files;   ///< the others
    std::size_t silenced_outputs = 0; ///< detectors and the like whose output file became NUL
};

/// Copies net, routes and additional files into `package`/traffic and writes a configuration of the
/// package's own: relative paths, the options that change the simulation, no outputs. Files are
/// copied byte for byte, but in additional files the names of files that SUMO would write become
/// NUL. Errors: InputError, EngineError (a full disk).
CopiedSumoFiles copy_sumo_files(const io::SumoConfig& config, const std::filesystem::path& package);

/// Copies a regular file byte for byte. Errors: InputError, EngineError (a full disk).
void copy_file_bytes(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace cityproof::scenarios
