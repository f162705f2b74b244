// SPDX-License-Identifier: Apache-2.0
#include "io/city/geopackage.hpp"

#include "io/city/geometry_blob.hpp"
#include "io/city/sqlite_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

/// Problems of one table of the map.
class TableProblems {
  public:
    TableProblems(const fs::path& file, const std::string& table, Problems& problems)
        : where_{file.string(), 0, table},
          problems_{problems},
          errors_{problems, where_} {}

    void add(const std::string& message, const std::string& expected, const std::string& remedy) {
        errors_.error(where_, message, expected, remedy);
    }

    void note(const std::string& message) {
        problems_.add({Severity::note, where_, message, {}, {}});
    }

  private:
    Location where_;
    Problems& problems_;
    LimitedProblems errors_;
};

struct TableDescription {
    std::string name;
    std::int64_t srs_id = 0;
    std::string geometry_column;
};

void refuse_open_file(const fs::path& path) {
    for (const char* suffix : {"-wal", "-journal"}) {
        const fs::path other = path.string() + suffix;
        std::error_code ignored;
        if (fs::exists(fs::symlink_status(other, ignored)) && fs::file_size(other, ignored) != 0) {
            throw InputError({path.string(), 0, {}},
                             fmt::format("has unsaved changes in {}", other.filename().string()),
                             "a map that no other program has open", "save and close it in QGIS");
        }
    }
}

