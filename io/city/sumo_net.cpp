// SPDX-License-Identifier: Apache-2.0
#include "io/city/sumo_net.hpp"

#include "io/text/csv.hpp"
#include "io/text/xml_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace cityproof::io {
namespace {

/// Collects a net while its file is scanned. Edges come before junctions, signals and connections
/// in every net that SUMO's programs write, but nothing here relies on that.
class NetBuilder {
  public:
    NetBuilder(const std::filesystem::path& file, Problems& problems)
        : problems_{problems, {file.string()}} {
        net_.file = file;
    }

    void visit(const XmlElement& element) {
        if (element.depth == 2) {
            edge_ = nullptr;
        }
        if (element.name == "net" && element.depth == 1) {
            net_.drives_left = element.attribute("lefthand") == "true";
        } else if (element.name == "location") {
            take_location(element);
        } else if (element.name == "edge" && element.depth == 2) {
            take_edge(element);
        } else if (element.name == "lane" && element.parent == "edge") {
            take_lane(element);
        } else if (element.name == "junction" && element.depth == 2) {
            take_junction(element);
        } else if (element.name == "tlLogic" && element.depth == 2) {
            take_signal(element);
        } else if (element.name == "phase" && element.parent == "tlLogic" &&
                   !net_.signals.empty()) {
            SumoSignal& signal = net_.signals[signal_index_.find(current_signal_)->second];
            signal.links =
                std::max(signal.links, static_cast<int>(element.attribute("state").size()));
        } else if (element.name == "connection" && element.depth == 2) {
            connections_.push_back({std::string{element.attribute("from")},
                                    std::string{element.attribute("to")},
                                    std::string{element.attribute("tl")}});
        }
    }

    SumoNet take() {
        for (const Connection& connection : connections_) {
            connect(connection);
        }
        place_signals();
        if (net_.edges.empty()) {
            throw InputError({net_.file.string(), 0, {}}, "has no street", "a SUMO net with edges",
                             {});
        }
        return std::move(net_);
    }

  private:
    struct Connection {
        std::string from;
        std::string to;
        std::string signal;
    };

    Location where(const XmlElement& element, std::string_view key) const {
        return {net_.file.string(), element.line, fmt::format("{} {}", element.name, key)};
    }

    void problem(const Location& location, const std::string& message,
                 const std::string& expected) {
        problems_.error(location, message, expected, "write the net again with netconvert");
    }

    double number(const XmlElement& element, std::string_view key) {
        try {
            return parse_number(element.attribute(key), where(element, key));
        } catch (const InputError& error) {
            problem(error.problem().where, error.problem().message, "a number");
            return 0;
        }
    }

    /// "x,y x,y" or "x,y,z ...".
    std::vector<Point> shape(const XmlElement& element) {
        std::vector<Point> points;
        const std::string_view text = element.attribute("shape");
        const char* at = text.data();
        const char* const end = at + text.size();
        while (at != end) {
            double values[3] = {};
            std::size_t count = 0;
            while (at != end && *at != ' ' && count < 3) {
                const auto [next, error] = std::from_chars(at, end, values[count++]);
                if (error != std::errc{} || (next != end && *next != ',' && *next != ' ')) {
                    count = 0;
                    break;
                }
                at = next != end && *next == ',' ? next + 1 : next;
            }
            if (count < 2) {
                problem(where(element, "shape"),
                        fmt::format("\"{}\" is no shape", text.substr(0, 60)), "x,y x,y ...");
                return {};
            }
            points.push_back({values[0], values[1]});
            at = std::find_if(at, end, [](char c) { return c != ' '; });
        }
        return points;
    }

    void take_location(const XmlElement& element) {
        const std::string offset{element.attribute("netOffset")};
        const std::size_t comma = offset.find(',');
        if (comma != std::string::npos) {
            net_.offset = {parse_number(offset.substr(0, comma), where(element, "netOffset")),
                           parse_number(offset.substr(comma + 1), where(element, "netOffset"))};
        }
        const std::string_view projection = element.attribute("projParameter");
        net_.projection = projection == "!" || projection == "-" ? std::string_view{} : projection;
        net_.location_line = element.line;
    }

