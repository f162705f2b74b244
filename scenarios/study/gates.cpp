// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/gates.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <utility>

namespace cityproof::study {
namespace {

using io::YamlNode;

/// Text of a key that a gate must have; empty, with a problem, when it has none.
std::string required_text(const YamlNode& gate, const char* key, Problems& problems) {
    const YamlNode* value = gate.find(key);
    if (value == nullptr) {
        problems.error(gate.where(), fmt::format("the gate lacks \"{}\"", key), {}, "add it");
        return {};
    }
    if (value->kind != YamlNode::Kind::scalar || value->scalar.empty()) {
        problems.error(value->where(), "is no text", "a name");
        return {};
    }
    return value->scalar;
}

/// One line of flow style, which is JSON but for plain numbers.
std::string flow_text(const YamlNode& node) {
    switch (node.kind) {
    case YamlNode::Kind::null:
        return "null";
    case YamlNode::Kind::scalar:
        return io::number_of(node)
                   ? node.scalar
                   : nlohmann::json(node.scalar)
                         .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    case YamlNode::Kind::sequence: {
        std::string text;
        for (const YamlNode& item : node.items) {
            text += (text.empty() ? "" : ", ") + flow_text(item);
        }
        return "[" + text + "]";
    }
    case YamlNode::Kind::mapping:
        break;
    }
    std::string text;
    for (const auto& [key, value] : node.entries) {
        text += (text.empty() ? "" : ", ") + nlohmann::json(key).dump() + ": " + flow_text(value);
    }
    return "{" + text + "}";
}

} // namespace

void check_gates(const YamlNode& gates, Problems& problems) {
    std::set<std::string> ids;
    std::map<std::pair<std::string, std::string>, std::string> judged;
    for (const YamlNode& gate : gates.items) {
        const std::string id = required_text(gate, "id", problems);
        const std::string figure = required_text(gate, "kpi", problems);
        const std::string claim = required_text(gate, "claim", problems);
        if (!id.empty() && !ids.insert(id).second) {
            problems.error(gate.where(), fmt::format("there is another gate \"{}\"", id), {},
                           "give each an id of its own");
        }
        if (figure.empty() || claim.empty()) {
            continue;
        }
        const auto [other, is_new] = judged.emplace(std::pair{figure, claim}, id);
        if (!is_new) {
            problems.error(gate.where(),
                           fmt::format("overlaps with the gate \"{}\": both judge {} of {}",
                                       other->second, claim, figure),
                           {}, "keep one of them");
        }
    }
}

std::string gates_file(const YamlNode& gates) {
    std::string text;
    for (const YamlNode& gate : gates.items) {
        text += "- " + flow_text(gate) + "\n";
    }
    return text;
}

} // namespace cityproof::study
