// SPDX-License-Identifier: Apache-2.0
#include "io/gis/polygon_repair.hpp"

#include <ogr_geometry.h>

#include <cmath>
#include <memory>

namespace cityproof::io {
namespace {

std::unique_ptr<OGRPolygon> to_ogr(const Geometry& geometry) {
    auto ring = std::make_unique<OGRLinearRing>();
    for (const Point& point : geometry.points) {
        ring->addPoint(point.x_m, point.y_m);
    }
    ring->closeRings();
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(ring.release());
    return polygon;
}

Geometry from_ogr(const OGRPolygon& polygon) {
    Geometry geometry{GeometryKind::polygon, {}};
    const OGRLinearRing* ring = polygon.getExteriorRing();
    for (int i = 0; i < ring->getNumPoints(); ++i) {
        geometry.points.push_back({ring->getX(i), ring->getY(i)});
    }
    return geometry;
}

void take_largest(const OGRGeometry& part, double& area, Geometry& largest) {
    if (const auto* polygon = dynamic_cast<const OGRPolygon*>(&part)) {
        if (polygon->get_Area() > area) {
            area = polygon->get_Area();
            largest = from_ogr(*polygon);
        }
    } else if (const auto* parts = dynamic_cast<const OGRGeometryCollection*>(&part)) {
        for (int i = 0; i < parts->getNumGeometries(); ++i) {
            take_largest(*parts->getGeometryRef(i), area, largest);
        }
    }
}

/// Twice the signed area and the two moments of a ring, around its first point: far from the CRS's
/// origin the plain formula loses digits.
struct RingMoments {
    double twice_area = 0;
    double x = 0;
    double y = 0;
};

RingMoments moments_of(const std::vector<Point>& ring) {
    RingMoments sum;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x_m - ring[0].x_m;
        const double ay = ring[i].y_m - ring[0].y_m;
        const double bx = ring[i + 1].x_m - ring[0].x_m;
        const double by = ring[i + 1].y_m - ring[0].y_m;
        const double cross = ax * by - bx * ay;
        sum.twice_area += cross;
        sum.x += (ax + bx) * cross;
        sum.y += (ay + by) * cross;
    }
    return sum;
}

Point mean_of(const std::vector<Point>& points) {
    Point mean;
    for (const Point& point : points) {
        mean.x_m += point.x_m / static_cast<double>(points.size());
        mean.y_m += point.y_m / static_cast<double>(points.size());
    }
    return mean;
}

} // namespace

CheckedPolygon repair_polygon(const Geometry& polygon) {
    if (polygon.kind != GeometryKind::polygon || polygon.points.size() < 4) {
        return {{}, true};
    }
    const auto ogr = to_ogr(polygon);
    if (ogr->IsValid() != 0) {
        return {polygon, false};
    }
    const std::unique_ptr<OGRGeometry> valid{ogr->MakeValid()};
    CheckedPolygon result{{}, true};
    double area = 0;
    if (valid) {
        take_largest(*valid, area, result.geometry);
    }
    return result;
}

double ring_area_m2(const Geometry& polygon) {
    return polygon.points.size() < 4 ? 0 : std::fabs(moments_of(polygon.points).twice_area) / 2;
}

Point centre_of(const Geometry& geometry) {
    const std::vector<Point>& points = geometry.points;
    if (geometry.kind == GeometryKind::line) {
        return points[points.size() / 2];
    }
    if (geometry.kind != GeometryKind::polygon) {
        return points.empty() ? Point{} : points.front();
    }
    const RingMoments moments = moments_of(points);
    if (std::fabs(moments.twice_area) < 1e-6) {
        return mean_of(points);
    }
    return {points[0].x_m + moments.x / (3 * moments.twice_area),
            points[0].y_m + moments.y / (3 * moments.twice_area)};
}

} // namespace cityproof::io
