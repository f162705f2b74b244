// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/gate_file.hpp"

#include "core/base/quantity.hpp"
#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "io/text/yaml_node.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cityproof::verdict {
namespace {

std::string text_of(const io::YamlNode& node, std::string_view key) {
    const io::YamlNode* found = node.find(key);
    return found == nullptr ? std::string{} : one_line(found->scalar);
}

double confidence_of(const io::YamlNode& node, double fallback) {
    const io::YamlNode* found = node.find("confidence");
    if (found == nullptr) {
        return fallback;
    }
    const double level = parse_quantity(found->scalar, Dimension::ratio, found->where());
    if (!(level >= 0.5 && level < 1)) {
        throw InputError(found->where(), "the confidence is not between 50 % and 100 %",
                         "\"95 %\"");
    }
    return level;
}

GateKind kind_of(const std::string& claim) {
    for (const GateKind kind :
         {GateKind::superiority, GateKind::non_inferiority, GateKind::equivalence}) {
        if (claim == to_string(kind)) {
            return kind;
        }
    }
    return GateKind::limit;
}

void refuse_key(const io::YamlNode& node, std::string_view key, GateKind kind) {
    if (const io::YamlNode* found = node.find(key)) {
        throw InputError(found->where(),
                         fmt::format("\"{}\" has no meaning for {}", key, to_string(kind)), {},
                         "take it out, or choose another claim");
    }
}

void read_effect_gate(const io::YamlNode& node, Gate& gate) {
    for (const char* key : {"max", "min", "where", "per"}) {
        refuse_key(node, key, gate.kind);
    }
    if (const io::YamlNode* margin = node.find("margin")) {
        gate.margin = parse_margin(margin->scalar, margin->where());
    }
    if (const io::YamlNode* direction = node.find("direction")) {
        if (gate.kind == GateKind::equivalence) {
            refuse_key(node, "direction", gate.kind);
        }
        gate.direction = parse_direction(direction->scalar, direction->where());
    } else if (gate.kind == GateKind::superiority) {
        throw InputError(node.where(), "superiority without a direction",
                         "direction: decrease or increase");
    }
    require_sound(gate);
}

void read_limit_gate(const io::YamlNode& node, Gate& gate) {
    for (const char* key : {"margin", "direction"}) {
        refuse_key(node, key, gate.kind);
    }
    const io::YamlNode* max = node.find("max");
    const io::YamlNode* min = node.find("min");
    if ((max == nullptr) == (min == nullptr)) {
        throw InputError(node.where(), "a limit has one of max and min",
                         "max: \"480 s\" or min: \"0.95 pu\"", "write two gates for both");
    }
    gate.upper = max != nullptr;
    const io::YamlNode& limit = gate.upper ? *max : *min;
    gate.margin = parse_amount(limit.scalar, limit.where());
    gate.on = text_of(node, "where") == "baseline" ? GateArm::baseline : GateArm::policy;
    gate.kind = text_of(node, "per") == "run" ? GateKind::run_limit : GateKind::limit;
}

Gate read_gate(const io::YamlNode& node, double confidence) {
    Gate gate;
    gate.id = text_of(node, "id");
    gate.key_figure = text_of(node, "key_figure");
    gate.where = node.find("key_figure")->where();
    gate.kind = kind_of(text_of(node, "claim"));
    gate.confidence = confidence_of(node, confidence);
    if (gate.kind == GateKind::limit) {
        read_limit_gate(node, gate);
    } else {
        read_effect_gate(node, gate);
    }
    return gate;
}

nlohmann::json gate_schema() {
    return nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "gates.json"));
}

} // namespace

std::vector<Gate> read_gates(const io::YamlNode& list, double confidence, Problems& problems) {
    Problems in_form;
    io::validate(list, gate_schema().at("properties").at("gates"), in_form);
    if (!problems.collect([&] { in_form.throw_if_errors(); })) {
        return {};
    }
    std::vector<Gate> gates;
    for (const io::YamlNode& node : list.items) {
        problems.collect([&] { gates.push_back(read_gate(node, confidence)); });
    }
    return gates;
}

std::vector<Gate> load_gates(const std::filesystem::path& path) {
    const io::YamlNode document = io::load_yaml(path);
    Problems problems;
    io::validate(document, gate_schema(), problems);
    problems.throw_if_errors();
    double confidence = report_confidence;
    problems.collect([&] { confidence = confidence_of(document, report_confidence); });
    const io::YamlNode& list = *document.find("gates");
    if (list.items.empty()) {
        problems.error(list.where(), "the file holds no gate", "one gate or more");
    }
    std::vector<Gate> gates = read_gates(list, confidence, problems);
    problems.throw_if_errors();
    return gates;
}

Assertion read_assertion(const std::string& text) {
    std::error_code ignored;
    if (text == "claims") {
        return {true, {}};
    }
    if (text.ends_with(".yaml") || text.ends_with(".yml") ||
        std::filesystem::is_regular_file(text, ignored)) {
        return {false, load_gates(text)};
    }
    return {false, {parse_gate(text, {"--assert", 0, ""})}};
}

} // namespace cityproof::verdict
