// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/scenario_keys.hpp"

#include "io/text/files.hpp"
#include "io/text/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cityproof::study {
namespace {

using Json = nlohmann::json;

constexpr std::array not_for_factors{"format", "name", "description", "seed", "policies"};

bool is_index(std::string_view step) {
    return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

/// Cuts the first step off a dotted path.
std::string_view take_step(std::string_view& path) {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    return step;
}

void list_keys(const Json& schema, const std::string& prefix, std::vector<std::string>& keys) {
    const auto properties = schema.find("properties");
    if (properties == schema.end()) {
        return;
    }
    for (const auto& [name, value] : properties->items()) {
        const bool left_out =
            prefix.empty() && std::ranges::find(not_for_factors, name) != not_for_factors.end();
        if (left_out) {
            continue;
        }
        if (value.contains("properties")) {
            list_keys(value, prefix + name + ".", keys);
        } else if (value.contains("items") && value["items"].contains("properties")) {
            list_keys(value["items"], prefix + name + ".0.", keys);
        } else {
            keys.push_back(prefix + name);
        }
    }
}

ScenarioKey key_of(const Json& schema) {
    if (const auto dimension = schema.find("x-dimension"); dimension != schema.end()) {
        return {ScenarioKey::Kind::quantity, dimension_from_name(dimension->get<std::string>())};
    }
    const std::string type = schema.value("type", "");
    if (type == "integer") {
        return {ScenarioKey::Kind::integer};
    }
    return {type == "number" ? ScenarioKey::Kind::number : ScenarioKey::Kind::text};
}

} // namespace

ScenarioKeys::ScenarioKeys(const io::YamlNode& base)
    : schema_{std::make_unique<Json>(
          Json::parse(io::read_text_file(io::data_folder() / "schema" / "scenario.json")))},
      base_{base} {
    list_keys(*schema_, "", known_);
}

ScenarioKeys::~ScenarioKeys() = default;

std::optional<ScenarioKey> ScenarioKeys::find(const std::string& key, const Location& where,
                                              Problems& problems) const {
    std::string_view rest = key;
    const std::string first{take_step(rest)};
    if (std::ranges::find(not_for_factors, first) != not_for_factors.end()) {
        const bool own = first == "seed" || first == "policies";
        problems.error(where, fmt::format("a study cannot change \"{}\" of its scenario", first),
                       {},
                       own ? fmt::format("use the study's own key \"{}\"",
                                         first == "seed" ? "seeds" : "policies")
                           : "leave it out: it changes no run");
        return std::nullopt;
    }
    const std::optional<ScenarioKey> found = look_up(key);
    if (!found) {
        problems.error(where, fmt::format("\"{}\" matches no key of a scenario", key),
                       "a dotted path such as traffic.demand_scale", io::name_advice(key, known_));
        return std::nullopt;
    }
    if (!has_section(key)) {
        problems.error(where,
                       fmt::format("the scenario {} has no \"{}\" that \"{}\" could change",
                                   base_.file, first, key),
                       {}, fmt::format("add the section to the scenario, or leave the key out"));
        return std::nullopt;
    }
    return found;
}

std::optional<ScenarioKey> ScenarioKeys::look_up(const std::string& key) const {
    const Json* schema = schema_.get();
    std::string_view path = key;
    if (path.empty() || path.ends_with('.')) {
        return std::nullopt;
    }
    while (!path.empty()) {
        const std::string step{take_step(path)};
        if (const auto items = schema->find("items"); items != schema->end()) {
            if (!is_index(step)) {
                return std::nullopt;
            }
            schema = &*items;
            continue;
        }
        const auto properties = schema->find("properties");
        if (properties == schema->end() || !properties->contains(step)) {
            return std::nullopt;
        }
        schema = &(*properties)[step];
    }
    return key_of(*schema);
}

bool ScenarioKeys::has_section(const std::string& key) const {
    std::string_view path = key;
    const io::YamlNode* node = &base_;
    const std::string first{take_step(path)};
    if (path.empty()) {
        return true; // a key of the scenario itself
    }
    node = node->find(first);
    if (node == nullptr || node->kind != io::YamlNode::Kind::sequence) {
        return node != nullptr;
    }
    std::size_t index = 0;
    const std::string step{take_step(path)};
    std::from_chars(step.data(), step.data() + step.size(), index);
    return index < node->items.size();
}

std::optional<double> number_of_value(const std::string& value, const ScenarioKey& key) {
    if (key.kind == ScenarioKey::Kind::quantity) {
        try {
            return parse_quantity(value, *key.dimension, {});
        } catch (const InputError&) {
            return std::nullopt;
        }
    }
    if (key.kind == ScenarioKey::Kind::text) {
        return std::nullopt;
    }
    const std::optional<NumberWithUnit> number = split_number(value);
    return number && number->unit.empty() ? std::optional{number->number} : std::nullopt;
}

} // namespace cityproof::study
