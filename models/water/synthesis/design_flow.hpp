// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cityproof::water::synthesis {

/// The water that passes a place, as its mean over a day, and what that means in a peak.
struct DesignFlow {
    double use_m3ps = 0;        ///< of customers, mean
    double loss_m3ps = 0;       ///< leaks, always
    double pumped_m3ps = 0;     ///< a booster's flow while it runs
    double pumped_day_m3ps = 0; ///< mean of boosters on the day of greatest use

    DesignFlow& operator+=(const DesignFlow& other);
};

/// Greatest daily use over the mean one, DVGW W 410: 3.9 E^-0.0752 with E inhabitants above 1000;
/// below, as with 1000. Worked number: 10,000 inhabitants 1.95.
double day_factor(double inhabitants);
/// Greatest hourly use over the mean one, DVGW W 410: 18.1 E^-0.1682. Worked number: 10,000
/// inhabitants 3.85.
double hour_factor(double inhabitants);

/// All flows at once in the peak hour. `per_person_m3ps` turns use into inhabitants.
double peak_hour(const DesignFlow& flow, double per_person_m3ps);
/// The mean of the day of greatest use, boosters running: what flows while there is a fire.
double peak_day(const DesignFlow& flow, double per_person_m3ps);
/// What must be brought in on that day, boosters at their mean.
double greatest_day(const DesignFlow& flow, double per_person_m3ps);

} // namespace cityproof::water::synthesis
