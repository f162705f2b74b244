// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/formats/pandapower.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

/// A pandas table as pandapower writes it: JSON text within JSON.
json table(const std::vector<std::string>& columns, const std::vector<int>& index,
           const std::vector<json>& rows) {
    const json inner{{"columns", columns}, {"index", index}, {"data", rows}};
    return {{"_module", "pandas.core.frame"},
            {"_class", "DataFrame"},
            {"orient", "split"},
            {"_object", inner.dump()}};
}

/// 110/20 kV: buses 3 (110), 5, 7, 8 (20, 8 out of service), a transformer, lines 5-7 and 7-8, a
/// load.
class Pandapower : public ::testing::Test {
  protected:
    void SetUp() override {
        net_["f_hz"] = 50;
        net_["bus"] =
            table({"name", "vn_kv", "in_service", "geo"}, {3, 5, 7, 8},
                  {{"HV", 110, true, nullptr},
                   {nullptr, 20, true, R"({"coordinates": [7.8, 48.4], "type": "Point"})"},
                   {"seven", 20, true, R"({"coordinates": [390872.1, 392887.3], "type": "Point"})"},
                   {"gone", 20, false, nullptr}});
        set_line(0.5);
        net_["trafo"] = table(trafo_columns_, {2}, {trafo_});
        net_["ext_grid"] =
            table({"bus", "vm_pu", "va_degree", "in_service", "s_sc_max_mva", "rx_max"}, {0},
                  {{3, 1.02, 0, true, 5000, 0.2}});
        net_["load"] = table({"bus", "p_mw", "q_mvar", "const_z_p_percent", "const_i_p_percent",
                              "scaling", "in_service"},
                             {0}, {{7, 2, 1, 20, 30, 0.5, true}});
        net_["sgen"] =
            table({"bus", "p_mw", "q_mvar", "scaling", "in_service"}, {0}, {{7, 0.5, 0, 1, false}});
    }

    void set_line(double capacitance_nf) {
        net_["line"] =
            table({"from_bus", "to_bus", "length_km", "r_ohm_per_km", "x_ohm_per_km", "c_nf_per_km",
                   "g_us_per_km", "max_i_ka", "df", "parallel", "in_service"},
                  {62, 63},
                  {{5, 7, 2, 0.2, 0.1, capacitance_nf, 0.01, 0.3, 0.9, 2, true},
                   {7, 8, 1, 0.2, 0.1, 0, 0, 0.3, 1, 1, true}});
    }

    void set_switch(const std::vector<json>& row) {
        net_["switch"] = table({"bus", "element", "et", "closed", "z_ohm"}, {4}, {json(row)});
    }

    GridImport import() const {
        return import_pandapower(
            {{"_module", "pandapower.auxiliary"}, {"_class", "pandapowerNet"}, {"_object", net_}},
            "net.json");
    }

    json data() const { return json::parse(import().pgm_json).at("data"); }

    std::string message() const {
        try {
            import();
        } catch (const InputError& error) {
            return error.what();
        } catch (const ProblemsError& error) {
            return error.what();
        }
        return "";
    }

    std::string message_with_trafo(const char* column, const json& value) {
        json row = trafo_;
        row[static_cast<std::size_t>(std::ranges::find(trafo_columns_, column) -
                                     trafo_columns_.begin())] = value;
        net_["trafo"] = table(trafo_columns_, {2}, {row});
        return message();
    }

    json net_ = json::object();
    std::vector<std::string> trafo_columns_{"hv_bus",           "lv_bus",
                                            "sn_mva",           "vn_hv_kv",
                                            "vn_lv_kv",         "vk_percent",
                                            "vkr_percent",      "pfe_kw",
                                            "i0_percent",       "shift_degree",
                                            "tap_side",         "tap_neutral",
                                            "tap_min",          "tap_max",
                                            "tap_step_percent", "tap_step_degree",
                                            "tap_pos",          "tap_changer_type",
                                            "parallel",         "in_service",
                                            "tap2_pos",         "tap_dependency_table"};
    json trafo_{3, 5,  25, 110, 21,      11.2, 0.282,   29, 0.071, 150,     "hv",
                0, -9, 9,  1.5, nullptr, -2,   "Ratio", 2,  true,  nullptr, false};
};

