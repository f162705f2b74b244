// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/osm_city.hpp"

#include "io/gis/ground_heights.hpp"
#include "io/gis/people_raster.hpp"
#include "io/gis/polygon_repair.hpp"
#include "io/text/files.hpp"
#include "models/energy/synthesis/place_index.hpp"
#include "scenarios/import/extra_layers.hpp"
#include "scenarios/import/osm/demand_files.hpp"
#include "scenarios/import/osm/net_maker.hpp"
#include "scenarios/import/osm/osm_layers.hpp"
#include "scenarios/import/osm/street_graph.hpp"
#include "scenarios/import/osm/synthetic_layers.hpp"
#include "scenarios/import/osm/timetable_buses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cityproof::scenarios {

OsmCity::OsmCity(const ImportOptions& options, const std::filesystem::path& work,
                 Problems& problems)
    : clock_{options},
      source_{read_osm_source(*options.osm)} {
    clock_.done(fmt::format("{}: {} nodes, {} ways, {} relations", source_.file,
                            source_.extract.nodes.size(), source_.extract.ways.size(),
                            source_.extract.relations.size()));
    repairs_.add(source_.extract.repairs);
    model_.seed = options.osm->seed;
    add_street_graph(source_, model_);
    buildings_ = add_buildings(source_, given_buildings(options, problems), model_, repairs_);
    clock_.done(fmt::format("{} pieces of street, {} buildings", model_.segments.size(),
                            model_.buildings.size()));
    StreetNet net = make_street_net(source_, model_.street_nets, work, options.check_interrupt);
    network_ = read_road_network(net.net);
    if (network_.graph.edges.empty()) {
        throw InputError({options.osm->file.string(), 0, "highway"},
                         "no road is left that cars may use", "an extract with streets",
                         "take a larger one");
    }
    quality_ = street_quality(source_, model_, network_);
    clock_.done(
        fmt::format("street net: {} edges, {} traffic lights", quality_.edges, quality_.signals));
    people_ = make_people(*options.osm);
    std::optional<traffic::TravelDemand> demand;
    if (options.demand.empty()) {
        demand = traffic::make_travel_demand(model_, network_.graph,
                                             street_access(model_, network_.graph));
        demand_ = demand->count;
    }
    buses_ = options.osm->gtfs ? write_timetable_buses(source_, *options.osm->gtfs, net)
                               : write_bus_lines(net, model_.seed);
    sumo_config_ = write_demand_files(net, network_.graph, demand ? &*demand : nullptr, buses_);
    clock_.done(
        fmt::format("{} residents, {} jobs{}", people_.residents, people_.jobs,
                    demand ? fmt::format(", {} vehicle trips a day", demand->trips.size()) : ""));
    judge_people();
    if (demand_) {
        judge_travel(*demand_);
    }
    layers_ = osm_layers(source_, repairs_);
    add_synthetic_layers(model_, network_, layers_, realism_);
    note_mapped_assets();
    if (options.sensors) {
        layers_.erase("sensor"); // the user's win
    }
    clock_.done("layers");
    make_networks(options, work);
}

std::optional<DraftLayer> OsmCity::given_buildings(const ImportOptions& options,
                                                   Problems& problems) const {
    for (const LayerSource& layer : options.layers) {
        if (layer.name == "building") {
            CityDraft draft;
            add_extra_layer(layer, options.columns, true, source_.crs, draft, problems);
            problems.throw_if_errors();
            return std::move(*draft.layer("building"));
        }
    }
    return std::nullopt;
}

