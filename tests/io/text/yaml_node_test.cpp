// SPDX-License-Identifier: Apache-2.0
#include "io/text/yaml_node.hpp"

#include <fmt/format.h>

#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using cityproof::testing::refusal;
using Kind = YamlNode::Kind;

TEST(YamlNode, knows_kind_line_and_path_of_every_value) {
    const YamlNode root = parse_yaml("name: Ostend\n"
                                     "events:\n"
                                     "  - target: line:62\n"
                                     "    at: 30 min\n"
                                     "  - {target: \"on\", at: ~}\n",
                                     "s.yaml");
    ASSERT_EQ(root.kind, Kind::mapping);
    const YamlNode& second = root.find("events")->items.at(1);
    EXPECT_EQ(second.path, "events[1]");
    EXPECT_EQ(second.line, 5);
    EXPECT_TRUE(second.find("target")->quoted);
    EXPECT_EQ(second.find("at")->kind, Kind::null);
    const YamlNode& at = *root.find("events")->items.at(0).find("at");
    EXPECT_EQ(at.scalar, "30 min");
    EXPECT_FALSE(at.quoted);
    EXPECT_EQ(at.path, "events[0].at");
    EXPECT_EQ(at.line, 4);
    EXPECT_EQ(at.file, "s.yaml");
    EXPECT_EQ(root.find("missing"), nullptr);
}

TEST(YamlNode, keeps_the_order_of_keys) {
    const YamlNode root = parse_yaml("b: 1\na: 2\nc: 3\n", "x");
    EXPECT_EQ(root.entries[0].first, "b");
    EXPECT_EQ(root.entries[1].first, "a");
    EXPECT_EQ(root.entries[2].first, "c");
}

TEST(YamlNode, refuses_an_alias_bomb_at_its_first_anchor) {
    const Problem problem =
        refusal([] { parse_yaml("ok: 1\na: &a [x, x]\nb: [*a, *a]\n", "bomb.yaml"); });
    EXPECT_EQ(problem.where.line, 2);
    EXPECT_EQ(problem.where.key, "a");
    EXPECT_NE(problem.message.find("anchor"), std::string::npos);
}

TEST(YamlNode, refuses_a_key_that_stands_twice) {
    const Problem problem = refusal([] { parse_yaml("a:\n  x: 1\n  y: 2\n  x: 3\n", "t.yaml"); });
    EXPECT_EQ(problem.where.line, 4);
    EXPECT_EQ(problem.where.key, "a");
}

TEST(YamlNode, takes_64_levels_and_no_more) {
    const auto nested = [](int levels) {
        return std::string(static_cast<std::size_t>(levels), '[') +
               std::string(static_cast<std::size_t>(levels), ']');
    };
    EXPECT_NO_THROW(parse_yaml(nested(64), "t.yaml"));
    EXPECT_NE(refusal([&] { parse_yaml(nested(65), "t.yaml"); }).message.find("64 levels"),
              std::string::npos);
    EXPECT_THROW(parse_yaml(nested(100000), "t.yaml"), InputError);
}

TEST(YamlNode, refuses_broken_text_with_its_line) {
    EXPECT_EQ(refusal([] { parse_yaml("a: 1\nb: [1, 2\nc: 3\n", "t.yaml"); }).where.file, "t.yaml");
    EXPECT_GE(refusal([] { parse_yaml("a: 1\nb: \"open\nc: 3\n", "t.yaml"); }).where.line, 2);
    EXPECT_THROW(parse_yaml(std::string_view{"a: \0", 4}, "t.yaml"), InputError);
    EXPECT_THROW(parse_yaml("a: 1\n---\nb: 2\n", "t.yaml"), InputError);
    EXPECT_THROW(parse_yaml("a: !!python/object:os.system x\n", "t.yaml"), InputError);
    EXPECT_THROW(parse_yaml("? [1, 2]\n: 3\n", "t.yaml"), InputError);
    EXPECT_THROW(parse_yaml("? {a: b}\n: 3\n", "t.yaml"), InputError);
}

TEST(YamlNode, an_empty_text_is_null) {
    EXPECT_EQ(parse_yaml("", "t.yaml").kind, Kind::null);
    EXPECT_EQ(parse_yaml("# only a comment\n", "t.yaml").kind, Kind::null);
}

TEST(YamlNode, refuses_a_file_that_is_too_large) {
    const cityproof::testing::TemporaryFolder folder;
    const auto path = folder.path() / "large.yaml";
    std::ofstream{path} << "a: " << std::string(1000, 'x') << "\n";
    EXPECT_NO_THROW(load_yaml(path));
    EXPECT_THROW(load_yaml(path, 500), InputError);
}

} // namespace
} // namespace cityproof::io
