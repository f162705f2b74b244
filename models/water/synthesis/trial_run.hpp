// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/synthetic_water.hpp"

#include <filesystem>
#include <vector>

namespace cityproof::water::synthesis {

/// What EPANET says of a network over some days.
struct TrialFigures {
    double least_pressure_m = 0; ///< at junctions with a demand
    double most_pressure_m = 0;
    double median_loss_m_per_km = 0; ///< of each main's greatest loss, by length
    double p90_loss_m_per_km = 0;
    double share_below_10_m_per_km = 0;
    double median_velocity_mps = 0; ///< of each main's greatest velocity, by length
    double most_velocity_mps = 0;
    double lowest_tank_share = 0; ///< least level over its depth
    double highest_tank_share = 0;
    double most_pump_starts_a_day = 0; ///< of one pump
    double unserved_m3 = 0;
    long unsolved_steps = 0;
};

/// The figures beside those of seven networks in EPANET's files (ky2, ky4, Richmond, BWSN 1 and 2,
/// L-Town, Net3), each over its first day.
std::vector<RealismFigure> realism_of(const TrialFigures& figures);

/// Solves a synthetic network for `hours`, looking at it every five minutes. `file` holds its text.
/// Errors: as HydraulicSolver.
TrialFigures try_network(const SyntheticWater& water, const std::filesystem::path& file, int hours);

} // namespace cityproof::water::synthesis
