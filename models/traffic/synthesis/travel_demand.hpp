// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/traffic/synthesis/road_graph.hpp"
#include "models/traffic/synthesis/travel_zones.hpp"
#include "models/traffic/synthesis/trip_purpose.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace cityproof::traffic {

enum class VehicleKind : std::uint8_t { car, van, truck };

/// One vehicle's way from where it starts to where it leaves the streets.
struct CarTrip {
    double depart_s = 0; ///< of the day, local time; whole seconds
    std::uint32_t from_edge = 0;
    std::uint32_t to_edge = 0;
    TripPurpose purpose = TripPurpose::work;
    VehicleKind vehicle = VehicleKind::car;
    double keep_draw = 0; ///< in [0, 1): see leave_out_what_jams
};

/// What was made, for reports.
struct DemandCount {
    std::uint64_t residents = 0;
    std::uint64_t person_trips = 0; ///< of residents, by all means of travel
    double trips_per_person = 0;
    double mean_trip_m = 0;         ///< of residents' trips, the parts outside the city included
    double mean_inside_trip_m = 0;  ///< of those that stay in the city
    double driver_share = 0;        ///< of residents' trips that someone makes as a car's driver
    std::uint64_t commuters_in = 0; ///< people who come from outside to work, by all means
    std::uint64_t commuters_out = 0;
    std::uint64_t trips_through = 0;
    std::uint64_t left_out_of_jams = 0; ///< trips left out because the streets could not carry them
    std::uint64_t refused_at_gates = 0; ///< trips left out because no gate had room in that hour
    std::array<std::uint64_t, 24> by_hour{};
    std::array<std::uint64_t, purposes_of_residents + 1> by_purpose{};
    double density_per_km2 = 0; ///< residents and jobs on the built-up squares
    std::size_t zones = 0;
    std::size_t gates = 0;
};

struct TravelDemand {
    std::vector<CarTrip> trips; ///< ascending departure
    DemandCount count;
};

/// Makes the vehicle trips of one working day, part by part where no road joins the parts of the
/// streets: every resident makes 0 to 3 round trips from home
/// (1.55 on average: 3.1 trips a person and day, MiD 2017), to a destination drawn by a gravity
/// model, P(zone) ~ attraction * exp(-way / decay), or beyond a gate; jobs that residents leave
/// open are filled by commuters from outside, and as many visitors come in as residents go out;
/// through traffic is a tenth of what crosses the boundary. Whether someone drives is drawn by
/// distance so that the share of drivers is that of a city of this density (MiD 2017 by type of
/// region: 28 % in a metropolis to 50 % in the country). All draws are Philox draws of the person,
/// with the model's seed. Left out: chains of trips, weekends, parking search, goods traffic but
/// for vans and lorries among business and through trips. Uncalibrated.
TravelDemand make_travel_demand(const contracts::CityModel& city, const RoadGraph& graph,
                                const std::vector<StreetAccess>& access);

/// Share of residents' trips made as a car's driver, by residents and jobs per km2 of built-up
/// squares: 48 % below 3000 to 20 % above 20,000.
double driver_share_of(double density_per_km2);

} // namespace cityproof::traffic
