// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/formats/matpower.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// Three buses of 10 kV, base 10 MVA: reference, a generator with fixed power, a load with shunt;
/// bus 9 is isolated.
constexpr const char* small = R"(function mpc = small
mpc.version = '2';
mpc.baseMVA = 10;
mpc.bus = [
	1	3	0	0	0	0	1	1	0	10	1	1.1	0.9;
	2	1	0	0	0	0	1	1	0	10	1	1.1	0.9;
	5	1	2	1	0.5	3	1	1	0	10	1	1.1	0.9;
	9	4	1	1	0	0	1	1	0	10	1	1.1	0.9;
];
mpc.gen = [
	1	0	0	10	-10	1.05	100	1	10	0;
	2	0.7	0.1	10	-10	1	100	1	10	0;
];
mpc.branch = [
	1	2	0.01	0.02	0.1	5	0	0	0	0	1	-360	360;
	2	5	0.01	0.02	0	0	0	0	0	0	0	-360	360;
	5	9	0.01	0.02	0	0	0	0	0	0	1	-360	360;
];
mpc.bus_name = {'substation'; 'two'; 'five'; 'nine'};
)";

std::string replaced(const std::string& from, const std::string& to) {
    std::string text = small;
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
}

std::string message_of(const std::string& text) {
    try {
        import_matpower(text, "small.m");
    } catch (const InputError& error) {
        return error.what();
    } catch (const ProblemsError& error) {
        return error.what();
    }
    return "";
}

TEST(Matpower, turns_per_unit_into_ohm_farad_and_watt) {
    const GridImport grid = import_matpower(small, "small.m");
    const json document = json::parse(grid.pgm_json);
    const json& data = document.at("data");
    const double base_ohm = 10e3 * 10e3 / 10e6; // 10 ohm
    ASSERT_EQ(data.at("line").size(), 2U);
    const json& line = data.at("line")[0];
    EXPECT_DOUBLE_EQ(line.at("r1").get<double>(), 0.01 * base_ohm);
    EXPECT_DOUBLE_EQ(line.at("x1").get<double>(), 0.02 * base_ohm);
    EXPECT_DOUBLE_EQ(line.at("c1").get<double>(), 0.1 / base_ohm / (2 * M_PI * 50));
    EXPECT_DOUBLE_EQ(line.at("i_n").get<double>(), 5e6 / (std::sqrt(3.0) * 10e3));
    EXPECT_FALSE(data.at("line")[1].contains("i_n")) << "a rating of 0 is no limit";
    EXPECT_EQ(data.at("line")[1].at("from_status"), 0);
    ASSERT_EQ(data.at("sym_load").size(), 1U);
    EXPECT_DOUBLE_EQ(data.at("sym_load")[0].at("p_specified").get<double>(), 2e6);
    EXPECT_DOUBLE_EQ(data.at("sym_load")[0].at("q_specified").get<double>(), 1e6);
    EXPECT_DOUBLE_EQ(data.at("shunt")[0].at("g1").get<double>(), 0.5e6 / 1e8);
    EXPECT_DOUBLE_EQ(data.at("shunt")[0].at("b1").get<double>(), 3e6 / 1e8);
    EXPECT_DOUBLE_EQ(data.at("source")[0].at("u_ref").get<double>(), 1.05);
    EXPECT_FALSE(data.at("source")[0].contains("sk")) << "the scenario has to give the strength";
    ASSERT_EQ(data.at("sym_gen").size(), 1U);
    EXPECT_DOUBLE_EQ(data.at("sym_gen")[0].at("p_specified").get<double>(), 0.7e6);
}

TEST(Matpower, keeps_bus_numbers_branch_rows_and_names) {
    const GridImport grid = import_matpower(small, "small.m");
    ASSERT_EQ(grid.places.size(), 3U);
    EXPECT_EQ(grid.places[2].bus, "bus:5");
    EXPECT_EQ(grid.places[2].name, "five");
    std::vector<std::string> ids;
    const json document = json::parse(grid.pgm_json);
    for (const auto& [number, name] : document.at("cityproof").at("ids").items()) {
        ids.push_back(name.get<std::string>());
    }
    EXPECT_THAT(ids, ::testing::UnorderedElementsAre("bus:1", "bus:2", "bus:5", "line:1", "line:2",
                                                     "source:1"));
    EXPECT_THAT(grid.notes, ::testing::Contains(HasSubstr("2 isolated buses")));
    EXPECT_THAT(grid.notes, ::testing::Contains(HasSubstr("source strength")));
}

