// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/city_draft.hpp"

namespace cityproof::scenarios {

/// Joins what needs electricity to the grid where nobody has said to which bus: empty cells of the
/// column supplied_by get the nearest bus of low voltage (up to 1 kV; any bus when there is none).
/// Lamps, signals, sensors, stations, gateways and meters take any such bus; pumps and chargers the
/// busbar of a station where layer bus has the column kind with "station_lv", since their power is
/// too much for the end of a street's cable. Says how many were joined. Does nothing without a bus
/// that has a place.
void join_to_nearest_bus(CityDraft& draft);

/// Makes the layer charging_zone, unless there is one: the street at each charger, on which a share
/// of the vehicles charges, supplied like the charger. Assumed: 2 % of the vehicles for each
/// charging point, at most 10 %.
void add_zones_of_chargers(CityDraft& draft);

} // namespace cityproof::scenarios
