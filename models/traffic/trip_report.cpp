// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/trip_report.hpp"

#include "models/traffic/xml_elements.hpp"

namespace cityproof::traffic {

TripTotals read_trip_report(const std::string& path, const std::set<std::string>& cut_off) {
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
        const auto id = attributes.find("id");
        if (number("arrival") < 0) {
            ++totals.running;
        } else if (id != attributes.end() && cut_off.contains(std::string{id->second})) {
            ++totals.closed_out;
        } else {
            ++totals.arrived;
            totals.travel_time_s += number("duration");
        }
        return true;
    });
    return totals;
}

} // namespace cityproof::traffic