population::PopulationCount OsmCity::make_people(const OsmOptions& osm) {
    if (!osm.population_raster || model_.buildings.empty()) {
        return population::populate(model_, osm.population);
    }
    std::vector<io::Point> places;
    for (const contracts::Building& building : model_.buildings) {
        places.push_back({building.centre.x_m, building.centre.y_m});
    }
    io::PeopleCells raster = io::read_people_raster(*osm.population_raster, places, source_.crs);
    population::PeopleByCell cells{std::move(raster.people), {}, std::move(raster.of_place)};
    for (const io::Point& middle : raster.middle) {
        cells.middle.push_back({middle.x_m, middle.y_m});
    }
    population::CellFit fit;
    const auto count = population::populate_by_cells(model_, cells, osm.population, fit);
    const std::string file = osm.population_raster->filename().string();
    people_rule_ = fmt::format("residents by raster {} and floor area, households and jobs", file);
    raster_note_ = fmt::format(
        "people: {} residents in {} cells of raster {}; {} of them lived in {} cells without a "
        "dwelling and went to the nearest one with some; {} buildings with dwellings have nobody",
        count.residents, cells.people.size(), file, fit.moved_people, fit.moved_from,
        fit.empty_dwellings);
    return count;
}

std::vector<double> OsmCity::ground_heights(const ImportOptions& options) {
    if (!options.osm->elevation) {
        return {};
    }
    std::vector<io::Point> places;
    for (const contracts::StreetNode& node : model_.nodes) {
        places.push_back({node.place.x_m, node.place.y_m});
    }
    std::vector<double> height_m =
        io::read_ground_heights(*options.osm->elevation, places, source_.crs);
    std::vector<contracts::Place> corners;
    for (const contracts::StreetNode& node : model_.nodes) {
        corners.push_back(node.place);
    }
    const auto [low, high] = energy::corners_of(corners);
    energy::PlaceIndex known{low, high, height_m.size()};
    for (std::uint32_t i = 0; i < height_m.size(); ++i) {
        if (!std::isnan(height_m[i])) {
            known.add(i, corners[i]);
        }
    }
    const std::vector<double> given = height_m;
    for (std::size_t i = 0; i < height_m.size(); ++i) {
        if (std::isnan(given[i])) {
            height_m[i] = given[known.nearest(corners[i])->number];
            ++without_height_;
        }
    }
    return height_m;
}

void OsmCity::make_networks(const ImportOptions& options, const std::filesystem::path& work) {
    if (!options.grid) {
        networks_.make_grid(model_, realism_);
        networks_.supply_meters(model_, layers_["meter"].table);
        clock_.done("power grid");
    }
    if (!options.water) {
        networks_.make_water(model_, ground_heights(options), work, realism_);
        networks_.complete_hydrants(layers_["hydrant"]);
        clock_.done("water network");
    }
}

void OsmCity::note_mapped_assets() {
    for (const char* name : {"power_point", "power_site", "hydrant", "water_site"}) {
        const io::AssetTable& table = layers_[name].table;
        for (std::size_t row = 0; row < table.size(); ++row) {
            const io::Point at = io::centre_of(table.geometry[row]);
            model_.mapped.push_back(
                {name, table.text(row, "kind"), table.ids[row], {at.x_m, at.y_m}});
        }
    }
}

void OsmCity::judge_people() {
    const auto residents = static_cast<double>(std::max<std::uint64_t>(people_.residents, 1));
    realism_.add({"population.floor_m2_per_resident", "gross floor area of dwellings a resident",
                  "m2", people_.floor_m2_per_resident, 40, 85,
                  "living space 30 to 60 m2 a person in Europe (Eurostat, Destatis), 70 to 80 % of "
                  "gross area"});
    realism_.add({"population.persons_per_household", "persons in a household", "1",
                  residents / static_cast<double>(std::max<std::uint64_t>(people_.households, 1)),
                  1.8, 2.9, "Eurostat, EU countries"});
    realism_.add({"population.jobs_per_resident", "jobs a resident", "1",
                  static_cast<double>(people_.jobs) / residents, 0.25, 1.0,
                  "European towns and cities, commuting centres at the upper end; planning value"});
    realism_.add({"streets.m_per_resident", "street length a resident, without paths", "m",
                  quality_.total.net_m / residents, 2, 15,
                  "2 to 10 m of network a person in towns (Mair et al. 2017), villages more"});
}

