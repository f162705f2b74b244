// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/grid_synthesis_options.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::energy {

/// What customers have installed, by kind, so that it can be added up before the coincidence of
/// many is applied.
struct ConnectedLoad {
    double households = 0;
    double commercial_w = 0;
    double commercial_customers = 0;
    double public_w = 0;
    double public_customers = 0;
    double firm_w = 0; ///< always counts in full: stations seen from the medium voltage

    ConnectedLoad& operator+=(const ConnectedLoad& other);

    bool empty() const {
        return households == 0 && commercial_w == 0 && public_w == 0 && firm_w == 0;
    }
};

/// Which part of what is installed is drawn at the common peak of a group, by kind.
struct Coincidence {
    double household = 1;
    double commercial = 1;
    double public_service = 1;
};

/// g(n) = g_inf + (1 - g_inf) n^(-3/4). Source: Kerber 2011, as in pylovo. Worked number: 30 kW x
/// g(50) with g_inf 0.07 is 3.6 kW a household. n below 1 counts as 1.
double coincidence(double customers, double at_infinity);

Coincidence coincidence_of(const ConnectedLoad& group, const LoadRules& rules);

/// What `part` draws at the peak of the group that `factors` belong to, W.
double drawn_w(const ConnectedLoad& part, const Coincidence& factors, const LoadRules& rules);

/// Peak of a group, W. Errors are on the safe side: the kinds have their peaks at one time.
double peak_w(const ConnectedLoad& group, const LoadRules& rules);

/// What each building has installed, in the city's order. Floor space takes a factor around 1 that
/// is drawn per building id.
std::vector<ConnectedLoad> connected_loads(const contracts::CityModel& city,
                                           const LoadRules& rules);

} // namespace cityproof::energy
