// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/demand_files.hpp"

#include "io/city/sumo_config.hpp"
#include "io/text/files.hpp"
#include "io/text/xml_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cityproof::scenarios {
namespace {

// As in the demo city: a mixed fleet of HBEFA4 classes.
constexpr const char* vehicle_types =
    R"xml(    <vType id="car" vClass="passenger" accel="2.6" decel="4.5" sigma="0.5" length="4.6" minGap="2.2" maxSpeed="50" speedFactor="normc(1,0.1,0.75,1.3)" emissionClass="HBEFA4/PC_petrol_Euro-4"/>
    <vType id="van" vClass="passenger" accel="2.1" decel="4.2" sigma="0.5" length="6.5" minGap="2.5" maxSpeed="40" speedFactor="normc(0.95,0.08,0.75,1.2)" emissionClass="HBEFA4/LCV_diesel_N1-III_Euro-5" guiShape="delivery"/>
    <vType id="truck" vClass="passenger" accel="1.3" decel="4" sigma="0.5" length="9.5" minGap="2.5" maxSpeed="25" speedFactor="normc(0.92,0.06,0.75,1.05)" emissionClass="HBEFA4/RT_le7.5t_Euro-VI_A-C" guiShape="truck"/>
)xml";

const char* type_of(traffic::VehicleKind kind) {
    switch (kind) {
    case traffic::VehicleKind::van:
        return "van";
    case traffic::VehicleKind::truck:
        return "truck";
    case traffic::VehicleKind::car:
        break;
    }
    return "car";
}

std::string trips_text(const traffic::RoadGraph& graph, const traffic::TravelDemand& demand) {
    std::string text = "<routes>\n";
    text += "    <!-- Synthetic and uncalibrated: made by cityproof import from buildings. -->\n";
    text += vehicle_types;
    std::size_t number = 0;
    for (const traffic::CarTrip& trip : demand.trips) {
        fmt::format_to(std::back_inserter(text),
                       "    <trip id=\"t{:06}\" type=\"{}\" depart=\"{:.0f}\" from=\"{}\" "
                       "to=\"{}\" departLane=\"best\" departSpeed=\"max\"/>\n",
                       ++number, type_of(trip.vehicle), trip.depart_s,
                       io::xml_text(graph.edges[trip.from_edge].id),
                       io::xml_text(graph.edges[trip.to_edge].id));
    }
    return text + "</routes>\n";
}

} // namespace

std::filesystem::path write_demand_files(const StreetNet& net, const traffic::RoadGraph& graph,
                                         const traffic::TravelDemand* demand,
                                         const BusLines& buses) {
    const std::filesystem::path folder = net.net.parent_path();
    io::SumoConfig config;
    config.file = folder / "city.sumocfg";
    config.net = net.net.filename();
    if (demand != nullptr) {
        io::write_file_atomically(folder / "demand.rou.xml", trips_text(graph, *demand));
        config.routes = {"demand.rou.xml"};
    }
    if (buses.routes) {
        config.routes.push_back(buses.routes->filename());
    }
    if (net.stops) {
        config.additionals = {net.stops->filename()};
    }
    config.options = {{"begin", "25200", 0},
                      {"step-length", "1", 0},
                      {"time-to-teleport", "300", 0},
                      {"device.rerouting.probability", "1", 0},
                      {"device.rerouting.period", "300", 0},
                      {"device.rerouting.pre-period", "60", 0},
                      {"device.rerouting.adaptation-interval", "30", 0}};
    io::write_file_atomically(config.file, io::sumo_config_text(config));
    return config.file;
}

} // namespace cityproof::scenarios
