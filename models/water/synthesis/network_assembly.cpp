// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/network_assembly.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::water::synthesis {
namespace {

constexpr std::size_t longest_name = 31;

const char* rule_of(const SizedMain& main, bool is_join) {
    if (is_join) {
        return "joins parts of the streets that do not hang together";
    }
    switch (main.part) {
    case PipePart::loop:
        return "closes a ring along a street";
    case PipePart::boundary:
        return "along a street between two zones, shut";
    default:
        return "along a street on the cheapest way from the supply";
    }
}

WaterNode junction_of(const Design& design, std::uint32_t node, NameBook& names) {
    const StreetMains::Node& main = design.mains.nodes[node];
    const JunctionUse& use = design.uses[node];
    return {.id = names.claim(main.id),
            .place = main.place,
            .elevation_m = main.elevation_m,
            .domestic_m3ps = use.domestic_m3ps,
            .work_m3ps = use.work_m3ps,
            .loss_m3ps = use.loss_m3ps,
            .residents = use.residents,
            .zone = design.plan.zone_of[node],
            .rule = "where streets with mains meet, end or change"};
}

std::string pipe_name(const Design& design, const StreetMains::Edge& edge) {
    if (edge.segment == none) {
        return "join";
    }
    const contracts::StreetSegment& street = design.city.segments[edge.segment];
    if (edge.from_m <= 0 && edge.to_m >= street.length_m) {
        return street.id;
    }
    return fmt::format("{}-{:.0f}", street.id, edge.from_m);
}

WaterPipe pipe_of(const Design& design, std::uint32_t index, NameBook& names) {
    const StreetMains::Edge& edge = design.mains.edges[index];
    const SizedMain& main = design.sizing.mains[index];
    return {.id = names.claim(pipe_name(design, edge)),
            .start = edge.start,
            .end = edge.end,
            .part = main.part,
            .segment = edge.segment,
            .length_m = edge.length_m,
            .dn_mm = main.dn_mm,
            .roughness = main.material.roughness,
            .material = std::string{main.material.name},
            .closed = main.part == PipePart::boundary,
            .zone = design.plan.zone_of[edge.start],
            .shape = shape_of(design.city, design.mains, index),
            .rule = rule_of(main, edge.segment == none)};
}

std::vector<PressureZone> zones_of(const Design& design) {
    std::vector<PressureZone> zones;
    for (const ZoneDraft& draft : design.plan.zones) {
        PressureZone zone{.feed = draft.feed,
                          .parent = draft.parent,
                          .head_m = draft.head_m,
                          .lowest_m = draft.top_m,
                          .highest_m = draft.top_m};
        for (const std::uint32_t node : draft.nodes) {
            zone.lowest_m = std::min(zone.lowest_m, design.mains.nodes[node].elevation_m);
            zone.residents += design.uses[node].residents;
        }
        zones.push_back(zone);
    }
    return zones;
}

} // namespace

std::string NameBook::claim(const std::string& wanted) {
    std::string name = wanted;
    for (char& letter : name) {
        const bool is_plain = letter > ' ' && letter < '\x7f' && letter != '"' && letter != ';';
        letter = is_plain ? letter : '_';
    }
    if (name.empty() || name == "[" || name.front() == '[') {
        name = "_" + name;
    }
    name.resize(std::min(name.size(), longest_name));
    std::string free = name;
    for (int number = 2; !taken_.insert(free).second; ++number) {
        const std::string tail = fmt::format("~{}", number);
        free = name.substr(0, longest_name - tail.size()) + tail;
    }
    return free;
}

NodeNumbers::NodeNumbers(const Design& design)
    : mains{static_cast<std::uint32_t>(design.mains.nodes.size())} {
    const std::vector<ZoneDraft>& zones = design.plan.zones;
    reservoir.assign(zones.size(), none);
    tank.assign(zones.size(), none);
    count = mains + static_cast<std::uint32_t>(zones.size());
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (zones[i].feed == ZoneFeed::works) {
            reservoir[i] = count++;
        }
    }
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (zones[i].feed != ZoneFeed::reducer) {
            tank[i] = count++;
        }
    }
}

SyntheticWater assemble_mains(const Design& design, const NodeNumbers& numbers, NameBook& nodes,
                              NameBook& links) {
    SyntheticWater water;
    water.nodes.reserve(numbers.count);
    for (std::uint32_t node = 0; node < numbers.mains; ++node) {
        water.nodes.push_back(junction_of(design, node, nodes));
    }
    water.nodes.resize(numbers.count);
    for (std::uint32_t edge = 0; edge < design.mains.edges.size(); ++edge) {
        if (design.sizing.mains[edge].laid) {
            water.pipes.push_back(pipe_of(design, edge, links));
        }
    }
    water.zones = zones_of(design);
    water.junction_of_building = design.mains.node_of_building;
    return water;
}

} // namespace cityproof::water::synthesis
