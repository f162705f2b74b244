// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/grid_source.hpp"

#include "io/text/csv.hpp"
#include "io/text/nearest.hpp"
#include "scenarios/import/frame_fit.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace cityproof::scenarios {
namespace {

using Placing = std::function<io::Point(const std::array<double, 2>&)>;
using PlaceIndex = std::map<std::string, std::size_t, std::less<>>;

PlaceIndex index_of(const std::vector<io::BusPlace>& places) {
    PlaceIndex index;
    for (std::size_t i = 0; i < places.size(); ++i) {
        index.emplace(places[i].bus, i);
    }
    return index;
}

void read_map(const std::filesystem::path& file, std::vector<io::BusPlace>& places,
              Problems& problems) {
    const io::CsvTable csv = io::read_csv(file);
    const std::size_t before = problems.list().size();
    csv.check_columns({"id", "lon", "lat"}, {"name"}, problems);
    if (problems.list().size() != before) {
        return;
    }
    const PlaceIndex index = index_of(places);
    std::vector<std::string> ids;
    for (const io::BusPlace& place : places) {
        ids.push_back(place.bus);
    }
    for (std::size_t row = 0; row < csv.size(); ++row) {
        const std::string& id = csv.cell(row, "id");
        auto found = index.find(id);
        found = found == index.end() ? index.find("bus:" + id) : found;
        if (found == index.end()) {
            problems.error(csv.where(row, "id"), fmt::format("the grid has no bus \"{}\"", id),
                           "the id of a node", io::name_advice("bus:" + id, ids));
            continue;
        }
        problems.collect([&] {
            const double lon = io::parse_number(csv.cell(row, "lon"), csv.where(row, "lon"));
            const double lat = io::parse_number(csv.cell(row, "lat"), csv.where(row, "lat"));
            if (std::fabs(lon) > 180 || std::fabs(lat) > 90) {
                throw InputError(csv.where(row, "lon"),
                                 fmt::format("({}, {}) is no position", lon, lat),
                                 "longitude and latitude in degrees, WGS 84",
                                 "check that the two are not exchanged");
            }
            io::BusPlace& place = places[found->second];
            place.lon_lat_deg = {lon, lat};
            if (const std::string& name = csv.cell(row, "name"); !name.empty()) {
                place.name = name;
            }
        });
    }
}

/// The grid as metres of a flat map around its own middle: good for drawing it somewhere else, not
/// for its place.
Placing flat_map(const io::LonLat& middle) {
    constexpr double metres_per_degree =
        111'320; // of latitude; a degree of longitude is shorter by the cosine
    const double lon_scale = metres_per_degree * std::cos(middle.lat_deg * std::numbers::pi / 180);
    return [=](const std::array<double, 2>& lon_lat) {
        return io::Point{(lon_lat[0] - middle.lon_deg) * lon_scale,
                         (lon_lat[1] - middle.lat_deg) * metres_per_degree};
    };
}

/// How positions on earth become points of the city, and whether the grid had to be moved.
Placing placing_of(const GridSource& source, const io::CityCrs& crs,
                   const std::optional<io::Bounds>& city_box, bool& fitted) {
    fitted = false;
    const auto middle = middle_of(source);
    if (!middle) {
        return [](const std::array<double, 2>&) { return io::Point{}; };
    }
    const Location where{source.file, 0, "bus position"};
    if (crs.is_on_earth()) {
        const std::vector<io::Point> centre{crs.from_lon_lat(*middle, where)};
        if (!city_box || lies_in_city(centre, *city_box)) {
            return [&crs, where](const std::array<double, 2>& p) {
                return crs.from_lon_lat({p[0], p[1]}, where);
            };
        }
    }
    fitted = true;
    const Placing flat = flat_map(*middle);
    if (!city_box) {
        return flat;
    }
    std::vector<io::Point> points;
    for (const io::BusPlace& place : source.grid.places) {
        if (place.lon_lat_deg) {
            points.push_back(flat(*place.lon_lat_deg));
        }
    }
    const FrameFit fit{points, *city_box};
    return [flat, fit](const std::array<double, 2>& p) { return fit.apply(flat(p)); };
}

io::Attribute text_or_nothing(const std::string& text) {
    return text.empty() ? io::Attribute{} : io::Attribute{text};
}

io::AssetTable bus_table(const GridSource& source, const Placing& place) {
    io::AssetTable table;
    table.name = "bus";
    table.columns = {"name", "rated_v"};
    table.attributes.resize(table.columns.size());
    const PlaceIndex index = index_of(source.grid.places);
    for (std::size_t bus = 0; bus < source.tables.bus_ids.size(); ++bus) {
        const auto found = index.find(source.tables.bus_ids[bus]);
        const io::BusPlace known =
            found == index.end() ? io::BusPlace{} : source.grid.places[found->second];
        table.ids.push_back(source.tables.bus_ids[bus]);
        table.geometry.push_back(
            known.lon_lat_deg ? io::Geometry{io::GeometryKind::point, {place(*known.lon_lat_deg)}}
                              : io::Geometry{});
        table.attributes[0].push_back(text_or_nothing(known.name));
        table.attributes[1].emplace_back(source.tables.bus_rated_v[bus]);
    }
    return table;
}

/// Lines follow their known course, else go straight; a transformer stands at its first bus that
/// has a place.
io::AssetTable branch_table(const char* name, const GridSource& source,
                            const energy::GridBranches& branches, const io::AssetTable& buses,
                            const Placing& place) {
    std::map<std::string, const io::LinePath*, std::less<>> paths;
    for (const io::LinePath& path : source.grid.paths) {
        paths.emplace(path.line, &path);
    }
    const bool as_point = std::string_view{name} == "transformer";
    io::AssetTable table;
    table.name = name;
    table.columns = {"from_bus", "to_bus"};
    table.attributes.resize(table.columns.size());
    for (std::size_t i = 0; i < branches.ids.size(); ++i) {
        const io::Geometry& from = buses.geometry[branches.from_bus[i]];
        const io::Geometry& to = buses.geometry[branches.to_bus[i]];
        io::Geometry geometry;
        if (as_point) {
            geometry = from.kind == io::GeometryKind::none ? to : from;
        } else if (const auto path = paths.find(branches.ids[i]);
                   path != paths.end() && path->second->lon_lat_deg.size() > 1) {
            geometry.kind = io::GeometryKind::line;
            for (const auto& position : path->second->lon_lat_deg) {
                geometry.points.push_back(place(position));
            }
        } else if (from.kind == io::GeometryKind::point && to.kind == io::GeometryKind::point) {
            geometry = {io::GeometryKind::line, {from.points.front(), to.points.front()}};
        }
        table.ids.push_back(branches.ids[i]);
        table.geometry.push_back(std::move(geometry));
        table.attributes[0].emplace_back(buses.ids[branches.from_bus[i]]);
        table.attributes[1].emplace_back(buses.ids[branches.to_bus[i]]);
    }
    return table;
}

} // namespace

