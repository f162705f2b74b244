// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/street_closures.hpp"

#include "core/base/errors.hpp"
#include "core/base/log.hpp"

#include <fmt/format.h>
#include <libsumo/Edge.h>
#include <libsumo/Lane.h>
#include <libsumo/Simulation.h>
#include <libsumo/Vehicle.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace cityproof::traffic {
namespace {

using libsumo::Vehicle;

/// Longer than any way around, so that a way over a closed street is only found where there is no
/// other; a sum of many is still exact to the second.
constexpr double closed_travel_time_s = 1e7;
constexpr Duration notice_every = Duration::nanoseconds(std::int64_t{3600} * 1'000'000'000);

using ClosedIds = std::map<std::string, std::uint32_t, std::less<>>;

/// Where a vehicle goes, and where that meets a closed street.
struct Way {
    std::vector<std::string> edges;
    std::size_t here = 0;              ///< the street that it is on or left last
    std::optional<std::size_t> closed; ///< the first closed one ahead
};

Way way_of(const std::string& vehicle, const ClosedIds& closed) {
    Way way;
    way.edges = Vehicle::getRoute(vehicle);
    const int index = Vehicle::getRouteIndex(vehicle);
    way.here = static_cast<std::size_t>(std::max(index, 0));
    for (std::size_t i = way.here + 1; i < way.edges.size(); ++i) {
        if (closed.contains(way.edges[i])) {
            way.closed = i;
            break;
        }
    }
    return way;
}

/// Whether it is in the junction before the next street, or cannot brake before it.
bool has_to_go_on(const std::string& vehicle) {
    if (Vehicle::getRoadID(vehicle).starts_with(':')) {
        return true;
    }
    const std::string lane = Vehicle::getLaneID(vehicle);
    if (lane.empty()) {
        return false; // being teleported
    }
    const double left_m = libsumo::Lane::getLength(lane) - Vehicle::getLanePosition(vehicle);
    const double speed_mps = Vehicle::getSpeed(vehicle);
    // One second of reaction: the step.
    return left_m < speed_mps + speed_mps * speed_mps / (2 * Vehicle::getDecel(vehicle));
}

std::string edge_of(const std::string& lane) {
    return lane.substr(0, lane.rfind('_'));
}

} // namespace

void warn_of(const std::vector<ClosureNotice>& notices) {
    for (const ClosureNotice& notice : notices) {
        const bool one = notice.vehicles == 1;
        const std::string target = "street/" + notice.street;
        Log::warning({.text = fmt::format("{} {} the way to the destination while {} is closed and "
                                          "{} before it",
                                          notice.vehicles, one ? "vehicle lost" : "vehicles lost",
                                          target, one ? "ends its trip" : "end their trips"),
                      .at = notice.when,
                      .target = target});
    }
}

std::uint32_t StreetClosures::times_of(std::uint32_t street) const {
    const auto found = times_.find(street);
    return found == times_.end() ? 0 : found->second;
}

void StreetClosures::carry_out(std::span<const StreetOrder> orders, SimTime now) {
    bool closes = false;
    for (const StreetOrder& order : orders) {
        const std::uint32_t times = times_of(order.street);
        if (!order.close && times == 1) {
            give_notice(order.street, now);
        }
        if (order.close || times > 0) {
            set_times(order.street, order.close ? times + 1 : times - 1);
        }
        closes = closes || (order.close && times == 0);
    }
    if (closes) {
        divert(Vehicle::getIDList());
        for (const StreetOrder& order : orders) {
            give_notice(order.street, now);
        }
    }
}

void StreetClosures::set_times(std::uint32_t street, std::uint32_t times) {
    if (times == 0) {
        times_.erase(street);
        closed_.erase(streets_[street]);
    } else {
        times_[street] = times;
        closed_.emplace(streets_[street], street);
        were_any_ = true;
    }
    std::set<std::string> junctions;
    for (const auto& [id, unused] : closed_) {
        junctions.insert(libsumo::Edge::getFromJunction(id));
    }
    approaches_.clear();
    for (const std::string& id : streets_) {
        if (!junctions.empty() && junctions.contains(libsumo::Edge::getToJunction(id))) {
            approaches_.push_back(id);
        }
    }
}

void StreetClosures::after_step(SimTime now, bool last) {
    std::vector<std::string> vehicles = libsumo::Simulation::getDepartedIDList();
    // Rerouters and rerouting devices of the city's own may send somebody there whom we did not.
    for (const std::string& street : approaches_) {
        const std::vector<std::string> before = libsumo::Edge::getLastStepVehicleIDs(street);
        vehicles.insert(vehicles.end(), before.begin(), before.end());
    }
    const std::vector<std::string> arrived = libsumo::Simulation::getArrivedIDList();
    std::erase_if(vehicles, [&arrived](const std::string& vehicle) {
        return std::ranges::find(arrived, vehicle) != arrived.end();
    });
    divert(std::move(vehicles));
    if (last || now.ns() % notice_every.ns() == 0) {
        for (const auto& [id, number] : closed_) {
            give_notice(number, now);
        }
    }
}

void StreetClosures::divert(std::vector<std::string> vehicles) {
    std::ranges::sort(vehicles);
    const auto repeated = std::ranges::unique(vehicles);
    vehicles.erase(repeated.begin(), repeated.end());
    for (const std::string& vehicle : vehicles) {
        divert(vehicle);
    }
}

void StreetClosures::divert(const std::string& vehicle) {
    const Way before = way_of(vehicle, closed_);
    if (!before.closed || (*before.closed == before.here + 1 && has_to_go_on(vehicle))) {
        return;
    }
    leave_out_stops(vehicle);
    give_way_around(vehicle);
    const Way way = way_of(vehicle, closed_);
    if (!way.closed) {
        return;
    }
    const auto at = [&way](std::size_t place) {
        return way.edges.begin() + static_cast<std::ptrdiff_t>(place);
    };
    try {
        Vehicle::setRoute(vehicle, std::vector<std::string>{at(way.here), at(*way.closed)});
    } catch (const std::exception&) {
        return; // SUMO does not let it end here; the next step that finds it on its way tries again
    }
    if (cut_off_.insert(vehicle).second) {
        ++not_told_[closed_.find(way.edges[*way.closed])->second];
    }
}

/// Leaves its way as it is where SUMO finds none.
void StreetClosures::give_way_around(const std::string& vehicle) const {
    const int mode = Vehicle::getRoutingMode(vehicle);
    Vehicle::setRoutingMode(vehicle, libsumo::ROUTING_MODE_AGGREGATED_CUSTOM);
    for (const auto& [id, unused] : closed_) {
        Vehicle::setAdaptedTraveltime(vehicle, id, closed_travel_time_s);
    }
    try {
        Vehicle::rerouteTraveltime(vehicle);
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): told by the way it keeps
    }
    for (const auto& [id, unused] : closed_) {
        Vehicle::setAdaptedTraveltime(vehicle, id); // takes it back
    }
    Vehicle::setRoutingMode(vehicle, mode);
}

