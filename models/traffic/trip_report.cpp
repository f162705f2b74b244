// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/trip_report.hpp"

#include "models/traffic/xml_elements.hpp"

namespace cityproof::traffic {

TripTotals read_trip_report(const std::string& path) {
    TripTotals totals;
    for_each_element(path, [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "emissions") { // inside the tripinfo of a vehicle
            totals.co2_mg += number_attribute(attributes, "CO2_abs", path);
        }
        if (name != "tripinfo") {
            return true;
        }
        const auto number = [&](std::string_view key) {
            return number_attribute(attributes, key, path);
        };
        totals.delay_s += number("departDelay");
        if (number("depart") < 0) {
            ++totals.never_in;
            return true;
        }
        totals.delay_s += number("timeLoss");
        totals.waiting_s += number("waitingTime");
        totals.distance_m += number("routeLength");
        if (number("arrival") >= 0) {
            ++totals.arrived;
            totals.travel_time_s += number("duration");
        } else {
            ++totals.running;
        }
        return true;
    });
    return totals;
}

} // namespace cityproof::traffic
