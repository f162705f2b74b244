// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/overrides.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ranges>

namespace cityproof::scenarios {
namespace {

using io::YamlNode;

Location option_location(const std::string& text) {
    return {"--set", 0, text};
}

YamlNode& element(YamlNode& list, std::string_view step, const std::string& text) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    if (error != std::errc{} || end != step.data() + step.size() || index >= list.items.size()) {
        throw InputError(option_location(text),
                         fmt::format("{} has no element \"{}\"", list.path, step),
                         fmt::format("a number below {}", list.items.size()));
    }
    return list.items[index];
}

YamlNode& entry(YamlNode& mapping, const std::string& step, const std::string& text) {
    if (mapping.kind == YamlNode::Kind::null) {
        mapping.kind = YamlNode::Kind::mapping;
    }
    if (mapping.kind != YamlNode::Kind::mapping) {
        throw InputError(option_location(text),
                         fmt::format("{} is a value and has no key \"{}\"", mapping.path, step));
    }
    for (auto& [key, value] : mapping.entries) {
        if (key == step) {
            return value;
        }
    }
    YamlNode made;
    made.file = "--set";
    made.path = mapping.path.empty() ? step : mapping.path + "." + step;
    return mapping.entries.emplace_back(step, std::move(made)).second;
}

} // namespace

void apply_overrides(YamlNode& document, const std::vector<std::string>& overrides) {
    for (const std::string& text : overrides) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw InputError(option_location(text), "is no key=value", "as in energy.tick=30 s");
        }
        YamlNode* node = &document;
        for (const auto part : std::views::split(std::string_view{text}.substr(0, equals), '.')) {
            const std::string step{part.begin(), part.end()};
            node = node->kind == YamlNode::Kind::sequence ? &element(*node, step, text)
                                                          : &entry(*node, step, text);
        }
        // A value may be any YAML, so that lists and texts in quotes work as in the file.
        YamlNode value = io::parse_yaml(text.substr(equals + 1), "--set");
        value.path = node->path;
        value.line = 0;
        *node = std::move(value);
    }
}

} // namespace cityproof::scenarios
