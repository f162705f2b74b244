// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "scenarios/import/city_draft.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cityproof::scenarios {

/// Row of the asset that a cell of a list names; adds a problem with the nearest known id when
/// there is none. Assets of the grid may be named with or without their prefix: "39" is "bus:39" in
/// layer bus.
std::optional<std::size_t> find_asset(const CityDraft& draft, std::string_view layer,
                                      const std::string& id, const Location& where,
                                      Problems& problems);

/// The id of the bus that a cell names; nullopt with a problem when there is none.
std::optional<std::string> find_bus(const CityDraft& draft, const std::string& bus,
                                    const Location& where, Problems& problems);

} // namespace cityproof::scenarios
