// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace cityproof::gui {

/// Values over time; both in one unit when two are held against each other.
struct TimedValues {
    std::span<const double> times_s; ///< ascending
    std::span<const double> values;  ///< as long; what is not finite is a gap
};

/// Which simulated value belongs to a recorded one.
enum class SimulatedValue {
    at_moment,       ///< the last frame at or before it, as everywhere in the viewer
    mean_of_interval ///< of counts over time: the mean over the recorded interval, see residuals()
};

/// How well hourly flows fit; the share below 5 is what traffic engineers ask for (85 % of the
/// counts: UK DMRB 12.2.1, FHWA Traffic Analysis Toolbox III of 2004).
struct HourlyFit {
    std::size_t hours = 0;   ///< whole hours of which all is known
    std::size_t below_5 = 0; ///< of these, those with GEH < 5
    bool makes_hours = true; ///< false: recorded intervals do not add up to hours
    double interval_s = 0;   ///< of the recorded values
};

/// Simulated minus recorded.
struct Residuals {
    std::vector<double> times_s; ///< recorded moments in the time of the run
    std::vector<double> values;  ///< one for each; NaN where one of the two is missing
    std::size_t count = 0;       ///< how many are known
    double bias = 0;             ///< their mean; of the rest only when count > 0
    double rmse = 0;
    std::optional<HourlyFit> hours; ///< of vehicle flows
};

/// GEH = sqrt(2 (m - c)^2 / (m + c)) with the simulated flow m and the counted one c, both in
/// vehicles per hour; 0 when both are. Source: UK DMRB 12.2.1. Worked: m 1200, c 1000 gives 6.03.
double geh(double simulated_vehph, double counted_vehph);

/// Simulated minus recorded at each recorded moment from the first to the last simulated one.
///
/// at_moment: nothing is interpolated; after the last frame nothing is compared.
/// mean_of_interval: a value, recorded or simulated, stands for the time since the one before it
/// (the least distance of two recorded moments; of the frames, the distance to the frame before).
/// The simulated value is the mean over the recorded interval, weighted by time; an interval of
/// which a part was not simulated is left out. `vehph`: vehicles per hour in one unit, for GEH.
Residuals residuals(const TimedValues& simulated, const TimedValues& recorded,
                    SimulatedValue which = SimulatedValue::at_moment, double vehph = 1,
                    double clock_origin_s = 0);

} // namespace cityproof::gui
