// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Names of the ports that models offer each other. Unit and table are part of the contract: see
/// `offered` below, with which each model's test compares what the model says in its PortSpecs.
/// Values are doubles; a flag is 0 or 1; NaN is "no data".
namespace cityproof::contracts::ports {

// Traffic. Table street = SUMO edges that are not internal; signal = SUMO traffic lights; lane =
// lanes at signals only.
inline constexpr const char* street_speed = "traffic/street_speed"; ///< mean of the last step
inline constexpr const char* street_vehicles =
    "traffic/street_vehicles";                                          ///< vehicles on the street
inline constexpr const char* street_halting = "traffic/street_halting"; ///< slower than 0.1 m/s
inline constexpr const char* street_closed =
    "traffic/street_closed"; ///< 1 while closed; only in runs that close streets by plan
inline constexpr const char* lane_halting = "traffic/lane_halting";         ///< the same, by lane
inline constexpr const char* signal_heads_lit = "traffic/signal_heads_lit"; ///< heads that burn
inline constexpr const char* signal_dark =
    "traffic/signal_dark"; ///< 1 when switched off for want of supply

// Energy.
inline constexpr const char* bus_voltage = "energy/bus_voltage";     ///< 0 when dead
inline constexpr const char* bus_energised = "energy/bus_energised"; ///< 1: connected to a source
inline constexpr const char* line_loading = "energy/line_loading";   ///< fraction of i_n
inline constexpr const char* line_loss = "energy/line_loss";         ///< active power
inline constexpr const char* transformer_loading =
    "energy/transformer_loading"; ///< apparent power / sn

/// Whether a consumer has electricity: port "supply/<table>", unit 1, one element per consumer of
/// that table.
inline constexpr const char* supply_prefix = "supply/";

// Water.
inline constexpr const char* node_pressure =
    "water/node_pressure";                                        ///< NaN in a part without supply
inline constexpr const char* node_deficit = "water/node_deficit"; ///< demand not delivered
inline constexpr const char* pipe_flow = "water/pipe_flow";   ///< positive from start to end node
inline constexpr const char* tank_level = "water/tank_level"; ///< above the tank's bottom
inline constexpr const char* pump_power = "water/pump_power"; ///< electric

// Policies.
inline constexpr const char* signal_target =
    "policy/signal_target"; ///< index of the wanted green phase; -1: own plan

// Services.
inline constexpr const char* lamp_load = "services/lamp_load";
inline constexpr const char* meter_load = "services/meter_load"; ///< mean of the running interval

// Sensors.
inline constexpr const char* sensor_reading =
    "sensors/reading"; ///< in the sampled quantity's unit; NaN: no reading

/// What a port's owner states in its PortSpec.
struct Offer {
    std::string_view name;
    std::string_view unit;
    std::string_view table;
};

/// Every port but those of supply_prefix.
inline constexpr Offer offered[] = {
    {street_speed, "m/s", "street"},
    {street_vehicles, "1", "street"},
    {street_halting, "1", "street"},
    {street_closed, "1", "street"},
    {lane_halting, "1", "lane"},
    {signal_heads_lit, "1", "signal"},
    {signal_dark, "1", "signal"},
    {bus_voltage, "pu", "bus"},
    {bus_energised, "1", "bus"},
    {line_loading, "1", "line"},
    {line_loss, "W", "line"},
    {transformer_loading, "1", "transformer"},
    {node_pressure, "m", "water_node"},
    {node_deficit, "m3/s", "water_node"},
    {pipe_flow, "m3/s", "pipe"},
    {tank_level, "m", "tank"},
    {pump_power, "W", "pump"},
    {signal_target, "1", "signal"},
    {lamp_load, "W", "lamp"},
    {meter_load, "W", "meter"},
    {sensor_reading, "mixed", "sensor"},
};

} // namespace cityproof::contracts::ports
