// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

class OGRGeometry;

namespace cityproof::io {

/// A geometry of GDAL's as a map's: shapes as parse_geometry_blob. Errors: BadGeometry.
Geometry geometry_of(const OGRGeometry& ogr);

} // namespace cityproof::io
