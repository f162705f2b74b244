// SPDX-License-Identifier: Apache-2.0
// Our own declarations of libepanet2 against the header that its distribution carries: a function
// that differs does not compile, a number that differs fails below.
#include "models/water/epanet_api.hpp"
#include "models/water/epanet_codes.hpp"

#include <gtest/gtest.h>

#if __has_include(<epanet2_2.h>)
#include <epanet2_2.h>

namespace cityproof::water {
namespace {

template <typename Ours>
void expect_equal(Ours ours, int theirs) {
    EXPECT_EQ(static_cast<int>(ours), theirs);
}

TEST(EpanetDeclarations, values_of_nodes_and_links_have_the_numbers_of_the_library) {
    expect_equal(NodeValue::elevation, EN_ELEVATION);
    expect_equal(NodeValue::head, EN_HEAD);
    expect_equal(NodeValue::pressure, EN_PRESSURE);
    expect_equal(NodeValue::minimum_level, EN_MINLEVEL);
    expect_equal(NodeValue::demand_deficit, EN_DEMANDDEFICIT);
    expect_equal(NodeValue::demand_flow, EN_DEMANDFLOW);
    expect_equal(NodeValue::full_demand, EN_FULLDEMAND);
    expect_equal(LinkValue::diameter, EN_DIAMETER);
    expect_equal(LinkValue::length, EN_LENGTH);
    expect_equal(LinkValue::flow, EN_FLOW);
    expect_equal(LinkValue::status, EN_STATUS);
    expect_equal(LinkValue::setting, EN_SETTING);
    expect_equal(LinkValue::power_kw, EN_ENERGY);
    expect_equal(LinkValue::speed_pattern, EN_LINKPATTERN);
}

TEST(EpanetDeclarations, times_options_and_counts_have_the_numbers_of_the_library) {
    expect_equal(TimeValue::duration, EN_DURATION);
    expect_equal(TimeValue::hydraulic_step, EN_HYDSTEP);
    expect_equal(TimeValue::pattern_step, EN_PATTERNSTEP);
    expect_equal(TimeValue::pattern_start, EN_PATTERNSTART);
    expect_equal(TimeValue::report_step, EN_REPORTSTEP);
    expect_equal(TimeValue::clock_start, EN_STARTTIME);
    expect_equal(OptionValue::trials, EN_TRIALS);
    expect_equal(OptionValue::accuracy, EN_ACCURACY);
    expect_equal(OptionValue::demand_multiplier, EN_DEMANDMULT);
    expect_equal(OptionValue::flow_change, EN_FLOWCHANGE);
    expect_equal(OptionValue::specific_gravity, EN_SP_GRAVITY);
    expect_equal(OptionValue::unbalanced, EN_UNBALANCED);
    expect_equal(OptionValue::default_pattern, EN_DEMANDPATTERN);
    expect_equal(OptionValue::pressure_units, EN_PRESS_UNITS);
    expect_equal(CountOf::nodes, EN_NODECOUNT);
    expect_equal(CountOf::links, EN_LINKCOUNT);
    expect_equal(CountOf::patterns, EN_PATCOUNT);
    expect_equal(CountOf::controls, EN_CONTROLCOUNT);
    expect_equal(CountOf::rules, EN_RULECOUNT);
}

TEST(EpanetDeclarations, kinds_and_units_have_the_numbers_of_the_library) {
    expect_equal(NodeKind::junction, EN_JUNCTION);
    expect_equal(NodeKind::reservoir, EN_RESERVOIR);
    expect_equal(NodeKind::tank, EN_TANK);
    expect_equal(LinkKind::check_valve_pipe, EN_CVPIPE);
    expect_equal(LinkKind::pipe, EN_PIPE);
    expect_equal(LinkKind::pump, EN_PUMP);
    expect_equal(LinkKind::pressure_reducing_valve, EN_PRV);
    expect_equal(LinkKind::pressure_sustaining_valve, EN_PSV);
    expect_equal(LinkKind::pressure_breaker_valve, EN_PBV);
    expect_equal(LinkKind::flow_control_valve, EN_FCV);
    expect_equal(LinkKind::throttle_control_valve, EN_TCV);
    expect_equal(LinkKind::general_purpose_valve, EN_GPV);
    expect_equal(LinkKind::positional_control_valve, EN_PCV);
    expect_equal(FlowUnit::cubic_feet_per_second, EN_CFS);
    expect_equal(FlowUnit::us_gallons_per_minute, EN_GPM);
    expect_equal(FlowUnit::million_us_gallons_per_day, EN_MGD);
    expect_equal(FlowUnit::million_imperial_gallons_per_day, EN_IMGD);
    expect_equal(FlowUnit::acre_feet_per_day, EN_AFD);
    expect_equal(FlowUnit::litres_per_second, EN_LPS);
    expect_equal(FlowUnit::litres_per_minute, EN_LPM);
    expect_equal(FlowUnit::megalitres_per_day, EN_MLD);
    expect_equal(FlowUnit::cubic_metres_per_hour, EN_CMH);
    expect_equal(FlowUnit::cubic_metres_per_day, EN_CMD);
    expect_equal(FlowUnit::cubic_metres_per_second, EN_CMS);
    expect_equal(PressureUnit::psi, EN_PSI);
    expect_equal(PressureUnit::kilopascal, EN_KPA);
    expect_equal(PressureUnit::metre, EN_METERS);
    expect_equal(PressureUnit::bar, EN_BAR);
    expect_equal(PressureUnit::foot, EN_FEET);
    expect_equal(ControlKind::below_level, EN_LOWLEVEL);
    expect_equal(ControlKind::above_level, EN_HILEVEL);
    expect_equal(ControlKind::at_time, EN_TIMER);
    expect_equal(ControlKind::at_clock_time, EN_TIMEOFDAY);
    expect_equal(fresh_flows, EN_INITFLOW);
    expect_equal(rule_status_open, EN_R_IS_OPEN);
    expect_equal(rule_status_closed, EN_R_IS_CLOSED);
    EXPECT_EQ(control_closes, EN_SET_CLOSED);
    EXPECT_EQ(control_opens, EN_SET_OPEN);
    EXPECT_EQ(rule_setting_none, EN_MISSING);
}

} // namespace
} // namespace cityproof::water
#else
TEST(EpanetDeclarations, need_the_header_of_the_library) {
    GTEST_SKIP() << "the distribution of libepanet2 brought no epanet2_2.h";
}
#endif
