// SPDX-License-Identifier: Apache-2.0
#include "io/city/sumo_references.hpp"

#include "io/text/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using Names = std::span<const std::string_view>;

constexpr auto movers = std::to_array<std::string_view>(
    {"vehicle", "trip", "flow", "person", "personFlow", "container", "containerFlow"});
constexpr auto stages = std::to_array<std::string_view>(
    {"trip", "flow", "walk", "ride", "personTrip", "transport", "tranship", "edgeRelation"});
constexpr auto stop_kinds = std::to_array<std::string_view>(
    {"busStop", "trainStop", "containerStop", "parkingArea", "chargingStation"});
constexpr auto detectors = std::to_array<std::string_view>(
    {"e1Detector", "inductionLoop", "e2Detector", "laneAreaDetector", "e3Detector",
     "entryExitDetector", "instantInductionLoop"});
constexpr auto default_types = std::to_array<std::string_view>(
    {"DEFAULT_VEHTYPE", "DEFAULT_PEDTYPE", "DEFAULT_BIKETYPE", "DEFAULT_TAXITYPE",
     "DEFAULT_RAILTYPE", "DEFAULT_CONTAINERTYPE"});

bool is_one_of(std::string_view name, Names list) {
    return std::ranges::find(list, name) != list.end();
}

/// Elements whose attribute `file` SUMO writes; of other elements it reads it.
bool writes_file(const XmlElement& element) {
    static constexpr auto others = std::to_array<std::string_view>(
        {"edgeData", "laneData", "meandata-edge", "meandata-lane", "vTypeProbe", "routeProbe"});
    return is_one_of(element.name, detectors) || is_one_of(element.name, others);
}

template <typename Body>
void for_each_word(std::string_view text, Body&& body) {
    std::size_t start = 0;
    while ((start = text.find_first_not_of(" ,\t\n\r", start)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(" ,\t\n\r", start), text.size());
        body(text.substr(start, end - start));
        start = end;
    }
}

/// A name that some element uses; looked up after all files are read.
struct Reference {
    Location where;
    std::string name;
};

class ReferenceCheck {
  public:
    ReferenceCheck(const SumoConfig& config, const SumoNet& net, bool outputs_forbidden,
                   Problems& problems)
        : net_{net},
          outputs_forbidden_{outputs_forbidden},
          routes_may_break_{config.is_true("ignore-route-errors")},
          problems_{problems} {
        for (const std::string_view type : default_types) {
            types_.emplace(type);
        }
    }

    void read(const fs::path& file, const std::vector<std::string>& roots) {
        file_ = file.string();
        scan_xml(file, {.roots = roots, .max_depth = 32},
                 [&](const XmlElement& element) { visit(element); });
    }

    SumoDemand finish() {
        look_up(used_types_, types_, "vehicle type");
        look_up(used_routes_, routes_, "route");
        look_up(used_stops_, stops_, "stop");
        return demand_;
    }

  private:
    /// Parameters: `remedy` is a text, or a function that finds one.
    template <typename Remedy>
    void problem(const Location& where, const std::string& message, const std::string& expected,
                 const Remedy& remedy) {
        listed_.try_emplace(where.file, problems_, Location{where.file})
            .first->second.error(where, message, expected, remedy);
    }

    Location where(const XmlElement& element, std::string_view attribute) const {
        const std::string_view id = element.attribute("id");
        return {file_, element.line,
                fmt::format("{}{}{} {}", element.name, id.empty() ? "" : " ", id, attribute)};
    }

    void visit(const XmlElement& element) {
        count(element);
        define(element);
        if (element.name == "include") {
            problem(where(element, "href"), "includes another file",
                    "files that stand in the SUMO configuration",
                    "list the file in additional-files or route-files");
        }
        check_places(element);
        check_names(element);
        if (element.name == "tlLogic" && !net_.has_signal(element.attribute("id"))) {
            problem(where(element, {}),
                    fmt::format("the net has no traffic light \"{}\"", element.attribute("id")), {},
                    [&] { return name_advice(element.attribute("id"), net_.signal_ids()); });
        }
        check_files(element);
    }

