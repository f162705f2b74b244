// SPDX-License-Identifier: Apache-2.0
#include "models/water/network_state.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::water {
namespace {

/// In the file's units of length; far below EPANET's own tolerance for a full or an empty tank,
/// 0.0005 ft.
constexpr double rounding = 1e-9;

struct Links {
    std::vector<LinkOrder> orders;
    std::vector<double> settings;
};

LinkOrder order_of(LinkKind kind, double state, double setting) {
    const bool regulates = kind > LinkKind::pump && kind != LinkKind::general_purpose_valve;
    if (regulates && (setting != 0 || state > link_state_open)) {
        return LinkOrder::regulate;
    }
    return state == link_state_closed ? LinkOrder::closed : LinkOrder::open;
}

Links read_links(const EpanetProject& project) {
    Links links;
    std::vector<double> states;
    project.read_values(LinkValue::state, states);
    project.read_values(LinkValue::setting, links.settings);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const LinkKind kind = project.link_kind(static_cast<int>(i) + 1);
        links.orders.push_back(order_of(kind, states[i], links.settings[i]));
        // A speed below zero marks a rule on a closed pump, see LinkHolds.
        links.settings[i] = std::max(links.settings[i], 0.0);
    }
    return links;
}

void fill_tank(EpanetProject& project, int node, double level) {
    if (project.set_tank_level(node, level)) {
        return;
    }
    // After conversions of units a full or an empty tank's level may lie a bit outside.
    const double lowest = project.value(node, NodeValue::minimum_level) + rounding;
    const double highest = project.value(node, NodeValue::maximum_level) - rounding;
    project.set_tank_level(node, std::min(std::max(level, lowest), highest));
}

void give_order(EpanetProject& project, int link, LinkOrder order, double setting) {
    const LinkKind kind = project.link_kind(link);
    if (kind == LinkKind::check_valve_pipe) {
        return; // EPANET opens and closes it by itself
    }
    if (order == LinkOrder::regulate) {
        project.set_value(link, LinkValue::setting, setting);
        return;
    }
    project.set_value(link, LinkValue::status, order == LinkOrder::open ? 1 : 0);
    if (kind == LinkKind::pump && order == LinkOrder::open && setting != 1) {
        project.set_value(link, LinkValue::setting, setting); // the status made it 1
    }
}

} // namespace

NetworkState read_network_state(const EpanetProject& project, const std::vector<int>& tanks,
                                long clock) {
    NetworkState state;
    state.clock = clock;
    for (const int node : tanks) {
        state.tank_levels.push_back(project.value(node, NodeValue::head) -
                                    project.value(node, NodeValue::elevation));
    }
    Links links = read_links(project);
    state.orders = std::move(links.orders);
    state.link_settings = std::move(links.settings);
    return state;
}

void apply_network_state(EpanetProject& project, const std::vector<int>& tanks,
                         const NetworkState& state) {
    project.start();
    project.set_time(TimeValue::clock, state.clock);
    for (std::size_t i = 0; i < tanks.size(); ++i) {
        fill_tank(project, tanks[i], state.tank_levels[i]);
    }
    const Links fresh = read_links(project);
    for (std::size_t i = 0; i < fresh.orders.size(); ++i) {
        if (fresh.orders[i] != state.orders[i] || fresh.settings[i] != state.link_settings[i]) {
            give_order(project, static_cast<int>(i) + 1, state.orders[i], state.link_settings[i]);
        }
    }
}

void NetworkState::save(engine::StateWriter& out) const {
    out.put(clock);
    out.put(tank_levels);
    out.put(orders);
    out.put(link_settings);
}

NetworkState NetworkState::restored(engine::StateReader& in, std::size_t tanks, std::size_t links) {
    NetworkState state;
    in.get(state.clock);
    state.tank_levels.resize(tanks);
    in.get_sized(state.tank_levels);
    state.orders.resize(links);
    in.get_sized(state.orders);
    state.link_settings.resize(links);
    in.get_sized(state.link_settings);
    const auto finite = [](double value) { return std::isfinite(value); };
    if (state.clock < 0 || !std::ranges::all_of(state.tank_levels, finite) ||
        !std::ranges::all_of(state.link_settings, finite) ||
        std::ranges::any_of(state.orders,
                            [](LinkOrder order) { return order > LinkOrder::regulate; })) {
        in.fail("the checkpoint's water network is none that can be");
    }
    return state;
}

} // namespace cityproof::water
