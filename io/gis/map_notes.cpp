// SPDX-License-Identifier: Apache-2.0
#include "io/gis/map_notes.hpp"

#include "core/base/errors.hpp"
#include "io/gis/gdal_session.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>

namespace cityproof::io {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw EngineError("GDAL", what + ": " + GdalSession::last_message());
}

void execute(GDALDataset& dataset, const std::string& sql) {
    CPLErrorReset();
    OGRLayer* result = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (result != nullptr) {
        dataset.ReleaseResultSet(result);
    }
    if (CPLGetLastErrorType() >= CE_Failure) {
        fail("writing titles of fields");
    }
}

/// A text as SQL quotes it.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? "''" : std::string(1, c);
    }
    return result + "'";
}

/// The tables of the extension "gpkg_schema", as GeoPackage 1.2 (annex F.9) and GDAL define them.
constexpr std::array schema_extension{
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
    "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
    "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
    "INSERT INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')"};

} // namespace

void write_field_notes(GDALDataset& dataset, std::span<const MapLayer> layers) {
    if (std::ranges::all_of(layers, [](const MapLayer& layer) { return layer.fields.empty(); })) {
        return;
    }
    for (const char* statement : schema_extension) {
        execute(dataset, statement);
    }
    for (const MapLayer& layer : layers) {
        for (const FieldNote& note : layer.fields) {
            execute(dataset,
                    fmt::format("INSERT INTO gpkg_data_columns (table_name, column_name, title, "
                                "description) VALUES ({}, {}, {}, {})",
                                quoted(layer.table.name), quoted(note.field), quoted(note.title),
                                quoted(note.description)));
        }
    }
}

void write_styles(GDALDataset& dataset, std::span<const MapLayer> layers) {
    if (std::ranges::all_of(layers, [](const MapLayer& layer) { return layer.styles.empty(); })) {
        return;
    }
    std::array<const char*, 2> options{"FID=id", nullptr};
    OGRLayer* table =
        dataset.CreateLayer("layer_styles", nullptr, wkbNone, const_cast<char**>(options.data()));
    if (table == nullptr) {
        fail("creating layer_styles");
    }
    // Names and order are QGIS's; it asks for the schema '' and the name of the geometry column.
    for (const char* name :
         {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
          "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"}) {
        OGRFieldDefn field{name, OFTString};
        if (std::string_view{name} == "useAsDefault") {
            field.SetType(OFTInteger);
            field.SetSubType(OFSTBoolean);
        } else if (std::string_view{name} == "update_time") {
            field.SetType(OFTDateTime);
        }
        if (table->CreateField(&field) != OGRERR_NONE) {
            fail("creating a field of layer_styles");
        }
    }
    for (const MapLayer& layer : layers) {
        for (const LayerStyle& style : layer.styles) {
            OGRFeature row{table->GetLayerDefn()};
            for (const char* name :
                 {"f_table_catalog", "f_table_schema", "styleSLD", "owner", "ui"}) {
                row.SetField(name, "");
            }
            row.SetField("f_table_name", layer.table.name.c_str());
            row.SetField("f_geometry_column", "geom");
            row.SetField("styleName", style.name.c_str());
            row.SetField("styleQML", style.qml.c_str());
            row.SetField("useAsDefault", style.is_default ? 1 : 0);
            row.SetField("description", layer.description.c_str());
            // The same export gives the same bytes: no clock, as in GdalSession.
            row.SetField("update_time", 2000, 1, 1, 0, 0, 0.0F, 100);
            if (table->CreateFeature(&row) != OGRERR_NONE) {
                fail("writing layer_styles");
            }
        }
    }
}

} // namespace cityproof::io
