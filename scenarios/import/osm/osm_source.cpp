// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/osm_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Where most of the extract lies, whatever strays; also across the 180th meridian.
io::LonLat middle_of(const std::vector<io::OsmNode>& nodes) {
    const double from_deg = nodes.front().lon_deg();
    std::vector<double> east_deg;
    std::vector<double> lat_deg;
    for (const io::OsmNode& node : nodes) {
        east_deg.push_back(std::remainder(node.lon_deg() - from_deg, 360.0));
        lat_deg.push_back(node.lat_deg());
    }
    return {std::remainder(from_deg + median(std::move(east_deg)), 360.0),
            median(std::move(lat_deg))};
}

/// How one knows the side, as in "11 of 12 roundabouts turn that way".
std::string reason_of(const io::DrivingSideSigns& signs) {
    if (signs.tagged) {
        return "tag driving_side";
    }
    const std::size_t all = signs.clockwise + signs.counterclockwise;
    if (signs.clockwise == signs.counterclockwise) {
        return "assumed";
    }
    return fmt::format("{} of {} roundabouts turn that way",
                       std::max(signs.clockwise, signs.counterclockwise), all);
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
    io::CityCrs crs = choose_crs(options, middle_of(extract.nodes));
    std::vector<io::Point> places;
    places.reserve(extract.nodes.size());
    for (const io::OsmNode& node : extract.nodes) {
        places.push_back(
            crs.from_lon_lat({node.lon_deg(), node.lat_deg()},
                             {options.file.string(), 0, fmt::format("node {}", node.id)}));
    }
    const io::DrivingSideSigns signs = io::driving_side(extract);
    return {.file = options.file.filename().string(),
            .extract = std::move(extract),
            .crs = std::move(crs),
            .places = std::move(places),
            .attribution = options.attribution,
            .side = options.driving_side.value_or(signs.side),
            .side_from = options.driving_side ? "as given" : reason_of(signs)};
}

} // namespace cityproof::scenarios
