// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/extra_layers.hpp"

#include "core/base/quantity.hpp"
#include "io/gis/city_gml.hpp"
#include "io/gis/city_json.hpp"
#include "io/gis/polygon_repair.hpp"
#include "io/gis/vector_layer.hpp"
#include "io/text/csv.hpp"
#include "io/text/nearest.hpp"
#include "scenarios/import/asset_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace cityproof::scenarios {
namespace {

using Names = std::vector<std::string>;

const Names polygon_layers{"building", "water_area", "landuse"};
const Names consumer_layers{"lamp", "meter"};
const Names other_layers{"admin_area", "air_station", "bike_rental",     "bus_stop",
                         "car_park",   "charger",     "container",       "emergency_station",
                         "gateway",    "hydrant",     "isolation_valve", "noise_station",
                         "poi",        "power_line",  "power_point",     "power_site",
                         "substation", "switch",      "water_site",      "waterway"};

bool contains(const Names& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

Names known_layers() {
    Names names = polygon_layers;
    names.insert(names.end(), consumer_layers.begin(), consumer_layers.end());
    names.insert(names.end(), other_layers.begin(), other_layers.end());
    return names;
}

/// The layers that come with a network's own file.
std::string option_of(const std::string& layer) {
    if (layer == "street" || layer == "signal") {
        return "--sumo or --osm";
    }
    if (contains({"bus", "line", "transformer"}, layer)) {
        return "--grid";
    }
    if (contains({"water_node", "pipe", "pump", "valve", "tank"}, layer)) {
        return "--water";
    }
    return layer == "sensor" ? "--sensors" : layer == "charging_zone" ? "--links" : "";
}

/// A layer's rows with the place of each cell in the file.
struct SourceRows {
    io::AssetTable table;
    std::function<Location(std::size_t row, const std::string& column)> where;
};

InputError no_field(const LayerSource& source, const ColumnName& name, const Names& fields) {
    return InputError{
        {source.file.string(), 0, "--column"},
        fmt::format("has no field \"{}\" to be {}.{}", name.field, name.layer, name.column),
        fmt::format("one of {}", fmt::join(fields, ", ")),
        io::name_advice(name.field, fields)};
}

/// "12" and "0.5" become numbers, as they are in other formats.
io::Attribute typed(const io::Attribute& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    if (text == nullptr) {
        return cell;
    }
    const char* end = text->data() + text->size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(text->data(), end, whole);
        read.ec == std::errc{} && read.ptr == end) {
        return whole;
    }
    double number = 0;
    if (const auto read = std::from_chars(text->data(), end, number);
        read.ec == std::errc{} && read.ptr == end) {
        return number;
    }
    return cell;
}

SourceRows read_csv_layer(const LayerSource& source, const std::vector<ColumnName>& names,
                          bool needs_bus, const io::CityCrs& crs, Problems& problems) {
    io::CsvTable csv = io::read_csv(source.file);
    for (const ColumnName& name : names) {
        if (!csv.column(name.field)) {
            throw no_field(source, name, csv.columns());
        }
        csv.rename(name.field, name.column);
    }
    Names required;
    Names optional{"bus"};
    if (source.name == "meter") {
        required = {"power", "profile"};
        if (needs_bus) {
            required.emplace_back("bus");
        }
    } else if (source.name == "lamp") {
        required = {"power"};
    }
    if (!names.empty() || !contains(consumer_layers, source.name)) {
        optional = csv.columns(); // a foreign file may say more than we ask
    }
    SourceRows rows{io::point_table(csv, source.name, crs, required, optional, problems), {}};
    if (!contains(consumer_layers, source.name)) {
        for (std::vector<io::Attribute>& column : rows.table.attributes) {
            std::ranges::transform(column, column.begin(), typed);
        }
    }
    rows.where = [csv = std::move(csv)](std::size_t row, const std::string& column) {
        return csv.where(row, column);
    };
    return rows;
}

SourceRows read_map_layer(const LayerSource& source, const std::vector<ColumnName>& names,
                          const io::CityCrs& crs, Problems& problems) {
    std::string id_field = "id";
    for (const ColumnName& name : names) {
        id_field = name.column == "id" ? name.field : id_field;
    }
    const bool is_city_gml = io::is_city_gml(source.file);
    const bool is_city_json = io::is_city_json(source.file);
    if ((is_city_gml || is_city_json) && (source.name != "building" || id_field != "id")) {
        throw InputError({source.file.string(), 0, "--layer " + source.name},
                         fmt::format("is {}, of which buildings are read, by their own ids",
                                     is_city_gml ? "CityGML" : "CityJSON"),
                         "--layer building=" + source.file.filename().string(), {});
    }
    SourceRows rows{is_city_gml ? io::read_city_gml(source.file, source.name, crs, problems)
                    : is_city_json
                        ? io::read_city_json(source.file, source.name, crs, problems)
                        : io::read_vector_layer(source.file, source.name, crs, problems, id_field),
                    {}};
    io::AssetTable& table = rows.table;
    for (const ColumnName& name : names) {
        const auto found = std::ranges::find(table.columns, name.field);
        if (found != table.columns.end()) {
            *found = name.column;
        } else if (name.column != "id") {
            throw no_field(source, name, table.columns);
        }
    }
    rows.where = [file = source.file.string(), layer = source.name,
                  ids = table.ids](std::size_t row, const std::string& column) {
        return Location{file, 0, fmt::format("{} {} {}", layer, ids[row], column)};
    };
    return rows;
}

void check_polygons(const SourceRows& rows, Problems& problems) {
    for (std::size_t row = 0; row < rows.table.size(); ++row) {
        if (rows.table.geometry[row].kind != io::GeometryKind::polygon) {
            problems.error(rows.where(row, "geometry"), "is no polygon", "Polygon or MultiPolygon",
                           {});
        }
    }
}

/// Polygons that cross themselves become the largest part of what they enclose.
void mend_polygons(io::AssetTable& table, CityDraft& draft) {
    std::size_t mended = 0;
    std::string first;
    for (std::size_t row = 0; row < table.size(); ++row) {
        io::Geometry& geometry = table.geometry[row];
        if (geometry.kind != io::GeometryKind::polygon) {
            continue;
        }
        io::CheckedPolygon checked = io::repair_polygon(geometry);
        if (checked.repaired && checked.geometry.kind != io::GeometryKind::none) {
            geometry = std::move(checked.geometry);
            first = mended++ == 0 ? table.ids[row] : first;
        }
    }
    if (mended > 0) {
        draft.found(fmt::format("mended: polygons of layer {} that cross themselves: the largest "
                                "part taken ({}, the first is {})",
                                table.name, mended, first));
    }
}

/// A file of which nothing lies in the city or near it has a wrong reference system, or is of
/// another city.
void check_place(const LayerSource& source, const io::AssetTable& table, const CityDraft& draft) {
    const auto city = draft.bounds({"street"});
    if (!city || table.size() == 0) {
        return;
    }
    const double reach_m =
        std::max({city->east_m - city->west_m, city->north_m - city->south_m, 1000.0});
    const auto is_near = [&](const io::Point& point) {
        return point.x_m > city->west_m - reach_m && point.x_m < city->east_m + reach_m &&
               point.y_m > city->south_m - reach_m && point.y_m < city->north_m + reach_m;
    };
    for (const io::Geometry& geometry : table.geometry) {
        if (std::ranges::any_of(geometry.points, is_near)) {
            return;
        }
    }
    throw InputError({source.file.string(), 0, "--layer " + source.name},
                     "lies elsewhere on earth than the city",
                     "places in the city, longitude before latitude in a CSV",
                     "set the file's reference system with ogr2ogr -a_srs");
}

/// Replaces a column by a checked one, row by row. `convert` gets the cell and its place and may
/// throw InputError.
template <typename Convert>
void convert_column(SourceRows& rows, const char* from, const char* to, Problems& problems,
                    Convert&& convert) {
    io::AssetTable& table = rows.table;
    const auto found = std::ranges::find(table.columns, from);
    const bool there = found != table.columns.end();
    const auto at = static_cast<std::size_t>(found - table.columns.begin());
    std::vector<io::Attribute> cells(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        problems.collect([&] {
            cells[row] =
                convert(there ? table.attributes[at][row] : io::Attribute{}, rows.where(row, from));
        });
    }
    if (!there) {
        column_of(table, to) = std::move(cells);
        return;
    }
    table.attributes[at] = std::move(cells);
    table.columns[at] = to;
}

std::string text_of(const io::Attribute& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text == nullptr ? std::string{} : *text;
}

io::Attribute power_of(const io::Attribute& cell, const Location& where) {
    if (!std::holds_alternative<std::string>(cell)) {
        throw InputError(where, "is no text with a unit", "a power such as \"80 W\"",
                         "call a column of plain numbers in W power_w");
    }
    const double power_w = parse_quantity(text_of(cell), Dimension::power, where);
    if (power_w < 0) {
        throw InputError(where, fmt::format("\"{}\" is negative", text_of(cell)),
                         "a power of zero or more");
    }
    return io::Attribute{power_w};
}

/// The column with the power of each row: texts with a unit in `power`, or numbers in `power_w`.
void check_power(SourceRows& rows, const LayerSource& source, Problems& problems) {
    if (rows.table.column("power_w") != nullptr) {
        for (std::size_t row = 0; row < rows.table.size(); ++row) {
            if (!(rows.table.number(row, "power_w").value_or(-1) >= 0)) {
                problems.error(rows.where(row, "power_w"), "is missing, no number, or negative",
                               "a number of zero or more, in W", {});
            }
        }
        return;
    }
    if (rows.table.column("power") == nullptr) {
        throw InputError({source.file.string(), 0, source.name}, "has no column power",
                         "power (text with a unit) or power_w (number in W)",
                         fmt::format("name the field: --column {}.power=FIELD; the file has {}",
                                     source.name, fmt::join(rows.table.columns, ", ")));
    }
    convert_column(rows, "power", "power_w", problems, power_of);
}

/// Lamps and meters: a power and a bus; of meters a profile. Where no bus is asked for, the nearest
/// one may be taken later.
void check_consumers(SourceRows& rows, const LayerSource& source, const CityDraft& draft,
                     bool needs_bus, Problems& problems) {
    check_power(rows, source, problems);
    if (rows.table.column("supplied_by") == nullptr) {
        convert_column(rows, "bus", "supplied_by", problems,
                       [&](const io::Attribute& cell, const Location& where) {
                           const std::string text = text_of(cell);
                           if (text.empty() && needs_bus) {
                               throw InputError(where, "is empty",
                                                "the bus that the meter hangs on");
                           }
                           if (text.empty()) {
                               return io::Attribute{};
                           }
                           const auto bus = find_bus(draft, text, where, problems);
                           return bus ? io::Attribute{*bus} : io::Attribute{};
                       });
    }
    if (source.name == "meter") {
        convert_column(rows, "profile", "profile", problems,
                       [](const io::Attribute& cell, const Location& where) {
                           const std::string text = text_of(cell);
                           if (text != "household" && text != "commercial") {
                               throw InputError(where,
                                                fmt::format("\"{}\" is no load profile", text),
                                                "household or commercial");
                           }
                           return io::Attribute{text};
                       });
    }
}

void check_name(const std::string& name) {
    if (const std::string option = option_of(name); !option.empty()) {
        throw InputError({{}, 0, "--layer " + name}, "comes with the network's own file", option,
                         {});
    }
    const Names known = known_layers();
    if (!contains(known, name)) {
        throw InputError({{}, 0, "--layer " + name}, "is no layer that can be imported",
                         fmt::format("{}", fmt::join(known, ", ")), io::name_advice(name, known));
    }
}

} // namespace

