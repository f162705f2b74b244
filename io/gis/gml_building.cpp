// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gml_building.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace cityproof::io {
namespace {

constexpr int finest_lod = 4;
constexpr std::size_t most_pieces = 5'000'000;
constexpr std::size_t most_attributes = 1000; ///< of one object

void append(BuildingFaces& faces, const BuildingFaces& more) {
    faces.insert(faces.end(), more.begin(), more.end());
}

} // namespace

void GmlBuilding::grow(std::size_t by) {
    size_ += by;
    if (size_ > most_pieces) {
        throw InputError(
            {file_, objects_.front().line, objects_.front().id},
            fmt::format("is one building of more than {} corners, faces and links", most_pieces));
    }
}

std::size_t GmlBuilding::add_object(std::string id, int line) {
    objects_.push_back({.id = std::move(id), .line = line, .body = {}, .attributes = {}});
    is_whole_.push_back(false);
    return objects_.size() - 1;
}

void GmlBuilding::add_polygon(const GmlRole& role) {
    grow(1);
    polygons_.push_back({role, {}});
}

void GmlBuilding::add_corners(const BuildingRing& corners) {
    grow(corners.size());
    BuildingRing& ring = polygons_.back().ring;
    ring.insert(ring.end(), corners.begin(), corners.end());
}

void GmlBuilding::add_link(GmlLink link) {
    grow(1);
    links_.push_back(std::move(link));
}

void GmlBuilding::set(std::size_t number, const std::string& name, Attribute value) {
    auto& attributes = objects_[number].attributes;
    const bool is_new = std::ranges::none_of(
        attributes, [&](const auto& attribute) { return attribute.first == name; });
    if (!is_new || name.empty()) {
        return;
    }
    if (attributes.size() >= most_attributes) {
        throw InputError({file_, objects_[number].line, objects_[number].id},
                         fmt::format("has more than {} attributes", most_attributes));
    }
    grow(1);
    attributes.emplace_back(name, std::move(value));
}

void GmlBuilding::close_polygon(SurveyCrs& crs) {
    BuildingRing& ring = polygons_.back().ring;
    if (ring.size() > 1 && ring.front().x == ring.back().x && ring.front().y == ring.back().y &&
        ring.front().z == ring.back().z) {
        ring.pop_back();
    }
    crs.to_city(ring);
}

void GmlBuilding::name_polygons(const std::string& id, std::size_t first) {
    if (first < polygons_.size()) {
        names_.try_emplace(id, Range{first, polygons_.size()});
    }
}

/// Gives what a link refers to the link's role, beside the one that it is drawn for.
void GmlBuilding::follow(const GmlLink& link, std::vector<GmlLink>& lost) {
    const auto found =
        link.target.starts_with('#') ? names_.find(link.target.substr(1)) : names_.end();
    if (found == names_.end()) {
        lost.push_back(link);
        return;
    }
    for (std::size_t i = found->second.first; i < found->second.last; ++i) {
        if (polygons_[i].role != link.role) {
            grow(polygons_[i].ring.size() + 1);
            polygons_.push_back({link.role, BuildingRing{polygons_[i].ring}});
        }
    }
}

GmlBuilding::FacesByRole GmlBuilding::faces_by_role() {
    FacesByRole faces;
    for (Polygon& polygon : polygons_) {
        const bool is_ground = polygon.role.use == GmlUse::ground;
        if (polygon.ring.size() >= 3 && polygon.role.use != GmlUse::none) {
            faces[polygon.role].push_back(
                {std::move(polygon.ring), is_ground ? "GroundSurface" : ""});
        }
    }
    return faces;
}

void GmlBuilding::make_body(std::size_t object, const FacesByRole& faces) {
    static const BuildingFaces none;
    BuildingBody& body = objects_[object].body;
    BuildingFaces flat;
    BuildingFaces solid;
    for (int lod = 0; lod <= finest_lod; ++lod) {
        const auto of = [&](GmlUse use) -> const BuildingFaces& {
            const auto found = faces.find({object, lod, use});
            return found == faces.end() ? none : found->second;
        };
        BuildingFaces model = of(GmlUse::ground);
        append(model, of(GmlUse::model));
        body.add_footprint(of(GmlUse::roof_edge));
        body.add_footprint(of(GmlUse::footprint));
        body.add_ground(model);
        BuildingFaces& seen = lod == 0 ? flat : solid;
        append(seen, of(GmlUse::roof_edge));
        append(seen, of(GmlUse::footprint));
        append(seen, model);
    }
    // Outlines of level 0 often lie at height 0, whatever the ground's height is.
    body.add_heights(solid.empty() ? flat : solid);
}

std::vector<GmlLink> GmlBuilding::finish(BuildingTable& table) {
    std::vector<GmlLink> lost;
    for (const GmlLink& link : links_) {
        follow(link, lost);
    }
    const FacesByRole faces = faces_by_role();
    std::vector<BuildingObject> parts;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        make_body(i, faces);
        if (i > 0 && (objects_[i].body.has_ground() || !is_whole_[i])) {
            parts.push_back(std::move(objects_[i]));
        }
    }
    table.add(std::move(objects_.front()), std::move(parts));
    return lost;
}

} // namespace cityproof::io
