// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"
#include "models/water/synthesis/synthetic_water.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/osm/osm_layers.hpp"
#include "scenarios/import/realism_report.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// The power grid and the water network that are made for a city where the user gives none.
class SyntheticNetworks {
  public:
    void make_grid(const contracts::CityModel& city, RealismReport& realism);
    /// Makes the water network and lets EPANET run its first day. Parameters: height of the ground
    /// at each node of the city, m; empty: flat; `work`: a folder for what EPANET reads.
    void make_water(const contracts::CityModel& city, std::vector<double> height_m,
                    const std::filesystem::path& work, RealismReport& realism);

    /// Writes into layer meter which bus its building hangs on.
    void supply_meters(const contracts::CityModel& city, io::AssetTable& meters) const;

    /// Gives the mapped hydrants their pipe and junction, and adds the synthetic ones.
    void complete_hydrants(OsmLayer& hydrants) const;

    /// Adds the layers of both networks, hydrants excepted, and says what was made.
    void add_layers(CityDraft& draft) const;

    /// power-grid-model JSON; empty: none was made.
    const std::string& grid_file() const { return grid_.pgm_json; }

    /// EPANET .inp; empty: none was made.
    const std::string& water_file() const { return water_.inp; }

  private:
    energy::SyntheticGrid grid_;
    water::synthesis::SyntheticWater water_;
    std::string trial_note_; ///< what EPANET could not solve; empty: nothing
};

} // namespace cityproof::scenarios
