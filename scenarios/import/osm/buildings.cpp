// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/buildings.hpp"

#include "io/gis/polygon_repair.hpp"
#include "scenarios/import/osm/building_use.hpp"
#include "scenarios/import/osm/land_use.hpp"
#include "scenarios/import/osm/osm_layers.hpp"
#include "scenarios/import/osm/street_graph.hpp"
#include "scenarios/import/osm/street_houses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace cityproof::scenarios {
namespace {

using contracts::Building;
using contracts::BuildingUse;
using contracts::CityModel;
using contracts::Place;

constexpr double quarter_m = 250; ///< side of the squares whose built share counts
constexpr double connection_reach_m = 300;
constexpr double mixed_dwelling_share = 0.75;
constexpr double floor_height_m = 3.2;

/// Share of the ground that buildings cover, by square.
class BuiltShare {
  public:
    void add(const Place& place, double area_m2) { covered_m2_[cell(place)] += area_m2; }

    double at(const Place& place) const {
        const auto found = covered_m2_.find(cell(place));
        return found == covered_m2_.end() ? 0
                                          : std::min(found->second / (quarter_m * quarter_m), 1.0);
    }

  private:
    static std::pair<std::int64_t, std::int64_t> cell(const Place& place) {
        return {static_cast<std::int64_t>(std::floor(place.x_m / quarter_m)),
                static_cast<std::int64_t>(std::floor(place.y_m / quarter_m))};
    }

    std::map<std::pair<std::int64_t, std::int64_t>, double> covered_m2_;
};

void set_floor_areas(Building& building) {
    const double gross_m2 = building.footprint_m2 * building.levels;
    const double dwelling = building.use == BuildingUse::residential ? 1
                            : building.use == BuildingUse::mixed     ? mixed_dwelling_share
                                                                     : 0;
    building.dwelling_area_m2 = gross_m2 * dwelling;
    building.work_area_m2 =
        building.use == BuildingUse::ancillary ? 0 : gross_m2 - building.dwelling_area_m2;
}

void join_to_streets(CityModel& model) {
    std::vector<std::uint32_t> usable;
    for (std::uint32_t s = 0; s < model.segments.size(); ++s) {
        const auto street_class = model.segments[s].street_class;
        if (model.segments[s].component < model.street_nets &&
            street_class != contracts::StreetClass::motorway &&
            !model.segments[s].bridge_or_tunnel) {
            usable.push_back(s);
        }
    }
    const StreetIndex index{model, std::move(usable)};
    for (Building& building : model.buildings) {
        const StreetIndex::Hit hit = index.nearest(building.centre, connection_reach_m);
        building.segment = hit.segment;
        building.segment_at_m = hit.at_m;
        building.connection = hit.segment == contracts::no_segment ? building.centre : hit.foot;
    }
}

/// Columns of a given layer that say what OSM says by tags.
io::OsmTags tags_of(const io::AssetTable& table, std::size_t row) {
    io::OsmTags tags;
    const auto set = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            tags.set(key, value);
        }
    };
    const std::string kind = table.text(row, "kind");
    tags.set("building", kind.empty() ? "yes" : kind);
    set("building:levels", table.text(row, "levels"));
    set("name", table.text(row, "name"));
    const std::string height = table.text(row, "height");
    set("height", height.empty() ? table.text(row, "height_m") : height);
    tags.normalise();
    return tags;
}

void take_given(DraftLayer layer, OsmBuildings& buildings) {
    const io::AssetTable& table = layer.table;
    buildings.given_tags.reserve(table.size()); // areas point into it
    for (std::size_t row = 0; row < table.size(); ++row) {
        buildings.given_tags.push_back(tags_of(table, row));
        buildings.areas.push_back(
            {table.ids[row], &buildings.given_tags.back(), table.geometry[row]});
    }
    buildings.given = std::move(layer);
}

/// A use that a given layer names as layer building does, which is what a map cannot say.
std::optional<BuildingUse> named_use(const OsmBuildings& buildings, std::size_t row) {
    if (!buildings.given) {
        return std::nullopt;
    }
    const std::string use = buildings.given->table.text(row, "use");
    for (const BuildingUse known :
         {BuildingUse::residential, BuildingUse::mixed, BuildingUse::commercial,
          BuildingUse::industrial, BuildingUse::public_service, BuildingUse::ancillary}) {
        if (use == to_string(known)) {
            return known;
        }
    }
    return std::nullopt;
}

/// Use and floors follow from the surroundings.
const io::OsmTags& house_tags() {
    static const io::OsmTags tags = [] {
        io::OsmTags house;
        house.set("building", "yes");
        return house;
    }();
    return tags;
}

/// Behind the mapped buildings, so that those keep their places.
void add_street_houses(const OsmSource& source, const LandUse& landuse, const CityModel& streets,
                       OsmBuildings& buildings) {
    std::vector<Place> mapped;
    for (const OsmArea& area : buildings.areas) {
        const io::Point centre = io::centre_of(area.polygon);
        mapped.push_back({centre.x_m, centre.y_m});
    }
    for (StreetHouse& house : street_houses(source, streets, mapped, landuse)) {
        buildings.areas.push_back({std::move(house.id), &house_tags(), std::move(house.outline)});
        ++buildings.assumed;
    }
}