    void take_edge(const XmlElement& element) {
        const std::string id{element.attribute("id")};
        if (id.starts_with(':') || element.attribute("function") == "internal") {
            return;
        }
        if (id.empty()) {
            problem(where(element, "id"), "has no id", "an id");
            return;
        }
        const auto index = static_cast<std::uint32_t>(net_.edges.size());
        if (!net_.edge_index.emplace(id, index).second) {
            problem(where(element, "id"), fmt::format("\"{}\" stands twice", id), "each edge once");
            return;
        }
        SumoEdge edge;
        edge.id = id;
        edge.name = element.attribute("name");
        edge.type = element.attribute("type");
        edge.to = element.attribute("to");
        edge.shape = shape(element);
        edge.line = element.line;
        net_.edges.push_back(std::move(edge));
        edge_ = &net_.edges.back();
    }

    void take_lane(const XmlElement& element) {
        net_.lanes.emplace(element.attribute("id"));
        if (edge_ == nullptr) {
            return;
        }
        edge_->speed_mps = std::max(edge_->speed_mps, number(element, "speed"));
        if (edge_->lanes++ == 0) {
            edge_->length_m = number(element, "length");
            if (edge_->shape.size() < 2) {
                edge_->shape = shape(element);
            }
            if (edge_->shape.size() < 2) {
                problem(where(element, "shape"), "has fewer than two points", "x,y x,y ...");
            }
        }
    }

    void take_junction(const XmlElement& element) {
        if (element.attribute("type") != "internal") {
            junctions_[std::string{element.attribute("id")}] = {number(element, "x"),
                                                                number(element, "y")};
        }
    }

    /// A net may hold several programs of one traffic light.
    void take_signal(const XmlElement& element) {
        current_signal_ = element.attribute("id");
        if (signal_index_.emplace(current_signal_, net_.signals.size()).second) {
            SumoSignal signal;
            signal.id = current_signal_;
            signal.line = element.line;
            net_.signals.push_back(std::move(signal));
        }
    }

    void connect(const Connection& connection) {
        const auto from = net_.edge_index.find(connection.from);
        const auto to = net_.edge_index.find(connection.to);
        if (from == net_.edge_index.end()) {
            return;
        }
        if (to != net_.edge_index.end()) {
            net_.connected.emplace(from->second, to->second);
        }
        if (!connection.signal.empty()) {
            controlled_[connection.signal].insert(net_.edges[from->second].to);
        }
    }

    void place_signals() {
        for (SumoSignal& signal : net_.signals) {
            double count = 0;
            for (const std::string& id : controlled_[signal.id]) {
                if (const auto junction = junctions_.find(id); junction != junctions_.end()) {
                    signal.position.x_m += junction->second.x_m;
                    signal.position.y_m += junction->second.y_m;
                    count += 1;
                }
            }
            if (count > 0) {
                signal.position = {signal.position.x_m / count, signal.position.y_m / count};
                signal.has_position = true;
            }
        }
    }

    SumoNet net_;
    LimitedProblems problems_;
    SumoEdge* edge_ = nullptr; ///< whose lanes come; none within an internal one
    std::string current_signal_;
    std::map<std::string, std::size_t, std::less<>> signal_index_;
    std::map<std::string, Point, std::less<>> junctions_;
    std::vector<Connection> connections_;
    std::map<std::string, std::set<std::string>, std::less<>> controlled_; ///< signal -> junctions
};

} // namespace

bool SumoNet::has_signal(std::string_view id) const {
    return std::ranges::any_of(signals, [&](const SumoSignal& signal) { return signal.id == id; });
}

std::vector<std::string> SumoNet::edge_ids() const {
    std::vector<std::string> ids;
    for (const SumoEdge& edge : edges) {
        ids.push_back(edge.id);
    }
    return ids;
}

std::vector<std::string> SumoNet::signal_ids() const {
    std::vector<std::string> ids;
    for (const SumoSignal& signal : signals) {
        ids.push_back(signal.id);
    }
    return ids;
}

SumoNet read_sumo_net(const std::filesystem::path& file, Problems& problems) {
    NetBuilder builder{file, problems};
    scan_xml(file, {.roots = {"net"}, .max_depth = 16},
             [&](const XmlElement& element) { builder.visit(element); });
    return builder.take();
}

} // namespace cityproof::io
