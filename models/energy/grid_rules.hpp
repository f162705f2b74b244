// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace cityproof::energy {

/// What an attribute of a grid component holds.
enum class AttributeKind {
    id,   ///< whole number, unique over all components of the file
    node, ///< id of a node
    flag, ///< 0 or 1
    code, ///< small whole number within bounds
    real, ///< finite number within bounds, SI unit
};

/// One attribute of the power-grid-model input format and the values that make physical sense.
struct AttributeRule {
    std::string_view name;
    AttributeKind kind = AttributeKind::real;
    bool required = true;
    double lowest = 0;      ///< for code and real
    double highest = 0;     ///< for code and real
    bool above_low = false; ///< the value must be greater than `lowest`, not equal
};

/// One component type that this model simulates.
struct ComponentRule {
    std::string_view name;
    std::span<const AttributeRule> attributes;
};

/// All simulated component types, in the order in which they are handed to the solver.
/// Source: power-grid-model 1.12, user manual, "Components".
std::span<const ComponentRule> component_rules();

/// Rule of one component type; nullptr when the type is not simulated.
const ComponentRule* find_rule(std::string_view component);

/// Component types that say nothing about the steady state of a balanced network and are passed
/// over.
bool is_ignored_component(std::string_view component);

} // namespace cityproof::energy