void OsmCity::judge_travel(const traffic::DemandCount& demand) {
    const auto trips = static_cast<double>(
        std::accumulate(demand.by_hour.begin(), demand.by_hour.end(), std::uint64_t{0}));
    const auto peak = static_cast<double>(std::ranges::max(demand.by_hour));
    realism_.add({"travel.trips_per_person", "trips a resident makes a working day", "1",
                  demand.trips_per_person, 2.5, 3.6, "MiD 2017: 3.1; SrV 2018: 3.5"});
    realism_.add({"travel.mean_trip_km", "mean length of residents' trips, parts outside included",
                  "km", demand.mean_trip_m / 1000, 4, 13,
                  "SrV 2018 cities 5 to 7 km, MiD 2017 12 km"});
    realism_.add({"travel.driver_share", "share of residents' trips as a car's driver", "1",
                  demand.driver_share, 0.2, 0.55, "MiD 2017 by type of region"});
    realism_.add({"travel.peak_hour_share", "share of the day's vehicle trips in the busiest hour",
                  "1", trips > 0 ? peak / trips : 0, 0.07, 0.12, "HBS 2015 and HCM, urban roads"});
}

void OsmCity::add_layers(CityDraft& draft) {
    networks_.add_layers(draft);
    add_osm_layers(source_, std::move(layers_), draft);
    add_building_layer(source_, model_, std::move(buildings_), people_rule_, draft);
    if (!raster_note_.empty()) {
        draft.found(raster_note_);
    }
    for (const char* layer : {"street", "signal"}) {
        if (DraftLayer* made = draft.layer(layer)) {
            made->source = osm_note(source_, "made by netconvert");
        }
    }
    for (const std::string& line : to_lines(quality_)) {
        draft.found("streets: " + line);
    }
    constexpr double much = 0.1;
    if (quality_.removed_m > much * quality_.total.source_m) {
        draft.missing(fmt::format("streets: {:.0f} km hang together with no street of the largest "
                                  "net and were removed, and with them the traffic there",
                                  quality_.removed_m / 1000));
    }
    draft.assumed(fmt::format("people: {} residents in {} households and {} jobs by {}floor area, "
                              "synthetic",
                              people_.residents, people_.households, people_.jobs,
                              raster_note_.empty() ? "" : "raster and "));
    note_travel(draft);
    if (without_height_ > 0) {
        draft.assumed(fmt::format("ground: {} of {} ends of streets have no height in the raster "
                                  "and got the nearest one's",
                                  without_height_, model_.nodes.size()));
    }
    for (const io::OsmRepair& repair : repairs_.list()) {
        draft.found(fmt::format("mended: {} ({}, the first is {})", repair.what, repair.count,
                                repair.first));
    }
    draft.found(fmt::format("attribution: {}", source_.attribution));
}

void OsmCity::note_travel(CityDraft& draft) const {
    if (demand_) {
        draft.assumed(fmt::format(
            "demand: synthetic and uncalibrated; {} trips of residents a day, {} commuters in, {} "
            "out, {} vehicles through; left out: {} trips that found no room at the boundary, {} "
            "that the streets could not carry",
            demand_->person_trips, demand_->commuters_in, demand_->commuters_out,
            demand_->trips_through, demand_->refused_at_gates, demand_->left_out_of_jams));
    }
    if (!buses_.day.empty()) {
        draft.found(fmt::format("buses: {} on {} lines of the timetable of {}; {} trips with less "
                                "than two stops in the city left out, {} stops lie at no street",
                                buses_.buses, buses_.lines, buses_.day, buses_.left_out,
                                buses_.unplaced_stops));
    } else if (buses_.lines + buses_.left_out > 0) {
        draft.assumed(fmt::format("buses: {} a day on {} lines of the map, without a timetable one "
                                  "every 30 min; {} lines with less than two stops that a bus "
                                  "reaches left out",
                                  buses_.buses, buses_.lines, buses_.left_out));
    }
}

void OsmCity::write_reports(const std::filesystem::path& package) const {
    const std::filesystem::path folder = package / "report";
    std::filesystem::create_directory(folder);
    io::write_file_atomically(folder / "streets.json", to_json(quality_, repairs_));
    io::write_file_atomically(folder / "realism.json", realism_.json());
}

} // namespace cityproof::scenarios
