// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/import_city.hpp"

#include "io/city/city_yaml.hpp"
#include "io/city/content_hash.hpp"
#include "io/city/geopackage.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/map_writer.hpp"
#include "io/text/files.hpp"
#include "scenarios/import/city_update.hpp"
#include "scenarios/import/extra_layers.hpp"
#include "scenarios/import/given_demand.hpp"
#include "scenarios/import/grid_source.hpp"
#include "scenarios/import/import_checks.hpp"
#include "scenarios/import/layer_look.hpp"
#include "scenarios/import/links.hpp"
#include "scenarios/import/nearest_supply.hpp"
#include "scenarios/import/osm/osm_city.hpp"
#include "scenarios/import/package_folder.hpp"
#include "scenarios/import/sensor_list.hpp"
#include "scenarios/import/street_fit.hpp"
#include "scenarios/import/sumo_files.hpp"
#include "scenarios/import/traffic_source.hpp"
#include "scenarios/import/water_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* map_file = "map.gpkg";
constexpr const char* grid_file = "energy/grid.json";
constexpr const char* water_file = "water/network.inp";

/// One import from the options to the published package.
class Importer {
  public:
    explicit Importer(const ImportOptions& options) : options_{options} {}

    std::string run() {
        check_import_options(options_);
        if (options_.update) {
            old_.emplace(options_.output);
        }
        PackageFolder package{options_.output, options_.force || options_.update};
        if (options_.osm) {
            make_osm_city(package.path() / ".work");
        }
        read_sources();
        problems_.throw_if_errors();
        crs_.emplace(city_crs());
        add_layers();
        problems_.throw_if_errors();
        set_provenance();
        write(package.path());
        fs::remove_all(package.path() / ".work");
        options_.check_interrupt();
        package.publish();
        return summary();
    }

  private:
    /// Runs one step: its problems are collected, and it does not begin when the user wants to
    /// stop.
    template <typename Step>
    void step(Step&& body) {
        options_.check_interrupt();
        problems_.collect(body);
    }

    /// Makes SUMO files in `work`, which are then imported like any other scenario's.
    void make_osm_city(const fs::path& work) {
        options_.check_interrupt();
        fs::create_directory(work);
        osm_.emplace(options_, work, problems_);
    }

    void read_sources() {
        step([&] { read_traffic(); });
        if (options_.grid) {
            step([&] { grid_ = read_grid_source(*options_.grid, options_.grid_map, problems_); });
        }
        if (options_.water) {
            step([&] { water_ = water::read_water_tables(*options_.water); });
        }
        if (has_demand() && !options_.demand_class && !keeps_demand_ && !has_synthetic_demand()) {
            problems_.error({{}, 0, "--class"},
                            "is missing: the routes may come from what people did",
                            "synthetic, aggregate, pseudonymous or personal",
                            "say what the demand is made from; run files and reports carry it on");
        }
    }

    void read_traffic() {
        if (!options_.demand.empty()) {
            traffic_ = with_given_demand(config_for_demand(), read_given_demand(options_.demand),
                                         problems_);
        } else if (osm_ || options_.sumo) {
            traffic_ = read_traffic_source(osm_ ? osm_->sumo_config() : *options_.sumo, problems_);
        }
        if (options_.sumo && old_) {
            check_new_streets(*traffic_, io::CityCrs{old_->description().crs}, old_->city());
            take_over_demand();
        }
    }

    void take_over_demand() {
        const auto before = old_->traffic();
        keeps_demand_ = traffic_->config.routes.empty() && before && !before->routes.empty();
        if (keeps_demand_) {
            keep_demand(*traffic_, *before);
        }
    }

    /// The streets over which --demand goes.
    io::SumoConfig config_for_demand() {
        if (osm_) {
            return io::read_sumo_config(osm_->sumo_config(), problems_);
        }
        auto config = old_->traffic();
        if (!config) {
            throw InputError({options_.output.string(), 0, "--demand"},
                             "has no streets for the vehicles", "a package with streets",
                             "give a SUMO configuration with net and routes by --sumo");
        }
        config->routes.clear();
        return std::move(*config);
    }

