// SPDX-License-Identifier: Apache-2.0
#include "io/text/schema.hpp"

#include "core/base/quantity.hpp"
#include "io/text/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>
#include <set>
#include <stdexcept>

namespace cityproof::io {
namespace {

using Json = nlohmann::json;
using Kind = YamlNode::Kind;

const std::set<std::string, std::less<>> understood = {
    "type",        "properties", "required", "additionalProperties",
    "items",       "enum",       "const",    "$ref",
    "minimum",     "maximum",    "pattern",  "minLength",
    "x-dimension", "$schema",    "$id",      "$defs",
    "$comment",    "title",      "default",  "examples",
    "description",
};

/// One validation run over one document.
class Validator {
  public:
    explicit Validator(const Json& root) : root_{root} {}

    void check(const YamlNode& node, const Json& schema, Problems& problems) {
        refuse_unknown_keywords(schema);
        if (const auto found = schema.find("$ref"); found != schema.end()) {
            check(node, resolve(found->get<std::string>()), problems);
        }
        if (const auto found = schema.find("type");
            found != schema.end() && !is_type(node, found->get<std::string>())) {
            problems.error(node.where(), fmt::format("is {}", shown(node)),
                           expected_type(schema, found->get<std::string>()), {});
            return;
        }
        check_scalar(node, schema, problems);
        check_sequence(node, schema, problems);
        check_mapping(node, schema, problems);
    }

  private:
    static void refuse_unknown_keywords(const Json& schema) {
        for (const auto& [keyword, ignored] : schema.items()) {
            if (!understood.contains(keyword)) {
                throw std::logic_error(
                    fmt::format("the schema uses \"{}\", which validate() does not know", keyword));
            }
        }
    }

    const Json& resolve(const std::string& reference) const {
        constexpr std::string_view prefix = "#/$defs/";
        const auto defs = root_.find("$defs");
        if (reference.starts_with(prefix) && defs != root_.end()) {
            const auto found = defs->find(reference.substr(prefix.size()));
            if (found != defs->end()) {
                return *found;
            }
        }
        throw std::logic_error(
            fmt::format("the schema refers to {}, which it does not define", reference));
    }

    /// Any plain value counts as text: `target: 209` means the id "209".
    static bool is_type(const YamlNode& node, std::string_view type) {
        if (type == "object") {
            return node.kind == Kind::mapping;
        }
        if (type == "array") {
            return node.kind == Kind::sequence;
        }
        if (type == "string") {
            return node.kind == Kind::scalar;
        }
        const auto number = number_of(node);
        if (type == "integer") {
            return number && std::floor(*number) == *number &&
                   std::fabs(*number) < 9007199254740992.0;
        }
        if (type == "number") {
            return number.has_value();
        }
        throw std::logic_error(fmt::format("the schema has the unknown type {}", type));
    }

    static std::string type_name(const std::string& type) {
        if (type == "object") {
            return "a section of keys";
        }
        if (type == "array") {
            return "a list";
        }
        if (type == "string") {
            return "a text";
        }
        return type == "integer" ? "a whole number" : "a number";
    }

    static std::string expected_type(const Json& schema, const std::string& type) {
        if (const auto found = schema.find("x-dimension"); found != schema.end()) {
            const auto dimension = dimension_of(*found);
            return fmt::format("a {} with one of the units {}", to_string(dimension),
                               accepted_units(dimension));
        }
        return type_name(type);
    }

    static std::string shown(const YamlNode& node) {
        switch (node.kind) {
        case Kind::null:
            return "empty";
        case Kind::sequence:
            return "a list";
        case Kind::mapping:
            return "a section of keys";
        case Kind::scalar:
            break;
        }
        return fmt::format("\"{}\"", node.scalar.substr(0, 200));
    }

    static Dimension dimension_of(const Json& name) {
        const auto dimension = dimension_from_name(name.get<std::string>());
        if (!dimension) {
            throw std::logic_error(
                fmt::format("the schema has the unknown x-dimension {}", name.get<std::string>()));
        }
        return *dimension;
    }

    static bool equals(const YamlNode& node, const Json& value) {
        if (node.kind != Kind::scalar) {
            return false;
        }
        if (value.is_string()) {
            return node.scalar == value.get<std::string>();
        }
        const auto number = number_of(node);
        return number && value.is_number() && *number == value.get<double>();
    }

    static std::string listed(const Json& values) {
        std::string text;
        for (const Json& value : values) {
            text += (text.empty() ? "" : ", ") +
                    (value.is_string() ? value.get<std::string>() : value.dump());
        }
        return text;
    }

