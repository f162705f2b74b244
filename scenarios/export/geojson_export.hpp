// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/export/table_values.hpp"

#include <filesystem>

namespace cityproof::exporting {

/// Writes a table as GeoJSON (RFC 7946): WGS 84, longitude before latitude, 7 decimals (1 cm),
/// outer rings anticlockwise, null where there is no geometry or no value. The member "cityproof"
/// says the table, the time and each property's channel, unit and description. Errors: InputError
/// when the city is local, EngineError (a full disk).
void write_geojson(const std::filesystem::path& file, const TableValues& table,
                   const io::CityCrs& crs);

} // namespace cityproof::exporting
