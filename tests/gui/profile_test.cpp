// SPDX-License-Identifier: Apache-2.0
#include "gui/profile/network_profile.hpp"
#include "gui/profile/profile_panel.hpp"

#include <QComboBox>
#include <QDockWidget>
#include <QToolButton>

#include <gmock/gmock.h>

#include <cmath>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::wait_until;

io::Geometry line(io::Point from, io::Point to) {
    return {io::GeometryKind::line, {from, to}};
}

/// A transformer station feeds a branch of three buses; the last one hangs on a spur:
///   hv --T-- b0 --100 m-- b1 --300 m-- b2,  b1 --50 m-- b3;  "far" is alone
RunFacts feeder() {
    RunFacts facts;
    const io::Geometry nowhere;
    facts.tables = {{"bus", {"b2", "hv", "b0", "b1", "b3", "far"}, {6, nowhere}},
                    {"line",
                     {"l1", "l2", "l3"},
                     {line({0, 0}, {0, 7}), line({0, 0}, {300, 0}), line({0, 0}, {0, 7})},
                     {"bus/b0", "bus/b1", "bus/b3"},
                     {"bus/b1", "bus/b2", "bus/b1"},
                     {100, std::nan(""), 50}},
                    {"transformer", {"T"}, {nowhere}, {"bus/hv"}, {"bus/b0"}}};
    return facts;
}

std::vector<std::string> ids(const RunFacts& facts, const NetworkProfile& profile) {
    std::vector<std::string> names;
    for (const NetworkProfile::Node& node : profile.nodes) {
        names.push_back(facts.table(profile.table)->ids[node.index]);
    }
    return names;
}

TEST(NetworkProfiles, order_nodes_by_their_distance_along_the_lines) {
    const RunFacts facts = feeder();
    const NetworkMap network{facts};
    const std::vector<float> voltage{0.97F, 1.02F, 1.0F, 0.99F, 0.985F, 0.5F};
    const NetworkProfile profile = network.profile({"bus", 1}, voltage, 1, {});
    EXPECT_THAT(ids(facts, profile), ElementsAre("hv", "b0", "b1", "b3", "b2"));
    // The transformer has no length; b2 is 300 m by the map, for the file does not say.
    EXPECT_EQ(profile.nodes[1].distance_m, 0);
    EXPECT_EQ(profile.nodes[2].distance_m, 100);
    EXPECT_EQ(profile.nodes[3].distance_m, 150);
    EXPECT_EQ(profile.nodes[4].distance_m, 400);
    EXPECT_NEAR(profile.nodes[4].value, 0.97, 1e-6);
    EXPECT_EQ(profile.spans.size(), 4U); // a tree of five nodes
}

TEST(NetworkProfiles, take_the_shorter_way_round_a_ring) {
    RunFacts facts = feeder();
    facts.tables[1].ids.emplace_back("l4"); // closes b0 - b2 with 120 m
    facts.tables[1].geometry.push_back(line({0, 0}, {1, 0}));
    facts.tables[1].from.emplace_back("bus/b0");
    facts.tables[1].to.emplace_back("bus/b2");
    facts.tables[1].length_m.push_back(120);
    const NetworkProfile profile =
        NetworkMap{facts}.profile({"bus", 2}, std::vector<float>(6, 1), 1, {});
    EXPECT_THAT(ids(facts, profile), ElementsAre("b0", "hv", "b1", "b2", "b3"));
    EXPECT_EQ(profile.nodes[3].distance_m, 120);
}

TEST(NetworkProfiles, add_the_elevation_to_a_pressure) {
    const std::vector<double> elevation_m{10, 20, 30, 40, 50, 60};
    const NetworkProfile profile =
        NetworkMap{feeder()}.profile({"bus", 1}, std::vector<float>(6, 2), 3, elevation_m);
    EXPECT_EQ(profile.nodes[0].value, 26); // 2 x 3 + 20
    EXPECT_EQ(profile.nodes[1].value, 36); // of b0
}

