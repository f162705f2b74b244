// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace cityproof::io {

/// A geometry column that is not what GeoPackage and WKB promise; says which rule is broken.
class BadGeometry : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A geometry as stored, with what the reader left out of it.
struct StoredGeometry {
    Geometry geometry;
    std::int32_t srs_id = 0;
    bool simplified =
        false; ///< a multi-part geometry of which only one part was taken, or a polygon with holes
};

/// Reads a GeoPackage geometry: header (OGC 12-128r18, 2.1.3) and ISO WKB (OGC 06-103r4, 8.2), also
/// with EWKB's Z and M flags. Z and M values are dropped. Of several parts: points, the first;
/// lines, chained where one ends at the point where the next starts, of what is then still apart
/// the longest; polygons, the one with the largest outer ring. Holes are dropped. An empty geometry
/// has kind none. Errors: BadGeometry; never reads beyond `blob`, and never allocates more than a
/// small multiple of its size, whatever counts it states.
StoredGeometry parse_geometry_blob(std::span<const std::byte> blob);

} // namespace cityproof::io
