// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/gates.hpp"

#include "scenarios/key_figures/catalogue.hpp"
#include "scenarios/verdict/gate_file.hpp"
#include "scenarios/verdict/verdict.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

namespace cityproof::study {
namespace {

using io::YamlNode;

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
    std::vector<contracts::KeyFigure> figures;
    for (const key_figures::DomainCatalogue& domain : key_figures::catalogue()) {
        for (const contracts::KeyFigureSpec& figure : domain.figures) {
            figures.push_back(figure.with(0));
        }
    }
    verdict::check_gates(verdict::read_gates(gates, verdict::report_confidence, problems), figures,
                         problems);
}

std::string gates_file(const YamlNode& gates) {
    std::string text = "format: 1\ngates:\n";
    for (const YamlNode& gate : gates.items) {
        text += "  - " + flow_text(gate) + "\n";
    }
    return text;
}

} // namespace cityproof::study
