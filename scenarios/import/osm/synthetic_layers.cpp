// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/synthetic_layers.hpp"

#include "io/gis/polygon_repair.hpp"
#include "models/contracts/ports.hpp"
#include "models/services/synthesis/city_equipment.hpp"
#include "models/services/synthesis/sensing_sites.hpp"
#include "models/services/synthesis/street_lamps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace cityproof::scenarios {
namespace {

using contracts::CityModel;
using contracts::Place;

/// Appends synthetic rows to a layer, which is made when there is none.
class LayerFiller {
  public:
    LayerFiller(OsmLayers& layers, const std::string& name, std::string rule)
        : layer_{layers[name]} {
        layer_.table.name = name;
        layer_.rule = std::move(rule);
        std::vector<io::Attribute>& provenance = column_of(layer_.table, "provenance");
        provenance.assign(layer_.table.size(), io::Attribute{std::string{"surveyed"}});
        column_of(layer_.table, "rule");
    }

    using Cells = std::initializer_list<std::pair<const char*, io::Attribute>>;

    void add(const std::string& id, const Place& place, const Cells& cells) {
        io::AssetTable& table = layer_.table;
        table.ids.push_back(id);
        table.geometry.push_back({io::GeometryKind::point, {{place.x_m, place.y_m}}});
        for (std::vector<io::Attribute>& column : table.attributes) {
            column.emplace_back();
        }
        column_of(table, "provenance").back() = std::string{"synthetic"};
        column_of(table, "rule").back() = layer_.rule;
        for (const auto& [column, value] : cells) {
            column_of(table, column).back() = value;
        }
        ++layer_.synthetic;
    }

    io::AssetTable& table() { return layer_.table; }

    std::size_t surveyed() const { return layer_.surveyed; }

    std::vector<Place> places() const {
        std::vector<Place> places;
        for (const io::Geometry& geometry : layer_.table.geometry) {
            const io::Point centre = io::centre_of(geometry);
            places.push_back({centre.x_m, centre.y_m});
        }
        return places;
    }

  private:
    OsmLayer& layer_;
};

std::int64_t whole(double value) {
    return static_cast<std::int64_t>(std::llround(value));
}

std::size_t count_kind(const io::AssetTable& table, const char* kind) {
    std::size_t count = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        count += table.text(row, "kind") == kind ? 1U : 0U;
    }
    return count;
}

/// Lamps: what `run` needs is power_w.
std::size_t add_lamps(const CityModel& city, OsmLayers& layers) {
    LayerFiller lamps{layers, "lamp", "rows along built-up streets by class of street"};
    for (io::Attribute& power_w : column_of(lamps.table(), "power_w")) {
        power_w = services::usual_lamp_w;
    }
    column_of(lamps.table(), "supplied_by");
    for (const services::LampSite& site : services::place_street_lamps(city, lamps.places())) {
        lamps.add(site.id, site.place, {{"power_w", site.power_w}});
    }
    return lamps.table().size();
}

void add_car_parks(const CityModel& city, OsmLayers& layers) {
    LayerFiller parks{layers, "car_park", "at large shops, offices and public buildings"};
    io::AssetTable& table = parks.table();
    // A place and its share of the aisles take 25 to 30 m2.
    constexpr double place_m2 = 27.5;
    column_of(table, "capacity_from"); // both exist before a reference to either is kept
    column_of(table, "capacity");
    std::vector<io::Attribute>& from = column_of(table, "capacity_from");
    std::vector<io::Attribute>& capacity = column_of(table, "capacity");
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool known = std::holds_alternative<std::int64_t>(capacity[row]);
        const double area_m2 = io::ring_area_m2(table.geometry[row]);
        if (known || area_m2 <= 0) {
            from[row] = known ? io::Attribute{std::string{"tag"}} : io::Attribute{};
            capacity[row] = known ? capacity[row] : io::Attribute{};
            continue;
        }
        capacity[row] = std::max<std::int64_t>(1, whole(area_m2 / place_m2));
        from[row] = std::string{"area"};
    }
    for (const services::EquipmentSite& site : services::place_car_parks(city, parks.places())) {
        parks.add(site.id, site.place,
                  {{"kind", site.kind},
                   {"capacity", whole(site.size)},
                   {"capacity_from", std::string{"rule"}},
                   {"building", city.buildings[site.building].id}});
    }
}

