// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/building_table.hpp"
#include "io/gis/survey_crs.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cityproof::io {

/// What a polygon of a CityGML building is drawn for.
enum class GmlUse : std::uint8_t { none, roof_edge, footprint, model, ground };

/// Whose polygon it is, at which level of detail, for what.
struct GmlRole {
    std::size_t object = 0; ///< 0: the building, else a part
    int lod = 0;
    GmlUse use = GmlUse::none;

    friend auto operator<=>(const GmlRole&, const GmlRole&) = default;
};

/// A polygon that is drawn elsewhere in the same building.
struct GmlLink {
    GmlRole role;
    std::string target; ///< "#id"
    int line = 0;
};

/// One building of a CityGML file while it is read: its parts, its polygons in the file's order,
/// and which of them are named or referred to. Errors: whatever adds to it throws InputError when
/// it outgrows what a building can be.
class GmlBuilding {
  public:
    explicit GmlBuilding(std::string file) : file_{std::move(file)} {}

    /// Adds the building (the first one) or a part. Returns its number.
    std::size_t add_object(std::string id, int line);

    BuildingObject& object(std::size_t number) { return objects_[number]; }

    /// Says that an object has parts of its own: without polygons it is no row then.
    void has_parts(std::size_t number) { is_whole_[number] = true; }

    std::size_t polygon_count() const { return polygons_.size(); }

    void add_polygon(const GmlRole& role);

    /// Adds corners to the polygon that was added last.
    void add_corners(const BuildingRing& corners);

    /// The polygon that was added last is complete: brings it to the city's CRS.
    void close_polygon(SurveyCrs& crs);

    /// Names the polygons from `first` to the last one.
    void name_polygons(const std::string& id, std::size_t first);

    void add_link(GmlLink link);

    /// Sets an attribute of an object unless it has one of that name.
    void set(std::size_t number, const std::string& name, Attribute value);

    /// Adds the rows. Returns the links whose target is not in this building.
    std::vector<GmlLink> finish(BuildingTable& table);

  private:
    struct Polygon {
        GmlRole role;
        BuildingRing ring;
    };

    struct Range {
        std::size_t first = 0;
        std::size_t last = 0;
    };

    using FacesByRole = std::map<GmlRole, BuildingFaces>;

    void grow(std::size_t by);
    FacesByRole faces_by_role();
    void make_body(std::size_t object, const FacesByRole& faces);
    void follow(const GmlLink& link, std::vector<GmlLink>& lost);

    std::string file_;
    std::vector<BuildingObject> objects_;
    std::vector<bool> is_whole_;
    std::vector<Polygon> polygons_;
    std::size_t size_ = 0; ///< corners, polygons, links and attributes
    std::map<std::string, Range> names_;
    std::vector<GmlLink> links_;
};

} // namespace cityproof::io
