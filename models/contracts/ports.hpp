// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Names of the ports that models offer each other. Unit and table are part of the contract; the
/// owner states them in its PortSpec and a test compares. Values are doubles; a flag is 0 or 1; NaN
/// is "no data".
namespace cityproof::contracts::ports {

// Traffic. Table street = SUMO edges that are not internal; signal = SUMO traffic lights.
inline constexpr const char* street_speed = "traffic/street_speed"; ///< m/s, mean of the last step
inline constexpr const char* street_vehicles =
    "traffic/street_vehicles"; ///< 1, vehicles on the street
inline constexpr const char* street_halting = "traffic/street_halting"; ///< 1, slower than 0.1 m/s
inline constexpr const char* lane_halting =
    "traffic/lane_halting"; ///< 1, table lane: lanes at signals only
inline constexpr const char* signal_heads_lit =
    "traffic/signal_heads_lit"; ///< 1, lamp heads that burn
inline constexpr const char* signal_dark =
    "traffic/signal_dark"; ///< 1 when switched off for want of supply

// Energy. Tables bus, line, transformer.
inline constexpr const char* bus_voltage = "energy/bus_voltage"; ///< pu; 0 when dead
inline constexpr const char* bus_energised =
    "energy/bus_energised";                                        ///< 1 when connected to a source
inline constexpr const char* line_loading = "energy/line_loading"; ///< 1 (fraction of i_n)
inline constexpr const char* line_loss = "energy/line_loss";       ///< W
inline constexpr const char* transformer_loading =
    "energy/transformer_loading"; ///< 1 (apparent power / sn)

/// Whether a consumer has electricity: port "supply/<table>", unit 1, one element per consumer of
/// that table.
inline constexpr const char* supply_prefix = "supply/";

// Water. Tables water_node, pipe, pump, tank.
inline constexpr const char* node_pressure =
    "water/node_pressure"; ///< m; NaN in a part without supply
inline constexpr const char* node_deficit = "water/node_deficit"; ///< m3/s of demand not delivered
inline constexpr const char* pipe_flow =
    "water/pipe_flow"; ///< m3/s, positive from start to end node
inline constexpr const char* tank_level = "water/tank_level"; ///< m above the tank's bottom
inline constexpr const char* pump_power = "water/pump_power"; ///< W, electric

// Policies.
inline constexpr const char* signal_target =
    "policy/signal_target"; ///< 1, index of the wanted green phase; -1: own plan

// Services. Tables lamp, meter.
inline constexpr const char* lamp_load = "services/lamp_load"; ///< W
inline constexpr const char* meter_load =
    "services/meter_load"; ///< W, mean of the running interval

// Sensors. Table sensor.
inline constexpr const char* sensor_reading =
    "sensors/reading"; ///< in the sampled quantity's unit; NaN: no reading

} // namespace cityproof::contracts::ports
