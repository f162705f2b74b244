// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace cityproof::water::synthesis {

/// What a synthetic water network is designed for. Sources stand in docs/models.md; "assumed" has
/// none.
struct WaterSynthesisOptions {
    std::vector<double> elevation_m = {}; ///< ground, per node of the city; empty: flat at 0 m

    double litres_per_person_day = 125;  ///< DE 115-129, EU 125-145
    double litres_per_work_m2_day = 1.6; ///< 0.6 m3/(m2 a), CIRIA W11
    double loss_share = 0.10;            ///< of all water put in; DE 0.05-0.07, EU 0.23-0.25

    double least_pressure_m = 25;        ///< at every junction in the peak hour; UFC 3-230: 21-25
    double most_pressure_m = 80;         ///< at rest
    double fire_flow_m3ps = 48.0 / 3600; ///< DVGW W 405: 48, 96 or 192 m3/h
    double fire_duration_s = 7200;
    double fire_pressure_m = 15; ///< left at the hydrant, DVGW W 405

    double hydrant_spacing_m = 100; ///< DE 80-150
    double longest_pipe_m = 300;    ///< a longer street has junctions on the way; assumed
    double longest_join_m = 2000;   ///< between parts of the streets; farther: a works of its own
    double longest_service_m = 300; ///< from a building without a street to its junction
    double residents_per_works = 60000; ///< above it a second works; assumed
};

} // namespace cityproof::water::synthesis