GridSource read_grid_source(const std::filesystem::path& file,
                            const std::optional<std::filesystem::path>& map, Problems& problems) {
    GridSource source;
    source.file = file.filename().string();
    source.grid = io::import_grid(file);
    source.tables = energy::read_grid_tables(source.grid.pgm_json, file.string());
    if (map) {
        problems.collect([&] { read_map(*map, source.grid.places, problems); });
    }
    return source;
}

std::optional<io::LonLat> middle_of(const GridSource& source) {
    io::LonLat sum;
    double count = 0;
    for (const io::BusPlace& place : source.grid.places) {
        if (place.lon_lat_deg) {
            sum.lon_deg += (*place.lon_lat_deg)[0];
            sum.lat_deg += (*place.lon_lat_deg)[1];
            count += 1;
        }
    }
    return count > 0 ? std::optional{io::LonLat{sum.lon_deg / count, sum.lat_deg / count}}
                     : std::nullopt;
}

void add_grid_layers(const GridSource& source, const io::CityCrs& crs,
                     const std::optional<io::Bounds>& city_box, CityDraft& draft) {
    bool fitted = false;
    const Placing place = placing_of(source, crs, city_box, fitted);
    io::AssetTable buses = bus_table(source, place);
    io::AssetTable lines = branch_table("line", source, source.tables.lines, buses, place);
    io::AssetTable transformers =
        branch_table("transformer", source, source.tables.transformers, buses, place);
    draft.found(fmt::format("grid: {} buses, {} lines, {} transformers, {} sources ({})",
                            buses.size(), lines.size(), transformers.size(),
                            source.tables.source_ids.size(), source.file));
    for (const std::string& note : source.grid.notes) {
        draft.assumed("grid: " + note);
    }
    std::size_t without_place = 0;
    for (const io::Geometry& geometry : buses.geometry) {
        without_place += geometry.kind == io::GeometryKind::none ? 1U : 0U;
    }
    const auto provenance = fitted ? io::Provenance::assumed : io::Provenance::surveyed;
    const std::string how = fitted ? source.file + ", positions fitted into the city" : source.file;
    draft.add(std::move(buses), provenance, how);
    draft.add(std::move(lines), provenance, how);
    draft.add(std::move(transformers), provenance, how);
    if (fitted) {
        draft.assumed("grid: its buses lie elsewhere on earth; the grid is scaled and moved into "
                      "the city, so its "
                      "places on the map mean nothing");
    }
    if (without_place > 0) {
        draft.missing(fmt::format("grid: {} of {} buses have no position (give --grid-map), they "
                                  "and their lines are not on the map",
                                  without_place, source.tables.bus_ids.size()));
    }
}

} // namespace cityproof::scenarios
