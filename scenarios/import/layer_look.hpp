// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/map_writer.hpp"

namespace cityproof::scenarios {

/// A layer of map.gpkg with the style in which QGIS opens it: one colour by domain (power red to
/// brown, water blue, lamps yellow, sensors green, ground pale).
io::MapLayer with_look(const io::AssetTable& table);

} // namespace cityproof::scenarios
