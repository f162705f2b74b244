// SPDX-License-Identifier: Apache-2.0
#include "io/gis/building_outline.hpp"

#include "io/city/geometry_blob.hpp"
#include "io/gis/ogr_geometry.hpp"

#include <ogr_geometry.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <memory>

namespace cityproof::io {
namespace {

constexpr double level_share = 0.9;    ///< upward part of a face's normal that makes it level
constexpr double ground_step_m = 0.5;  ///< level faces this near to the lowest are its outline
constexpr double least_height_m = 2.0; ///< less says nothing of a building
constexpr double least_area_m2 = 0.5;

/// Twice the area of a ring's shadow on each plane, by Newell's method.
std::array<double, 3> normal_of(const BuildingRing& ring) {
    std::array<double, 3> n{};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const BuildingVertex& a = ring[i];
        const BuildingVertex& b = ring[(i + 1) % ring.size()];
        n[0] += (a.y - b.y) * (a.z + b.z);
        n[1] += (a.z - b.z) * (a.x + b.x);
        n[2] += (a.x - b.x) * (a.y + b.y);
    }
    return n;
}

bool is_level(const BuildingRing& ring) {
    const auto n = normal_of(ring);
    return std::abs(n[2]) > level_share * std::hypot(n[0], n[1], n[2]) && std::abs(n[2]) > 0;
}

double mean_height(const BuildingRing& ring) {
    double sum = 0;
    for (const BuildingVertex& vertex : ring) {
        sum += vertex.z;
    }
    return sum / static_cast<double>(ring.size());
}

BuildingFaces named_ground(const BuildingFaces& faces) {
    BuildingFaces ground;
    std::ranges::copy_if(faces, std::back_inserter(ground),
                         [](const BuildingFace& face) { return face.surface == "GroundSurface"; });
    return ground;
}

BuildingFaces lowest_level(const BuildingFaces& faces) {
    double lowest = std::numeric_limits<double>::infinity();
    for (const BuildingFace& face : faces) {
        lowest = is_level(face.ring) ? std::min(lowest, mean_height(face.ring)) : lowest;
    }
    BuildingFaces level;
    std::ranges::copy_if(faces, std::back_inserter(level), [&](const BuildingFace& face) {
        return is_level(face.ring) && mean_height(face.ring) <= lowest + ground_step_m;
    });
    return level;
}

double area_m2(const Geometry& polygon) {
    double sum = 0;
    const std::vector<Point>& ring = polygon.points;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += ring[i].x_m * ring[i + 1].y_m - ring[i + 1].x_m * ring[i].y_m;
    }
    return std::abs(sum) / 2;
}

bool is_finite(const BuildingFace& face) {
    return std::ranges::all_of(face.ring, [](const BuildingVertex& vertex) {
        return std::isfinite(vertex.x) && std::isfinite(vertex.y);
    });
}

} // namespace

void BuildingBody::take(BuildingFaces faces, Source source) {
    if (!faces.empty() && source >= source_) {
        ground_ = std::move(faces);
        source_ = source;
    }
}

void BuildingBody::add_ground(const BuildingFaces& faces) {
    BuildingFaces ground = named_ground(faces);
    if (ground.empty()) {
        take(lowest_level(faces), Source::level_faces);
    } else {
        take(std::move(ground), Source::ground_surface);
    }
}

void BuildingBody::add_footprint(const BuildingFaces& faces) {
    take(faces, Source::footprint);
}

void BuildingBody::add_heights(const BuildingFaces& faces) {
    for (const BuildingFace& face : faces) {
        for (const BuildingVertex& vertex : face.ring) {
            low_m_ = std::min(low_m_, vertex.z);
            high_m_ = std::max(high_m_, vertex.z);
        }
    }
}

void BuildingBody::add_heights(const BuildingBody& part) {
    low_m_ = std::min(low_m_, part.low_m_);
    high_m_ = std::max(high_m_, part.high_m_);
}

void BuildingBody::take_ground(BuildingBody part) {
    ground_ = std::move(part.ground_);
    source_ = part.source_;
}

double BuildingBody::height_m() const {
    const double height_m = high_m_ - low_m_;
    return height_m >= least_height_m ? std::round(height_m * 100) / 100 : 0;
}

Geometry BuildingBody::outline() const {
    OGRMultiPolygon all;
    for (const BuildingFace& face : ground_) {
        if (!is_finite(face)) {
            return {};
        }
        OGRLinearRing ring;
        for (const BuildingVertex& vertex : face.ring) {
            ring.addPoint(vertex.x, vertex.y);
        }
        ring.closeRings();
        OGRPolygon polygon;
        polygon.addRing(&ring);
        all.addGeometry(&polygon);
    }
    if (all.IsEmpty() != 0) {
        return {};
    }
    std::unique_ptr<OGRGeometry> outline{all.getNumGeometries() == 1 ? all.clone()
                                                                     : all.UnionCascaded()};
    if (!outline) {
        outline.reset(all.clone()); // faces that cross themselves: mended later
    }
    try {
        Geometry geometry = geometry_of(*outline);
        return area_m2(geometry) >= least_area_m2 ? geometry : Geometry{};
    } catch (const BadGeometry&) {
        return {};
    }
}

} // namespace cityproof::io