TEST_F(Pandapower, converts_lines_with_parallel_circuits_and_derating) {
    const json line = data().at("line")[0];
    EXPECT_DOUBLE_EQ(line.at("r1").get<double>(), 0.2 * 2 / 2);
    EXPECT_DOUBLE_EQ(line.at("x1").get<double>(), 0.1 * 2 / 2);
    EXPECT_DOUBLE_EQ(line.at("c1").get<double>(), 0.5e-9 * 2 * 2);
    EXPECT_NEAR(line.at("tan1").get<double>(), 0.01e-6 / (2 * M_PI * 50 * 0.5e-9), 1e-12);
    EXPECT_DOUBLE_EQ(line.at("i_n").get<double>(), 300 * 2 * 0.9);
}

TEST_F(Pandapower, converts_transformers_with_taps_and_parallel_units) {
    const json transformer = data().at("transformer")[0];
    const std::map<std::string, double> expected{{"u1", 110e3},
                                                 {"u2", 21e3},
                                                 {"sn", 50e6},
                                                 {"uk", 0.112},
                                                 {"pk", 0.00282 * 50e6},
                                                 {"p0", 58e3},
                                                 {"i0", 29e3 / 25e6}, // the iron losses alone
                                                                      // draw more than the
                                                                      // rounded 0.071 %
                                                 {"winding_from", 2},
                                                 {"winding_to", 1},
                                                 {"clock", 5},
                                                 {"tap_side", 0},
                                                 {"tap_pos", -2},
                                                 {"tap_min", -9},
                                                 {"tap_max", 9},
                                                 {"tap_nom", 0},
                                                 {"tap_size", 1650}};
    for (const auto& [attribute, value] : expected) {
        EXPECT_NEAR(transformer.at(attribute).get<double>(), value, 1e-9 * std::abs(value))
            << attribute;
    }
}

TEST_F(Pandapower, splits_loads_into_power_impedance_and_current) {
    const json loads = data().at("sym_load");
    ASSERT_EQ(loads.size(), 3U);
    // 2 MW scaled by 0.5: 50 % power, 20 % impedance, 30 % current; the reactive power stays
    // constant.
    EXPECT_DOUBLE_EQ(loads[0].at("p_specified").get<double>(), 0.5e6);
    EXPECT_DOUBLE_EQ(loads[0].at("q_specified").get<double>(), 0.5e6);
    EXPECT_EQ(loads[1].at("type"), 1);
    EXPECT_DOUBLE_EQ(loads[1].at("p_specified").get<double>(), 0.2e6);
    EXPECT_EQ(loads[2].at("type"), 2);
    EXPECT_DOUBLE_EQ(loads[2].at("p_specified").get<double>(), 0.3e6);
    EXPECT_EQ(data().at("sym_gen")[0].at("status"), 0);
}

TEST_F(Pandapower, takes_the_source_strength_from_the_short_circuit_power) {
    const json source = data().at("source")[0];
    EXPECT_DOUBLE_EQ(source.at("sk").get<double>(), 5e9);
    EXPECT_DOUBLE_EQ(source.at("rx_ratio").get<double>(), 0.2);
    net_["ext_grid"] =
        table({"bus", "vm_pu", "va_degree", "in_service"}, {0}, {{3, 1.02, 0, true}});
    EXPECT_FALSE(data().at("source")[0].contains("sk"));
    EXPECT_THAT(import().notes, Contains(HasSubstr("source strength")));
}

TEST_F(Pandapower, leaves_out_what_hangs_on_buses_out_of_service_and_says_so) {
    const GridImport grid = import();
    ASSERT_EQ(grid.places.size(), 3U);
    EXPECT_EQ(json::parse(grid.pgm_json).at("data").at("line").size(), 1U);
    EXPECT_THAT(grid.notes, Contains(HasSubstr("2 buses, branches and loads")));
}

