// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/geojson_export.hpp"

#include "core/base/errors.hpp"
#include "io/text/text_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace cityproof::exporting {
namespace {

using Json = nlohmann::ordered_json;

/// Texts of a run file are bytes that somebody wrote: what is no UTF-8 is replaced.
std::string quoted(const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string position(const io::Point& point, const io::CityCrs& crs) {
    const io::LonLat place = crs.to_lon_lat(point);
    return fmt::format("[{:.7f},{:.7f}]", place.lon_deg, place.lat_deg);
}

std::string positions(const std::vector<io::Point>& points, const io::CityCrs& crs) {
    std::string text;
    for (const io::Point& point : points) {
        text += (text.empty() ? "[" : ",") + position(point, crs);
    }
    return text + "]";
}

/// Twice the area, positive for an anticlockwise ring; by coordinates from the first corner, so
/// that large eastings cost no digits.
double signed_area(const std::vector<io::Point>& ring) {
    double area = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const io::Point a{ring[i - 1].x_m - ring[0].x_m, ring[i - 1].y_m - ring[0].y_m};
        const io::Point b{ring[i].x_m - ring[0].x_m, ring[i].y_m - ring[0].y_m};
        area += a.x_m * b.y_m - b.x_m * a.y_m;
    }
    return area;
}

std::vector<io::Point> anticlockwise(std::vector<io::Point> ring) {
    if (signed_area(ring) < 0) {
        std::ranges::reverse(ring);
    }
    return ring;
}

std::string geometry_text(const io::Geometry& geometry, const io::CityCrs& crs) {
    switch (geometry.kind) {
    case io::GeometryKind::point:
        return fmt::format(R"({{"type":"Point","coordinates":{}}})",
                           position(geometry.points.front(), crs));
    case io::GeometryKind::line:
        return fmt::format(R"({{"type":"LineString","coordinates":{}}})",
                           positions(geometry.points, crs));
    case io::GeometryKind::polygon:
        return fmt::format(R"({{"type":"Polygon","coordinates":[{}]}})",
                           positions(anticlockwise(geometry.points), crs));
    case io::GeometryKind::none:
        break;
    }
    return "null";
}

std::string head(const TableValues& table) {
    Json properties = Json::object();
    for (const ValueColumn& column : table.columns) {
        properties[column.field] = {{"channel", column.channel->name},
                                    {"unit", column.channel->unit},
                                    {"description", column.channel->description},
                                    {"statistic", column.statistic}};
    }
    const Json about{
        {"table", table.table->name}, {"time", table.when}, {"properties", properties}};
    return "{\"type\":\"FeatureCollection\",\n\"cityproof\":" +
           about.dump(-1, ' ', false, Json::error_handler_t::replace) + ",\n\"features\":[";
}

} // namespace

void write_geojson(const std::filesystem::path& path, const TableValues& table,
                   const io::CityCrs& crs) {
    io::TextFile file{path};
    file.write(head(table));
    for (std::size_t row = 0; row < table.table->ids.size(); ++row) {
        std::string text = fmt::format(R"({}{{"type":"Feature","properties":{{"id":{})",
                                       row == 0 ? "\n" : ",\n", quoted(table.table->ids[row]));
        for (const ValueColumn& column : table.columns) {
            const float value = column.values.at(row);
            text += fmt::format(",\"{}\":{}", column.field,
                                std::isfinite(value) ? fmt::format("{}", value) : "null");
        }
        file.write(text + "},\"geometry\":" + geometry_text(table.table->geometry.at(row), crs) +
                   "}");
    }
    file.write("\n]}\n");
    file.close();
}

} // namespace cityproof::exporting
