// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

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

/// One layer of map.gpkg: rows with a stable id, geometry and attributes. Shape: every vector has
/// one entry per row.
struct AssetTable {
    std::string name; ///< "street", "signal", "bus", "lamp" ...
    std::vector<std::string> ids;
    std::vector<Geometry> geometry;
    std::vector<std::string> columns;               ///< attribute names, beside id and geometry
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

/// "recorded", "synthetic" ... as written in city.yaml, and back (nullopt for another text).
std::string_view to_string(Provenance provenance);
std::string_view to_string(PrivacyClass privacy);
std::optional<Provenance> provenance_from(std::string_view text);
std::optional<PrivacyClass> privacy_class_from(std::string_view text);

/// What city.yaml says about one layer of the map.
struct LayerNote {
    std::string name;
    std::size_t rows = 0; ///< when it was imported
    Provenance provenance = Provenance::assumed;
    std::string source; ///< the file it was made from, and how
};

/// A rectangle in the city's CRS, metres.
struct Bounds {
    double west_m = 0;
    double south_m = 0;
    double east_m = 0;
    double north_m = 0;
};

/// A place on earth (WGS 84), degrees, north and east positive.
struct EarthPlace {
    double latitude_deg = 0;
    double longitude_deg = 0;
};

/// A city package as read from disk: city.yaml plus map.gpkg; the domain files stay files.
struct City {
    std::filesystem::path folder;
    std::string name;
    std::string crs; ///< "EPSG:32632", a PROJ string "+proj=...", or "local": no place on earth
    Bounds bounds;
    std::optional<EarthPlace> centre; ///< of the bounds, for sun and weather; none for a local city
    bool drives_left = false;         ///< traffic keeps to the left of the road
    std::string attribution; ///< whose data the map is; to be shown with it; empty: none needed
    PrivacyClass demand_class = PrivacyClass::personal; ///< of what traffic is made from
    PrivacyClass meter_class = PrivacyClass::personal;  ///< of the meters' loads
    std::filesystem::path map;                          ///< the GeoPackage; absolute
    std::optional<std::filesystem::path> sumo_config;   ///< absolute, inside the folder
    std::optional<std::filesystem::path> grid;          ///< power-grid-model JSON
    std::optional<std::filesystem::path> water;         ///< EPANET .inp
    std::vector<LayerNote> layers;                      ///< in city.yaml's order
    std::vector<AssetTable> tables;                     ///< sorted by name; rows in file order
    std::string content_hash; ///< over city.yaml, table rows and domain files; hex

    /// Table by name; nullptr when the city has none.
    const AssetTable* table(std::string_view table_name) const;
};

/// Reads a package. Reads geometry itself through SQLite (GeoPackage header + WKB), never GDAL.
/// Errors: InputError/ProblemsError for a missing or newer-format city.yaml, paths that leave the
/// package (also by symlink), an open -wal file ("save and close in QGIS"), empty or duplicate ids,
/// broken geometry, a SUMO configuration that names files outside the package or outputs.
City read_city(const std::filesystem::path& folder);

/// The same for validation: collects the problems of the map and the parts instead of throwing at
/// the first list, and adds a note for every part that differs from the hash in city.yaml (a map
/// edited in QGIS does; that is no error). Errors: InputError when city.yaml cannot be used at all.
City read_city(const std::filesystem::path& folder, Problems& problems);

} // namespace cityproof::io