    void check_scalar(const YamlNode& node, const Json& schema, Problems& problems) const {
        if (const auto found = schema.find("const");
            found != schema.end() && !equals(node, *found)) {
            problems.error(node.where(), fmt::format("is {}", shown(node)),
                           listed(Json::array({*found})), {});
        }
        if (const auto found = schema.find("enum"); found != schema.end()) {
            check_enum(node, *found, problems);
        }
        if (node.kind != Kind::scalar) {
            return;
        }
        if (const auto found = schema.find("x-dimension"); found != schema.end()) {
            problems.collect(
                [&] { parse_quantity(node.scalar, dimension_of(*found), node.where()); });
        }
        if (const auto found = schema.find("minLength");
            found != schema.end() && node.scalar.size() < found->get<std::size_t>()) {
            problems.error(
                node.where(), "is too short",
                fmt::format("a text of at least {} characters", found->get<std::size_t>()), {});
        }
        check_pattern(node, schema, problems);
        check_bounds(node, schema, problems);
    }

    static void check_enum(const YamlNode& node, const Json& values, Problems& problems) {
        if (std::ranges::any_of(values, [&](const Json& value) { return equals(node, value); })) {
            return;
        }
        std::vector<std::string> names;
        for (const Json& value : values) {
            names.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        }
        const std::string near = nearest_name(node.scalar, names);
        problems.error(node.where(), fmt::format("is {}", shown(node)), "one of " + listed(values),
                       near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
    }

    static void check_pattern(const YamlNode& node, const Json& schema, Problems& problems) {
        const auto found = schema.find("pattern");
        if (found == schema.end()) {
            return;
        }
        // std::regex recurses once a character: a long text would exhaust the stack.
        constexpr std::size_t longest = 1000;
        const auto pattern = found->get<std::string>();
        if (node.scalar.size() > longest || !std::regex_search(node.scalar, std::regex{pattern})) {
            const auto description = schema.find("description");
            problems.error(node.where(), fmt::format("is {}", shown(node)),
                           description != schema.end() ? description->get<std::string>()
                                                       : "a text of the form " + pattern,
                           {});
        }
    }

    static void check_bounds(const YamlNode& node, const Json& schema, Problems& problems) {
        const auto number = number_of(node);
        if (!number) {
            return;
        }
        const auto bound = [&](const char* keyword, auto broken, const char* words) {
            const auto found = schema.find(keyword);
            if (found != schema.end() && broken(*number, found->get<double>())) {
                problems.error(node.where(), fmt::format("is {}", node.scalar),
                               fmt::format("a number {} {}", words, found->dump()), {});
            }
        };
        bound("minimum", std::less<>{}, "of at least");
        bound("maximum", std::greater<>{}, "of at most");
    }

    void check_sequence(const YamlNode& node, const Json& schema, Problems& problems) {
        if (node.kind != Kind::sequence) {
            return;
        }
        if (const auto found = schema.find("items"); found != schema.end()) {
            for (const YamlNode& item : node.items) {
                check(item, *found, problems);
            }
        }
    }

    void check_mapping(const YamlNode& node, const Json& schema, Problems& problems) {
        if (node.kind != Kind::mapping) {
            return;
        }
        static const Json none = Json::object();
        const auto properties_at = schema.find("properties");
        const Json& properties = properties_at == schema.end() ? none : *properties_at;
        std::vector<std::string> known;
        for (const auto& [key, ignored] : properties.items()) {
            known.push_back(key);
        }
        for (const auto& [key, value] : node.entries) {
            if (const auto found = properties.find(key); found != properties.end()) {
                check(value, *found, problems);
            } else if (const auto other = schema.find("additionalProperties");
                       other != schema.end()) {
                if (other->is_boolean() && !other->get<bool>()) {
                    problems.error(value.where(), fmt::format("\"{}\" is an unknown key", key), {},
                                   name_advice(key, known));
                } else {
                    check(value, *other, problems);
                }
            }
        }
        check_required(node, schema, problems);
    }

    static void check_required(const YamlNode& node, const Json& schema, Problems& problems) {
        const auto required = schema.find("required");
        if (required == schema.end()) {
            return;
        }
        for (const Json& key : *required) {
            const auto name = key.get<std::string>();
            if (node.find(name) == nullptr) {
                problems.error(node.where(), fmt::format("the key \"{}\" is missing", name), {},
                               "add it");
            }
        }
    }

    const Json& root_;
};

} // namespace

void validate(const YamlNode& document, const nlohmann::json& schema, Problems& problems) {
    Validator{schema}.check(document, schema, problems);
}

} // namespace cityproof::io