TEST(NetworkProfiles, begin_at_the_node_where_a_line_begins) {
    const NetworkMap network{feeder()};
    EXPECT_EQ(network.node_of({"line", 1}), (ObjectRef{"bus", 3}));
    EXPECT_EQ(network.node_of({"bus", 0}), (ObjectRef{"bus", 0}));
    EXPECT_EQ(network.node_of({"bus", 5}), std::nullopt) << "it is joined to nothing";
}

TEST(StreetChains, measure_how_far_along_a_vehicle_is) {
    // East for 100 m, then north for 50 m.
    const StreetChain chain{{line({0, 0}, {100, 0}), line({100, 0}, {100, 50})}};
    EXPECT_EQ(chain.length_m(), 150);
    EXPECT_THAT(chain.ends_m(), ElementsAre(100, 150));
    EXPECT_EQ(chain.along_m({40, -3}), 40); // in the right lane
    EXPECT_EQ(chain.along_m({103, 20}), 120);
    EXPECT_EQ(chain.along_m({40, 3}), std::nullopt) << "the other direction";
    EXPECT_EQ(chain.along_m({40, -30}), std::nullopt) << "another street";
    EXPECT_EQ(chain.along_m({-5, -3}), std::nullopt) << "not yet on it";
    EXPECT_EQ(chain.along_m({103, 58}), std::nullopt) << "no longer on it";
}

TEST(StreetChains, look_for_vehicles_on_the_left_where_traffic_keeps_to_it) {
    const StreetChain chain{{line({0, 0}, {100, 0})}, true};
    EXPECT_EQ(chain.along_m({40, 3}), 40);
    EXPECT_EQ(chain.along_m({40, -3}), std::nullopt) << "the other direction";
}

io::VehicleFrame at(std::vector<std::uint32_t> entity, std::vector<double> x_m) {
    const std::vector<double> y_m(x_m.size(), -2);
    return {std::move(entity), x_m, y_m, std::vector<float>(x_m.size(), 1)};
}

TEST(TimeSpaceDiagrams, give_each_passage_a_line_of_its_own) {
    const StreetChain chain{{line({0, 0}, {100, 0})}};
    TimeSpaceBuilder builder{chain, 15};
    builder.add(10, at({7, 9}, {10, 90}));
    builder.add(20, at({7, 9}, {30, 500})); // 9 has left
    builder.add(30, at({7}, {50}));
    builder.add(60, at({7, 9}, {5, 20})); // both are back: other passages
    const TimeSpace diagram = builder.take();
    ASSERT_EQ(diagram.tracks.size(), 4U);
    EXPECT_EQ(diagram.tracks[0].vehicle, 7U);
    EXPECT_THAT(diagram.tracks[0].times_s, ElementsAre(10, 20, 30));
    EXPECT_THAT(diagram.tracks[0].along_m, ElementsAre(10, 30, 50));
    EXPECT_THAT(diagram.tracks[1].times_s, ElementsAre(10));
    EXPECT_THAT(diagram.tracks[3].along_m, ElementsAre(20));
}

class ProfileTest : public testing::WindowTest {
  protected:
    void raise_panel() {
        for (auto* dock : window_.findChildren<QDockWidget*>()) {
            if (dock->widget() == window_.profile()) {
                dock->raise();
            }
        }
        ASSERT_TRUE(wait_until([&] { return window_.profile()->isVisible(); }));
    }

    const XyContent& shown() { return window_.profile()->plot()->content(); }
};

// "car" is at (10 m x minute, 0) on "we"; "van" drives on the other street.
TEST_F(ProfileTest, vehicles_on_a_selected_street_are_lines_over_time) {
    open();
    raise_panel();
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(wait_until([&] { return !shown().lines.empty(); }));
    ASSERT_FALSE(shown().lines.empty());
    const auto& car = shown().lines.front().points;
    ASSERT_EQ(car.size(), 60U);
    EXPECT_EQ(car[5], QPointF(360, 60));
    EXPECT_TRUE(shown().x_is_time);
    EXPECT_EQ(shown().y_unit, "m");
    EXPECT_THAT(shown().title.toStdString(), HasSubstr("we"));
    EXPECT_THAT(window_.profile()->plot()->accessibleName().toStdString(), HasSubstr("we"));
}

