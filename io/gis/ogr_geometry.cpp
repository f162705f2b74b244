// SPDX-License-Identifier: Apache-2.0
#include "io/gis/ogr_geometry.hpp"

#include "io/city/geometry_blob.hpp"

#include <ogr_geometry.h>

#include <cstddef>
#include <vector>

namespace cityproof::io {

Geometry geometry_of(const OGRGeometry& ogr) {
    // GeoPackage header: version 0, little endian, no envelope, srs 0; then the rest is read as
    // any map's geometry.
    std::vector<std::byte> blob(8 + ogr.WkbSize());
    blob[0] = std::byte{'G'};
    blob[1] = std::byte{'P'};
    blob[3] = std::byte{1};
    if (ogr.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(blob.data() + 8), wkbVariantIso) !=
        OGRERR_NONE) {
        throw BadGeometry("its type is unknown");
    }
    return parse_geometry_blob(blob).geometry;
}

} // namespace cityproof::io
