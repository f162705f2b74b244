// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/trial_run.hpp"
#include "models/water/synthesis/water_synthesis.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/water/synthesis/towns.hpp"
#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water::synthesis {

inline SyntheticWater synthesized(const Town& town) {
    WaterSynthesisOptions options;
    options.elevation_m = town.elevation_m;
    return synthesize_water(town.city, options);
}

inline TrialFigures tried(const SyntheticWater& water, int hours = 48) {
    const InpFolder folder;
    return try_network(water, folder.write(water.inp), hours);
}

inline double figure(const SyntheticWater& water, std::string_view id) {
    const auto found = std::ranges::find(water.realism, id, &RealismFigure::id);
    if (found == water.realism.end()) {
        throw std::runtime_error("no figure " + std::string{id});
    }
    return found->value;
}

} // namespace cityproof::water::synthesis
