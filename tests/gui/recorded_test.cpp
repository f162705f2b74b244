// SPDX-License-Identifier: Apache-2.0
// Recorded feeds: reading them, and holding a simulation against them.
#include "gui/recorded/feed_of_run.hpp"
#include "gui/recorded/recorded_series.hpp"
#include "gui/recorded/recorded_unit.hpp"
#include "gui/recorded/residuals.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "tests/support/test_data.hpp"

namespace cityproof::gui {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsNan;
using ::testing::StartsWith;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

const RunClock& rome() {
    static const RunClock clock{"2026-11-10T06:30:00", "Europe/Rome"};
    return clock;
}

RecordedFeed feed(const char* text, const RunClock& clock = rome()) {
    return parse_recorded(text, "f.csv", clock);
}

/// What is said about a feed that is refused; empty when it is not.
std::string refusal(const char* text, const RunClock& clock = rome()) {
    try {
        static_cast<void>(feed(text, clock));
    } catch (const InputError& error) {
        return to_string(error.problem());
    }
    return {};
}

TEST(RecordedFeeds, of_the_long_layout_have_a_value_in_each_row) {
    const RecordedFeed read = feed("time,id,value [km/h],channel,table\n"
                                   "0,we,36,traffic/street_speed,street\n"
                                   "0,ew,40,,\n"
                                   "60,we,35.5,traffic/street_speed,street\n");
    ASSERT_EQ(read.series.size(), 2U);
    EXPECT_EQ(read.series[0].id, "we");
    EXPECT_EQ(read.series[0].table, "street");
    EXPECT_EQ(read.series[0].channel, "traffic/street_speed");
    EXPECT_EQ(read.series[0].unit, "km/h");
    EXPECT_THAT(*read.series[0].times_s, ElementsAre(0, 60));
    EXPECT_THAT(read.series[0].values, ElementsAre(36, 35.5));
    EXPECT_EQ(read.series[1].table, "");
    EXPECT_THAT(read.series[1].values, ElementsAre(40));
}

TEST(RecordedFeeds, of_the_wide_layout_have_a_column_for_each_id) {
    const RecordedFeed read = feed("Timestamp,J1 [m],p2\n0,30.1,4\n300,30.2,5\n");
    ASSERT_EQ(read.series.size(), 2U);
    EXPECT_EQ(read.series[0].id, "J1");
    EXPECT_EQ(read.series[0].unit, "m");
    EXPECT_EQ(read.series[1].id, "p2");
    EXPECT_EQ(read.series[1].unit, "");
    EXPECT_EQ(read.series[0].times_s, read.series[1].times_s) << "kept once";
    EXPECT_THAT(read.series[1].values, ElementsAre(4, 5));
}

TEST(RecordedFeeds, with_semicolons_have_decimal_commas) {
    const RecordedFeed read = feed("Timestamp;n1;n4\n2026-11-10 06:30:00;28,08;30.9\n");
    EXPECT_THAT(read.series[0].values, ElementsAre(28.08));
    EXPECT_THAT(read.series[1].values, ElementsAre(30.9));
}

TEST(RecordedFeeds, nothing_and_nan_are_gaps) {
    const RecordedFeed read = feed("t,a\n0,1\n1,\n2,NaN\n3, nan \n4,2\n");
    EXPECT_THAT(read.series[0].values, ElementsAre(1, IsNan(), IsNan(), IsNan(), 2));
}

// The run begins at 06:30 in Rome, which is 05:30 in UTC.
TEST(RecordedFeeds, tell_the_time_in_three_forms) {
    for (const char* time : {"2026-11-10 07:30", "2026-11-10T07:30:00", "2026-11-10T06:30Z",
                             "2026-11-10T08:30:00+02:00", "2026-11-10 01:30:00.0-0500", "3600"}) {
        const RecordedFeed read = feed(("t,a\n" + std::string{time} + ",1\n").c_str());
        EXPECT_THAT(*read.series[0].times_s, ElementsAre(3600)) << time;
    }
}

// In Rome clocks go back from 03:00 to 02:00 on 25 October 2026 (directive 2000/84/EC): the hour
// from 02:00 on comes twice, and 03:00 is four hours after midnight.
TEST(RecordedFeeds, pass_twice_through_the_hour_that_clocks_repeat) {
    const RunClock autumn{"2026-10-25T00:00:00", "Europe/Rome"};
    const RecordedFeed read = feed("t,a\n"
                                   "2026-10-25 01:30,1\n2026-10-25 02:00,2\n2026-10-25 02:30,3\n"
                                   "2026-10-25 02:00,4\n2026-10-25 02:30,5\n2026-10-25 03:00,6\n",
                                   autumn);
    EXPECT_THAT(*read.series[0].times_s, ElementsAre(5400, 7200, 9000, 10'800, 12'600, 14'400));
}

TEST(RecordedFeeds, of_the_long_layout_pass_through_it_with_each_id) {
    const RunClock autumn{"2026-10-25T00:00:00", "Europe/Rome"};
    const RecordedFeed read = feed("time,id,value\n"
                                   "2026-10-25 02:00,a,1\n2026-10-25 02:00,b,2\n"
                                   "2026-10-25 02:00,a,3\n2026-10-25 02:00,b,4\n",
                                   autumn);
    EXPECT_THAT(*read.series[0].times_s, ElementsAre(7200, 10'800));
    EXPECT_THAT(*read.series[1].times_s, ElementsAre(7200, 10'800));
}

// They go forward from 02:00 to 03:00 on 29 March.
TEST(RecordedFeeds, with_a_time_that_clocks_skip_are_refused) {
    const RunClock spring{"2026-03-29T00:00:00", "Europe/Rome"};
    EXPECT_THAT(refusal("t,a\n2026-03-29 01:30,1\n2026-03-29 02:30,1\n", spring),
                StartsWith("f.csv:3: t: \"2026-03-29 02:30\" is a time that the city's clocks "
                           "skip"));
    const RecordedFeed read = feed("t,a\n2026-03-29 01:30,1\n2026-03-29 03:00,1\n", spring);
    EXPECT_THAT(*read.series[0].times_s, ElementsAre(5400, 7200));
}

TEST(RecordedFeeds, need_a_run_that_knows_its_start_for_times_of_day) {
    const RunClock without{"", ""};
    EXPECT_THAT(refusal("t,a\n2026-11-10 07:30,1\n", without), HasSubstr("when the run began"));
    EXPECT_THAT(refusal("t,a\n2026-11-10T07:30Z,1\n", without), HasSubstr("time zone"));
    EXPECT_EQ(refusal("t,a\n3600,1\n", without), "");
}

struct Refused {
    const char* text;
    const char* begins;
};

class RefusedFeeds : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedFeeds, name_file_line_and_column_in_one_line) {
    const std::string said = refusal(GetParam().text);
    EXPECT_THAT(said, StartsWith(GetParam().begins));
    EXPECT_EQ(said.find('\n'), std::string::npos);
    EXPECT_THAT(said, HasSubstr("; expected "));
}

INSTANTIATE_TEST_SUITE_P(
    Recorded, RefusedFeeds,
    ::testing::Values(
        Refused{"t,a\n0,1\n60,n/a\n", "f.csv:3: a: \"n/a\" is no number"},
        Refused{"t,a\n0,\"28,08\"\n", "f.csv:2: a: \"28,08\" is no number"},
        Refused{"t;a\n0;1.234,5\n", "f.csv:2: a: \"1.234,5\" is no number"},
        Refused{"t,a\n0,inf\n", "f.csv:2: a: \"inf\" is no number"},
        Refused{"t,a\nnoon,1\n", "f.csv:2: t: \"noon\" is no time"},
        Refused{"t,a\n,1\n", "f.csv:2: t: \"\" is no time"},
        Refused{"t,a\n2026-02-30 07:30,1\n", "f.csv:2: t: \"2026-02-30 07:30\" is no time"},
        Refused{"t,a\n2026-11-10 24:00,1\n", "f.csv:2: t: \"2026-11-10 24:00\" is no time"},
        Refused{"t,a\n2026-11-10 7:30,1\n", "f.csv:2: t: \"2026-11-10 7:30\" is no time"},
        Refused{"t,a\n2026-11--1 07:30,1\n", "f.csv:2: t: \"2026-11--1 07:30\" is no time"},
        Refused{"t,a\n2026-11-10 07:30+,1\n", "f.csv:2: t: \"2026-11-10 07:30+\" is no time"},
        Refused{"t,a\n2026-11-10 07:30 x,1\n", "f.csv:2: t: \"2026-11-10 07:30 x\" is no time"},
        Refused{"t,a\n60,1\n60,2\n", "f.csv:3: t: \"60\" is not later"},
        Refused{"time,id,value\n60,a,1\n60,b,1\n0,a,2\n", "f.csv:4: time: \"0\" is not later"},
        Refused{"time,id\n0,a\n", "f.csv:1: value: this column is missing"},
        Refused{"time,id,value,values\n0,a,1,2\n", "f.csv:1: values: is an unknown column"},
        Refused{"time,id,value [m],value\n0,a,1,2\n", "f.csv:1: value: two columns"},
        Refused{"time [s],id,value\n0,a,1\n", "f.csv:1: time [s]: a unit has no place here"},
        Refused{"time,id,value\n0,,1\n", "f.csv:2: id: is empty"},
        Refused{"t,a []\n0,1\n", "f.csv:1: a []: has empty brackets"},
        Refused{"t,[m]\n0,1\n", "f.csv:1: [m]: has no name"},
        Refused{"t\n0\n", "f.csv:1: t: is the only column"}));

TEST(RefusedFeed, one_without_rows_says_so) {
    EXPECT_THAT(refusal("t,a\n"), StartsWith("f.csv:1: has no rows"));
    EXPECT_THAT(refusal(""), StartsWith("f.csv:1: is empty"));
}

io::ChannelDescription channel(const char* name, const char* unit) {
    return {name, unit, "street", "record", "d"};
}

TEST(RecordedUnits, become_those_in_which_a_channel_is_shown) {
    const auto speed = channel("traffic/street_speed", "m/s"); // shown in km/h
    EXPECT_THAT(*shown_units_in("", speed), DoubleEq(1));
    EXPECT_THAT(*shown_units_in("km/h", speed), DoubleEq(1));
    EXPECT_THAT(*shown_units_in("m/s", speed), DoubleEq(3.6));
    EXPECT_EQ(shown_units_in("m", speed), std::nullopt);
    EXPECT_EQ(shown_units_in("furlong", speed), std::nullopt);
    // 3.6 m3/h is 1 l/s.
    EXPECT_THAT(*shown_units_in("m3/h", channel("water/pipe_flow", "m3/s")),
                DoubleNear(1 / 3.6, 1e-12));
    EXPECT_THAT(*shown_units_in("%", channel("energy/line_loading", "1")), DoubleEq(0.01));
    EXPECT_THAT(*shown_units_in("m", channel("water/node_pressure", "m")), DoubleEq(1));
    EXPECT_THAT(*shown_units_in("veh/h", channel("traffic/street_flow", "1/s")),
                DoubleEq(1 / 3600.0));
}

TEST(RecordedUnits, only_vehicles_over_time_are_flows_for_geh) {
    EXPECT_EQ(vehicles_per_hour(channel("traffic/street_flow", "1/s")), 3600);
    EXPECT_EQ(vehicles_per_hour(channel("traffic/street_flow", "veh/h")), 1);
    EXPECT_EQ(vehicles_per_hour(channel("traffic/street_speed", "m/s")), std::nullopt);
    EXPECT_EQ(vehicles_per_hour(channel("traffic/street_vehicles", "1")), std::nullopt);
    EXPECT_EQ(vehicles_per_hour(channel("services/alarms", "1/h")), std::nullopt);
}

// By hand: simulated 10, 20, 30 at 60, 120, 180 s. At 90 s the frame of 60 s counts: 10 - 9 = 1; at
// 120 s 20 - 23 = -3; a gap; at 180 s 30 - 28 = 2. Before 60 s and after 180 s nothing is compared.
// Mean 0; RMSE sqrt((1 + 9 + 4) / 3).
TEST(ResidualsOf, moments_take_the_last_frame_and_leave_out_what_was_not_simulated) {
    const std::vector<double> frames_s{60, 120, 180};
    const std::vector<double> simulated{10, 20, 30};
    const std::vector<double> recorded_s{0, 90, 120, 150, 180, 181};
    const std::vector<double> recorded{5, 9, 23, none, 28, 28};
    const Residuals found = residuals({frames_s, simulated}, {recorded_s, recorded});
    EXPECT_THAT(found.times_s, ElementsAre(90, 120, 150, 180));
    EXPECT_THAT(found.values, ElementsAre(1, -3, IsNan(), 2));
    EXPECT_EQ(found.count, 3U);
    EXPECT_THAT(found.bias, DoubleNear(0, 1e-12));
    EXPECT_THAT(found.rmse, DoubleNear(std::sqrt(14.0 / 3), 1e-12));
    EXPECT_FALSE(found.hours);
}

TEST(ResidualsOf, gaps_of_the_simulation_are_no_pairs) {
    const std::vector<double> at_s{60, 120};
    const std::vector<double> simulated{none, 3};
    const std::vector<double> recorded{1, 1};
    const Residuals found = residuals({at_s, simulated}, {at_s, recorded});
    EXPECT_EQ(found.count, 1U);
    EXPECT_EQ(found.bias, 2);
}

TEST(ResidualsOf, nothing_common_are_none) {
    const std::vector<double> frames_s{60, 120};
    const std::vector<double> values{1, 1};
    const std::vector<double> later_s{600, 660};
    EXPECT_EQ(residuals({frames_s, values}, {later_s, values}).count, 0U);
    EXPECT_EQ(residuals({{}, {}}, {later_s, values}).count, 0U);
}

// GEH by hand: m 1200, c 1000: sqrt(2 * 200^2 / 2200) = 6.0302; m 1100, c 1000:
// sqrt(2 * 100^2 / 2100) = 3.0861.
TEST(Geh, is_that_of_the_manual) {
    EXPECT_THAT(geh(1200, 1000), DoubleNear(6.0302, 1e-4));
    EXPECT_THAT(geh(1100, 1000), DoubleNear(3.0861, 1e-4));
    EXPECT_EQ(geh(0, 0), 0);
}

/// Simulated flows every 10 min for two hours: 1100 veh/h in the first, 1200 in the second one.
struct TwoHours {
    TwoHours() {
        for (int k = 1; k <= 12; ++k) {
            times_s.push_back(600 * k);
            values.push_back(k <= 6 ? 1100 : 1200);
        }
    }

    TimedValues line() const { return {times_s, values}; }

    std::vector<double> times_s;
    std::vector<double> values;
};

// Counted 1000 an hour: GEH 3.09 and 6.03, see above; residuals 100 and 200.
TEST(FlowResiduals, of_hourly_counts_are_means_over_the_hour_before) {
    const TwoHours simulated;
    const std::vector<double> at_s{3600, 7200};
    const std::vector<double> counted{1000, 1000};
    const Residuals found =
        residuals(simulated.line(), {at_s, counted}, SimulatedValue::mean_of_interval);
    EXPECT_THAT(found.values, ElementsAre(DoubleNear(100, 1e-9), DoubleNear(200, 1e-9)));
    ASSERT_TRUE(found.hours);
    EXPECT_EQ(found.hours->hours, 2U);
    EXPECT_EQ(found.hours->below_5, 1U);
}

// Quarters of an hour: 900, 1100, 1000, 1000 make 1000 an hour. The second hour lacks a quarter.
TEST(FlowResiduals, of_quarters_make_whole_hours_and_leave_out_broken_ones) {
    const TwoHours simulated;
    const std::vector<double> at_s{900, 1800, 2700, 3600, 4500, 5400, 6300, 7200};
    const std::vector<double> counted{900, 1100, 1000, 1000, 1000, none, 1000, 1000};
    const Residuals found =
        residuals(simulated.line(), {at_s, counted}, SimulatedValue::mean_of_interval);
    EXPECT_EQ(found.count, 7U);
    ASSERT_TRUE(found.hours);
    EXPECT_TRUE(found.hours->makes_hours);
    EXPECT_EQ(found.hours->hours, 1U);
    EXPECT_EQ(found.hours->below_5, 1U);
}

// Frames every 600 s, counts every 900 s; the sums stand below.
TEST(FlowResiduals, weigh_frames_by_the_time_they_share_with_an_interval) {
    const std::vector<double> frames_s{600, 1200, 1800};
    const std::vector<double> flows{600, 1200, 0};
    const std::vector<double> at_s{900, 1800};
    const std::vector<double> zero{0, 0};
    const Residuals found =
        residuals({frames_s, flows}, {at_s, zero}, SimulatedValue::mean_of_interval);
    // (600 s * 600 + 300 s * 1200) / 900 s and (300 s * 1200 + 600 s * 0) / 900 s.
    EXPECT_THAT(found.values, ElementsAre(DoubleNear(800, 1e-9), DoubleNear(400, 1e-9)));
}

TEST(FlowResiduals, of_intervals_that_make_no_hours_have_no_geh) {
    const TwoHours simulated;
    const std::vector<double> counted{1000, 1000, 1000};
    const std::vector<double> seven_s{420, 840, 1260};
    auto found = residuals(simulated.line(), {seven_s, counted}, SimulatedValue::mean_of_interval);
    EXPECT_FALSE(found.hours->makes_hours);
    EXPECT_EQ(found.hours->interval_s, 420);
    // Quarters that begin at odd minutes of a clock whose hours end at 1800 s after the start.
    const std::vector<double> odd_s{930, 1830, 2730};
    found =
        residuals(simulated.line(), {odd_s, counted}, SimulatedValue::mean_of_interval, 1, -23'400);
    EXPECT_FALSE(found.hours->makes_hours);
}

RunFacts water_town() {
    RunFacts facts;
    const io::Geometry nowhere;
    facts.tables = {{"water_node", {"n1", "n2", "x"}, {3, nowhere}},
                    {"pipe", {"p1", "x"}, {2, nowhere}}};
    facts.channels = {{"water/node_pressure", "m", "water_node", "record", "d"},
                      {"water/node_deficit", "m3/s", "water_node", "record", "d"},
                      {"water/pipe_flow", "m3/s", "pipe", "record", "d"}};
    return facts;
}

TEST(FeedsOfRuns, go_with_a_fitting_unit_and_the_named_channel) {
    const RunFacts facts = water_town();
    const FeedOfRun beside{feed("t,n1 [m],n2,p1 [m3/h]\n0,1,2,3\n"), facts};
    const auto& pressure = facts.channels[0];
    const auto& deficit = facts.channels[1];
    ASSERT_NE(beside.of({"water_node", 0}, pressure, false), nullptr);
    EXPECT_EQ(beside.of({"water_node", 0}, deficit, true), nullptr) << "m is no flow";
    EXPECT_NE(beside.of({"water_node", 1}, deficit, true), nullptr) << "without a unit";
    EXPECT_EQ(beside.of({"water_node", 1}, pressure, false), nullptr) << "not the first one";
    EXPECT_NE(beside.of({"pipe", 0}, facts.channels[2], true), nullptr);
    EXPECT_FALSE(beside.missing());
    const FeedOfRun named{feed("time,id,value,channel\n0,n1,1,water/node_deficit\n"), facts};
    EXPECT_EQ(named.of({"water_node", 0}, pressure, true), nullptr);
    EXPECT_NE(named.of({"water_node", 0}, deficit, false), nullptr);
}

TEST(FeedsOfRuns, an_id_of_several_tables_goes_with_all_unless_one_is_named) {
    const RunFacts facts = water_town();
    const FeedOfRun both{feed("time,id,value\n0,x,1\n"), facts};
    EXPECT_NE(both.of({"water_node", 2}, facts.channels[0], true), nullptr);
    EXPECT_NE(both.of({"pipe", 1}, facts.channels[2], true), nullptr);
    const FeedOfRun one{feed("time,id,value,table\n0,x,1,pipe\n"), facts};
    EXPECT_EQ(one.of({"water_node", 2}, facts.channels[0], true), nullptr);
    EXPECT_NE(one.of({"pipe", 1}, facts.channels[2], true), nullptr);
}

TEST(FeedsOfRuns, say_how_many_ids_the_run_has) {
    const FeedOfRun none_there{feed("t,J7,J9\n0,1,2\n"), water_town()};
    ASSERT_TRUE(none_there.missing());
    EXPECT_EQ(none_there.missing()->severity, Severity::warning);
    EXPECT_THAT(
        to_string(*none_there.missing()),
        StartsWith("f.csv: warning: 0 of 2 recorded ids are in this run; \"J7\", for example, is "
                   "not"));
    const FeedOfRun some{feed("t,n1,J9\n0,1,2\n"), water_town()};
    ASSERT_TRUE(some.missing());
    EXPECT_EQ(some.missing()->severity, Severity::note);
    EXPECT_THAT(some.missing()->message, StartsWith("1 of 2 recorded ids"));
}

/// The text of a gzipped file.
std::string unzipped(const std::filesystem::path& path) {
    gzFile file = gzopen(path.c_str(), "rb");
    std::string text;
    std::string part(1U << 20U, '\0');
    for (int n = 0; (n = gzread(file, part.data(), static_cast<unsigned>(part.size()))) > 0;) {
        text.append(part.data(), static_cast<std::size_t>(n));
    }
    gzclose(file);
    return text;
}

// The competition's table of leak flows in 2019, every 5 min: 105,120 rows of 23 pipes (counted by
// wc), p193 with 6.79 in its first one. Its times are those of a clock without summer time.
TEST(RecordedData, battledim_leak_flows_of_a_year_are_read) {
    CITYPROOF_REQUIRE_DATA(path, "water/battledim/leak_flow_2019_m3h_5min.csv.gz");
    const std::string text = unzipped(path);
    const RunClock clock{"2019-01-01T00:00:00", "UTC"};
    const RecordedFeed read = parse_recorded(text, "leaks.csv", clock);
    ASSERT_EQ(read.series.size(), 23U);
    EXPECT_EQ(read.series[0].id, "p123");
    EXPECT_EQ(read.series[3].id, "p257");
    EXPECT_EQ(read.series[3].values.size(), 105'120U);
    EXPECT_EQ(read.series[3].values.front(), 6.79);
    EXPECT_EQ(read.series[0].times_s->back(), 365 * 86'400 - 300);
}

// The SCADA files of the competition have semicolons and decimal commas; they are not at hand, so
// that the real table above is written in their form.
TEST(RecordedData, battledim_in_the_form_of_its_scada_files_is_the_same) {
    CITYPROOF_REQUIRE_DATA(path, "water/battledim/leak_flow_2019_m3h_5min.csv.gz");
    std::string text = unzipped(path);
    text.resize(text.find("2019-02-01"));
    const RunClock clock{"2019-01-01T00:00:00", "UTC"};
    const RecordedFeed points = parse_recorded(text, "leaks.csv", clock);
    for (char& c : text) {
        c = c == ',' ? ';' : c == '.' ? ',' : c;
    }
    const RecordedFeed commas = parse_recorded(text, "scada.csv", clock);
    ASSERT_EQ(commas.series.size(), points.series.size());
    EXPECT_EQ(commas.series[3].values.size(), 31U * 288);
    for (std::size_t i = 0; i < points.series.size(); ++i) {
        EXPECT_EQ(commas.series[i].values, points.series[i].values) << i;
        EXPECT_EQ(*commas.series[i].times_s, *points.series[i].times_s) << i;
    }
}

} // namespace
} // namespace cityproof::gui