TEST_F(Pandapower, gives_places_in_degrees_only) {
    const GridImport grid = import();
    EXPECT_EQ(grid.places[0].bus, "bus:3");
    EXPECT_EQ(grid.places[0].name, "HV");
    EXPECT_FALSE(grid.places[0].lon_lat_deg);
    ASSERT_TRUE(grid.places[1].lon_lat_deg);
    EXPECT_DOUBLE_EQ((*grid.places[1].lon_lat_deg)[0], 7.8);
    EXPECT_FALSE(grid.places[2].lon_lat_deg);
    EXPECT_THAT(grid.notes, Contains(HasSubstr("coordinates of 1 buses")));
}

TEST_F(Pandapower, opens_the_end_of_a_line_or_transformer_at_an_open_switch) {
    set_switch({7, 62, "l", false, 0});
    EXPECT_EQ(data().at("line")[0].at("from_status"), 1);
    EXPECT_EQ(data().at("line")[0].at("to_status"), 0);
    set_switch({3, 2, "t", false, 0});
    EXPECT_EQ(data().at("transformer")[0].at("from_status"), 0);
    EXPECT_EQ(data().at("transformer")[0].at("to_status"), 1);
}

TEST_F(Pandapower, turns_a_switch_between_buses_into_a_link) {
    set_switch({5, 7, "b", true, 0});
    ASSERT_EQ(data().at("link").size(), 1U);
    EXPECT_EQ(data().at("link")[0].at("to_status"), 1);
    set_switch({5, 7, "b", false, 0});
    EXPECT_EQ(data().at("link")[0].at("to_status"), 0);
    set_switch({5, 7, "b", true, 0.1});
    EXPECT_THAT(message(), HasSubstr("switch[4].z_ohm"));
}

TEST_F(Pandapower, refuses_switches_that_do_not_fit) {
    set_switch({5, 99, "l", true, 0});
    EXPECT_THAT(message(), AllOf(HasSubstr("switch[4].element"), HasSubstr("no line 99 at bus 5")));
    set_switch({3, 62, "l", true, 0});
    EXPECT_THAT(message(), HasSubstr("no line 62 at bus 3"));
    set_switch({3, 2, "t3", true, 0});
    EXPECT_THAT(message(), HasSubstr("a switch of kind 't3'"));
}

TEST_F(Pandapower, refuses_tables_that_have_no_equivalent_in_one_sentence) {
    for (const char* name : {"gen", "storage", "asymmetric_load", "ward", "some_new_element"}) {
        json saved = net_;
        net_[name] = table({"bus", "p_mw", "in_service"}, {0}, {{7, 1, true}});
        EXPECT_THAT(message(), AllOf(HasSubstr(std::string{"net.json: "} + name),
                                     HasSubstr("cannot be converted")));
        net_[name] = table({"bus", "p_mw", "in_service"}, {0}, {{7, 1, false}});
        EXPECT_EQ(message(), "") << name << " is out of service";
        net_ = saved;
    }
    net_["trafo3w"] = table({"hv_bus", "mv_bus", "lv_bus"}, {0}, {{3, 5, 7}});
    EXPECT_THAT(message(), HasSubstr("trafo3w"));
    net_.erase("trafo3w");
    net_["measurement"] = table({"name", "bus"}, {0}, {{"m", 7}});
    net_["controller"] = table({"object", "in_service"}, {0}, {{nullptr, true}});
    EXPECT_EQ(message(), "");
    EXPECT_THAT(import().notes, Contains(HasSubstr("1 controllers are not simulated")));
}

