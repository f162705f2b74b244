// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/traffic/net_location.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

using ::testing::HasSubstr;

class NetLocationTest : public ::testing::Test {
  protected:
    NetLocation read(const std::string& sumo_config, const std::string& net) {
        write_text(folder_.path() / "a.sumocfg", sumo_config);
        write_text(folder_.path() / "a.net.xml", net);
        return read_net_location(folder_.path() / "a.sumocfg");
    }

    std::string error_of(const std::string& sumo_config, const std::string& net) {
        try {
            read(sumo_config, net);
        } catch (const InputError& error) {
            return error.what();
        }
        return "not refused";
    }

    cityproof::testing::TemporaryFolder folder_;
    const std::string sumo_config_ =
        R"(<configuration><input><net-file value="a.net.xml"/></input></configuration>)";
};

TEST_F(NetLocationTest, offset_is_read_from_the_net) {
    const NetLocation location =
        read(sumo_config_, R"(<net><location netOffset="-680123.25,4931000.5"/></net>)");
    EXPECT_EQ(location.offset_x_m, -680123.25);
    EXPECT_EQ(location.offset_y_m, 4931000.5);
}

TEST_F(NetLocationTest, short_names_of_the_option_are_understood) {
    for (const char* name : {"n", "net"}) {
        const NetLocation location =
            read(fmt::format("<configuration><{} value=\"a.net.xml\"/></configuration>", name),
                 R"(<net><location netOffset="1,2"/></net>)");
        EXPECT_EQ(location.offset_x_m, 1);
    }
}

TEST_F(NetLocationTest, net_without_location_has_no_offset) {
    const NetLocation location = read(sumo_config_, "<net><edge id=\"a\"/></net>");
    EXPECT_EQ(location.offset_x_m, 0);
    EXPECT_EQ(location.offset_y_m, 0);
}

TEST_F(NetLocationTest, errors_name_the_file_and_what_is_wrong) {
    EXPECT_THAT(error_of("<configuration/>", ""), HasSubstr("names no net-file"));
    EXPECT_THAT(error_of(sumo_config_, R"(<net><location netOffset="1"/></net>)"),
                HasSubstr("netOffset"));
    EXPECT_THAT(error_of(sumo_config_, R"(<net><location netOffset="1,east"/></net>)"),
                HasSubstr("\"east\" is not a number"));
    EXPECT_THAT(error_of(sumo_config_, "<net><edge id='a'"), HasSubstr("a.net.xml:1"));
    EXPECT_THAT(error_of(sumo_config_, ""), HasSubstr("a.net.xml"));
    EXPECT_THAT(error_of("<configuration><input>", ""), HasSubstr("a.sumocfg"));
}

TEST_F(NetLocationTest, entity_bomb_does_not_fill_the_memory) {
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE net [<!ENTITY a0 \"aaaaaaaaaa\">";
    for (int i = 1; i < 12; ++i) {
        bomb += fmt::format(
            "<!ENTITY a{} \"{}\">", i,
            fmt::format("&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};", i - 1));
    }
    bomb += "]><net><location netOffset=\"&a11;\"/></net>";
    EXPECT_NE(error_of(sumo_config_, bomb), "not refused"); // expat's own limit, since 2.4
}

} // namespace
} // namespace cityproof::traffic::testing
