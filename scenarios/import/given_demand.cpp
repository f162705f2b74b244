// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/given_demand.hpp"

#include "io/text/xml_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

bool is_route_file(const fs::path& file) {
    bool routes = false;
    io::scan_xml(file, {}, [&](const io::XmlElement& element) {
        if (element.depth == 1) {
            routes = element.name == "routes" || element.name == "trips";
        }
    });
    return routes;
}

bool has_name_of(const std::vector<fs::path>& files, const fs::path& file) {
    return std::ranges::any_of(
        files, [&](const fs::path& other) { return other.filename() == file.filename(); });
}

std::size_t movers(const io::SumoDemand& demand) {
    return demand.vehicles + demand.flows + demand.persons;
}

} // namespace

GivenDemand read_given_demand(const std::vector<fs::path>& files) {
    GivenDemand demand;
    for (const fs::path& file : files) {
        (is_route_file(file) ? demand.routes : demand.additionals).push_back(file);
    }
    return demand;
}

void add_demand(io::SumoConfig& config, const GivenDemand& demand) {
    config.routes.insert(config.routes.begin(), demand.routes.begin(), demand.routes.end());
    std::erase_if(config.additionals,
                  [&](const fs::path& file) { return has_name_of(demand.additionals, file); });
    config.additionals.insert(config.additionals.end(), demand.additionals.begin(),
                              demand.additionals.end());
}

TrafficSource with_given_demand(io::SumoConfig config, const GivenDemand& demand,
                                Problems& problems) {
    add_demand(config, demand);
    const std::size_t before = problems.list().size();
    TrafficSource source = read_traffic_source(std::move(config), problems);
    if (movers(source.demand) == 0 && problems.list().size() == before) {
        throw InputError({{}, 0, "--demand"}, "holds no vehicle, flow or person",
                         "route files with at least one", {});
    }
    return source;
}

void keep_demand(TrafficSource& source, const io::SumoConfig& old) {
    GivenDemand demand{old.routes, old.additionals};
    std::erase_if(demand.additionals, [&](const fs::path& file) {
        return has_name_of(source.config.additionals, file);
    });
    add_demand(source.config, demand);
    Problems misfits;
    source.demand = io::check_sumo_references(source.config, source.net, false, misfits);
    for (const Problem& problem : misfits.list()) {
        if (problem.severity == Severity::error) {
            throw InputError({source.config.file.string(), 0, "route-files"},
                             fmt::format("names no routes, and those of the package do not fit its "
                                         "net: {} {}: {}",
                                         fs::path{problem.where.file}.filename().string(),
                                         problem.where.key, problem.message),
                             "routes over the new streets",
                             "make them with SUMO's duarouter or randomTrips.py and name them in "
                             "the configuration");
        }
    }
}

} // namespace cityproof::scenarios
