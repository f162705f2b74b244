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
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "oneOf",
    "$ref",
    "minItems",
    "maxItems",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "pattern",
    "minLength",
    "x-dimension",
    "$schema",
    "$id",
    "$defs",
    "$comment",
    "title",
    "default",
    "examples",
    "description",
};

bool is_boolean(const YamlNode& node) {
    return node.kind == Kind::scalar && !node.quoted &&
           (node.scalar == "true" || node.scalar == "false");
}

/// One validation run over one document.
class Validator {
  public:
    explicit Validator(const Json& root) : root_{root} {}

    void check(const YamlNode& node, const Json& schema, Problems& problems) {
        if (schema.is_boolean()) {
            if (!schema.get<bool>()) {
                problems.error(node.where(), "is not allowed here");
            }
            return;
        }
        refuse_unknown_keywords(schema);
        if (const auto found = schema.find("$ref"); found != schema.end()) {
            check(node, resolve(found->get<std::string>()), problems);
        }
        if (const auto found = schema.find("oneOf"); found != schema.end()) {
            check_one_of(node, *found, problems);
        }
        if (const auto found = schema.find("type");
            found != schema.end() && !has_type(node, *found)) {
            problems.error(node.where(), fmt::format("is {}", shown(node)),
                           expected_type(schema, *found), {});
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

    /// Any plain value counts as text (`target: 209` means the id "209"), except where oneOf must
    /// tell them apart.
    bool is_type(const YamlNode& node, std::string_view type) const {
        if (type == "object") {
            return node.kind == Kind::mapping;
        }
        if (type == "array") {
            return node.kind == Kind::sequence;
        }
        if (type == "null") {
            return node.kind == Kind::null;
        }
        if (type == "boolean") {
            return is_boolean(node);
        }
        if (type == "string") {
            return node.kind == Kind::scalar &&
                   (!strict_ || (!number_of(node) && !is_boolean(node)));
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

    bool has_type(const YamlNode& node, const Json& type) const {
        if (type.is_array()) {
            return std::ranges::any_of(
                type, [&](const Json& t) { return is_type(node, t.get<std::string>()); });
        }
        return is_type(node, type.get<std::string>());
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
        if (type == "boolean") {
            return "true or false";
        }
        if (type == "null") {
            return "nothing";
        }
        return type == "integer" ? "a whole number" : "a number";
    }

    static std::string expected_type(const Json& schema, const Json& type) {
        std::string text;
        for (const Json& one : type.is_array() ? type : Json::array({type})) {
            text += (text.empty() ? "" : " or ") + type_name(one.get<std::string>());
        }
        if (const auto found = schema.find("x-dimension"); found != schema.end()) {
            const auto dimension = dimension_of(*found);
            text = fmt::format("a {} with one of the units {}", to_string(dimension),
                               accepted_units(dimension));
        }
        return text;
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
        if (value.is_null()) {
            return node.kind == Kind::null;
        }
        if (node.kind != Kind::scalar) {
            return false;
        }
        if (value.is_string()) {
            return node.scalar == value.get<std::string>();
        }
        if (value.is_boolean()) {
            return is_boolean(node) && (node.scalar == "true") == value.get<bool>();
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
        bound("exclusiveMinimum", std::less_equal<>{}, "above");
    }

    void check_sequence(const YamlNode& node, const Json& schema, Problems& problems) {
        if (node.kind != Kind::sequence) {
            return;
        }
        if (const auto found = schema.find("minItems");
            found != schema.end() && node.items.size() < found->get<std::size_t>()) {
            problems.error(node.where(), fmt::format("has {} entries", node.items.size()),
                           fmt::format("at least {}", found->get<std::size_t>()), {});
        }
        if (const auto found = schema.find("maxItems");
            found != schema.end() && node.items.size() > found->get<std::size_t>()) {
            problems.error(node.where(), fmt::format("has {} entries", node.items.size()),
                           fmt::format("at most {}", found->get<std::size_t>()), {});
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

    void check_one_of(const YamlNode& node, const Json& branches, Problems& problems) {
        for (const bool strict : {true, false}) {
            std::size_t fitting = 0;
            for (const Json& branch : branches) {
                fitting += problems_of(node, branch, strict).has_errors() ? 0U : 1U;
            }
            if (fitting == 1 || (fitting > 1 && !strict)) {
                return;
            }
            if (fitting > 1) {
                problems.error(node.where(),
                               "fits more than one of the forms that are possible here");
                return;
            }
        }
        report_nearest_branch(node, branches, problems);
    }

    Problems problems_of(const YamlNode& node, const Json& branch, bool strict) {
        const bool outer = strict_;
        strict_ = strict;
        Problems found;
        check(node, branch, found);
        strict_ = outer;
        return found;
    }

    /// The problems of the form that was probably meant: the one whose fixed keys (const) agree,
    /// then the one with the fewest problems.
    void report_nearest_branch(const YamlNode& node, const Json& branches, Problems& problems) {
        Problems best;
        std::pair<int, std::size_t> best_score{};
        bool first = true;
        for (const Json& branch : branches) {
            Problems found = problems_of(node, branch, false);
            const std::pair<int, std::size_t> score{-agreement(node, branch), found.list().size()};
            if (first || score < best_score) {
                best = std::move(found);
                best_score = score;
            }
            first = false;
        }
        for (const Problem& problem : best.list()) {
            problems.add(problem);
        }
    }

    /// How well the kind of node and its fixed keys speak for a branch.
    int agreement(const YamlNode& node, const Json& branch) const {
        const auto reference = branch.find("$ref");
        const Json& schema =
            reference == branch.end() ? branch : resolve(reference->get<std::string>());
        int score = 0;
        if (const auto type = schema.find("type"); type != schema.end()) {
            score += has_type(node, *type) ? 1 : -1;
        }
        if (const auto properties = schema.find("properties"); properties != schema.end()) {
            for (const auto& [key, property] : properties->items()) {
                const YamlNode* value = node.find(key);
                if (value == nullptr || !property.is_object()) {
                    continue;
                }
                score += 1;
                const auto fixed = property.find("const");
                if (fixed != property.end()) {
                    score += equals(*value, *fixed) ? 100 : -100;
                }
            }
        }
        return score;
    }

    const Json& root_;
    bool strict_ = false;
};

} // namespace

void validate(const YamlNode& document, const nlohmann::json& schema, Problems& problems) {
    Validator{schema}.check(document, schema, problems);
}

} // namespace cityproof::io
