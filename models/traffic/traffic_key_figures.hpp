// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <array>
#include <string_view>

namespace cityproof::traffic {

/// What the key figures of traffic are. Sums are over SUMO's tripinfo output, with vehicles on the
/// road and vehicles that never got in.
inline constexpr std::array key_figure_catalogue{
    contracts::KeyFigureSpec{
        .id = "traffic.delay_mean",
        .unit = "s",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Mean over all vehicles of time lost against free flow plus waiting to "
                      "enter; vehicles still on the road and vehicles that never got in are "
                      "counted with their loss so far.",
        .formula = "(sum over vehicles of timeLoss + departDelay) / vehicles",
        .source = "SUMO documentation, TripInfo output: timeLoss, departDelay; vehicles "
                  "that never got in counted as in RESCO (Ault and Sharon 2021)."},
    contracts::KeyFigureSpec{.id = "traffic.waiting_mean",
                             .unit = "s",
                             .direction = contracts::Direction::lower_is_better,
                             .definition = "Mean time per vehicle slower than 0.1 m/s on the road.",
                             .formula = "(sum over vehicles of waitingTime) / vehicles",
                             .source = "SUMO documentation, TripInfo output: waitingTime."},
    contracts::KeyFigureSpec{
        .id = "traffic.travel_time_mean",
        .unit = "s",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Mean time on the road of vehicles that arrived; leaves out those that "
                      "did not.",
        .formula = "(sum over arrived vehicles of duration) / arrived vehicles",
        .source = "SUMO documentation, TripInfo output: duration."},
    contracts::KeyFigureSpec{
        .id = "traffic.vehicles",
        .unit = "1",
        .direction = contracts::Direction::neutral,
        .definition = "Vehicles that wanted to depart in the period.",
        .formula = "arrived + on the road at the end + never in + closed out",
        .source = "SUMO documentation, TripInfo output with unfinished and undeparted "
                  "vehicles."},
    contracts::KeyFigureSpec{.id = "traffic.arrived",
                             .unit = "1",
                             .direction = contracts::Direction::higher_is_better,
                             .definition = "Vehicles that reached their destination in the period.",
                             .formula = "count of vehicles with an arrival, less those closed out",
                             .source = "SUMO documentation, TripInfo output: arrival."},
    contracts::KeyFigureSpec{.id = "traffic.never_in",
                             .unit = "1",
                             .direction = contracts::Direction::lower_is_better,
                             .definition =
                                 "Vehicles that wanted to depart and found no room until the end.",
                             .formula = "count of vehicles without a departure",
                             .source = "SUMO documentation, TripInfo output: depart."},
    contracts::KeyFigureSpec{
        .id = "traffic.teleports",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Vehicles that SUMO moved on because they were stuck; above 1 % of "
                      "vehicles the run is not to be trusted.",
        .formula = "count of starting teleports",
        .source = "SUMO documentation, time-to-teleport; the limit of 1 % is a rule of "
                  "thumb of our own."},
    contracts::KeyFigureSpec{.id = "traffic.distance",
                             .unit = "km",
                             .direction = contracts::Direction::neutral,
                             .definition = "Driven by all vehicles.",
                             .formula = "sum over vehicles of routeLength",
                             .source = "SUMO documentation, TripInfo output: routeLength."},
    contracts::KeyFigureSpec{.id = "traffic.signal_dark",
                             .unit = "s",
                             .direction = contracts::Direction::lower_is_better,
                             .definition = "Signal-seconds without electricity, over all signals.",
                             .formula = "sum over signals of seconds without supply",
                             .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "traffic.closed_out",
        .unit = "1",
        .direction = contracts::Direction::lower_is_better,
        .definition = "Vehicles whose trip ended before a closed street, because their destination "
                      "lay on it or no way led around it; in runs that close a street only.",
        .formula = "count of vehicles with an arrival whose route was cut off",
        .source = "Our own."},
    contracts::KeyFigureSpec{
        .id = "traffic.co2",
        .unit = "kg",
        .direction = contracts::Direction::lower_is_better,
        .definition =
            "Carbon dioxide from the exhausts of all vehicles on the road, second by "
            "second from speed and acceleration by vehicle class; with `traffic.emissions` only. "
            "Without what the making of fuel and electricity causes, and without what was "
            "driven before a saved state. Classes are those of the demand; SUMO's default "
            "is a petrol car.",
        .formula = "sum over vehicles of CO2_abs",
        .source =
            "SUMO documentation, Models/Emissions (HBEFA) and the emissions device in TripInfo "
            "output."},
};

/// A row of this catalogue. An id that it does not have does not compile.
consteval contracts::KeyFigureSpec key_figure(std::string_view id) {
    return contracts::spec_of(key_figure_catalogue, id);
}

} // namespace cityproof::traffic