std::vector<TableDescription> feature_tables(const SqliteReader& file) {
    for (const char* name : {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"}) {
        if (!file.has_plain_table(name)) {
            throw InputError({file.path().string(), 0, {}}, fmt::format("has no table {}", name),
                             "a GeoPackage", "import the city again, or restore the file");
        }
    }
    std::vector<TableDescription> tables;
    SqliteRows rows{file, "SELECT c.table_name, g.srs_id, g.column_name FROM gpkg_contents c "
                          "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
                          "WHERE c.data_type = 'features' ORDER BY c.table_name, g.column_name"};
    while (rows.next()) {
        if (tables.empty() || tables.back().name != rows.text(0)) {
            tables.push_back({rows.text(0), rows.integer(1), rows.text(2)});
        }
    }
    return tables;
}

/// "EPSG:32632" for a spatial reference of the file; empty for one without a code (a city's own or
/// local one).
std::string code_of(const SqliteReader& file, std::int64_t srs_id) {
    SqliteRows rows{
        file,
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = " +
            std::to_string(srs_id)};
    if (!rows.next()) {
        return fmt::format("the undefined srs_id {}", srs_id);
    }
    std::string organization = rows.text(0);
    std::ranges::transform(organization, organization.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return organization == "EPSG" ? fmt::format("EPSG:{}", rows.integer(1)) : std::string{};
}

void check_crs(const SqliteReader& file, const TableDescription& description,
               const std::string& crs, TableProblems& problems) {
    const std::string code = code_of(file, description.srs_id);
    const std::string wanted = crs.starts_with("EPSG:") ? crs : std::string{};
    if (code != wanted) {
        problems.add(
            fmt::format("is in {}", code.empty() ? "a reference system without a code" : code),
            "the city's CRS " + crs,
            "in QGIS, export the layer with that CRS and replace this one");
    }
}

/// Which column of the query is what.
struct Columns {
    int id = -1;
    int geometry = -1;
    std::vector<int> attributes;
};

Columns describe_columns(const SqliteReader& file, const TableDescription& description,
                         AssetTable& table, std::string& query) {
    Columns columns;
    SqliteRows rows{file, "SELECT name, type, pk FROM pragma_table_info(?1)"};
    rows.bind(1, description.name);
    std::string list;
    int position = 0;
    while (rows.next()) {
        const std::string name = rows.text(0);
        if (name == "id") {
            columns.id = position;
        } else if (name == description.geometry_column) {
            columns.geometry = position;
        } else if (rows.integer(2) != 0) {
            continue; // the primary key is QGIS' own
        } else {
            columns.attributes.push_back(position);
            table.columns.push_back(name);
        }
        list += (list.empty() ? "" : ", ") + sql_name(name);
        ++position;
    }
    table.attributes.resize(table.columns.size());
    query = fmt::format("SELECT {} FROM {} ORDER BY rowid", list, sql_name(description.name));
    return columns;
}

Attribute read_attribute(const SqliteRows& rows, int column) {
    switch (rows.type(column)) {
    case SqliteType::integer:
        return rows.integer(column);
    case SqliteType::real:
        return rows.real(column);
    case SqliteType::text:
        return rows.text(column);
    default:
        return std::monostate{};
    }
}

Geometry read_geometry(const SqliteRows& rows, int column, const TableDescription& description,
                       const std::string& id, TableProblems& problems, std::size_t& simplified) {
    if (rows.type(column) == SqliteType::null) {
        return {};
    }
    try {
        if (rows.type(column) != SqliteType::blob) {
            throw BadGeometry("it is no binary value");
        }
        StoredGeometry stored = parse_geometry_blob(rows.blob(column));
        if (stored.srs_id != description.srs_id) {
            throw BadGeometry(fmt::format("its srs_id {} is not the layer's {}", stored.srs_id,
                                          description.srs_id));
        }
        simplified += stored.simplified ? 1U : 0U;
        return std::move(stored.geometry);
    } catch (const BadGeometry& error) {
        problems.add(fmt::format("the geometry of \"{}\" is broken: {}", id, error.what()),
                     "a point, line or polygon as GeoPackage binary", "draw it again in QGIS");
        return {};
    }
}

/// A planner's own sketch, which is no layer of the package.
bool is_sketch(const SqliteReader& file, const TableDescription& description,
               const std::vector<std::string>& package_layers) {
    if (package_layers.empty() ||
        std::ranges::find(package_layers, description.name) != package_layers.end()) {
        return false;
    }
    SqliteRows rows{file, "SELECT 1 FROM pragma_table_info(?1) WHERE name = 'id'"};
    rows.bind(1, description.name);
    return !rows.next();
}

AssetTable read_table(const SqliteReader& file, const TableDescription& description,
                      const std::string& crs, Problems& all_problems) {
    TableProblems problems{file.path(), description.name, all_problems};
    AssetTable table;
    table.name = description.name;
    if (!file.has_plain_table(description.name)) {
        problems.add("is no plain table", "a table with rows",
                     "export the layer in QGIS as a table");
        return table;
    }
    check_crs(file, description, crs, problems);
    std::string query;
    const Columns columns = describe_columns(file, description, table, query);
    if (columns.id < 0 || columns.geometry < 0) {
        problems.add(fmt::format("has no column \"{}\"",
                                 columns.id < 0 ? "id" : description.geometry_column),
                     "a layer with ids and geometry", "add the column in QGIS");
        table.columns.clear();
        table.attributes.clear();
        return table;
    }
    SqliteRows rows{file, query};
    std::set<std::string, std::less<>> seen;
    std::size_t simplified = 0;
    while (rows.next()) {
        std::string id = rows.text(columns.id);
        if (id.empty()) {
            problems.add(fmt::format("row {} has no id", table.size() + 1),
                         "an id that no other row has", "fill the field \"id\" in QGIS");
        } else if (!seen.insert(id).second) {
            problems.add(fmt::format("the id \"{}\" stands in two rows", id),
                         "an id that no other row has", "change or delete one of them in QGIS");
        }
        table.geometry.push_back(
            read_geometry(rows, columns.geometry, description, id, problems, simplified));
        for (std::size_t c = 0; c < columns.attributes.size(); ++c) {
            table.attributes[c].push_back(read_attribute(rows, columns.attributes[c]));
        }
        table.ids.push_back(std::move(id));
    }
    if (simplified > 0) {
        problems.note(fmt::format(
            "{} geometries have several parts or holes; the largest part without its holes is used",
            simplified));
    }
    return table;
}

} // namespace

std::vector<AssetTable> read_geopackage(const fs::path& path, const std::string& crs,
                                        Problems& problems,
                                        const std::vector<std::string>& package_layers) {
    refuse_open_file(path);
    const SqliteReader file{path};
    std::vector<AssetTable> tables;
    for (const TableDescription& description : feature_tables(file)) {
        if (is_sketch(file, description, package_layers)) {
            problems.add({Severity::note,
                          {path.string(), 0, description.name},
                          "has no column \"id\" and is no layer of the import: it is not read",
                          {},
                          {}});
            continue;
        }
        tables.push_back(read_table(file, description, crs, problems));
    }
    return tables;
}

} // namespace cityproof::io