TEST(Matpower, runs_the_statements_after_the_tables) {
    // case33bw: r of branch 1 is 0.0922 ohm in the table and in ohm after conversion to per unit
    // and back; loads in kW.
    CITYPROOF_REQUIRE_DATA(file, "energy/matpower_case33bw/case33bw.m");
    std::ifstream stream{file};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const json data = json::parse(import_matpower(text, "case33bw.m").pgm_json).at("data");
    EXPECT_NEAR(data.at("line")[0].at("r1").get<double>(), 0.0922, 1e-12);
    EXPECT_NEAR(data.at("sym_load")[0].at("p_specified").get<double>(), 100e3, 1e-6);
    // Without the last statement the loads would be 1000 times as large: a reader must not skip it.
    std::string strange = text;
    const std::size_t place = strange.find("mpc.bus(:, [PD, QD]) =");
    strange.replace(place, std::string::npos,
                    "mpc.bus(:, [PD, QD]) = scale_load(1e-3, mpc.bus);\n");
    EXPECT_THAT(message_of(strange),
                AllOf(HasSubstr("small.m:"), HasSubstr("'scale_load' is not known")));
}

TEST(Matpower, refuses_what_it_cannot_convert_with_line_and_row) {
    EXPECT_THAT(message_of("mpc.baseMVA = 1;"), HasSubstr("mpc.bus: is missing"));
    EXPECT_THAT(message_of(replaced("'2'", "'1'")), HasSubstr("version 2"));
    EXPECT_THAT(message_of(replaced("baseMVA = 10", "baseMVA = 0")), HasSubstr("mpc.baseMVA"));
    EXPECT_THAT(message_of(replaced("\t2\t1\t0\t0", "\t2\t2\t0\t0")),
                AllOf(HasSubstr("small.m:12"), HasSubstr("mpc.gen row 2"),
                      HasSubstr("holds its bus voltage")));
    EXPECT_THAT(message_of(replaced("\t1\t2\t0.01", "\t1\t3\t0.01")),
                AllOf(HasSubstr("small.m:15"), HasSubstr("mpc.branch row 1"),
                      HasSubstr("bus 3 does not exist")));
    EXPECT_THAT(message_of(replaced("\t1\t2\t0.01", "\t1\t2.5\t0.01")),
                HasSubstr("2.5 is no bus number"));
    EXPECT_THAT(message_of(replaced("\t1\t2\t0.01", "\t1\t2\tNaN")), HasSubstr("column 3 is nan"));
    EXPECT_THAT(message_of(replaced("\t5\t1\t2\t1", "\t2\t1\t2\t1")),
                HasSubstr("bus 2 stands twice"));
    EXPECT_THAT(message_of(replaced("\t5\t1\t2\t1", "\t5\t7\t2\t1")),
                HasSubstr("7 is no bus type"));
    EXPECT_THAT(message_of(replaced("0\t1\t1\t0\t10\t1\t1.1", "0\t1\t1\t0\t0\t1\t1.1")),
                HasSubstr("no base voltage"));
    EXPECT_THAT(message_of(std::string{small} + "mpc.dcline = [1 2 3];\n"), HasSubstr("DC lines"));
    EXPECT_THAT(message_of(replaced("mpc.gen = [", "mpc.gen = [1 2 3];\nmpc.other = [")),
                HasSubstr("at least 8"));
}

TEST(Matpower, survives_every_truncation) {
    const std::string text = small;
    for (std::size_t length = 0; length < text.size(); length += 3) {
        try {
            import_matpower(text.substr(0, length), "small.m");
        } catch (const InputError&) { // what is left may be a case or not: it must end in one of
                                      // the two errors
        } catch (const ProblemsError&) {
        }
    }
}

} // namespace
} // namespace cityproof::io
