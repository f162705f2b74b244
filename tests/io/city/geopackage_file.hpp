// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/io/city/blob_writer.hpp"

namespace cityproof::testing {

/// Writes small GeoPackages straight through SQLite, without GDAL, so that they can also be wrong.
class GeoPackageFile {
  public:
    explicit GeoPackageFile(const std::filesystem::path& path) {
        if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) {
            throw std::runtime_error("cannot make " + path.string());
        }
        run("CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, "
            "organization TEXT, "
            "organization_coordsys_id INTEGER, definition TEXT)");
        run("INSERT INTO gpkg_spatial_ref_sys VALUES ('UTM 32N', 32632, 'EPSG', 32632, ''), "
            "('WGS 84', 4326, 'EPSG', 4326, ''), ('undefined', -1, 'NONE', -1, '')");
        run("CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id "
            "INTEGER)");
        run("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, "
            "geometry_type_name TEXT, "
            "srs_id INTEGER)");
    }

    ~GeoPackageFile() { sqlite3_close(handle_); }

    GeoPackageFile(const GeoPackageFile&) = delete;
    GeoPackageFile& operator=(const GeoPackageFile&) = delete;

    void run(const std::string& sql) {
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle_));
        }
    }

    void register_layer(const std::string& name, int srs_id = 32632) {
        run("INSERT INTO gpkg_contents VALUES ('" + name + "', 'features', " +
            std::to_string(srs_id) + ")");
        run("INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', 'GEOMETRY', " +
            std::to_string(srs_id) + ")");
    }

    /// A layer with the columns fid, geom, id and `columns`.
    void create_layer(const std::string& name, const std::string& columns = "",
                      int srs_id = 32632) {
        run("CREATE TABLE \"" + name +
            "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, id TEXT" +
            (columns.empty() ? "" : ", " + columns) + ")");
        register_layer(name, srs_id);
    }

    /// `id_and_values` is SQL for the columns after the geometry.
    void insert(const std::string& layer, const std::vector<std::byte>& geometry,
                const std::string& id_and_values) {
        std::string hex;
        for (const std::byte byte : geometry) {
            constexpr const char* digits = "0123456789abcdef";
            hex += digits[std::to_integer<unsigned>(byte) >> 4U];
            hex += digits[std::to_integer<unsigned>(byte) & 15U];
        }
        run("INSERT INTO \"" + layer + "\" SELECT NULL, " +
            (geometry.empty() ? "NULL" : "x'" + hex + "'") + ", " + id_and_values);
    }

  private:
    sqlite3* handle_ = nullptr;
};

inline std::vector<std::byte> point_blob(double x, double y, std::uint32_t srs_id = 32632) {
    return BlobWriter{}.header(srs_id).wkb(1).number(x).number(y).bytes();
}

} // namespace cityproof::testing
