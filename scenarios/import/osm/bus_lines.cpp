// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/bus_lines.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"
#include "io/text/files.hpp"
#include "io/text/xml_check.hpp"
#include "scenarios/import/osm/road_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cityproof::scenarios {
namespace {

constexpr double first_s = 5 * 3600;
constexpr double last_s = 22 * 3600;
constexpr double usual_interval_s = 1800;
constexpr double bus_length_m = 12;

struct Line {
    std::string id;
    double interval_s = usual_interval_s;
    std::vector<std::string> stops;
};

struct Bus {
    double depart_s = 0;
    std::string id;
    const Line* line = nullptr;
};

double number_of(std::string_view text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

struct StopPlace {
    std::string edge;
    std::uint32_t part = 0; ///< of the streets
};

/// Place of each stop that buses can both reach and leave, and that has room for one: on short
/// streets netconvert makes stops of no length.
std::map<std::string, StopPlace, std::less<>> usable_stops(const StreetNet& net) {
    const RoadNetwork network = read_road_network(net.net, "bus");
    std::map<std::string, std::uint32_t, std::less<>> core;
    for (const traffic::RoadEdge& edge : network.graph.edges) {
        if (edge.in_core) {
            core.emplace(edge.id, edge.part);
        }
    }
    std::map<std::string, StopPlace, std::less<>> stops;
    io::scan_xml(*net.stops, {}, [&](const io::XmlElement& element) {
        if (element.name != "busStop") {
            return;
        }
        const std::string_view lane = element.attribute("lane");
        const std::string_view edge = lane.substr(0, lane.rfind('_'));
        const double room_m =
            number_of(element.attribute("endPos")) - number_of(element.attribute("startPos"));
        const auto found = core.find(edge);
        if (found != core.end() && room_m >= bus_length_m) {
            stops.emplace(element.attribute("id"), StopPlace{found->first, found->second});
        }
    });
    return stops;
}

std::vector<Line> read_lines(const StreetNet& net, BusLines& result) {
    const auto stops = usable_stops(net);
    std::vector<Line> lines;
    bool in_bus_line = false;
    io::scan_xml(*net.lines, {}, [&](const io::XmlElement& element) {
        if (element.name == "ptLine") {
            in_bus_line = element.attribute("type") == "bus";
            if (!in_bus_line) {
                return;
            }
            Line& line = lines.emplace_back();
            line.id = element.attribute("id");
            const double seconds = number_of(element.attribute("period"));
            line.interval_s = seconds >= 60 ? seconds : usual_interval_s;
        } else if (element.name == "busStop" && in_bus_line) {
            const auto stop = stops.find(element.attribute("id"));
            std::vector<std::string>& on_line = lines.back().stops;
            if (stop != stops.end() &&
                (on_line.empty() ||
                 (on_line.back() != stop->first &&
                  stops.find(on_line.front())->second.part == stop->second.part))) {
                on_line.push_back(stop->first);
            }
        }
    });
    result.left_out = std::erase_if(lines, [](const Line& line) { return line.stops.size() < 2; });
    result.lines = lines.size();
    std::ranges::stable_sort(lines, {}, &Line::id);
    return lines;
}

std::vector<Bus> buses_of(const std::vector<Line>& lines, std::uint32_t seed) {
    std::vector<Bus> buses;
    std::map<std::string, int> numbers; // a line may stand in the map twice
    for (const Line& line : lines) {
        engine::Draws draws{seed, 0, entity_hash("bus line", line.id), engine::Purpose::travel, 0};
        for (double at_s = first_s + std::floor(line.interval_s * draws.uniform()); at_s < last_s;
             at_s += line.interval_s) {
            buses.push_back({at_s, fmt::format("bus:{}:{}", line.id, ++numbers[line.id]), &line});
        }
    }
    std::ranges::stable_sort(buses, {}, &Bus::depart_s);
    return buses;
}

} // namespace

std::string bus_type_text() {
    return fmt::format(
        "    <vType id=\"bus\" vClass=\"bus\" accel=\"1.2\" decel=\"4\" sigma=\"0.5\" "
        "length=\"{}\" minGap=\"2.5\" maxSpeed=\"23\" "
        "emissionClass=\"HBEFA4/UBus_Std_gt15-18t_Euro-VI_A-C\"/>\n",
        bus_length_m);
}

BusLines write_bus_lines(const StreetNet& net, std::uint32_t seed) {
    BusLines result;
    if (!net.stops || !net.lines) {
        return result;
    }
    const std::vector<Line> lines = read_lines(net, result);
    const std::vector<Bus> buses = buses_of(lines, seed);
    if (buses.empty()) {
        return result;
    }
    const auto stops = usable_stops(net);
    std::string text = "<routes>\n" + bus_type_text();
    for (const Bus& bus : buses) {
        const std::vector<std::string>& at = bus.line->stops;
        text += fmt::format("    <trip id=\"{}\" type=\"bus\" line=\"{}\" depart=\"{:.0f}\" "
                            "from=\"{}\" to=\"{}\" departLane=\"best\" departSpeed=\"max\">\n",
                            bus.id, bus.line->id, bus.depart_s, stops.find(at.front())->second.edge,
                            stops.find(at.back())->second.edge);
        for (const std::string& stop : at) {
            text += fmt::format("        <stop busStop=\"{}\" duration=\"20\"/>\n", stop);
        }
        text += "    </trip>\n";
    }
    result.buses = buses.size();
    result.routes = net.net.parent_path() / "buses.rou.xml";
    io::write_file_atomically(*result.routes, text + "</routes>\n");
    return result;
}

} // namespace cityproof::scenarios
