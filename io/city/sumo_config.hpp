// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::io {

/// One option of a SUMO configuration, as written.
struct SumoOption {
    std::string name;
    std::string value;
    int line = 0;
};

/// A .sumocfg, sorted into what a city package carries and what it leaves behind.
struct SumoConfig {
    std::filesystem::path file;
    std::filesystem::path net;
    std::vector<std::filesystem::path>
        routes; ///< in the file's order, which SUMO's results depend on
    std::vector<std::filesystem::path> additionals; ///< likewise
    std::vector<SumoOption> options;  ///< that change the simulation: time, processing, routing ...
    std::vector<SumoOption> left_out; ///< outputs, logs, the graphical interface: never carried

    /// net, routes and additionals.
    std::vector<std::filesystem::path> files() const;
    /// Whether an option is given and true.
    bool is_true(std::string_view option) const;
};

/// Reads a SUMO configuration; files are resolved relative to it, comma lists split. Adds a problem
/// for every input that a package cannot carry (weights, saved states, further configurations) and
/// every file that does not exist. Errors: InputError when it is no readable SUMO configuration or
/// names no net.
SumoConfig read_sumo_config(const std::filesystem::path& file, Problems& problems);

/// A configuration with these files (relative to it) and options and nothing else.
std::string sumo_config_text(const SumoConfig& config);

} // namespace cityproof::io
