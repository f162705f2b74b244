// SPDX-License-Identifier: Apache-2.0
#include "io/text/nearest.hpp"
#include "io/text/schema.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace cityproof::io {
namespace {

const nlohmann::json schema = nlohmann::json::parse(R"({
  "type": "object",
  "required": ["format", "name"],
  "additionalProperties": false,
  "properties": {
    "format": {"const": 1},
    "name": {"type": "string", "minLength": 1},
    "seed": {"type": "integer", "minimum": 0, "maximum": 100},
    "level": {"type": "number", "minimum": 0},
    "power": {"type": "string", "x-dimension": "power"},
    "kind": {"enum": ["outage", "restore"]},
    "crs": {"type": "string", "pattern": "^EPSG:[0-9]+$", "description": "a code such as EPSG:32632"},
    "list": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    "free": {"type": "object", "additionalProperties": {"type": "integer"}}
  },
  "$defs": {"item": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": false}}
})");

std::vector<Problem> problems_of(const std::string& yaml) {
    Problems problems;
    validate(parse_yaml(yaml, "t.yaml"), schema, problems);
    return problems.list();
}

/// `line` is put behind the required keys, so it stands in line 3.
Problem only_problem(const std::string& line) {
    const auto list = problems_of("format: 1\nname: x\n" + line + "\n");
    EXPECT_EQ(list.size(), 1U) << line;
    return list.empty() ? Problem{} : list.front();
}

bool is_good(const std::string& line) {
    return problems_of("format: 1\nname: x\n" + line + "\n").empty();
}

TEST(Schema, takes_what_it_describes) {
    EXPECT_TRUE(is_good("seed: 7\nlevel: 0.5\npower: 7.4 kW\nkind: outage\ncrs: EPSG:32632\n"
                        "list: [{id: 209}]\nfree: {a: 1, b: 2}"));
}

TEST(Schema, names_file_line_key_and_the_nearest_known_key) {
    const Problem problem = only_problem("sed: 7");
    EXPECT_EQ(problem.where.file, "t.yaml");
    EXPECT_EQ(problem.where.line, 3);
    EXPECT_EQ(problem.remedy, "did you mean \"seed\"?");
    EXPECT_EQ(only_problem("list: [{}, {ix: 1}]").where.key, "list[1].ix");
}

TEST(Schema, reports_all_problems_at_once) {
    EXPECT_EQ(problems_of("format: 2\nseed: -1\nlevel: low\n").size(), 4U)
        << "and the missing name";
}

TEST(Schema, checks_every_keyword) {
    for (const char* bad : {"seed: 1.5", "seed: -1", "seed: 101", "seed: \"7\"", "seed: [7]",
                            "level: -1", "level: nan", "power: 7.4", "power: 7.4 km", "power: {}",
                            "kind: outige", "crs: 32632", "list: {}", "free: {a: x}", "seed:"}) {
        only_problem(bad);
    }
    EXPECT_NE(only_problem("power: 7.4").expected.find("kW"), std::string::npos);
    EXPECT_EQ(only_problem("kind: outige").remedy, "did you mean \"outage\"?");
    EXPECT_EQ(only_problem("crs: 32632").expected, "a code such as EPSG:32632");
}

TEST(Schema, a_long_text_does_not_exhaust_the_stack) {
    EXPECT_EQ(
        problems_of("format: 1\nname: x\ncrs: EPSG:" + std::string(1000000, '1') + "\n").size(),
        1U);
}

TEST(Schema, refuses_a_schema_that_it_does_not_understand) {
    Problems problems;
    const YamlNode node = parse_yaml("a: 1", "t.yaml");
    EXPECT_THROW(validate(node, nlohmann::json::parse(R"({"patternProperties": {}})"), problems),
                 std::logic_error);
    EXPECT_THROW(validate(node, nlohmann::json::parse(R"({"type": "boolean"})"), problems),
                 std::logic_error);
    EXPECT_THROW(validate(node, nlohmann::json::parse(R"({"$ref": "#/$defs/none"})"), problems),
                 std::logic_error);
}

TEST(NearestName, is_the_closest_within_a_third) {
    const std::vector<std::string> known{"signal", "pump", "charging_zone"};
    EXPECT_EQ(nearest_name("singal", known), "signal");
    EXPECT_EQ(nearest_name("charging-zone", known), "charging_zone");
    EXPECT_EQ(nearest_name("transformer", known), "");
    EXPECT_EQ(name_advice("transformer", known), "known: signal, pump, charging_zone");
}

} // namespace
} // namespace cityproof::io
