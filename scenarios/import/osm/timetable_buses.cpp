// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/timetable_buses.hpp"

#include "io/formats/gtfs.hpp"
#include "io/gis/zip_member.hpp"
#include "io/text/files.hpp"
#include "io/text/xml_text.hpp"
#include "scenarios/import/osm/road_reader.hpp"
#include "scenarios/import/osm/street_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr double reach_m = 60;    ///< from a stop to its street
constexpr double stop_m = 15;     ///< length of a stop
constexpr double at_stop_s = 15;  ///< shortest time there
constexpr double boarding_s = 30; ///< before the first departure

io::GtfsFeed read_feed(const fs::path& feed) {
    const bool is_folder = fs::is_directory(feed);
    return io::parse_gtfs(
        [&](const std::string& name) -> std::optional<std::string> {
            if (!is_folder) {
                return io::read_zip_member(feed, name);
            }
            return fs::exists(feed / name) ? std::optional{io::read_text_file(feed / name)}
                                           : std::nullopt;
        },
        feed.filename().string());
}

/// Where a bus halts: the end of its stop.
struct Kerb {
    std::uint32_t edge = 0;
    double end_m = 0; ///< along the lane
};

/// Finds the street of each stop.
class KerbFinder {
  public:
    KerbFinder(const RoadNetwork& network, io::DrivingSide side)
        : graph_{network.graph},
          side_{side} {
        measure();
        index_.emplace(roads_, usable_);
    }

    std::optional<Kerb> at(const contracts::Place& stop) const {
        const StreetIndex::Hit hit = index_->nearest(stop, reach_m);
        if (hit.segment == contracts::no_segment) {
            return std::nullopt;
        }
        std::uint32_t edge = hit.segment;
        double share = hit.at_m / std::max(length_m_[edge], 1.0);
        if (!lies_at_the_kerb(edge, hit, stop)) {
            const auto other = by_ends_.find({graph_.edges[edge].to, graph_.edges[edge].from});
            if (other != by_ends_.end()) {
                edge = other->second;
                share = 1 - share;
            }
        }
        const double length_m = graph_.edges[edge].length_m;
        const double end_m = std::clamp(share * length_m + stop_m / 2, stop_m, length_m);
        return Kerb{edge, end_m};
    }

  private:
    void measure() {
        for (std::uint32_t e = 0; e < graph_.edges.size(); ++e) {
            const traffic::RoadEdge& edge = graph_.edges[e];
            contracts::StreetSegment segment;
            segment.shape = edge.shape;
            double length_m = 0;
            for (std::size_t i = 1; i < edge.shape.size(); ++i) {
                length_m += std::hypot(edge.shape[i].x_m - edge.shape[i - 1].x_m,
                                       edge.shape[i].y_m - edge.shape[i - 1].y_m);
            }
            length_m_.push_back(length_m);
            roads_.segments.push_back(std::move(segment));
            if (edge.in_core && edge.length_m >= stop_m) {
                usable_.push_back(e);
                by_ends_.emplace(std::pair{edge.from, edge.to}, e);
            }
        }
    }

    bool lies_at_the_kerb(std::uint32_t edge, const StreetIndex::Hit& hit,
                          const contracts::Place& stop) const {
        const std::vector<contracts::Place>& shape = graph_.edges[edge].shape;
        double left_m = hit.at_m;
        std::size_t piece = 1;
        for (; piece + 1 < shape.size(); ++piece) {
            const double piece_m = std::hypot(shape[piece].x_m - shape[piece - 1].x_m,
                                              shape[piece].y_m - shape[piece - 1].y_m);
            if (left_m <= piece_m) {
                break;
            }
            left_m -= piece_m;
        }
        const contracts::Place& a = shape[piece - 1];
        const contracts::Place& b = shape[piece];
        const double to_the_left = (b.x_m - a.x_m) * (stop.y_m - hit.foot.y_m) -
                                   (b.y_m - a.y_m) * (stop.x_m - hit.foot.x_m);
        return side_ == io::DrivingSide::left ? to_the_left >= 0 : to_the_left <= 0;
    }

    const traffic::RoadGraph& graph_;
    io::DrivingSide side_;
    contracts::CityModel roads_;
    std::vector<std::uint32_t> usable_;
    std::vector<double> length_m_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> by_ends_;
    std::optional<StreetIndex> index_;
};

/// SUMO reads ids without spaces and few of the other signs.
std::string id_of(const std::string& text) {
    std::string id = text;
    std::ranges::replace_if(
        id,
        [](char c) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                               (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
                               c == ':' || c == '@';
            return !plain;
        },
        '_');
    return id;
}

class BusWriter {
  public:
    BusWriter(const io::GtfsFeed& feed, const RoadNetwork& network)
        : feed_{feed},
          graph_{network.graph} {}

