// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/osm/osm_source.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace cityproof::scenarios {

/// What netconvert made of an extract.
struct StreetNet {
    std::filesystem::path net;
    std::optional<std::filesystem::path> stops; ///< bus stops, when any lies at a street
    std::optional<std::filesystem::path> lines; ///< bus lines with their stops and routes
};

/// Makes a SUMO net in `folder` by SUMO's program netconvert: signals guessed where mapped and
/// actuated (of fixed times where a lane has no room for a detector), junctions joined, sidewalks
/// and bus lines where tagged, the `nets` largest connected parts. The same extract gives the same
/// bytes. `check_interrupt` is called while the program runs and may throw, which ends it. Errors:
/// InputError when no road is left that cars may use, or the CRS has another datum than WGS 84,
/// which netconvert does not convert; EngineError with netconvert's or sumo's reason.
StreetNet make_street_net(const OsmSource& source, std::uint32_t nets,
                          const std::filesystem::path& folder,
                          const std::function<void()>& check_interrupt);

} // namespace cityproof::scenarios
