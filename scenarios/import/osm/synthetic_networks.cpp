// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/synthetic_networks.hpp"

#include "io/text/files.hpp"
#include "models/energy/synthesis/synthesize_grid.hpp"
#include "models/water/synthesis/trial_run.hpp"
#include "models/water/synthesis/water_synthesis.hpp"
#include "scenarios/import/made_layer.hpp"
#include "scenarios/import/synthetic_grid_tables.hpp"
#include "scenarios/import/synthetic_water_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace cityproof::scenarios {

void SyntheticNetworks::make_grid(const contracts::CityModel& city, RealismReport& realism) {
    grid_ = energy::synthesize_grid(city);
    for (const energy::RealismFigure& figure : grid_.realism) {
        realism.add({fmt::format("grid.{}", figure.id), std::string{figure.meaning},
                     std::string{figure.unit}, figure.value, figure.lowest, figure.highest,
                     std::string{figure.source}});
    }
}

void SyntheticNetworks::make_water(const contracts::CityModel& city, std::vector<double> height_m,
                                   const std::filesystem::path& work, RealismReport& realism) {
    namespace synthesis = water::synthesis;
    synthesis::WaterSynthesisOptions options;
    options.elevation_m = std::move(height_m);
    water_ = synthesis::synthesize_water(city, options);
    const auto add = [&](const std::vector<synthesis::RealismFigure>& figures) {
        for (const synthesis::RealismFigure& figure : figures) {
            realism.add({figure.id, figure.description, figure.unit, figure.value, figure.low,
                         figure.high, figure.source});
        }
    };
    add(water_.realism);
    if (water_.inp.empty()) {
        return;
    }
    const std::filesystem::path file = work / "first_day.inp";
    io::write_file_atomically(file, water_.inp);
    constexpr int first_day_h = 24;
    const synthesis::TrialFigures trial = synthesis::try_network(water_, file, first_day_h);
    std::filesystem::remove(file);
    add(synthesis::realism_of(trial));
    if (trial.unsolved_steps > 0 || trial.unserved_m3 > 0) {
        trial_note_ = fmt::format("water: on its first day EPANET leaves {} steps unsolved and "
                                  "{:.1f} m3 undelivered",
                                  trial.unsolved_steps, trial.unserved_m3);
    }
}

void SyntheticNetworks::supply_meters(const contracts::CityModel& city,
                                      io::AssetTable& meters) const {
    if (grid_.empty()) {
        return;
    }
    std::map<std::string, std::uint32_t, std::less<>> bus_of; // by building
    for (std::size_t b = 0; b < city.buildings.size(); ++b) {
        bus_of.emplace(city.buildings[b].id, grid_.supply[b].bus);
    }
    std::vector<io::Attribute>& column = column_of(meters, "supplied_by");
    for (std::size_t row = 0; row < meters.size(); ++row) {
        const auto found = bus_of.find(meters.text(row, "building"));
        if (found != bus_of.end() && found->second != energy::no_asset) {
            column[row] = grid_.buses[found->second].id;
        }
    }
}

void SyntheticNetworks::complete_hydrants(OsmLayer& hydrants) const {
    io::AssetTable& table = hydrants.table;
    for (const char* column : {"pipe", "junction", "rule"}) {
        column_of(table, column);
    }
    column_of(table, "provenance").assign(table.size(), io::Attribute{std::string{"surveyed"}});
    std::map<std::string, std::size_t, std::less<>> mapped;
    for (std::size_t row = 0; row < table.size(); ++row) {
        mapped.emplace(table.ids[row], row);
    }
    for (const water::synthesis::Hydrant& hydrant : water_.hydrants) {
        const auto found = hydrant.mapped ? mapped.find(hydrant.id) : mapped.end();
        std::size_t row = table.size();
        if (found != mapped.end()) {
            row = found->second;
        } else {
            table.ids.push_back(hydrant.id);
            table.geometry.push_back(point_at(hydrant.place));
            for (std::vector<io::Attribute>& column : table.attributes) {
                column.emplace_back();
            }
            column_of(table, "provenance")[row] = std::string{"synthetic"};
            hydrants.rule = hydrant.rule;
            ++hydrants.synthetic;
        }
        column_of(table, "rule")[row] = hydrant.rule;
        column_of(table, "pipe")[row] = water_.pipes[hydrant.pipe].id;
        column_of(table, "junction")[row] = water_.nodes[hydrant.junction].id;
    }
}

void SyntheticNetworks::add_layers(CityDraft& draft) const {
    const auto add = [&](std::vector<io::AssetTable> tables, const char* how) {
        for (io::AssetTable& table : tables) {
            if (draft.table(table.name) == nullptr && table.name != "hydrant") {
                draft.add(std::move(table), io::Provenance::synthetic, how);
            }
        }
    };
    add(synthetic_grid_tables(grid_), "made along the streets, as docs/models.md says");
    add(synthetic_water_tables(water_), "made along the streets, as docs/models.md says");
    if (!grid_.empty()) {
        draft.assumed(fmt::format("grid: synthetic; {} buses, {} lines, {} transformers in {} "
                                  "stations on {} rings, {} primary substations",
                                  grid_.buses.size(), grid_.lines.size(), grid_.transformers.size(),
                                  grid_.stations.size(), grid_.rings.size(),
                                  grid_.primaries.size()));
    }
    for (const std::string& note : grid_.notes) {
        draft.assumed("grid: " + note);
    }
    if (!water_.inp.empty()) {
        draft.assumed(fmt::format("water: synthetic; {} nodes, {} pipes, {} pumps, {} tanks, {} "
                                  "reducing valves, {} hydrants, {} isolation valves in {} "
                                  "pressure zones",
                                  water_.nodes.size(), water_.pipes.size(), water_.pumps.size(),
                                  water_.tanks.size(), water_.valves.size(), water_.hydrants.size(),
                                  water_.isolation_valves.size(), water_.zones.size()));
    }
    for (const std::string& remark : water_.remarks) {
        draft.assumed("water: " + remark);
    }
    if (!trial_note_.empty()) {
        draft.missing(trial_note_);
    }
}

} // namespace cityproof::scenarios
