// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/ring_plan.hpp"

#include "models/energy/synthesis/place_index.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::energy {
namespace {

using contracts::Place;

struct Saving {
    double saved_m = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

struct Route {
    std::vector<std::uint32_t> stops;
    double load_w = 0;
};

std::vector<Saving> savings_of(const Place& depot, const std::vector<RingStop>& stops) {
    std::vector<Saving> savings;
    for (std::uint32_t a = 0; a < stops.size(); ++a) {
        for (std::uint32_t b = a + 1; b < stops.size(); ++b) {
            const double saved_m = distance_m(depot, stops[a].place) +
                                   distance_m(depot, stops[b].place) -
                                   distance_m(stops[a].place, stops[b].place);
            savings.push_back({saved_m, a, b});
        }
    }
    std::ranges::sort(savings, [](const Saving& x, const Saving& y) {
        return x.saved_m != y.saved_m ? x.saved_m > y.saved_m
                                      : std::pair{x.a, x.b} < std::pair{y.a, y.b};
    });
    return savings;
}

/// Adds a route to another where a stop of each is an end; false when they are not.
bool join_at(std::vector<std::uint32_t>& into, std::vector<std::uint32_t> other, std::uint32_t a,
             std::uint32_t b) {
    if (into.front() == a) {
        std::ranges::reverse(into);
    }
    if (other.back() == b) {
        std::ranges::reverse(other);
    }
    if (into.back() != a || other.front() != b) {
        return false;
    }
    into.insert(into.end(), other.begin(), other.end());
    return true;
}

/// Turns pieces of the route round as long as that makes it shorter.
void shorten(const Place& depot, const std::vector<RingStop>& stops,
             std::vector<std::uint32_t>& route) {
    const auto place = [&](std::size_t i) -> const Place& {
        return i == 0 || i > route.size() ? depot : stops[route[i - 1]].place;
    };
    constexpr double least_gain_m = 0.01;
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 1; i < route.size(); ++i) {
            for (std::size_t j = i + 1; j <= route.size(); ++j) {
                const double gain_m =
                    distance_m(place(i - 1), place(i)) + distance_m(place(j), place(j + 1)) -
                    distance_m(place(i - 1), place(j)) - distance_m(place(i), place(j + 1));
                if (gain_m > least_gain_m) {
                    std::reverse(route.begin() + static_cast<std::ptrdiff_t>(i) - 1,
                                 route.begin() + static_cast<std::ptrdiff_t>(j));
                    better = true;
                }
            }
        }
    }
}

bool is_too_far(const Place& depot, const std::vector<RingStop>& stops,
                const std::vector<std::uint32_t>& route, const RingLimits& limits) {
    std::vector<double> loads_w;
    std::vector<double> ways_m;
    const Place* before = &depot;
    for (const std::uint32_t stop : route) {
        loads_w.push_back(stops[stop].load_w);
        ways_m.push_back(limits.detour * distance_m(*before, stops[stop].place));
        before = &stops[stop].place;
    }
    ways_m.push_back(limits.detour * distance_m(*before, depot));
    return half_moment_wm(loads_w, ways_m) > limits.moment_wm;
}

} // namespace

std::vector<std::vector<std::uint32_t>>
plan_rings(const Place& depot, const std::vector<RingStop>& stops, const RingLimits& limits) {
    std::vector<Route> routes(stops.size());
    std::vector<std::uint32_t> route_of(stops.size());
    for (std::uint32_t s = 0; s < stops.size(); ++s) {
        routes[s] = {{s}, stops[s].load_w};
        route_of[s] = s;
    }
    for (const Saving& saving : savings_of(depot, stops)) {
        const std::uint32_t into = route_of[saving.a];
        const std::uint32_t other = route_of[saving.b];
        if (into == other || routes[into].load_w + routes[other].load_w > limits.load_w ||
            routes[into].stops.size() + routes[other].stops.size() > limits.stops) {
            continue;
        }
        std::vector<std::uint32_t> joined = routes[into].stops;
        if (!join_at(joined, routes[other].stops, saving.a, saving.b) ||
            is_too_far(depot, stops, joined, limits)) {
            continue;
        }
        for (const std::uint32_t stop : routes[other].stops) {
            route_of[stop] = into;
        }
        routes[other].stops.clear();
        routes[into].stops = std::move(joined);
        routes[into].load_w += routes[other].load_w;
    }
    std::vector<std::vector<std::uint32_t>> rings;
    for (Route& route : routes) {
        if (!route.stops.empty()) {
            shorten(depot, stops, route.stops);
            rings.push_back(std::move(route.stops));
        }
    }
    return rings;
}

double half_moment_wm(const std::vector<double>& loads_w, const std::vector<double>& ways_m) {
    const std::size_t open = open_point(loads_w);
    double first_wm = 0;
    double way_m = 0;
    for (std::size_t i = 0; i < open; ++i) {
        way_m += ways_m[i];
        first_wm += loads_w[i] * way_m;
    }
    double second_wm = 0;
    way_m = 0;
    for (std::size_t i = loads_w.size(); i-- > open;) {
        way_m += ways_m[i + 1];
        second_wm += loads_w[i] * way_m;
    }
    return std::max(first_wm, second_wm);
}

std::size_t open_point(const std::vector<double>& loads_w) {
    double all_w = 0;
    for (const double load_w : loads_w) {
        all_w += load_w;
    }
    std::size_t best = 0;
    double least_w = all_w;
    double before_w = 0;
    for (std::size_t i = 0; i < loads_w.size(); ++i) {
        before_w += loads_w[i];
        const double difference_w = std::fabs(all_w - 2 * before_w);
        if (difference_w < least_w) {
            least_w = difference_w;
            best = i + 1;
        }
    }
    return best;
}

} // namespace cityproof::energy
