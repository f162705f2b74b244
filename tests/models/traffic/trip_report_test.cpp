// SPDX-License-Identifier: Apache-2.0
// Sums are added by hand from the three vehicles below.
#include "core/base/errors.hpp"
#include "models/traffic/trip_report.hpp"

#include <gtest/gtest.h>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

TEST(TripReport, counts_arrived_running_and_never_departed) {
    const cityproof::testing::TemporaryFolder folder;
    write_text(folder.path() / "t.xml", R"(<tripinfos>
<tripinfo id="a" depart="0.00" departDelay="2.00" arrival="60.00" duration="58.00" timeLoss="8.00"
 waitingTime="3.00" routeLength="500.00"><emissions CO_abs="1.00" CO2_abs="200000.00"/></tripinfo>
<tripinfo id="b" depart="10.00" departDelay="0.00" arrival="-1.00" duration="90.00"
 timeLoss="30.00" waitingTime="25.00" routeLength="120.00"><emissions CO2_abs="50000.50"/></tripinfo>
<tripinfo id="c" depart="-1" departDelay="40.00" arrival="-1.00" duration="0.00" timeLoss="0.00"
 waitingTime="0.00" routeLength="0.00"/>
<personinfo id="p" depart="0.00"/>
</tripinfos>)");
    const TripTotals totals = read_trip_report(folder.path() / "t.xml");
    EXPECT_EQ(totals.arrived, 1U);
    EXPECT_EQ(totals.running, 1U);
    EXPECT_EQ(totals.never_in, 1U);
    EXPECT_EQ(totals.vehicles(), 3U);
    EXPECT_DOUBLE_EQ(totals.delay_s, 80); // 8 + 30 lost, 42 waiting to enter
    EXPECT_DOUBLE_EQ(totals.waiting_s, 28);
    EXPECT_DOUBLE_EQ(totals.travel_time_s, 58); // of the arrived one
    EXPECT_DOUBLE_EQ(totals.distance_m, 620);
    EXPECT_DOUBLE_EQ(totals.co2_mg, 250000.5);
}

TEST(TripReport, trip_cut_off_is_no_arrival_once_it_has_ended) {
    const cityproof::testing::TemporaryFolder folder;
    write_text(folder.path() / "t.xml", R"(<tripinfos>
<tripinfo id="a&amp;b" depart="0.00" departDelay="2.00" arrival="60.00" duration="58.00"
 timeLoss="8.00" waitingTime="3.00" routeLength="500.00"/>
<tripinfo id="b" depart="10.00" departDelay="0.00" arrival="-1.00" duration="90.00"
 timeLoss="30.00" waitingTime="25.00" routeLength="120.00"/>
</tripinfos>)");
    const TripTotals totals = read_trip_report(folder.path() / "t.xml", {"a&b", "b"});
    EXPECT_EQ(totals.arrived, 0U);
    EXPECT_EQ(totals.closed_out, 1U);
    EXPECT_EQ(totals.running, 1U);
    EXPECT_EQ(totals.vehicles(), 2U);
    EXPECT_DOUBLE_EQ(totals.travel_time_s, 0);
    EXPECT_DOUBLE_EQ(totals.delay_s, 40); // nobody's loss is left out
}

TEST(TripReport, report_without_vehicles_is_all_zero) {
    const cityproof::testing::TemporaryFolder folder;
    write_text(folder.path() / "t.xml", "<tripinfos/>");
    EXPECT_EQ(read_trip_report(folder.path() / "t.xml").vehicles(), 0U);
}

TEST(TripReport, broken_report_is_an_error) {
    const cityproof::testing::TemporaryFolder folder;
    const auto path = folder.path() / "t.xml";
    EXPECT_THROW(read_trip_report(path), InputError);
    write_text(path, "<tripinfos><tripinfo");
    EXPECT_THROW(read_trip_report(path), InputError);
    write_text(path, "<tripinfos><tripinfo id=\"a\" depart=\"0\"/></tripinfos>");
    EXPECT_THROW(read_trip_report(path), InputError);
}

} // namespace
} // namespace cityproof::traffic::testing
