// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/traffic_source.hpp"

#include <fmt/format.h>

#include <utility>

namespace cityproof::scenarios {
namespace {

/// Watt of one lamp head that burns when links.csv says nothing: LED heads take 8 to 15 W.
constexpr double lamp_head_power_w = 15;

std::string crs_of(const io::SumoNet& net) {
    if (net.projection.empty()) {
        return "local";
    }
    return io::crs_from_projection(
        net.projection, {net.file.string(), net.location_line, "location projParameter"});
}

io::Attribute text_or_nothing(const std::string& text) {
    return text.empty() ? io::Attribute{} : io::Attribute{text};
}

io::AssetTable street_table(const io::SumoNet& net) {
    io::AssetTable table;
    table.name = "street";
    table.columns = {"name", "class", "lanes", "speed_mps", "length_m"};
    table.attributes.resize(table.columns.size());
    for (const io::SumoEdge& edge : net.edges) {
        table.ids.push_back(edge.id);
        io::Geometry line{io::GeometryKind::line, {}};
        for (const io::Point& point : edge.shape) {
            line.points.push_back(to_city(point, net));
        }
        table.geometry.push_back(std::move(line));
        table.attributes[0].push_back(text_or_nothing(edge.name));
        table.attributes[1].push_back(text_or_nothing(edge.type));
        table.attributes[2].emplace_back(std::int64_t{edge.lanes});
        table.attributes[3].emplace_back(edge.speed_mps);
        table.attributes[4].emplace_back(edge.length_m);
    }
    return table;
}

io::AssetTable signal_table(const io::SumoNet& net) {
    io::AssetTable table;
    table.name = "signal";
    table.columns = {"links", "power_w", "supplied_by"};
    table.attributes.resize(table.columns.size());
    for (const io::SumoSignal& signal : net.signals) {
        table.ids.push_back(signal.id);
        table.geometry.push_back(signal.has_position ? io::Geometry{io::GeometryKind::point,
                                                                    {to_city(signal.position, net)}}
                                                     : io::Geometry{});
        table.attributes[0].emplace_back(std::int64_t{signal.links});
        table.attributes[1].emplace_back(lamp_head_power_w);
        table.attributes[2].emplace_back();
    }
    return table;
}

} // namespace

TrafficSource read_traffic_source(const std::filesystem::path& sumo_config, Problems& problems) {
    Problems of_config;
    io::SumoConfig config = io::read_sumo_config(sumo_config, of_config);
    of_config.throw_if_errors(); // without the files nothing below makes sense
    return read_traffic_source(std::move(config), problems);
}

TrafficSource read_traffic_source(io::SumoConfig config, Problems& problems) {
    TrafficSource source;
    source.config = std::move(config);
    source.net = io::read_sumo_net(source.config.net, problems);
    source.demand = io::check_sumo_references(source.config, source.net, false, problems);
    source.crs = crs_of(source.net);
    return source;
}

io::Point to_city(const io::Point& net_point, const io::SumoNet& net) {
    return {net_point.x_m - net.offset.x_m, net_point.y_m - net.offset.y_m};
}

void note_demand(const TrafficSource& source, CityDraft& draft) {
    const io::SumoDemand& demand = source.demand;
    draft.found(fmt::format(
        "demand: {} vehicles, {} flows, {} persons; {} detectors, {} stops and parking areas",
        demand.vehicles, demand.flows, demand.persons, demand.detectors, demand.stops));
    if (demand.vehicles + demand.flows + demand.persons == 0) {
        draft.missing("demand: the SUMO configuration has no vehicle, so the streets stay empty");
    }
}

void add_traffic_layers(const TrafficSource& source, CityDraft& draft) {
    const io::SumoNet& net = source.net;
    const std::string file = net.file.filename().string();
    draft.add(street_table(net), io::Provenance::surveyed, file);
    draft.add(signal_table(net), io::Provenance::surveyed, file);
    draft.found(fmt::format("traffic: {} streets, {} traffic lights ({})", net.edges.size(),
                            net.signals.size(), file));
    note_demand(source, draft);
    if (!source.config.left_out.empty()) {
        std::string names;
        for (const io::SumoOption& option : source.config.left_out) {
            names += (names.empty() ? "" : ", ") + option.name;
        }
        draft.found(fmt::format(
            "left out of the SUMO configuration (outputs, reports, display): {}", names));
    }
    for (const io::SumoSignal& signal : net.signals) {
        if (!signal.has_position) {
            draft.missing(fmt::format(
                "traffic light {}: it controls no connection, so it has no place", signal.id));
        }
    }
    if (source.crs == "local") {
        draft.assumed("place: the net has no projection, so the city is in local metres and "
                      "nothing with longitude "
                      "and latitude can be placed");
    }
}

} // namespace cityproof::scenarios
