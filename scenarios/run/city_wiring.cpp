// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/city_wiring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cityproof::scenarios {
namespace {

using contracts::LoadWire;
using contracts::SupplyWire;

std::map<std::string, std::uint32_t, std::less<>> index_of(const std::vector<std::string>& ids) {
    std::map<std::string, std::uint32_t, std::less<>> index;
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        index.emplace(ids[i], i);
    }
    return index;
}

} // namespace

CityWiring::CityWiring(const io::City& city, const energy::GridTables* grid, Problems& problems)
    : city_{city},
      grid_{grid},
      problems_{problems} {
}

Location CityWiring::place(const std::string& table, const std::string& id,
                           const std::string& column) const {
    return {city_.map.string(), 0, fmt::format("{} \"{}\" {}", table, id, column)};
}

std::int32_t CityWiring::bus_of(const io::AssetTable& table, std::size_t row) const {
    const std::string bus = table.text(row, "supplied_by");
    if (bus.empty() || grid_ == nullptr) {
        return -1;
    }
    const auto found = grid_->find_bus(bus);
    if (!found) {
        problems_.error(place(table.name, table.ids[row], "supplied_by"),
                        fmt::format("\"{}\" is no bus of the grid", bus),
                        "the id of a bus as in layer bus", "correct the cell in QGIS");
        return -1;
    }
    return static_cast<std::int32_t>(*found);
}

double CityWiring::required_number(const io::AssetTable& table, std::size_t row,
                                   const char* column) const {
    const std::optional<double> value = table.number(row, column);
    if (!value || !(*value >= 0)) {
        problems_.error(place(table.name, table.ids[row], column),
                        "is missing, no number, or negative", "a number of zero or more");
        return 0;
    }
    return *value;
}

SupplyWire CityWiring::supply(const std::string& table, const std::vector<std::string>& ids) const {
    SupplyWire wire{table, ids, std::vector<std::int32_t>(ids.size(), -1)};
    const io::AssetTable* assets = city_.table(table);
    if (assets == nullptr) {
        return wire;
    }
    const auto index = index_of(ids);
    for (std::size_t row = 0; row < assets->size(); ++row) {
        const auto entity = index.find(assets->ids[row]);
        if (entity != index.end()) {
            wire.bus[entity->second] = bus_of(*assets, row);
        }
    }
    return wire;
}

LoadWire CityWiring::signal_load(const engine::Port& heads_lit,
                                 const std::vector<std::string>& ids) const {
    LoadWire wire{&heads_lit, {}};
    const io::AssetTable* assets = city_.table("signal");
    if (assets == nullptr || grid_ == nullptr) {
        return wire;
    }
    const auto index = index_of(ids);
    for (std::size_t row = 0; row < assets->size(); ++row) {
        const auto signal = index.find(assets->ids[row]);
        const std::int32_t bus = bus_of(*assets, row);
        if (signal != index.end() && bus >= 0) {
            wire.taps.push_back({signal->second, static_cast<std::uint32_t>(bus),
                                 required_number(*assets, row, "power_w")});
        }
    }
    return wire;
}

LoadWire CityWiring::charging_load(const engine::Port& vehicles,
                                   const std::vector<std::string>& street_ids) const {
    LoadWire wire{&vehicles, {}};
    const io::AssetTable* zones = city_.table("charging_zone");
    if (zones == nullptr || grid_ == nullptr) {
        return wire;
    }
    const auto index = index_of(street_ids);
    for (std::size_t row = 0; row < zones->size(); ++row) {
        const std::string& id = zones->ids[row];
        const auto street = index.find(id);
        if (street == index.end()) {
            problems_.error(place("charging_zone", id, "id"), "is no street of the net",
                            "the id of a street");
            continue;
        }
        const std::int32_t bus = bus_of(*zones, row);
        if (bus >= 0) {
            const double gain_w =
                required_number(*zones, row, "power_w") * required_number(*zones, row, "share");
            wire.taps.push_back({street->second, static_cast<std::uint32_t>(bus), gain_w});
        }
    }
    return wire;
}

LoadWire CityWiring::power_load(const std::string& table, const engine::Port& power,
                                const std::vector<std::string>& ids) const {
    LoadWire wire{&power, {}};
    const SupplyWire supplied = supply(table, ids);
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        if (supplied.bus[i] >= 0) {
            wire.taps.push_back({i, static_cast<std::uint32_t>(supplied.bus[i]), 1.0});
        }
    }
    return wire;
}

std::vector<services::Lamp> CityWiring::lamps() const {
    std::vector<services::Lamp> lamps;
    if (const io::AssetTable* table = city_.table("lamp")) {
        for (std::size_t row = 0; row < table->size(); ++row) {
            lamps.push_back({table->ids[row], required_number(*table, row, "power_w")});
        }
    }
    return lamps;
}

std::vector<services::Meter> CityWiring::meters() const {
    std::vector<services::Meter> meters;
    if (const io::AssetTable* table = city_.table("meter")) {
        for (std::size_t row = 0; row < table->size(); ++row) {
            const std::string profile = table->text(row, "profile");
            if (profile != "household" && profile != "commercial") {
                problems_.error(place("meter", table->ids[row], "profile"),
                                fmt::format("\"{}\" is no load profile", profile),
                                "household or commercial");
            }
            meters.push_back({table->ids[row], required_number(*table, row, "power_w"),
                              profile == "commercial" ? services::LoadProfile::commercial
                                                      : services::LoadProfile::household});
        }
    }
    return meters;
}

std::vector<sensors::Sensor>
CityWiring::sensors(const std::function<Quantity(const std::string&)>& quantity) const {
    std::vector<sensors::Sensor> sensors;
    const io::AssetTable* table = city_.table("sensor");
    if (table == nullptr) {
        return sensors;
    }
    std::map<std::string, std::map<std::string, std::uint32_t, std::less<>>> index; // per quantity
    for (std::size_t row = 0; row < table->size(); ++row) {
        const std::string& id = table->ids[row];
        const std::string name = table->text(row, "quantity");
        const Quantity measured = quantity(name);
        if (measured.port == nullptr) {
            problems_.error(place("sensor", id, "quantity"),
                            fmt::format("nothing in this scenario offers \"{}\"", name),
                            "a quantity of a model that is simulated, as in traffic/street_speed",
                            "correct the cell, or add the model's section to the scenario");
            continue;
        }
        auto [elements, is_new] = index.try_emplace(name);
        if (is_new) {
            elements->second = index_of(*measured.ids);
        }
        const std::string target = table->text(row, "target");
        const auto element = elements->second.find(target);
        if (element == elements->second.end()) {
            problems_.error(place("sensor", id, "target"), fmt::format("\"{}\" is unknown", target),
                            fmt::format("an id of layer {}", measured.port->spec().table));
            continue;
        }
        const double interval_s = required_number(*table, row, "interval_s");
        const double dropout = required_number(*table, row, "dropout");
        if (interval_s < 1e-3 || dropout > 1) {
            problems_.error(place("sensor", id, interval_s < 1e-3 ? "interval_s" : "dropout"),
                            "is out of range",
                            "an interval of at least 1 ms and a dropout of at most 1");
            continue;
        }
        sensors.push_back({id, measured.port, element->second, Duration::from_seconds(interval_s),
                           required_number(*table, row, "noise"), dropout});
    }
    return sensors;
}

} // namespace cityproof::scenarios