    bool has_synthetic_demand() const { return osm_ && options_.demand.empty(); }

    /// Not so when the package keeps its streets and only gets another demand.
    bool has_new_streets() const { return osm_ || options_.sumo; }

    bool has_demand() const {
        return traffic_ &&
               traffic_->demand.vehicles + traffic_->demand.flows + traffic_->demand.persons > 0;
    }

    bool has_grid() const { return grid_ || (osm_ && !osm_->networks().grid_file().empty()); }

    bool has_water() const { return water_ || (osm_ && !osm_->networks().water_file().empty()); }

    bool has_part(const std::string& name) const {
        if (!old_) {
            return false;
        }
        const auto& parts = old_->description().parts;
        return std::ranges::find(parts, name, &io::CityPart::name) != parts.end();
    }

    std::string city_crs() const {
        if (old_) {
            return old_->description().crs;
        }
        if (osm_) {
            return osm_->crs();
        }
        if (traffic_) {
            return traffic_->crs;
        }
        const auto middle = grid_ ? middle_of(*grid_) : std::nullopt;
        return middle ? io::utm_crs(*middle) : "local";
    }

    void add_layers() {
        add_streets();
        if (old_) {
            kept_ = old_->keep_layers(options_, draft_);
        }
        if (grid_) {
            step([&] { add_grid_layers(*grid_, *crs_, draft_.bounds(), draft_); });
        }
        if (water_) {
            const auto box = traffic_ || old_ ? draft_.bounds({"street"}) : draft_.bounds();
            add_water_layers(*water_, options_.water->filename().string(), box, draft_);
        }
        for (const LayerSource& layer : options_.layers) {
            if (osm_ && layer.name == "building") {
                continue; // the city was made of them
            }
            step([&] {
                add_extra_layer(layer, options_.columns, osm_ || old_, *crs_, draft_, problems_);
            });
        }
        if (osm_) {
            step([&] { osm_->add_layers(draft_); });
        }
        if (options_.links) {
            step([&] { add_links(*options_.links, draft_, problems_); });
        } else if (grid_ && !osm_ && !old_) {
            draft_.missing(
                "links: no --links, so nothing but the grid's own loads hangs on the grid");
        }
        if (options_.sensors) {
            step([&] { add_sensors(*options_.sensors, draft_, problems_); });
        }
        if (old_) {
            CityUpdate::drop_blind_sensors(draft_);
        }
        if (osm_ || old_) {
            join_to_nearest_bus(draft_);
            add_zones_of_chargers(draft_);
        }
        if (grid_ || (old_ && options_.sumo && has_part("grid"))) {
            note_unsupplied(draft_);
        }
        note_missing_parts();
    }

    void add_streets() {
        if (!traffic_) {
            return;
        }
        if (!has_new_streets()) {
            note_demand(*traffic_, draft_);
            note_begin();
            return;
        }
        add_traffic_layers(*traffic_, draft_);
        if (!options_.demand.empty()) {
            note_begin();
        }
        if (keeps_demand_) {
            draft_.found("demand: kept, since the SUMO configuration names no routes");
        }
    }

    /// Vehicles of --demand that depart before the configuration begins would never be seen.
    void note_begin() {
        const auto& options = traffic_->config.options;
        const auto begin = std::ranges::find(options, "begin", &io::SumoOption::name);
        draft_.found(fmt::format("demand: the streets' SUMO configuration begins at {} s, and "
                                 "vehicles before it are left out; traffic.begin of a scenario "
                                 "says another time",
                                 begin == options.end() ? "0" : begin->value));
    }

    void note_missing_parts() {
        if (!traffic_ && !has_part("traffic")) {
            draft_.missing("traffic: no --sumo and no --osm");
        }
        if (!has_grid() && !has_part("grid")) {
            draft_.missing("grid: no --grid");
        }
        if (!has_water() && !has_part("water")) {
            draft_.missing("water: no --water");
        }
        if (crs_->code() == "local" && !traffic_ && !old_) {
            draft_.assumed(
                "place: nothing says where on earth the city is; coordinates are local metres");
        }
    }

