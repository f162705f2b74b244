// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace cityproof::io {

/// A corner of a building's model: east, north and height, metres.
struct BuildingVertex {
    double x = 0;
    double y = 0;
    double z = 0;
};

using BuildingRing = std::vector<BuildingVertex>;

/// A face of a building's model: its outer ring and the name of its surface, empty when it has
/// none.
struct BuildingFace {
    BuildingRing ring;
    std::string surface;
};

using BuildingFaces = std::vector<BuildingFace>;

/// What is known of a building's or a part's ground and height. Faces are given level of detail by
/// level of detail, the finest last: of grounds that are known equally well, the last one counts.
class BuildingBody {
  public:
    /// Lets the faces of one model count for the ground: those that are called GroundSurface;
    /// without any, the level faces near the lowest one.
    void add_ground(const BuildingFaces& faces);

    /// An outline drawn as such: better than level faces, less than a GroundSurface.
    void add_footprint(const BuildingFaces& faces);

    /// Lets faces count for the height.
    void add_heights(const BuildingFaces& faces);
    void add_heights(const BuildingBody& part);

    bool has_ground() const { return !ground_.empty(); }

    /// Takes over the ground of a part; the heights stay.
    void take_ground(BuildingBody part);

    /// From the lowest to the highest point, rounded to centimetres; 0 when that says nothing.
    double height_m() const;

    /// The largest outline of the ground's faces that touch, seen from above, without holes; kind
    /// none when there is none. A GdalSession must live.
    Geometry outline() const;

  private:
    enum class Source : std::uint8_t { none, level_faces, footprint, ground_surface };

    void take(BuildingFaces faces, Source source);

    BuildingFaces ground_;
    Source source_ = Source::none;
    double low_m_ = std::numeric_limits<double>::infinity();
    double high_m_ = -std::numeric_limits<double>::infinity();
};

} // namespace cityproof::io
