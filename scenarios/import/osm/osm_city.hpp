// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/population/population.hpp"
#include "models/traffic/synthesis/travel_demand.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/import_options.hpp"
#include "scenarios/import/osm/buildings.hpp"
#include "scenarios/import/osm/bus_lines.hpp"
#include "scenarios/import/osm/osm_areas.hpp"
#include "scenarios/import/osm/osm_layers.hpp"
#include "scenarios/import/osm/osm_source.hpp"
#include "scenarios/import/osm/road_reader.hpp"
#include "scenarios/import/osm/stage_clock.hpp"
#include "scenarios/import/osm/street_quality.hpp"
#include "scenarios/import/osm/synthetic_networks.hpp"
#include "scenarios/import/realism_report.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// A city made from an OpenStreetMap extract alone: SUMO files to be imported like any other
/// scenario's, the layers that the map has, and the synthetic ones. A GdalSession must live.
class OsmCity {
  public:
    /// Does the whole work but for the layers. Parameters: `work` is an empty folder for the SUMO
    /// files; warnings go into `problems`. Errors: InputError for an extract, box or CRS that
    /// cannot be used; EngineError.
    OsmCity(const ImportOptions& options, const std::filesystem::path& work, Problems& problems);

    const std::filesystem::path& sumo_config() const { return sumo_config_; }

    const std::string& crs() const { return source_.crs.code(); }

    /// Grid and water network, each unless the user gave one.
    const SyntheticNetworks& networks() const { return networks_; }

    const RealismReport& realism() const { return realism_; }

    /// Adds the layers of the map and the synthetic ones to a draft that has the streets; layers
    /// that it has already stay.
    void add_layers(CityDraft& draft);

    /// Writes report/streets.json and report/realism.json into a package.
    void write_reports(const std::filesystem::path& package) const;

  private:
    void note_mapped_assets();
    /// The buildings of --layer; nullopt when the user gives none.
    std::optional<DraftLayer> given_buildings(const ImportOptions& options,
                                              Problems& problems) const;
    /// Residents, households and jobs of all buildings.
    population::PopulationCount make_people(const OsmOptions& osm);
    void make_networks(const ImportOptions& options, const std::filesystem::path& work);
    /// At each node of the model; those that the raster leaves out get the nearest one's.
    std::vector<double> ground_heights(const ImportOptions& options);
    void judge_people();
    void judge_travel(const traffic::DemandCount& demand);
    void note_travel(CityDraft& draft) const;

    StageClock clock_; ///< first, so that it starts before the extract is read
    OsmSource source_;
    contracts::CityModel model_;
    RepairCount repairs_;
    OsmBuildings buildings_;
    OsmLayers layers_;
    SyntheticNetworks networks_;
    population::PopulationCount people_;
    std::string people_rule_ = "residents, households and jobs"; ///< what is synthetic of them
    std::string raster_note_; ///< how a population raster fits; empty without one
    RoadNetwork network_;
    std::optional<traffic::DemandCount> demand_; ///< nullopt when the user gives the demand
    BusLines buses_;
    StreetQuality quality_;
    RealismReport realism_;
    std::size_t without_height_ = 0;
    std::filesystem::path sumo_config_;
};

} // namespace cityproof::scenarios
