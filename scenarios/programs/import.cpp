// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/import/import_city.hpp"
#include "scenarios/process/interrupt_watch.hpp"
#include "scenarios/programs/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

using namespace cityproof;

namespace {

/// What CLI11 fills; turned into ImportOptions once all of it is there.
struct Arguments {
    scenarios::ImportOptions options;
    std::vector<std::string> layers;
    std::vector<std::string> provenance;
    std::string demand_class;
};

InputError bad_option(const char* option, const std::string& text, const char* expected) {
    return InputError{{{}, 0, option}, fmt::format("\"{}\" is not understood", text), expected};
}

void take_layers(Arguments& arguments) {
    for (const std::string& text : arguments.layers) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            throw bad_option("--layer", text, "NAME=FILE, as in building=houses.geojson");
        }
        arguments.options.layers.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
}

void take_provenance(Arguments& arguments) {
    for (const std::string& text : arguments.provenance) {
        const std::size_t equals = text.find('=');
        const auto value =
            io::provenance_from(equals == std::string::npos ? text : text.substr(equals + 1));
        if (!value) {
            throw bad_option(
                "--provenance", text,
                "recorded, surveyed, synthetic or assumed, for one layer as in lamp=recorded");
        }
        if (equals == std::string::npos) {
            arguments.options.all_provenance = *value;
        } else {
            arguments.options.provenance[text.substr(0, equals)] = *value;
        }
    }
}

ExitCode import_package(Arguments& arguments) {
    take_layers(arguments);
    take_provenance(arguments);
    if (!arguments.demand_class.empty()) {
        arguments.options.demand_class = io::privacy_class_from(arguments.demand_class);
    }
    const process::InterruptWatch watch;
    arguments.options.check_interrupt = [&watch] {
        if (watch.count() > 0) {
            const bool by_user = watch.first_signal() == SIGINT;
            throw Interrupted{by_user ? ExitCode::interrupted : ExitCode::transient,
                              "stopped before the city was complete; nothing is left of it"};
        }
    };
    fmt::print("{}", scenarios::import_city(arguments.options));
    return ExitCode::ok;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Makes a city package from existing parts.", "cityproof import"};
    Arguments arguments;
    scenarios::ImportOptions& options = arguments.options;
    app.add_option("--sumo", options.sumo,
                   "SUMO configuration: net, routes and additional files as they are");
    app.add_option("--grid", options.grid,
                   "Power grid: power-grid-model JSON, pandapower JSON or MATPOWER .m");
    app.add_option("--grid-map", options.grid_map, "Places of the buses: CSV id,name,lon,lat");
    app.add_option("--water", options.water, "Water network: EPANET .inp");
    app.add_option("--links", options.links,
                   "Which bus supplies what: CSV kind,id,bus,power,share");
    app.add_option("--sensors", options.sensors,
                   "Sensors: CSV id,quantity,target,interval,noise,dropout,bus");
    app.add_option(
           "--layer", arguments.layers,
           "NAME=FILE: building, water_area, landuse (GeoJSON), lamp, meter (CSV); may be repeated")
        ->take_all();
    app.add_option("--class", arguments.demand_class,
                   "What the demand is made from; needed with routes, since they may come from "
                   "what people did")
        ->check(CLI::IsMember({"synthetic", "aggregate", "pseudonymous", "personal"}));
    app.add_option(
           "--provenance", arguments.provenance,
           "recorded, surveyed, synthetic or assumed, for all layers or LAYER=...; may be repeated")
        ->take_all();
    app.add_option("--name", options.name, "Name of the city, for people");
    app.add_option("-o,--output", options.output, "Folder to make, NAME.city")->required();
    app.add_flag("--force", options.force, "Replace a city package that exists");
    return scenarios::parse_and_run(app, argc, argv, "cityproof import",
                                    [&] { return import_package(arguments); });
}