/// SUMO would lead it over every street where it has to stop.
void StreetClosures::leave_out_stops(const std::string& vehicle) const {
    const std::string here = Vehicle::getRoadID(vehicle);
    int place = 0;
    for (const libsumo::TraCINextStopData& stop : Vehicle::getStops(vehicle)) {
        const std::string street = edge_of(stop.lane);
        if (street != here && closed_.contains(street)) {
            Vehicle::replaceStop(vehicle, place, "");
        } else {
            ++place;
        }
    }
}

void StreetClosures::give_notice(std::uint32_t street, SimTime now) {
    const auto found = not_told_.find(street);
    if (found != not_told_.end()) {
        notices_.push_back({now, streets_[street], found->second});
        not_told_.erase(found);
    }
}

std::vector<ClosureNotice> StreetClosures::take_notices() {
    return std::exchange(notices_, {});
}

std::vector<ClosedStreet> StreetClosures::closed() const {
    std::vector<ClosedStreet> all;
    for (const auto& [id, number] : closed_) {
        all.push_back({id, times_of(number)});
    }
    return all;
}

void StreetClosures::restore(const std::vector<ClosedStreet>& closed,
                             std::set<std::string> cut_off) {
    for (const ClosedStreet& street : closed) {
        const auto found = std::ranges::lower_bound(streets_, street.id);
        if (found == streets_.end() || *found != street.id) {
            throw InputError({}, fmt::format("the saved state has a street \"{}\", closed, that "
                                             "this city does not have",
                                             street.id));
        }
        set_times(static_cast<std::uint32_t>(found - streets_.begin()), street.times);
    }
    cut_off_ = std::move(cut_off);
}

} // namespace cityproof::traffic
