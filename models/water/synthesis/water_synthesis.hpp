// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/synthetic_water.hpp"
#include "models/water/synthesis/water_synthesis_options.hpp"

namespace cityproof::water::synthesis {

/// Makes up a water network for a city: mains along its streets, works, pumps, tanks, pressure
/// zones, valves, hydrants, and the .inp file that EPANET solves. A pure function: the same city
/// and options give the same bytes, whatever the machine's threads are. Without a building that
/// needs water the result is empty and a remark says so.
///
/// Assumes: all customers of a city are on one public supply; mains follow streets; water is there
/// to be pumped wherever a works is put; a flow-through tank feeds each zone by gravity.
/// Leaves out: stand-by pumps, transmission mains from other regions, house connections, water
/// quality, transients, the ages of real pipes.
/// Valid for towns from one house up to some 500,000 people.
///
/// Time: O(n log n) in streets and buildings. Errors: InputError for a street without two ends,
/// elevations of another number than the city's nodes, or a value out of its range in the options.
/// Threads: any.
SyntheticWater synthesize_water(const contracts::CityModel& city,
                                const WaterSynthesisOptions& options = {});

} // namespace cityproof::water::synthesis
