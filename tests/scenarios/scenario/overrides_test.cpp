// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/scenario/overrides.hpp"

#include <gtest/gtest.h>

namespace cityproof::scenarios {
namespace {

io::YamlNode document() {
    return io::parse_yaml("energy: {tick: 60 s}\nevents: [{at: 1 min}]\n", "test.yaml");
}

TEST(Overrides, replace_a_value_and_make_missing_sections) {
    io::YamlNode node = document();
    apply_overrides(node, {"energy.tick=30 s", "water.step=10 s", "events.0.at=2 min"});
    EXPECT_EQ(node.find("energy")->find("tick")->scalar, "30 s");
    EXPECT_EQ(node.find("water")->find("step")->scalar, "10 s");
    EXPECT_EQ(node.find("events")->items[0].find("at")->scalar, "2 min");
    EXPECT_EQ(node.find("energy")->find("tick")->where().file, "--set");
}

TEST(Overrides, a_value_may_be_a_list) {
    io::YamlNode node = document();
    apply_overrides(node, {"policies=[a, b]"});
    EXPECT_EQ(node.find("policies")->items.size(), 2U);
}

TEST(Overrides, refuse_what_is_no_path_to_a_value) {
    io::YamlNode node = document();
    EXPECT_THROW(apply_overrides(node, {"energy"}), InputError);
    EXPECT_THROW(apply_overrides(node, {"=5"}), InputError);
    EXPECT_THROW(apply_overrides(node, {"energy.tick.deeper=5"}), InputError);
    EXPECT_THROW(apply_overrides(node, {"events.7.at=5 s"}), InputError);
}

} // namespace
} // namespace cityproof::scenarios