double add_chargers(const CityModel& city, OsmLayers& layers) {
    constexpr double point_w = 22000; // a public normal charging point
    LayerFiller chargers{layers, "charger", "one of two points for 1500 residents"};
    io::AssetTable& table = chargers.table();
    column_of(table, "supplied_by");
    double all_points = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::int64_t count =
            std::max<std::int64_t>(1, whole(table.number(row, "capacity").value_or(2)));
        column_of(table, "points")[row] = count;
        column_of(table, "power_w")[row] = point_w * static_cast<double>(count);
        all_points += static_cast<double>(count);
    }
    for (const services::EquipmentSite& site :
         services::place_chargers(city, chargers.surveyed())) {
        chargers.add(site.id, site.place,
                     {{"kind", std::string{"charging_station"}},
                      {"points", whole(site.size)},
                      {"power_w", point_w * site.size}});
        all_points += site.size;
    }
    return all_points;
}

void add_containers(const CityModel& city, OsmLayers& layers) {
    LayerFiller containers{layers, "container",
                           "residual waste at every house, a recycling island for 900 residents"};
    const std::size_t islands = count_kind(containers.table(), "recycling");
    for (const services::EquipmentSite& site : services::place_residual_containers(city)) {
        containers.add(site.id, site.place,
                       {{"kind", site.kind},
                        {"volume_l", site.size},
                        {"building", city.buildings[site.building].id}});
    }
    for (const services::EquipmentSite& site : services::place_recycling_islands(city, islands)) {
        containers.add(site.id, site.place, {{"kind", site.kind}, {"volume_l", site.size}});
    }
}

void add_emergency_stations(const CityModel& city, OsmLayers& layers) {
    LayerFiller stations{layers, "emergency_station",
                         "for kinds without a mapped one, one for 25,000 residents"};
    for (const char* kind : {"fire_station", "ambulance_station", "police"}) {
        if (count_kind(stations.table(), kind) > 0) {
            continue;
        }
        for (const services::EquipmentSite& site : services::place_stations(city, kind)) {
            stations.add(site.id, site.place, {{"kind", site.kind}});
        }
    }
}

/// Mean power of a household: 3100 kWh a year (Destatis 2021). Of work: 245.7 kWh a year and m2 of
/// commercial, 155.7 of public floor area (pylovo's consumer categories).
void add_meters(const CityModel& city, OsmLayers& layers) {
    constexpr double hours_a_year = 8760;
    constexpr double household_w = 3.1e6 / hours_a_year;
    constexpr double commercial_w_per_m2 = 245.7e3 / hours_a_year;
    constexpr double public_w_per_m2 = 155.7e3 / hours_a_year;
    LayerFiller meters{layers, "meter",
                       "3100 kWh a year and household, 245.7 kWh/m2 of shops, offices and works, "
                       "155.7 kWh/m2 of public buildings"};
    column_of(meters.table(), "supplied_by");
    for (const contracts::Building& building : city.buildings) {
        if (building.households > 0) {
            meters.add(fmt::format("meter:{}:h", building.id), building.centre,
                       {{"power_w", household_w * building.households},
                        {"profile", std::string{"household"}},
                        {"building", building.id}});
        }
        if (building.jobs > 0) {
            const bool is_public = building.use == contracts::BuildingUse::public_service;
            const double per_m2 = is_public ? public_w_per_m2 : commercial_w_per_m2;
            meters.add(fmt::format("meter:{}:c", building.id), building.centre,
                       {{"power_w", per_m2 * building.work_area_m2},
                        {"profile", std::string{"commercial"}},
                        {"building", building.id}});
        }
    }
}

/// The point of a street so many metres before its end; its start when it is shorter.
Place before_end(const std::vector<Place>& shape, double back_m) {
    for (std::size_t i = shape.size() - 1; i > 0; --i) {
        const Place& a = shape[i - 1];
        const Place& b = shape[i];
        const double piece_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        if (piece_m >= back_m && piece_m > 0) {
            const double t = back_m / piece_m;
            return {b.x_m + t * (a.x_m - b.x_m), b.y_m + t * (a.y_m - b.y_m)};
        }
        back_m -= piece_m;
    }
    return shape.front();
}

