// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/layer_look.hpp"

#include "scenarios/export/map_style.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace cityproof::scenarios {
namespace {

using exporting::SymbolKind;

constexpr std::uint32_t other_rgb = 0x8C8C8C;

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 37> colours{{
    {"admin_area", 0xF4F1EC},    {"air_station", 0x2E8B57},
    {"bike_rental", 0x7A6FAC},   {"building", 0xC9BFB2},
    {"bus", 0xB5522B},           {"bus_stop", 0x7A6FAC},
    {"car_park", 0xB9B4D0},      {"charger", 0x00897B},
    {"charging_zone", 0x26A69A}, {"container", 0x795548},
    {"hydrant", 0xC62828},       {"emergency_station", 0xD32F2F},
    {"gateway", 0x1B5E20},       {"isolation_valve", 0x4A90C2},
    {"lamp", 0xF2B705},          {"landuse", 0xDDE5D0},
    {"line", 0xD2691E},          {"meter", 0xE08E45},
    {"noise_station", 0x3CB371}, {"pipe", 0x1F77B4},
    {"poi", 0xA0A0A0},           {"power_line", 0x8D4B32},
    {"power_point", 0x8D4B32},   {"power_site", 0xE3C4B4},
    {"pump", 0x0D47A1},          {"sensor", 0x43A047},
    {"signal", 0x444444},        {"street", 0x6E6E6E},
    {"substation", 0x8B1E1E},    {"switch", 0x5D4037},
    {"tank", 0x0D47A1},          {"transformer", 0xA83232},
    {"valve", 0x1565C0},         {"water_area", 0xB5D0E0},
    {"water_node", 0x5DA5DA},    {"water_site", 0x1565C0},
    {"waterway", 0x8FB8D6},
}};

std::uint32_t colour_of(std::string_view layer) {
    for (const auto& [name, rgb] : colours) {
        if (name == layer) {
            return rgb;
        }
    }
    return other_rgb;
}

/// As most of the rows need it: QGIS takes one kind of symbol for a layer.
SymbolKind symbol_of(const io::AssetTable& table) {
    std::array<std::size_t, 3> rows{};
    for (const io::Geometry& geometry : table.geometry) {
        if (geometry.kind != io::GeometryKind::none) {
            ++rows[static_cast<std::size_t>(geometry.kind) - 1];
        }
    }
    if (rows[2] > rows[0] && rows[2] > rows[1]) {
        return SymbolKind::fill;
    }
    return rows[1] > rows[0] ? SymbolKind::line : SymbolKind::marker;
}

} // namespace

io::MapLayer with_look(const io::AssetTable& table) {
    io::MapLayer layer;
    layer.table = table;
    layer.is_map = true;
    layer.styles.push_back(
        {table.name, exporting::single_style(symbol_of(table), colour_of(table.name)), true});
    return layer;
}

} // namespace cityproof::scenarios
