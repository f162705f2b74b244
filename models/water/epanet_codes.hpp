// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The numbers by which EPANET 2.3 calls its properties, in our words. Only those that the adapter
/// uses; a test compares each with the enumeration that the library's own distribution carries.
namespace cityproof::water {

enum class NodeValue : int {
    elevation = 0,
    tank_level = 8, ///< sets the level; reads the initial one
    head = 10,
    pressure = 11,
    minimum_level = 20,
    maximum_level = 21,
    demand_deficit = 27,
    demand_flow = 31,
    full_demand = 32,
};

enum class LinkValue : int {
    diameter = 0,
    length = 1,
    flow = 8,
    status = 11, ///< 0 closed (for whatever reason), 1 open
    setting = 12,
    power_kw = 13, ///< EPANET calls it energy; it is the power of this instant
    speed_pattern = 15,
    state = 16, ///< EPANET says of a pump, but it is that of every link, see below
};

/// Values of LinkValue::state that tell an order from what the solution did: a link that the
/// solution closed for now (0, 1), or that regulates (4 and above), has neither.
inline constexpr double link_state_closed = 2;
inline constexpr double link_state_open = 3;

enum class TimeValue : int {
    duration = 0,
    hydraulic_step = 1,
    pattern_step = 3,
    pattern_start = 4,
    report_step = 5,
    clock_start = 10,
    clock = 11,
};

enum class OptionValue : int {
    trials = 0,
    accuracy = 1,
    demand_multiplier = 4,
    flow_change = 6,
    specific_gravity = 12,
    unbalanced = 14, ///< -1: stop the simulation; n >= 0: go on after n extra trials
    default_pattern = 23,
    pressure_units = 25,
};

enum class CountOf : int { nodes = 0, links = 2, patterns = 3, controls = 5, rules = 6 };

enum class NodeKind : int { junction = 0, reservoir = 1, tank = 2 };

enum class LinkKind : int {
    check_valve_pipe = 0,
    pipe = 1,
    pump = 2,
    pressure_reducing_valve = 3,
    pressure_sustaining_valve = 4,
    pressure_breaker_valve = 5,
    flow_control_valve = 6,
    throttle_control_valve = 7,
    general_purpose_valve = 8,
    positional_control_valve = 9,
};

enum class FlowUnit : int {
    cubic_feet_per_second = 0,
    us_gallons_per_minute = 1,
    million_us_gallons_per_day = 2,
    million_imperial_gallons_per_day = 3,
    acre_feet_per_day = 4,
    litres_per_second = 5,
    litres_per_minute = 6,
    megalitres_per_day = 7,
    cubic_metres_per_hour = 8,
    cubic_metres_per_day = 9,
    cubic_metres_per_second = 10,
};

enum class PressureUnit : int { psi = 0, kilopascal = 1, metre = 2, bar = 3, foot = 4 };

enum class ControlKind : int { below_level = 0, above_level = 1, at_time = 2, at_clock_time = 3 };

/// What a control's setting says when it is a status and not a number.
inline constexpr double control_closes = -1e10;
inline constexpr double control_opens = 1e10;

/// Status and setting of a rule's action; one of the two is in use.
inline constexpr int rule_status_none = -1;
inline constexpr int rule_status_open = 1;
inline constexpr int rule_status_closed = 2;
inline constexpr double rule_setting_none = -1e10;

/// EN_initH: start from fresh link flows and write no file.
inline constexpr int fresh_flows = 10;

/// What EPANET answers to a tank level outside the tank.
inline constexpr int level_out_of_range = 225;

/// Results below are warnings about a solution; from here on they are errors.
inline constexpr int first_error = 100;

/// The one error of a solution that another way of asking can mend.
inline constexpr int solution_failed = 110;

} // namespace cityproof::water
