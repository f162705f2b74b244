// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/gis/city_crs.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace cityproof::io {

/// Writes a GeoPackage with one layer per table: primary key "fid", geometry "geom", text "id",
/// then the columns with the narrowest type that holds all their values (whole number, number,
/// text). The same tables give the same bytes. A table of one kind of geometry gets that layer
/// type, a mixed one the general type. Errors: EngineError with GDAL's reason (a full disk);
/// InputError when `path` exists or cannot be written.
void write_map(const std::filesystem::path& path, std::span<const AssetTable> tables,
               const CityCrs& crs);

/// What people read of a field of a layer; goes into gpkg_data_columns (GeoPackage 1.2, annex F.9).
struct FieldNote {
    std::string field;
    std::string title; ///< with its unit: "street speed [m/s]"
    std::string description;
    bool is_number = true; ///< also where no row has a value
};

/// A style of QGIS, kept in the table "layer_styles" that QGIS looks for.
struct LayerStyle {
    std::string name;
    std::string qml;
    bool is_default = false; ///< the one that QGIS opens the layer with
};

/// A layer for people: with titles of its fields and styles.
struct MapLayer {
    AssetTable table; ///< without any geometry it becomes a table without a geometry column
    std::string description;
    std::vector<FieldNote> fields;
    std::vector<LayerStyle> styles;
};

/// write_map() for layers that are made to be looked at in QGIS.
void write_map(const std::filesystem::path& path, std::span<const MapLayer> layers,
               const CityCrs& crs);

} // namespace cityproof::io
