// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/osm_source.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::scenarios {
namespace {

io::CityCrs choose_crs(const OsmOptions& options, const io::LonLat& middle) {
    const Location where{{}, 0, "--crs"};
    if (options.crs == "auto") {
        return io::CityCrs{io::utm_crs(middle), where};
    }
    if (options.crs == "local") {
        throw InputError(where, "\"local\" has no place on earth, and the extract has",
                         "auto, or a code such as EPSG:32632", {});
    }
    io::CityCrs crs{options.crs, where};
    if (!crs.is_made_for(middle)) {
        throw InputError(where,
                         fmt::format("\"{}\" is not made for {:.4f} deg north, {:.4f} deg east",
                                     options.crs, middle.lat_deg, middle.lon_deg),
                         "a projected CRS of the city's country",
                         fmt::format("leave it out: auto is {}", io::utm_crs(middle)));
    }
    return crs;
}

} // namespace

io::Geometry OsmSource::shape(const std::vector<std::int64_t>& node_ids, bool as_area) const {
    const bool area = as_area && node_ids.size() > 3 && node_ids.front() == node_ids.back();
    io::Geometry geometry{area ? io::GeometryKind::polygon : io::GeometryKind::line, {}};
    geometry.points.reserve(node_ids.size());
    for (const std::int64_t id : node_ids) {
        geometry.points.push_back(place(id));
    }
    return geometry;
}

OsmSource read_osm_source(const OsmOptions& options) {
    io::OsmExtract extract = io::read_osm_extract(options.file, options.box);
    if (std::ranges::none_of(extract.ways, io::is_street)) {
        throw InputError({options.file.string(), 0, "highway"}, "has no road",
                         "an extract with streets",
                         "take a larger one; buildings alone make no city");
    }
    const io::LonLat middle{(extract.box.west_deg + extract.box.east_deg) / 2,
                            (extract.box.south_deg + extract.box.north_deg) / 2};
    io::CityCrs crs = choose_crs(options, middle);
    std::vector<io::Point> places;
    places.reserve(extract.nodes.size());
    for (const io::OsmNode& node : extract.nodes) {
        places.push_back(
            crs.from_lon_lat({node.lon_deg(), node.lat_deg()},
                             {options.file.string(), 0, fmt::format("node {}", node.id)}));
    }
    return {options.file.filename().string(), std::move(extract), std::move(crs), std::move(places),
            options.attribution};
}

} // namespace cityproof::scenarios