    /// What the user says about a layer wins, except over an assumption of the importer.
    void set_provenance() {
        for (const auto& [name, ignored] : options_.provenance) {
            if (draft_.table(name) == nullptr) {
                throw InputError({{}, 0, "--provenance"},
                                 fmt::format("the city has no layer \"{}\"", name));
            }
        }
        for (const auto& [name, ignored] : draft_.layers()) {
            if (kept_.contains(name) && !options_.provenance.contains(name)) {
                continue;
            }
            DraftLayer& layer = *draft_.layer(name);
            const auto given = options_.provenance.find(name);
            if (given != options_.provenance.end()) {
                layer.provenance = given->second;
            } else if (options_.all_provenance && layer.provenance != io::Provenance::assumed) {
                layer.provenance = *options_.all_provenance;
            }
        }
    }

    void write(const fs::path& folder) {
        options_.check_interrupt();
        write_map_part(folder);
        options_.check_interrupt();
        if (traffic_) {
            const CopiedSumoFiles copied = copy_sumo_files(traffic_->config, folder);
            add_part(folder, "traffic", copied.config, copied.files);
            if (copied.silenced_outputs > 0) {
                draft_.found(
                    fmt::format("output files of {} detectors and the like were set to NUL",
                                copied.silenced_outputs));
            }
        } else {
            keep_part(folder, "traffic");
        }
        write_networks(folder);
        if (osm_) {
            osm_->write_reports(folder);
        }
        if (old_) {
            old_->keep_street_report(has_new_streets(), folder, draft_);
        }
        describe();
        io::write_city_yaml(folder, description_);
    }

    /// Takes over a part of the package that is updated.
    void keep_part(const fs::path& folder, const char* name) {
        if (old_) {
            if (auto part = old_->copy_part(name, folder)) {
                description_.parts.push_back(std::move(*part));
            }
        }
    }

    void write_networks(const fs::path& folder) {
        if (has_grid()) {
            fs::create_directory(folder / "energy");
            io::write_file_atomically(folder / grid_file,
                                      grid_ ? grid_->grid.pgm_json : osm_->networks().grid_file());
            add_part(folder, "grid", grid_file, {});
        } else {
            keep_part(folder, "grid");
        }
        if (has_water()) {
            fs::create_directory(folder / "water");
            if (water_) {
                copy_file_bytes(*options_.water, folder / water_file);
            } else {
                io::write_file_atomically(folder / water_file, osm_->networks().water_file());
            }
            add_part(folder, "water", water_file, {});
        } else {
            keep_part(folder, "water");
        }
    }

    void write_map_part(const fs::path& folder) {
        std::vector<io::MapLayer> layers;
        for (const auto& [name, layer] : draft_.layers()) {
            layers.push_back(with_look(layer.table));
            description_.layers.push_back(
                {name, layer.table.size(), layer.provenance, layer.source});
        }
        io::write_map(folder / map_file, layers, *crs_);
        // Read back as every user of the package will: the hash is over what they see.
        io::ContentHash hash;
        for (const io::AssetTable& table :
             io::read_geopackage(folder / map_file, crs_->code(), problems_)) {
            hash.add(table);
        }
        problems_.throw_if_errors();
        description_.parts.push_back(
            {.name = "map", .path = map_file, .files = {}, .hash = hash.hex()});
    }

    void add_part(const fs::path& folder, const char* name, const std::string& path,
                  const std::vector<std::string>& files) {
        io::ContentHash hash;
        hash.add_file(folder / path);
        for (const std::string& file : files) {
            hash.add(file);
            hash.add_file(folder / file);
        }
        description_.parts.push_back(
            {.name = name, .path = path, .files = files, .hash = hash.hex()});
    }