/// The last rows are houses that nobody mapped.
void note_assumed(io::AssetTable& table, std::size_t assumed) {
    column_of(table, "provenance");
    auto& rule = column_of(table, "rule"); // a new column moves the others
    auto& provenance = column_of(table, "provenance");
    const auto mapped = static_cast<std::ptrdiff_t>(table.size() - assumed);
    std::fill(provenance.begin(), provenance.begin() + mapped, std::string{"surveyed"});
    std::fill(provenance.begin() + mapped, provenance.end(), std::string{"synthetic"});
    std::fill(rule.begin() + mapped, rule.end(),
              std::string{"houses every 24 m on both sides of streets to live in, in squares of 1 "
                          "km with less than 8 buildings per km of them"});
}

} // namespace

OsmBuildings add_buildings(const OsmSource& source, std::optional<DraftLayer> given,
                           CityModel& model, RepairCount& repairs) {
    OsmBuildings buildings;
    const bool of_map = !given;
    if (given) {
        take_given(std::move(*given), buildings);
    } else {
        buildings.areas = areas_of(source, repairs, [](const io::OsmTags& tags) {
            return tags.has("building") && !tags.is("building", "no");
        });
    }
    const LandUse landuse{source, repairs};
    if (of_map) {
        add_street_houses(source, landuse, model, buildings);
    }
    BuiltShare built;
    for (const OsmArea& area : buildings.areas) {
        Building building;
        const io::Point centre = io::centre_of(area.polygon);
        building.id = area.id;
        building.centre = {centre.x_m, centre.y_m};
        building.footprint_m2 = io::ring_area_m2(area.polygon);
        built.add(building.centre, building.footprint_m2);
        model.buildings.push_back(std::move(building));
    }
    for (std::size_t i = 0; i < model.buildings.size(); ++i) {
        Building& building = model.buildings[i];
        const io::OsmTags& tags = *buildings.areas[i].tags;
        auto use = named_use(buildings, i);
        use = use ? use : tagged_use(tags, building.footprint_m2);
        const auto levels = tagged_levels(tags);
        const Surroundings around{use ? std::string_view{} : landuse.at(building.centre),
                                  built.at(building.centre), building.footprint_m2};
        building.use = use ? *use : assumed_use(around);
        building.levels = levels ? *levels : assumed_levels(building.use, around);
        building.height_m =
            leading_number(tags.get("height")).value_or(building.levels * floor_height_m);
        set_floor_areas(building);
        buildings.use_is_tagged.push_back(use.has_value());
        buildings.levels_are_tagged.push_back(levels.has_value());
    }
    join_to_streets(model);
    if (buildings.given && std::ranges::all_of(model.buildings, [](const Building& building) {
            return building.segment == contracts::no_segment;
        })) {
        throw InputError({buildings.given->source, 0, "--layer building"},
                         "has no building near a street of the extract",
                         "buildings of this city, in the right reference system");
    }
    return buildings;
}

void add_building_layer(const OsmSource& source, const CityModel& model, OsmBuildings&& buildings,
                        const std::string& people, CityDraft& draft) {
    if (model.buildings.empty()) {
        return;
    }
    io::AssetTable table;
    const std::array columns{"name",      "kind",        "use",      "use_from",
                             "levels",    "levels_from", "height_m", "area_m2",
                             "residents", "households",  "jobs"};
    if (buildings.given) {
        table = std::move(buildings.given->table);
    } else {
        table.name = "building";
        for (std::size_t i = 0; i < model.buildings.size(); ++i) {
            table.ids.push_back(model.buildings[i].id);
            table.geometry.push_back(std::move(buildings.areas[i].polygon));
        }
    }
    for (const char* column : columns) {
        column_of(table, column);
    }
    std::size_t with_levels = 0;
    std::size_t with_use = 0;
    for (std::size_t i = 0; i < model.buildings.size(); ++i) {
        const Building& building = model.buildings[i];
        const OsmArea& area = buildings.areas[i];
        with_levels += buildings.levels_are_tagged[i] ? 1U : 0U;
        with_use += buildings.use_is_tagged[i] ? 1U : 0U;
        const auto set = [&](std::size_t column, io::Attribute value) {
            column_of(table, columns[column])[i] = std::move(value);
        };
        const std::string name{area.tags->get("name")};
        set(0, name.empty() ? io::Attribute{} : io::Attribute{name});
        set(1, std::string{area.tags->get("building")});
        set(2, std::string{to_string(building.use)});
        set(3, std::string{buildings.use_is_tagged[i] ? "tag" : "rule"});
        set(4, building.levels);
        set(5, std::string{buildings.levels_are_tagged[i] ? "tag" : "rule"});
        set(6, building.height_m);
        set(7, building.footprint_m2);
        set(8, std::int64_t{building.residents});
        set(9, std::int64_t{building.households});
        set(10, std::int64_t{building.jobs});
    }
    const std::size_t given_or_mapped = table.size() - buildings.assumed;
    draft.found(fmt::format("buildings: {}, of them {} with floors and {} with a use in the map",
                            given_or_mapped, with_levels, with_use));
    if (buildings.assumed > 0) {
        note_assumed(table, buildings.assumed);
        draft.assumed(fmt::format("buildings: {} houses along streets where the map has next to "
                                  "none; --layer building or --population says it better",
                                  buildings.assumed));
    }
    draft.assumed(fmt::format("buildings: floors of {} and use of {} by rules (columns "
                              "levels_from, use_from)",
                              table.size() - with_levels, table.size() - with_use));
    const std::string how =
        people + " synthetic by floor area, levels and use by rule where not tagged";
    draft.add(std::move(table), io::Provenance::surveyed,
              buildings.given ? fmt::format("{}; {}", buildings.given->source, how)
                              : osm_note(source, how));
}

} // namespace cityproof::scenarios
