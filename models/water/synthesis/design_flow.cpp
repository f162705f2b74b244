// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/design_flow.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::water::synthesis {
namespace {

constexpr double least_inhabitants = 1000; // below it W 410 gives no formula

double inhabitants(const DesignFlow& flow, double per_person_m3ps) {
    return flow.use_m3ps / per_person_m3ps;
}

} // namespace

DesignFlow& DesignFlow::operator+=(const DesignFlow& other) {
    use_m3ps += other.use_m3ps;
    loss_m3ps += other.loss_m3ps;
    pumped_m3ps += other.pumped_m3ps;
    pumped_day_m3ps += other.pumped_day_m3ps;
    return *this;
}

double day_factor(double inhabitants) {
    return 3.9 * std::pow(std::max(inhabitants, least_inhabitants), -0.0752);
}

double hour_factor(double inhabitants) {
    return 18.1 * std::pow(std::max(inhabitants, least_inhabitants), -0.1682);
}

double peak_hour(const DesignFlow& flow, double per_person_m3ps) {
    return flow.use_m3ps * hour_factor(inhabitants(flow, per_person_m3ps)) + flow.loss_m3ps +
           flow.pumped_m3ps;
}

double peak_day(const DesignFlow& flow, double per_person_m3ps) {
    return flow.use_m3ps * day_factor(inhabitants(flow, per_person_m3ps)) + flow.loss_m3ps +
           flow.pumped_m3ps;
}

double greatest_day(const DesignFlow& flow, double per_person_m3ps) {
    return flow.use_m3ps * day_factor(inhabitants(flow, per_person_m3ps)) + flow.loss_m3ps +
           flow.pumped_day_m3ps;
}

} // namespace cityproof::water::synthesis