    void check_files(const XmlElement& element) {
        const std::optional<FileOutput> output = file_output(element);
        if (output && outputs_forbidden_) {
            const std::string_view value = element.attribute(output->attribute);
            problem(where(element, output->attribute),
                    element.name == "param" ? fmt::format("makes SUMO write a file: {} = {}",
                                                          element.attribute("key"), value)
                                            : fmt::format("writes the file {}", value),
                    "no output: results come only from cityproof run",
                    fmt::format("replace the value by {}", output->off));
        }
        for (const std::string_view attribute : {"file", "edgesFile"}) {
            const bool is_output = attribute == "file" && writes_file(element);
            if (element.has(attribute) && !is_output) {
                problem(where(element, attribute),
                        fmt::format("reads the file {}", element.attribute(attribute)),
                        "its content inside this element", "");
            }
        }
    }

    void count(const XmlElement& element) {
        if (element.name == "vehicle" || element.name == "trip") {
            ++demand_.vehicles;
        } else if (element.name == "flow" || element.name == "personFlow" ||
                   element.name == "containerFlow") {
            ++demand_.flows;
        } else if (element.name == "person" || element.name == "container") {
            ++demand_.persons;
        } else if (is_one_of(element.name, detectors)) {
            ++demand_.detectors;
        } else if (defines_stop(element)) {
            ++demand_.stops;
        }
    }

    static bool defines_stop(const XmlElement& element) {
        return is_one_of(element.name, stop_kinds) && element.has("lane");
    }

    void define(const XmlElement& element) {
        const std::string_view id = element.attribute("id");
        if (id.empty()) {
            return;
        }
        if (element.name == "vType" || element.name == "vTypeDistribution" ||
            element.name == "pType") {
            if (!types_.emplace(id).second && !is_one_of(id, default_types)) {
                defined_twice(element, "vehicle type");
            }
        } else if (element.name == "route" || element.name == "routeDistribution") {
            routes_.emplace(id);
        } else if (defines_stop(element)) {
            stops_.emplace(id);
            if (!stops_by_kind_.emplace(element.name, id).second) {
                defined_twice(element, element.name);
            }
        }
    }

    void defined_twice(const XmlElement& element, std::string_view what) {
        problem(where(element, "id"),
                fmt::format("the {} \"{}\" is defined twice", what, element.attribute("id")),
                "each id once in all files", "");
    }

    void check_places(const XmlElement& element) {
        if (element.has("edges")) {
            check_edges(element, element.name == "route" && !routes_may_break_);
        }
        if (element.has("edge")) {
            check_edge(element, "edge", element.attribute("edge"));
        }
        if (is_one_of(element.name, stages)) {
            for (const std::string_view end : {"from", "to"}) {
                if (element.has(end)) {
                    check_edge(element, end, element.attribute(end));
                }
            }
            for_each_word(element.attribute("via"),
                          [&](std::string_view edge) { check_edge(element, "via", edge); });
        }
        for (const std::string_view attribute : {"lane", "lanes"}) {
            for_each_word(element.attribute(attribute),
                          [&](std::string_view lane) { check_lane(element, attribute, lane); });
        }
    }

    void check_edge(const XmlElement& element, std::string_view attribute, std::string_view edge) {
        if (!net_.has_edge(edge) && !edge.starts_with(':')) {
            problem(where(element, attribute),
                    fmt::format("the edge \"{}\" is not in the net", edge), {},
                    [&] { return name_advice(edge, net_.edge_ids()); });
        }
    }

    void check_lane(const XmlElement& element, std::string_view attribute, std::string_view lane) {
        if (!net_.lanes.contains(lane)) {
            problem(where(element, attribute),
                    fmt::format("the lane \"{}\" is not in the net", lane),
                    "an edge of the net, an underscore and the lane's number", "");
        }
    }

