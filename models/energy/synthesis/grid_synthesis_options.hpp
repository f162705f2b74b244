// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cityproof::energy {

/// Installed power and its coincidence. Source of all but the last: pylovo's tables
/// (config_version.py, consumer categories), power factor of ding0 (config_calc.cfg).
struct LoadRules {
    double household_w = 30'000;
    double household_at_infinity = 0.07; ///< g_inf
    double commercial_wpm2 = 79;         ///< of gross floor, also for industry
    double commercial_at_infinity = 0.5;
    double public_wpm2 = 29;
    double public_at_infinity = 0.6;
    double power_factor = 0.97;
    double floor_spread = 0.2; ///< W/m2 vary by this share up and down (assumed)
};

/// Transformer stations.
struct StationRules {
    double utilisation = 0.8;    ///< of the transformers' sn at the station's peak
    double reach_m = 500;        ///< longest cable to a building's joint
    double joint_spacing_m = 15; ///< connections this near share one joint
    double same_site_m = 40;     ///< mapped substations nearer than this are one station
    double mapped_reach_m = 150; ///< a mapped substation farther from any street is left out
};

/// Low-voltage feeders. Sources: 5 % as in ding0 and pylovo; the utilisation leaves room for the
/// higher current at low voltage.
struct FeederRules {
    double rated_v = 400;
    double voltage_drop = 0.05; ///< station busbar to the last joint, by design loads
    double utilisation = 0.9;   ///< of the cable's rated current
};

/// Medium voltage. Sources: ding0 config_calc.cfg (10 kV from 1 MVA/km2, cables used up to 0.6 in
/// normal and 1.0 in disturbed operation, 20 load areas a ring).
struct RingRules {
    double dense_vapm2 = 1.0; ///< 10 kV from here on, else 20 kV
    double normal_utilisation = 0.6;
    double disturbed_utilisation = 0.95; ///< of the rated current, the whole ring fed from one end
    double voltage_drop = 0.04;          ///< busbar to the open point; ding0 plans 5 %
    unsigned most_stations = 20;
    double primary_w = 37e6;          ///< most for a primary substation of 2 x 40 MVA, n-1
    double direct_feed_below_w = 8e6; ///< less has its 110 kV substation outside the map
    double busbar_pu = 1.03;          ///< of a primary's MV busbar at peak
    double busbar_sk_va = 250e6;      ///< short-circuit power where MV is fed directly
    double hv_sk_va = 3e9;            ///< of the 110 kV grid
    double shortest_cable_m = 25;     ///< of a ring's sections, with what lies in the stations
};

/// How grids are made where none is known; see docs/models.md. Cost factors say how much longer a
/// cable goes to avoid such a street; 1 is a street with cables.
struct GridSynthesisOptions {
    LoadRules load = {};
    StationRules station = {};
    FeederRules feeder = {};
    RingRules ring = {};
    double big_road_cost = 4;     ///< motorways and trunk roads
    double path_cost = 2;         ///< paths, steps, tracks
    double off_street_cost = 1.5; ///< straight across, where streets do not hang together
};

} // namespace cityproof::energy