void add_loops(const RoadNetwork& network, OsmLayers& layers) {
    constexpr double before_stop_line_m = 30;
    LayerFiller sensors{layers, "sensor",
                        "a double induction loop on each road to a traffic light"};
    const auto add = [&](const std::string& id, const Place& place, std::string_view quantity,
                         const std::string& target, double noise, double dropout) {
        sensors.add(id, place,
                    {{"quantity", std::string{quantity}},
                     {"target", target},
                     {"interval_s", 60.0},
                     {"noise", noise},
                     {"dropout", dropout},
                     {"supplied_by", io::Attribute{}}});
    };
    for (std::size_t e = 0; e < network.graph.edges.size(); ++e) {
        const traffic::RoadEdge& edge = network.graph.edges[e];
        if (!edge.ends_at_signal) {
            continue;
        }
        const Place place = before_end(edge.shape, before_stop_line_m);
        add(fmt::format("loop:{}:count", edge.id), place, contracts::ports::street_vehicles,
            edge.id, 0.6, 0.02);
        add(fmt::format("loop:{}:speed", edge.id), place, contracts::ports::street_speed, edge.id,
            0.4, 0.01);
    }
}

void add_stations(const CityModel& city, OsmLayers& layers) {
    LayerFiller air{layers, "air_station",
                    "one at a street and one in the background for 50,000 residents"};
    for (const services::StationSite& site : services::place_air_stations(city)) {
        air.add(site.id, site.place, {{"kind", site.kind}});
    }
    LayerFiller noise{layers, "noise_station",
                      "one for 10,000 residents, where most of them live at a main street"};
    for (const services::StationSite& site : services::place_noise_stations(city)) {
        noise.add(site.id, site.place, {{"kind", site.kind}});
    }
}

/// Gateways for all that sends: sensors, stations, chargers, recycling islands and houses' meters
/// would be everywhere, so the houses' streets stand for them.
double add_gateways(const CityModel& city, OsmLayers& layers) {
    std::vector<Place> devices;
    for (const char* name : {"sensor", "air_station", "noise_station", "charger"}) {
        for (const io::Geometry& geometry : layers[name].table.geometry) {
            const io::Point at = io::centre_of(geometry);
            devices.push_back({at.x_m, at.y_m});
        }
    }
    for (const std::uint32_t b : services::spread_by_residents(city, 50, "meters of gateways")) {
        devices.push_back(city.buildings[b].centre);
    }
    LayerFiller gateways{layers, "gateway",
                         "on the highest roofs, until every device has one within 1500 m"};
    std::size_t covered = 0;
    for (const services::GatewaySite& site : services::place_gateways(city, devices)) {
        gateways.add(site.id, site.place,
                     {{"height_m", site.height_m},
                      {"range_m", site.range_m},
                      {"devices", std::int64_t(site.covered)},
                      {"supplied_by", io::Attribute{}}});
        covered += site.covered;
    }
    return devices.empty() ? 1 : static_cast<double>(covered) / static_cast<double>(devices.size());
}

void join_sensors_to_gateways(OsmLayers& layers) {
    io::AssetTable& sensors = layers["sensor"].table;
    const io::AssetTable& gateways = layers["gateway"].table;
    std::vector<io::Attribute>& column = column_of(sensors, "gateway");
    for (std::size_t row = 0; row < sensors.size(); ++row) {
        const io::Point& at = sensors.geometry[row].points.front();
        double nearest_m = services::gateway_range_m;
        for (std::size_t g = 0; g < gateways.size(); ++g) {
            const io::Point& roof = gateways.geometry[g].points.front();
            const double far_m = std::hypot(roof.x_m - at.x_m, roof.y_m - at.y_m);
            if (far_m <= nearest_m) {
                nearest_m = far_m;
                column[row] = gateways.ids[g];
            }
        }
    }
}

} // namespace

void add_synthetic_layers(const CityModel& city, const RoadNetwork& network, OsmLayers& layers,
                          RealismReport& realism) {
    double residents = 0;
    for (const contracts::Building& building : city.buildings) {
        residents += building.residents;
    }
    residents = std::max(residents, 1.0);
    const std::size_t lamps = add_lamps(city, layers);
    add_car_parks(city, layers);
    const double points = add_chargers(city, layers);
    add_containers(city, layers);
    add_emergency_stations(city, layers);
    add_meters(city, layers);
    add_loops(network, layers);
    add_stations(city, layers);
    const double covered = add_gateways(city, layers);
    join_sensors_to_gateways(layers);
    realism.add({"lamps.per_resident", "street lamps a resident", "1",
                 static_cast<double>(lamps) / residents, 0.05, 0.25,
                 "about 9 million for 83 million people in Germany; towns to 0.2"});
    realism.add({"chargers.residents_per_point", "residents a public charging point", "1",
                 points > 0 ? residents / points : residents, 200, 2000,
                 "Germany 2023: 700 to 1000"});
    realism.add({"gateways.covered", "share of devices in reach of a gateway", "1", covered, 0.95,
                 1, "planning target of a LoRaWAN"});
}

} // namespace cityproof::scenarios