TEST_F(ProfileTest, streets_are_put_one_behind_the_other_while_the_button_is_pressed) {
    open();
    raise_panel();
    window_.select(ObjectRef{"street", 0});
    window_.profile()->add_button()->setChecked(true);
    window_.select(ObjectRef{"street", 2}); // "ns": 800 m
    ASSERT_TRUE(wait_until([&] { return shown().levels.size() == 2; }));
    EXPECT_THAT(shown().levels, ElementsAre(1000, 1800));
}

TEST_F(ProfileTest, a_click_on_the_diagram_goes_to_that_moment) {
    open();
    raise_panel();
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(wait_until([&] { return !shown().lines.empty(); }));
    XyPlot* plot = window_.profile()->plot();
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->place({1800, 300}).toPoint());
    EXPECT_NEAR(window_.playback().time_s(), 1800, 60);
    const double before = window_.playback().time_s();
    QTest::keyClick(plot, Qt::Key_Right);
    EXPECT_GT(window_.playback().time_s(), before);
}

TEST_F(ProfileTest, a_file_without_a_network_says_so) {
    open();
    window_.select(ObjectRef{"line", 0});
    EXPECT_THAT(shown().message.toStdString(), HasSubstr("older version"));
}

class FeederProfileTest : public testing::WindowTest {
  protected:
    /// Bus b0 - b1 - b2; voltages 1.02, 1.00 and 0.96, the last one 0.90 in the second frame.
    FeederProfileTest() {
        io::RunFileLayout layout;
        layout.meta = {{"scenario_name", "feeder"},
                       {"start_local", "2026-11-10T06:30:00"},
                       {"time_zone", "Europe/Rome"}};
        const auto point = [](double x_m) {
            return io::Geometry{io::GeometryKind::point, {{x_m, 0}}};
        };
        layout.tables = {{"bus", {"b0", "b1", "b2"}, {point(0), point(100), point(400)}},
                         {"line",
                          {"l1", "l2"},
                          {line({0, 0}, {100, 0}), line({100, 0}, {400, 0})},
                          {"bus/b0", "bus/b1"},
                          {"bus/b1", "bus/b2"}}};
        layout.axes = {{"record"}};
        layout.channels = {{"energy/bus_voltage", "pu", "bus", "record", "voltage"}};
        io::RunFileWriter writer{feeder_, layout};
        writer.append_frame("record", 60, {{1.02F, 1.0F, 0.96F}});
        writer.append_frame("record", 120, {{1.02F, 1.0F, 0.90F}});
        writer.finish({}, 1, {});
    }

    std::filesystem::path feeder_ = folder_.path() / "feeder.h5";
};

TEST_F(FeederProfileTest, voltage_stands_over_the_distance_from_the_selected_bus) {
    open(feeder_);
    window_.select(ObjectRef{"bus", 0});
    const XyContent& shown = window_.profile()->plot()->content();
    ASSERT_TRUE(wait_until([&] { return shown.points.size() == 3; }));
    EXPECT_EQ(shown.points[2].name, "b2");
    EXPECT_EQ(shown.points[2].place.x(), 400);
    EXPECT_NEAR(shown.points[2].place.y(), 0.96, 1e-6);
    EXPECT_EQ(shown.y_unit, "pu");
    EXPECT_EQ(shown.lines.size(), 2U);
    window_.playback().to_last();
    ASSERT_TRUE(wait_until([&] { return std::abs(shown.points[2].place.y() - 0.90) < 1e-6; }));
}

TEST_F(FeederProfileTest, arrow_keys_go_from_node_to_node) {
    open(feeder_);
    window_.select(ObjectRef{"line", 0}); // begins at b0
    XyPlot* plot = window_.profile()->plot();
    ASSERT_TRUE(wait_until([&] { return plot->content().points.size() == 3; }));
    QTest::keyClick(plot, Qt::Key_Right);
    EXPECT_EQ(plot->readout(), "b0: 0 m, 1.02 pu");
    QTest::keyClick(plot, Qt::Key_Right);
    EXPECT_EQ(plot->readout(), "b1: 100 m, 1 pu");
    EXPECT_EQ(plot->accessibleDescription(), "b1: 100 m, 1 pu");
}

} // namespace
} // namespace cityproof::gui