    void describe() {
        if (old_) {
            describe_update();
            return;
        }
        description_.name = city_name();
        description_.crs = crs_->code();
        description_.bounds = draft_.bounds().value_or(io::Bounds{});
        if (crs_->is_on_earth()) {
            const io::Bounds box =
                (traffic_ ? draft_.bounds({"street"}) : draft_.bounds()).value_or(io::Bounds{});
            const io::LonLat centre =
                crs_->to_lon_lat({(box.west_m + box.east_m) / 2, (box.south_m + box.north_m) / 2});
            description_.centre = io::EarthPlace{centre.lat_deg, centre.lon_deg};
        }
        if (traffic_) { // streets without a vehicle tell nothing about anyone
            description_.privacy["demand"] =
                options_.demand_class.value_or(io::PrivacyClass::synthetic);
        }
        if (osm_ && !options_.demand.empty() && !is_given("meter")) {
            description_.privacy["meter"] = io::PrivacyClass::synthetic; // --class is of the routes
        } else if (draft_.table("meter") != nullptr) {
            description_.privacy["meter"] = options_.demand_class.value_or(
                osm_ ? io::PrivacyClass::synthetic : io::PrivacyClass::personal);
        }
        description_.drives_left = traffic_ && traffic_->net.drives_left;
        if (osm_) {
            description_.attribution = options_.osm->attribution;
        }
    }

    /// Name and place stay, and what is said of a demand that stays.
    void describe_update() {
        const io::CityDescription& old = old_->description();
        description_.name = options_.name.empty() ? old.name : options_.name;
        description_.crs = old.crs;
        description_.bounds = draft_.bounds().value_or(old.bounds);
        description_.centre = old.centre;
        description_.attribution = old.attribution;
        description_.drives_left = traffic_ ? traffic_->net.drives_left : old.drives_left;
        description_.privacy = old.privacy;
        if (is_given("meter")) {
            description_.privacy["meter"] =
                options_.demand_class.value_or(io::PrivacyClass::personal);
        }
        if (traffic_ && (!keeps_demand_ || options_.demand_class)) {
            description_.privacy["demand"] =
                options_.demand_class.value_or(io::PrivacyClass::synthetic);
        }
    }

    bool is_given(const std::string& layer) const {
        return std::ranges::find(options_.layers, layer, &LayerSource::name) !=
               options_.layers.end();
    }

    std::string city_name() const {
        if (!options_.name.empty()) {
            return options_.name;
        }
        const fs::path folder =
            options_.output.has_filename() ? options_.output : options_.output.parent_path();
        return folder.stem().string();
    }

    std::string summary() const {
        std::string text = fmt::format("{}: city package \"{}\" in {}\n", options_.output.string(),
                                       description_.name, description_.crs);
        if (description_.centre) {
            text +=
                fmt::format("{:<10}latitude {:.4f} deg, longitude {:.4f} deg\n", "middle",
                            description_.centre->latitude_deg, description_.centre->longitude_deg);
        }
        text += draft_.summary();
        if (osm_) {
            const char* title = "realism";
            for (const std::string& line : osm_->realism().lines()) {
                text += fmt::format("{:<10}{}\n", title, line);
                title = "";
            }
        }
        for (const Problem& problem : problems_.list()) {
            text += to_string(problem) + "\n";
        }
        return text;
    }

    const ImportOptions& options_;
    io::GdalSession session_;
    Problems problems_;
    std::optional<CityUpdate> old_;
    std::optional<OsmCity> osm_;
    std::optional<TrafficSource> traffic_;
    std::optional<GridSource> grid_;
    std::optional<water::WaterTables> water_;
    std::optional<io::CityCrs> crs_;
    bool keeps_demand_ = false; ///< new streets, and the package's routes fit them
    CityDraft draft_;
    std::set<std::string> kept_; ///< layers of the package that is updated
    io::CityDescription description_;
};

} // namespace

std::string import_city(const ImportOptions& options) {
    return Importer{options}.run();
}

} // namespace cityproof::scenarios
