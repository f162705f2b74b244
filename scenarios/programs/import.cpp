// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/import/import_city.hpp"
#include "scenarios/process/interrupt_watch.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

using namespace cityproof;

namespace {

/// What CLI11 fills; turned into ImportOptions once all of it is there.
struct Arguments {
    scenarios::ImportOptions options;
    std::vector<std::string> layers;
    std::vector<std::string> columns;
    std::vector<std::string> provenance;
    std::string demand_class;
    std::string osm;
    std::string box;
    std::string side = "auto";
    scenarios::OsmOptions city;
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

/// "LAYER.COLUMN=FIELD"
void take_columns(Arguments& arguments) {
    for (const std::string& text : arguments.columns) {
        const std::size_t equals = text.find('=');
        const std::size_t dot = text.find('.');
        if (equals == std::string::npos || dot == std::string::npos || dot == 0 ||
            dot + 1 >= equals || equals + 1 == text.size()) {
            throw bad_option("--column", text, "LAYER.COLUMN=FIELD, as in lamp.power=WATTAGE");
        }
        arguments.options.columns.push_back(
            {text.substr(0, dot), text.substr(dot + 1, equals - dot - 1), text.substr(equals + 1)});
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

/// "west,south,east,north" in degrees.
io::OsmBox box_from(const std::string& text) {
    constexpr const char* expected =
        "west,south,east,north in degrees, as in 7.40,43.72,7.44,43.75";
    std::vector<double> numbers;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        double number = 0;
        const auto [last, error] = std::from_chars(text.data() + at, text.data() + end, number);
        if (error != std::errc{} || last != text.data() + end || !std::isfinite(number)) {
            throw bad_option("--bbox", text, expected);
        }
        numbers.push_back(number);
        at = end + 1;
    }
    if (numbers.size() != 4) {
        throw bad_option("--bbox", text, expected);
    }
    const io::OsmBox box{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (!(box.west_deg < box.east_deg && box.south_deg < box.north_deg)) {
        throw InputError{{{}, 0, "--bbox"},
                         fmt::format("\"{}\" is empty", text),
                         expected,
                         "west before east, south before north"};
    }
    return box;
}

void take_osm(Arguments& arguments) {
    if (arguments.osm.empty()) {
        return;
    }
    arguments.city.file = arguments.osm;
    const std::string& whose = arguments.city.attribution;
    if (whose.empty() || std::ranges::any_of(whose, [](char c) { return c >= 0 && c < ' '; })) {
        throw InputError{{{}, 0, "--attribution"},
                         "is empty or has control characters",
                         "a line such as \"City of Krems, CC BY 4.0\""};
    }
    if (!arguments.box.empty()) {
        arguments.city.box = box_from(arguments.box);
    }
    if (arguments.side != "auto") {
        arguments.city.driving_side =
            arguments.side == "left" ? io::DrivingSide::left : io::DrivingSide::right;
    }
    arguments.options.osm = arguments.city;
}

ExitCode import_package(Arguments& arguments) {
    take_osm(arguments);
    take_layers(arguments);
    take_columns(arguments);
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
    arguments.options.progress = [](const std::string& stage, double seconds) {
        fmt::print("{:>7.1f} s  {}\n", seconds, stage);
        std::fflush(stdout);
    };
    fmt::print("{}", scenarios::import_city(arguments.options));
    return ExitCode::ok;
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Makes a city package from an OpenStreetMap extract or from existing parts.",
                 "cityproof import"};
    Arguments arguments;
    scenarios::ImportOptions& options = arguments.options;
    CLI::Option* osm = app.add_option("--osm", arguments.osm,
                                      "OpenStreetMap extract (.osm, .osm.gz, .osm.bz2, .osm.pbf): "
                                      "what it lacks is made and marked synthetic");
    app.add_option("--crs", arguments.city.crs,
                   "Coordinate system: auto (the UTM zone) or EPSG:NUMBER, projected in metres")
        ->needs(osm);
    app.add_option("--bbox", arguments.box, "Part of the extract: west,south,east,north, degrees")
        ->needs(osm);
    app.add_option("--population", arguments.city.population,
                   "Residents; otherwise estimated from the buildings")
        ->needs(osm)
        ->check(CLI::Range(1U, 50'000'000U));
    app.add_option("--population-raster", arguments.city.population_raster,
                   "GeoTIFF with people per cell, spread over the dwellings there; with "
                   "--population their proportions")
        ->needs(osm);
    app.add_option("--elevation", arguments.city.elevation,
                   "GeoTIFF with the ground's heights in metres; without it the ground is flat")
        ->needs(osm);
    app.add_option("--gtfs", arguments.city.gtfs,
                   "Timetable of the buses (GTFS, a folder or .zip), instead of the map's lines")
        ->needs(osm);
    app.add_option("--attribution", arguments.city.attribution,
                   "Whose data the map is, when not OpenStreetMap's; shown with every map")
        ->needs(osm);
    app.add_option("--driving-side", arguments.side,
                   "Side of the road: auto (as the map's roundabouts turn), left or right")
        ->needs(osm)
        ->check(CLI::IsMember({"auto", "left", "right"}));
    app.add_option("--seed", arguments.city.seed, "Seed of everything that is made; default 1")
        ->needs(osm);
    app.add_option("--sumo", options.sumo,
                   "SUMO configuration: net, routes and additional files as they are");
    app.add_option("--demand", options.demand,
                   "SUMO route files, and additional files that they need (types, stops), instead "
                   "of the trips of --osm or of the package that --update changes")
        ->delimiter(',')
        ->take_all();
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
           "NAME=FILE: a layer of assets (GeoPackage, GeoJSON, Shapefile, or CSV with id, lon, "
           "lat; building also CityJSON or CityGML), as in lamp=lamps.csv; may be repeated")
        ->take_all();
    app.add_option("--column", arguments.columns,
                   "LAYER.COLUMN=FIELD: what a column is called in the file of --layer, as in "
                   "lamp.power=WATTAGE; may be repeated")
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
    app.add_flag("--update", options.update,
                 "Keep what the package has already, and replace only what is given: --sumo, "
                 "--demand, --grid, --water, --layer, --links, --sensors");
    return scenarios::parse_and_run(app, argc, argv, "cityproof import",
                                    [&] { return import_package(arguments); });
}
