// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/extra_layers.hpp"

#include "core/base/quantity.hpp"
#include "io/gis/vector_layer.hpp"
#include "io/text/csv.hpp"
#include "io/text/nearest.hpp"
#include "scenarios/import/asset_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::scenarios {
namespace {

const std::vector<std::string> polygon_layers{"building", "water_area", "landuse"};
const std::vector<std::string> known_layers{"building", "water_area", "landuse", "lamp", "meter"};

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

io::AssetTable read_polygons(const LayerSource& source, const io::CityCrs& crs,
                             Problems& problems) {
    io::AssetTable table = io::read_vector_layer(source.file, source.name, crs, problems);
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.geometry[row].kind != io::GeometryKind::polygon) {
            problems.error(
                {source.file.string(), 0, fmt::format("{} {}", source.name, table.ids[row])},
                "is no polygon", "Polygon or MultiPolygon", {});
        }
    }
    return table;
}

/// Replaces a text column by a checked one, row by row. `convert` gets the text and its place and
/// may throw InputError.
template <typename Convert>
void convert_column(const io::CsvTable& csv, io::AssetTable& table, const char* from,
                    const char* to, Problems& problems, Convert&& convert) {
    std::vector<io::Attribute> cells(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        problems.collect([&] { cells[row] = convert(csv.cell(row, from), csv.where(row, from)); });
    }
    const auto found = std::ranges::find(table.columns, from);
    if (found == table.columns.end()) {
        column_of(table, to) = std::move(cells);
        return;
    }
    table.attributes[static_cast<std::size_t>(found - table.columns.begin())] = std::move(cells);
    *found = to;
}

/// Lamps and meters: points with a power and a bus.
io::AssetTable read_consumers(const LayerSource& source, const io::CityCrs& crs,
                              const CityDraft& draft, Problems& problems) {
    const bool meter = source.name == "meter";
    const std::size_t before = problems.list().size();
    const std::vector<std::string> required =
        meter ? std::vector<std::string>{"power", "profile", "bus"}
              : std::vector<std::string>{"power"};
    io::AssetTable table =
        io::read_point_csv(source.file, source.name, crs, required, {"bus"}, problems);
    if (problems.list().size() != before) {
        return table; // rows are missing, so the file's rows and the table's do not correspond
    }
    const io::CsvTable csv = io::read_csv(source.file);
    convert_column(csv, table, "power", "power_w", problems,
                   [](const std::string& text, const Location& where) {
                       const double power_w = parse_quantity(text, Dimension::power, where);
                       if (power_w < 0) {
                           throw InputError(where, fmt::format("\"{}\" is negative", text),
                                            "a power of zero or more");
                       }
                       return io::Attribute{power_w};
                   });
    convert_column(csv, table, "bus", "supplied_by", problems,
                   [&](const std::string& text, const Location& where) {
                       if (text.empty() && meter) {
                           throw InputError(where, "is empty", "the bus that the meter hangs on");
                       }
                       if (text.empty()) {
                           return io::Attribute{};
                       }
                       const auto bus = find_bus(draft, text, where, problems);
                       return bus ? io::Attribute{*bus} : io::Attribute{};
                   });
    if (meter) {
        convert_column(csv, table, "profile", "profile", problems,
                       [](const std::string& text, const Location& where) {
                           if (text != "household" && text != "commercial") {
                               throw InputError(where,
                                                fmt::format("\"{}\" is no load profile", text),
                                                "household or commercial");
                           }
                           return io::Attribute{text};
                       });
    }
    return table;
}

} // namespace

void add_extra_layer(const LayerSource& source, const io::CityCrs& crs, CityDraft& draft,
                     Problems& problems) {
    if (!contains(known_layers, source.name)) {
        throw InputError({{}, 0, "--layer " + source.name}, "is no layer that can be imported",
                         fmt::format("{}", fmt::join(known_layers, ", ")),
                         io::name_advice(source.name, known_layers));
    }
    if (draft.table(source.name) != nullptr) {
        throw InputError({{}, 0, "--layer " + source.name}, "is given twice", "each layer once",
                         {});
    }
    io::AssetTable table = contains(polygon_layers, source.name)
                               ? read_polygons(source, crs, problems)
                               : read_consumers(source, crs, draft, problems);
    draft.found(fmt::format("layer {}: {} ({})", source.name, table.size(),
                            source.file.filename().string()));
    draft.add(std::move(table), io::Provenance::surveyed, source.file.filename().string());
}

} // namespace cityproof::scenarios