    void place_stops(const OsmSource& source, const KerbFinder& finder) {
        const io::OsmBox& box = source.extract.box;
        for (const io::GtfsStop& stop : feed_.stops) {
            kerbs_.emplace_back();
            const bool near = stop.lon_deg >= box.west_deg && stop.lon_deg <= box.east_deg &&
                              stop.lat_deg >= box.south_deg && stop.lat_deg <= box.north_deg;
            if (near) {
                const io::Point at = source.crs.from_lon_lat({stop.lon_deg, stop.lat_deg},
                                                             {"stops.txt", 0, stop.id});
                kerbs_.back() = finder.at({at.x_m, at.y_m});
                unplaced_ += kerbs_.back() ? 0U : 1U;
            }
        }
    }

    void add(const io::GtfsTrip& trip) {
        std::vector<const io::GtfsCall*> calls;
        for (const io::GtfsCall& call : trip.calls) {
            const auto& kerb = kerbs_[call.stop];
            if (kerb && (calls.empty() || follows(*kerbs_[calls.back()->stop], *kerb))) {
                calls.push_back(&call);
            }
        }
        if (calls.size() < 2) {
            return;
        }
        const auto edge_of = [&](const io::GtfsCall* call) -> const std::string& {
            return graph_.edges[kerbs_[call->stop]->edge].id;
        };
        fmt::format_to(std::back_inserter(routes_),
                       "    <trip id=\"bus:{}\" type=\"bus\" line=\"{}\" depart=\"{:.0f}\" "
                       "from=\"{}\" to=\"{}\" departLane=\"best\" departSpeed=\"max\">\n",
                       id_of(trip.id), io::xml_text(trip.line),
                       std::max(0.0, calls.front()->departure_s - boarding_s),
                       io::xml_text(edge_of(calls.front())), io::xml_text(edge_of(calls.back())));
        for (const io::GtfsCall* call : calls) {
            used_.insert(call->stop);
            fmt::format_to(std::back_inserter(routes_),
                           "        <stop busStop=\"{}\" duration=\"{:.0f}\" until=\"{:.0f}\"/>\n",
                           stop_id(call->stop), at_stop_s, call->departure_s);
        }
        routes_ += "    </trip>\n";
        lines_.insert(trip.line);
        ++buses_;
    }

    std::string stops_text() const {
        std::string text = "<additional>\n";
        for (const std::uint32_t stop : used_) {
            const Kerb& kerb = *kerbs_[stop];
            fmt::format_to(std::back_inserter(text),
                           "    <busStop id=\"{}\" name=\"{}\" lane=\"{}_{}\" startPos=\"{:.2f}\" "
                           "endPos=\"{:.2f}\" friendlyPos=\"true\"/>\n",
                           stop_id(stop), io::xml_text(feed_.stops[stop].name),
                           io::xml_text(graph_.edges[kerb.edge].id),
                           graph_.edges[kerb.edge].first_lane, kerb.end_m - stop_m, kerb.end_m);
        }
        return text + "</additional>\n";
    }

    const std::string& routes() const { return routes_; }

    BusLines count() const {
        BusLines count;
        count.lines = lines_.size();
        count.buses = buses_;
        count.day = feed_.day;
        count.unplaced_stops = unplaced_;
        return count;
    }

  private:
    /// Whether a bus can go on from one stop to the other without turning round in its street.
    bool follows(const Kerb& before, const Kerb& after) const {
        return graph_.edges[before.edge].part == graph_.edges[after.edge].part &&
               (before.edge != after.edge || after.end_m > before.end_m + stop_m);
    }

    std::string stop_id(std::uint32_t stop) const { return "stop:" + id_of(feed_.stops[stop].id); }

    const io::GtfsFeed& feed_;
    const traffic::RoadGraph& graph_;
    std::vector<std::optional<Kerb>> kerbs_; ///< by stop
    std::set<std::uint32_t> used_;
    std::set<std::string> lines_;
    std::string routes_;
    std::size_t buses_ = 0;
    std::size_t unplaced_ = 0;
};

} // namespace

BusLines write_timetable_buses(const OsmSource& source, const fs::path& feed_path, StreetNet& net) {
    const io::GtfsFeed feed = read_feed(feed_path);
    const RoadNetwork network = read_road_network(net.net, "bus");
    const KerbFinder finder{network, source.side};
    BusWriter writer{feed, network};
    writer.place_stops(source, finder);
    for (const io::GtfsTrip& trip : feed.trips) {
        writer.add(trip);
    }
    BusLines result = writer.count();
    result.left_out = feed.trips.size() - result.buses;
    if (result.buses == 0) {
        throw InputError({feed_path.string(), 0, "--gtfs"},
                         fmt::format("has no bus that stops twice in the city on {}", feed.day),
                         "a timetable of this place");
    }
    const fs::path folder = net.net.parent_path();
    net.stops = folder / "stops.add.xml";
    io::write_file_atomically(*net.stops, writer.stops_text());
    result.routes = folder / "buses.rou.xml";
    io::write_file_atomically(*result.routes,
                              "<routes>\n" + bus_type_text() + writer.routes() + "</routes>\n");
    return result;
}

} // namespace cityproof::scenarios
