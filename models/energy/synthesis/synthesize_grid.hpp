// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/grid_synthesis_options.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

namespace cityproof::energy {

/// Makes a low- and medium-voltage grid for a city of which none is known: loads by households and
/// floor area, stations by capacitated k-median on the streets (mapped substations and transformers
/// stay where they are), low-voltage feeders along the streets, open medium-voltage rings from
/// primary substations. Steps, equations, constants and sources: docs/models.md.
///
/// Pure: the same city and options give the same bytes on any machine. Uses the city's seed for the
/// power per floor area and the first sites. A city whose buildings all need no electricity gets an
/// empty grid with a note.
///
/// Left out: service cables (buildings hang on the joint in their street), overhead lines, local
/// generation, low-voltage rings and cable cabinets, the 110 kV grid.
///
/// Worked number: ten houses of one household each in a street need 30 kW x g(10) x 10 = 70.6 kW,
/// one 100 kVA transformer.
///
/// Errors: std::invalid_argument for a city whose indices or places are not sound.
SyntheticGrid synthesize_grid(const contracts::CityModel& city,
                              const GridSynthesisOptions& options = {});

} // namespace cityproof::energy