TEST_F(Pandapower, refuses_transformers_that_it_cannot_express) {
    EXPECT_THAT(message_with_trafo("shift_degree", 15), HasSubstr("multiple of 30"));
    EXPECT_THAT(message_with_trafo("tap_changer_type", "Ideal"), HasSubstr("type 'Ideal'"));
    EXPECT_THAT(message_with_trafo("tap_step_degree", 2), HasSubstr("phase-shifting"));
    EXPECT_THAT(message_with_trafo("tap_pos", 0.5), HasSubstr("tap 0.5"));
    EXPECT_THAT(message_with_trafo("tap_side", "mv"), HasSubstr("hv or lv"));
    EXPECT_THAT(message_with_trafo("tap2_pos", 3), HasSubstr("second tap changer"));
    EXPECT_THAT(message_with_trafo("tap_dependency_table", true), HasSubstr("depends on the tap"));
    EXPECT_THAT(message_with_trafo("vk_percent", nullptr),
                HasSubstr("trafo[2].vk_percent: is missing"));
    EXPECT_EQ(message_with_trafo("tap_changer_type", nullptr), "");
    EXPECT_THAT(import().notes, Contains(HasSubstr("pandapower 3 itself would ignore")));
}

TEST_F(Pandapower, refuses_broken_rows_with_table_index_and_column) {
    set_line(0);
    EXPECT_THAT(message(), HasSubstr("line[62].g_us_per_km"));
    net_["load"] = table({"bus", "p_mw"}, {4}, {{99, 1}});
    EXPECT_THAT(message(), HasSubstr("load[4].bus: bus 99 does not exist"));
    net_["load"] = table({"bus", "p_mw"}, {4}, {{7, "much"}});
    EXPECT_THAT(message(), HasSubstr("load[4].p_mw: \"much\" is not accepted"));
    net_["load"] = table({"bus", "p_mw"}, {4}, {{7, 1, 2}});
    EXPECT_THAT(message(), HasSubstr("length"));
    net_["load"] = table({"bus", "p_mw"}, {4, 4}, {{7, 1}, {7, 1}});
    EXPECT_THAT(message(), HasSubstr("index 4 twice"));
    net_["load"] = {{"_class", "DataFrame"}, {"_object", "{\"columns\": [\"bus\"]"}};
    EXPECT_THAT(message(), AllOf(HasSubstr("load"), HasSubstr("not valid JSON")));
    net_["load"] = {{"_class", "DataFrame"}, {"_object", "[]"}};
    EXPECT_THAT(message(), HasSubstr("columns, index and data"));
    net_["load"] = 3;
    EXPECT_THAT(message(), HasSubstr("is no table"));
}

TEST_F(Pandapower, refuses_coordinates_that_are_no_geojson) {
    net_["bus"] = table({"vn_kv", "geo"}, {3, 5, 7, 8},
                        {{110, "here"}, {20, nullptr}, {20, nullptr}, {20, nullptr}});
    EXPECT_THAT(message(), AllOf(HasSubstr("bus[3].geo"), HasSubstr("not valid JSON")));
}

TEST(PandapowerFile, an_unbalanced_feeder_is_refused) {
    CITYPROOF_REQUIRE_DATA(file, "energy/ieee_eu_lv/pandapower_on_peak_566.json");
    try {
        import_grid(file);
        FAIL() << "accepted";
    } catch (const ProblemsError& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("asymmetric_load: 55 elements of this table cannot be converted"));
    }
}

TEST(PandapowerFile, places_and_paths_of_mv_oberrhein_are_in_the_upper_rhine_valley) {
    CITYPROOF_REQUIRE_DATA(file, "energy/mv_oberrhein/pandapower.json");
    const GridImport grid = import_grid(file);
    ASSERT_EQ(grid.places.size(), 179U);
    for (const BusPlace& place : grid.places) {
        ASSERT_TRUE(place.lon_lat_deg) << place.bus;
        EXPECT_NEAR((*place.lon_lat_deg)[0], 7.8, 0.3);
        EXPECT_NEAR((*place.lon_lat_deg)[1], 48.4, 0.3);
    }
    EXPECT_EQ(grid.paths.size(), 181U);
    EXPECT_EQ(grid.paths[0].line, "line:0");
    EXPECT_EQ(grid.paths[0].lon_lat_deg.size(), 3U); // as in the file
}

} // namespace
} // namespace cityproof::io