    /// Edges of a list; `in_order`: a vehicle drives from each into the next.
    void check_edges(const XmlElement& element, bool in_order) {
        auto previous = net_.edge_index.end();
        for_each_word(element.attribute("edges"), [&](std::string_view edge) {
            const auto found = net_.edge_index.find(edge);
            if (found == net_.edge_index.end()) {
                check_edge(element, "edges", edge);
            } else if (in_order && previous != net_.edge_index.end() &&
                       !net_.connected.contains({previous->second, found->second})) {
                problem(where(element, "edges"),
                        fmt::format("no lane leads from \"{}\" to \"{}\"", previous->first,
                                    found->first),
                        "edges that follow each other in the net",
                        "route again with duarouter, or set ignore-route-errors in the SUMO "
                        "configuration");
            }
            previous = found;
        });
    }

    void check_names(const XmlElement& element) {
        if (is_one_of(element.name, movers)) {
            use(used_types_, types_, element, "type");
            use(used_routes_, routes_, element, "route");
        }
        for (const std::string_view kind : stop_kinds) {
            use(used_stops_, stops_, element, kind);
        }
    }

    void use(std::vector<Reference>& used, const std::set<std::string, std::less<>>& known,
             const XmlElement& element, std::string_view attribute) {
        const std::string_view name = element.attribute(attribute);
        if (!name.empty() && !known.contains(name)) {
            used.push_back({where(element, attribute), std::string{name}});
        }
    }

    void look_up(const std::vector<Reference>& used,
                 const std::set<std::string, std::less<>>& known, std::string_view what) {
        const std::vector<std::string> names{known.begin(), known.end()};
        for (const Reference& reference : used) {
            if (!known.contains(reference.name)) {
                problem(reference.where,
                        fmt::format("the {} \"{}\" is not defined", what, reference.name), {},
                        [&] { return name_advice(reference.name, names); });
            }
        }
    }

    const SumoNet& net_;
    bool outputs_forbidden_;
    bool routes_may_break_;
    Problems& problems_;
    std::map<std::string, LimitedProblems> listed_; ///< by file
    std::string file_;
    SumoDemand demand_;
    std::set<std::string, std::less<>> types_;
    std::set<std::string, std::less<>> routes_;
    std::set<std::string, std::less<>> stops_;
    std::set<std::pair<std::string, std::string>> stops_by_kind_; ///< SUMO takes each id once
    std::vector<Reference> used_types_;
    std::vector<Reference> used_routes_;
    std::vector<Reference> used_stops_;
};

} // namespace

std::optional<FileOutput> file_output(const XmlElement& element) {
    FileOutput output{.attribute = {}, .off = "NUL"};
    if (writes_file(element)) {
        output.attribute = "file";
    } else if (element.name == "timedEvent") {
        output.attribute = "dest";
    } else if (element.name == "calibrator") {
        output.attribute = "output";
    } else if (element.name == "param") {
        const std::string_view key = element.attribute("key");
        // The SSM device writes a file even when none is named.
        if (key == "has.ssm.device") {
            output = {.attribute = "value", .off = "false"};
        } else if (key == "device.ssm.probability") {
            output = {.attribute = "value", .off = "0"};
        } else if (key == "file" || key.ends_with(".file") || key.ends_with(".output")) {
            output.attribute = "value";
        }
    }
    const std::string_view value = element.attribute(output.attribute);
    const bool is_off =
        value.empty() || value == output.off || value == "NUL" || value == "/dev/null";
    return is_off ? std::nullopt : std::optional{output};
}

SumoDemand check_sumo_references(const SumoConfig& config, const SumoNet& net,
                                 bool outputs_forbidden, Problems& problems) {
    ReferenceCheck check{config, net, outputs_forbidden, problems};
    for (const fs::path& file : config.additionals) {
        check.read(file, {"additional", "add", "additionals", "routes", "tlLogics", "detectors",
                          "vTypes", "viewsettings"});
    }
    for (const fs::path& file : config.routes) {
        check.read(file, {"routes", "trips", "additional", "add"});
    }
    return check.finish();
}

} // namespace cityproof::io