void add_extra_layer(const LayerSource& source, const std::vector<ColumnName>& columns,
                     bool has_nearest_bus, const io::CityCrs& crs, CityDraft& draft,
                     Problems& problems) {
    check_name(source.name);
    if (draft.table(source.name) != nullptr) {
        throw InputError({{}, 0, "--layer " + source.name}, "is given twice", "each layer once",
                         {});
    }
    std::vector<ColumnName> names;
    std::ranges::copy_if(columns, std::back_inserter(names),
                         [&](const ColumnName& name) { return name.layer == source.name; });
    const std::size_t before = problems.list().size();
    const bool is_csv = source.file.extension() == ".csv" ||
                        (contains(consumer_layers, source.name) && !io::is_city_gml(source.file) &&
                         !contains({".geojson", ".json", ".cityjson", ".gpkg", ".shp"},
                                   source.file.extension().string()));
    const bool needs_bus = source.name == "meter" && !has_nearest_bus;
    SourceRows rows = is_csv ? read_csv_layer(source, names, needs_bus, crs, problems)
                             : read_map_layer(source, names, crs, problems);
    if (!is_csv || problems.list().size() == before) { // else rows of the file are missing
        if (contains(polygon_layers, source.name)) {
            check_polygons(rows, problems);
        }
        check_place(source, rows.table, draft);
        mend_polygons(rows.table, draft);
        if (contains(consumer_layers, source.name)) {
            check_consumers(rows, source, draft, needs_bus, problems);
        }
    }
    draft.found(fmt::format("layer {}: {} ({})", source.name, rows.table.size(),
                            source.file.filename().string()));
    draft.add(std::move(rows.table), io::Provenance::surveyed, source.file.filename().string());
}

} // namespace cityproof::scenarios
