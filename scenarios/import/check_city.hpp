// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// Validates a whole package and adds everything that is wrong: city.yaml, map, SUMO files
/// (well-formed, fit each other, write nothing), grid, water network, and that the map's layers
/// name assets which the domain files have. Notes parts that have changed since the import. Loads
/// no engine that could fall over a broken file but EPANET, which guards. Returns the city as far
/// as it could be read. Errors: InputError when city.yaml cannot be used at all.
io::City check_city(const std::filesystem::path& folder, Problems& problems);

} // namespace cityproof::scenarios
