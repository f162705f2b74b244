// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cityproof::io {

/// A point in the city's projected CRS, metres.
struct Point {
    double x_m = 0;
    double y_m = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

enum class GeometryKind : std::uint8_t { none, point, line, polygon };

/// A point, a polyline or a polygon's outer ring (closed; holes are not kept).
struct Geometry {
    GeometryKind kind = GeometryKind::none;
    std::vector<Point> points;
};

using Attribute = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One layer of map.gpkg: rows with a stable id, geometry and attributes. Shape: every vector has one entry per row.
struct AssetTable {
    std::string name; ///< "street", "signal", "bus", "lamp" ...
    std::vector<std::string> ids;
    std::vector<Geometry> geometry;
    std::vector<std::string> columns;              ///< attribute names, beside id and geometry
    std::vector<std::vector<Attribute>> attributes; ///< [column][row]

    std::size_t size() const { return ids.size(); }

    /// Attribute column by name; nullptr when the table has none of that name.
    const std::vector<Attribute>* column(std::string_view column_name) const;
    /// Text of one cell; empty when the column is missing or the cell is NULL.
    std::string text(std::size_t row, std::string_view column_name) const;
    /// Number of one cell; nullopt when missing, NULL or not a number.
    std::optional<double> number(std::size_t row, std::string_view column_name) const;
};

/// Where data came from, for every layer.
enum class Provenance { recorded, surveyed, synthetic, assumed };

/// What a person could be recognised by, for every input.
enum class PrivacyClass { synthetic, aggregate, pseudonymous, personal };

/// A city package as read from disk: city.yaml plus map.gpkg; the domain files stay files.
struct City {
    std::filesystem::path folder;
    std::string name;
    std::string crs; ///< "EPSG:32632"
    PrivacyClass demand_class = PrivacyClass::personal;
    std::optional<std::filesystem::path> sumo_config; ///< absolute, inside the folder
    std::optional<std::filesystem::path> grid;        ///< power-grid-model JSON
    std::optional<std::filesystem::path> water;       ///< EPANET .inp
    std::vector<AssetTable> tables;                   ///< sorted by name; rows in file order
    std::string content_hash;                         ///< over city.yaml, table rows and domain files; hex

    /// Table by name; nullptr when the city has none.
    const AssetTable* table(std::string_view table_name) const;
};

/// Reads a package. Reads geometry itself through SQLite (GeoPackage header + WKB), never GDAL.
/// Errors: InputError/ProblemsError for a missing or newer-format city.yaml, paths that leave the package (also by
/// symlink), an open -wal file ("save and close in QGIS"), empty or duplicate ids, broken geometry.
City read_city(const std::filesystem::path& folder);

} // namespace cityproof::io
