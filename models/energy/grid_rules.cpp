// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_rules.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace cityproof::energy {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr AttributeRule whole_id{"id", AttributeKind::id};

constexpr AttributeRule node_of(std::string_view name) {
    return {name, AttributeKind::node};
}

constexpr AttributeRule flag(std::string_view name) {
    return {name, AttributeKind::flag};
}

constexpr AttributeRule code(std::string_view name, int lowest, int highest, bool required) {
    return {name, AttributeKind::code, required, static_cast<double>(lowest),
            static_cast<double>(highest)};
}

constexpr AttributeRule positive(std::string_view name, bool required = true) {
    return {name, AttributeKind::real, required, 0, infinity, true};
}

constexpr AttributeRule not_negative(std::string_view name, bool required = true) {
    return {name, AttributeKind::real, required, 0, infinity, false};
}

constexpr AttributeRule any(std::string_view name, bool required = true) {
    return {name, AttributeKind::real, required, -infinity, infinity, false};
}

constexpr std::array node_rules{whole_id, positive("u_rated")};

constexpr std::array line_rules{whole_id,
                                node_of("from_node"),
                                node_of("to_node"),
                                flag("from_status"),
                                flag("to_status"),
                                not_negative("r1"),
                                not_negative("x1"),
                                not_negative("c1"),
                                not_negative("tan1"),
                                any("r0", false),
                                any("x0", false),
                                any("c0", false),
                                any("tan0", false),
                                positive("i_n", false)};

constexpr std::array link_rules{whole_id, node_of("from_node"), node_of("to_node"),
                                flag("from_status"), flag("to_status")};

constexpr std::array transformer_rules{whole_id,
                                       node_of("from_node"),
                                       node_of("to_node"),
                                       flag("from_status"),
                                       flag("to_status"),
                                       positive("u1"),
                                       positive("u2"),
                                       positive("sn"),
                                       positive("uk"),
                                       not_negative("pk"),
                                       not_negative("i0"),
                                       not_negative("p0"),
                                       code("winding_from", 0, 4, true),
                                       code("winding_to", 0, 4, true),
                                       code("clock", -12, 12, true),
                                       code("tap_side", 0, 1, true),
                                       code("tap_pos", -127, 127, false),
                                       code("tap_min", -127, 127, true),
                                       code("tap_max", -127, 127, true),
                                       code("tap_nom", -127, 127, false),
                                       not_negative("tap_size"),
                                       positive("uk_min", false),
                                       positive("uk_max", false),
                                       not_negative("pk_min", false),
                                       not_negative("pk_max", false)};

constexpr std::array generic_branch_rules{whole_id,
                                          node_of("from_node"),
                                          node_of("to_node"),
                                          flag("from_status"),
                                          flag("to_status"),
                                          any("r1"),
                                          any("x1"),
                                          any("g1"),
                                          any("b1"),
                                          positive("k", false),
                                          any("theta", false),
                                          positive("sn", false)};

constexpr std::array shunt_rules{whole_id, node_of("node"), flag("status"), any("g1"), any("b1")};

constexpr std::array source_rules{whole_id,
                                  node_of("node"),
                                  flag("status"),
                                  positive("u_ref"),
                                  any("u_ref_angle", false),
                                  positive("sk", false),
                                  not_negative("rx_ratio", false)};

constexpr std::array load_rules{whole_id,           node_of("node"),
                                flag("status"),     code("type", 0, 2, true),
                                any("p_specified"), any("q_specified")};

constexpr std::array rules{ComponentRule{"node", node_rules},
                           ComponentRule{"line", line_rules},
                           ComponentRule{"link", link_rules},
                           ComponentRule{"transformer", transformer_rules},
                           ComponentRule{"generic_branch", generic_branch_rules},
                           ComponentRule{"shunt", shunt_rules},
                           ComponentRule{"source", source_rules},
                           ComponentRule{"sym_load", load_rules},
                           ComponentRule{"sym_gen", load_rules}};

constexpr std::array<std::string_view, 7> ignored{"sym_power_sensor",
                                                  "asym_power_sensor",
                                                  "sym_voltage_sensor",
                                                  "asym_voltage_sensor",
                                                  "sym_current_sensor",
                                                  "asym_current_sensor",
                                                  "fault"};

} // namespace

std::span<const ComponentRule> component_rules() {
    return rules;
}

const ComponentRule* find_rule(std::string_view component) {
    const auto* rule = std::ranges::find(rules, component, &ComponentRule::name);
    return rule == rules.end() ? nullptr : rule;
}

bool is_ignored_component(std::string_view component) {
    return std::ranges::find(ignored, component) != ignored.end();
}

} // namespace cityproof::energy
