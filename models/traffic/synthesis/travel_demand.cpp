// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/travel_demand.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"
#include "models/traffic/synthesis/city_part.hpp"
#include "models/traffic/synthesis/gate_flow.hpp"
#include "models/traffic/synthesis/street_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace cityproof::traffic {
namespace {

using contracts::Building;
using contracts::BuildingUse;
using contracts::CityModel;
using contracts::no_segment;
using engine::Draws;

constexpr double day_s = 86400;
constexpr std::array tours_a_day{0.14, 0.355, 0.32, 0.185}; ///< of 0, 1, 2, 3; mean 1.55
constexpr double job_attendance = 0.8;                      ///< of the jobs on a working day
constexpr double walking_distance_m = 1000; ///< scale of 1 - exp(-way / scale), the wish to drive
constexpr double through_share = 0.1;       ///< of the vehicles that cross the boundary
constexpr double most_drivers = 0.95;
constexpr double most_load = 0.85; ///< of a street's capacity

/// Places of one kind to go to: running sums of weights.
class WeightedChoice {
  public:
    void add(double weight) { sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight); }

    double total() const { return sums_.empty() ? 0 : sums_.back(); }

    /// Parameters: `draw` in [0, 1). Needs a positive total.
    std::size_t at(double draw) const {
        const auto found = std::ranges::upper_bound(sums_, draw * total());
        return std::min(static_cast<std::size_t>(found - sums_.begin()), sums_.size() - 1);
    }

  private:
    std::vector<double> sums_;
};

double attraction(const Building& building, TripPurpose purpose) {
    const double jobs = building.jobs;
    const bool is_public = building.use == BuildingUse::public_service;
    const bool shops =
        building.use == BuildingUse::commercial || building.use == BuildingUse::mixed;
    switch (purpose) {
    case TripPurpose::work:
    case TripPurpose::business:
        return jobs;
    case TripPurpose::education:
    case TripPurpose::escort:
        return is_public ? jobs : 0.02 * building.residents;
    case TripPurpose::shopping:
        return shops ? jobs : 0.01 * building.residents;
    case TripPurpose::errand:
        return is_public || shops ? jobs : 0.05 * building.residents;
    case TripPurpose::leisure:
        return (is_public || shops ? jobs : 0) + 0.3 * building.residents;
    case TripPurpose::through:
        break;
    }
    return 0;
}

/// A round trip between a building and somewhere else, before anyone has chosen how to make it.
struct Tour {
    std::uint32_t building = 0;
    std::uint32_t other = no_segment; ///< building at the other end; no_segment: outside the city
    TripPurpose purpose = TripPurpose::work;
    bool starts_outside = false;
    double start_s = 0;
    double back_s = 0;
    double way_m = 0;
    double drive_draw = 0;
    double gate_there_draw = 0;
    double gate_back_draw = 0;
    double vehicle_draw = 0;
    double keep_there_draw = 0;
    double keep_back_draw = 0;
};

class DemandMaker {
  public:
    DemandMaker(const CityModel& city, const RoadGraph& graph,
                const std::vector<StreetAccess>& access)
        : city_{city},
          graph_{graph},
          access_{access},
          zones_{make_zones(city, access, graph)},
          gates_{graph} {
        prepare_choices();
    }

    TravelDemand make() {
        std::vector<Tour> residents = resident_tours();
        std::vector<Tour> visitors = visitor_tours(residents);
        count_residents(residents);
        const double wish = driving_wish(residents);
        for (const std::vector<Tour>* tours : {&residents, &visitors}) {
            for (const Tour& tour : *tours) {
                drive(tour, wish);
            }
        }
        add_through_traffic();
        std::ranges::stable_sort(pending_, {}, &Pending::depart_s);
        for (const Pending& pending : pending_) {
            place(pending);
        }
        demand_.count.left_out_of_jams = leave_out_what_jams(graph_, demand_.trips, most_load);
        count_trips();
        return std::move(demand_);
    }

  private:
    /// A vehicle trip whose ends outside the city are not yet at a gate.
    struct Pending {
        double depart_s = 0;
        std::uint32_t from = no_segment; ///< buildings; no_segment: a gate
        std::uint32_t to = no_segment;
        double from_draw = 0;
        double to_draw = 0;
        TripPurpose purpose = TripPurpose::work;
        VehicleKind vehicle = VehicleKind::car;
        double keep_draw = 0;
    };

    void prepare_choices() {
        const std::size_t zones = zones_.zones.size();
        for (std::size_t p = 0; p < purposes_of_residents; ++p) {
            const auto purpose = static_cast<TripPurpose>(p);
            std::vector<double> weight;
            for (const TravelZone& zone : zones_.zones) {
                WeightedChoice& inside = in_zone_[p].emplace_back();
                for (const std::uint32_t b : zone.buildings) {
                    inside.add(attraction(city_.buildings[b], purpose));
                }
                weight.push_back(inside.total());
            }
            for (std::size_t from = 0; from < zones; ++from) {
                WeightedChoice& choice = of_zone_[p].emplace_back();
                for (std::size_t to = 0; to < zones; ++to) {
                    choice.add(weight[to] *
                               std::exp(-zones_.way_m[from][to] / purpose_rules[p].decay_m));
                }
            }
            everywhere_[p] = WeightedChoice{};
            for (std::size_t to = 0; to < zones; ++to) {
                everywhere_[p].add(weight[to]);
            }
        }
        for (std::size_t p = 0; p < purposes_of_residents; ++p) {
            purpose_choice_.add(purpose_rules[p].share);
        }
    }

    std::vector<Tour> resident_tours() {
        std::vector<Tour> tours;
        for (std::uint32_t b = 0; b < city_.buildings.size(); ++b) {
            const Building& building = city_.buildings[b];
            demand_.count.residents += building.residents;
            if (zones_.of_building[b] == no_segment) {
                continue;
            }
            for (std::uint32_t person = 0; person < building.residents; ++person) {
                const std::uint64_t who =
                    entity_hash("person", fmt::format("{}:{}", building.id, person));
                Draws day{city_.seed, 0, who, engine::Purpose::travel, 0};
                const std::size_t count = day.categorical(tours_a_day);
                for (std::size_t k = 0; k < count; ++k) {
                    Draws draws{city_.seed, 0, who, engine::Purpose::travel, k + 1};
                    tours.push_back(tour_from_home(b, draws));
                }
            }
        }
        return tours;
    }

    Tour tour_from_home(std::uint32_t home, Draws& draws) {
        Tour tour;
        tour.building = home;
        const std::size_t p = purpose_choice_.at(draws.uniform());
        tour.purpose = static_cast<TripPurpose>(p);
        const PurposeRule& rule = purpose_rules[p];
        const std::uint32_t zone = zones_.of_building[home];
        const bool outside = draws.uniform() < rule.outside_share && gates_.is_open();
        const double zone_draw = draws.uniform();
        const double building_draw = draws.uniform();
        const double outside_m = draws.exponential(rule.outside_m);
        if (outside || of_zone_[p][zone].total() <= 0) {
            tour.way_m = outside_m + zones_.side_m;
        } else {
            const std::size_t to = of_zone_[p][zone].at(zone_draw);
            tour.other = zones_.zones[to].buildings[in_zone_[p][to].at(building_draw)];
            tour.way_m = zones_.way_m[zone][to];
        }
        set_times(tour, rule, draws);
        return tour;
    }

    static void set_times(Tour& tour, const PurposeRule& rule, Draws& draws) {
        const double hour = static_cast<double>(draws.categorical(rule.start));
        tour.start_s = std::floor((hour + draws.uniform()) * 3600);
        const double stay_h = std::max(0.2, draws.normal(rule.stay_h, rule.stay_spread_h));
        constexpr double mean_speed_mps = 8; // for the time of the way back only
        tour.back_s = std::floor(tour.start_s + stay_h * 3600 + tour.way_m / mean_speed_mps);
        tour.drive_draw = draws.uniform();
        tour.gate_there_draw = draws.uniform();
        tour.gate_back_draw = draws.uniform();
        tour.vehicle_draw = draws.uniform();
        tour.keep_there_draw = draws.uniform();
        tour.keep_back_draw = draws.uniform();
    }

    /// Commuters fill the jobs that residents leave open, zone by zone; for the other purposes as
    /// many people come as go.
    std::vector<Tour> visitor_tours(const std::vector<Tour>& residents) {
        std::vector<Tour> tours;
        if (!gates_.is_open()) {
            return tours;
        }
        std::array<std::uint64_t, purposes_of_residents> leaving{};
        std::vector<double> open_jobs;
        for (const TravelZone& zone : zones_.zones) {
            double jobs = 0;
            for (const std::uint32_t b : zone.buildings) {
                jobs += city_.buildings[b].jobs;
            }
            open_jobs.push_back(job_attendance * jobs);
        }
        for (const Tour& tour : residents) {
            if (tour.other == no_segment) {
                ++leaving[static_cast<std::size_t>(tour.purpose)];
            } else if (tour.purpose == TripPurpose::work) {
                open_jobs[zones_.of_building[tour.other]] -= 1;
            }
        }
        demand_.count.commuters_out = leaving[0];
        for (std::uint32_t z = 0; z < zones_.zones.size(); ++z) {
            for (int k = 0; k < static_cast<int>(open_jobs[z]); ++k) {
                Draws draws{city_.seed, 0, entity_hash("commuter", fmt::format("{}:{}", z, k)),
                            engine::Purpose::travel, 0};
                tours.push_back(tour_from_outside(TripPurpose::work, z, draws));
                ++demand_.count.commuters_in;
            }
        }
        for (std::size_t p = 1; p < purposes_of_residents; ++p) {
            const auto purpose = static_cast<TripPurpose>(p);
            for (std::uint64_t k = 0; k < leaving[p] && everywhere_[p].total() > 0; ++k) {
                Draws draws{city_.seed, 0, entity_hash("visitor", fmt::format("{}:{}", p, k)),
                            engine::Purpose::travel, 0};
                const auto zone = static_cast<std::uint32_t>(everywhere_[p].at(draws.uniform()));
                tours.push_back(tour_from_outside(purpose, zone, draws));
            }
        }
        return tours;
    }

    Tour tour_from_outside(TripPurpose purpose, std::uint32_t zone, Draws& draws) {
        const auto p = static_cast<std::size_t>(purpose);
        Tour tour;
        tour.purpose = purpose;
        tour.starts_outside = true;
        tour.building = zones_.zones[zone].buildings[in_zone_[p][zone].at(draws.uniform())];
        tour.way_m = zones_.side_m + draws.exponential(purpose_rules[p].outside_m);
        set_times(tour, purpose_rules[p], draws);
        return tour;
    }

    void count_residents(const std::vector<Tour>& tours) {
        DemandCount& count = demand_.count;
        double all_m = 0;
        double inside_m = 0;
        std::uint64_t inside = 0;
        for (const Tour& tour : tours) {
            all_m += tour.way_m;
            inside_m += tour.other == no_segment ? 0 : tour.way_m;
            inside += tour.other == no_segment ? 0U : 1U;
        }
        const auto ratio = [](double sum, std::uint64_t n) {
            return n > 0 ? sum / static_cast<double>(n) : 0;
        };
        count.person_trips = 2 * tours.size();
        count.trips_per_person = ratio(static_cast<double>(count.person_trips), count.residents);
        count.mean_trip_m = ratio(all_m, tours.size());
        count.mean_inside_trip_m = ratio(inside_m, inside);
        const double square_km2 = zones_.side_m * zones_.side_m / 1e6;
        double people = 0;
        for (const Building& building : city_.buildings) {
            people += building.residents + building.jobs;
        }
        count.density_per_km2 = ratio(people / square_km2, zones_.zones.size());
        count.zones = zones_.zones.size();
        count.gates = graph_.gates.size();
    }

    static double wants_to_drive(const Tour& tour) {
        return 1 - std::exp(-tour.way_m / walking_distance_m);
    }

    /// Factor on wants_to_drive that gives residents the share of drivers of such a city.
    double driving_wish(const std::vector<Tour>& residents) {
        double sum = 0;
        for (const Tour& tour : residents) {
            sum += wants_to_drive(tour);
        }
        const double mean = residents.empty() ? 1 : sum / static_cast<double>(residents.size());
        const double wish = driver_share_of(demand_.count.density_per_km2) / mean;
        double drivers = 0;
        for (const Tour& tour : residents) {
            drivers += std::min(most_drivers, wish * wants_to_drive(tour));
        }
        demand_.count.driver_share =
            residents.empty() ? 0 : drivers / static_cast<double>(residents.size());
        return wish;
    }

    static VehicleKind vehicle_of(TripPurpose purpose, double draw) {
        const double trucks = purpose == TripPurpose::business  ? 0.05
                              : purpose == TripPurpose::through ? 0.12
                                                                : 0;
        const double vans = purpose == TripPurpose::business  ? 0.25
                            : purpose == TripPurpose::through ? 0.08
                                                              : 0.01;
        return draw < trucks          ? VehicleKind::truck
               : draw < trucks + vans ? VehicleKind::van
                                      : VehicleKind::car;
    }

    void drive(const Tour& tour, double wish) {
        if (tour.drive_draw >= std::min(most_drivers, wish * wants_to_drive(tour))) {
            return;
        }
        Pending there{tour.start_s,
                      tour.building,
                      tour.other,
                      0,
                      tour.gate_there_draw,
                      tour.purpose,
                      vehicle_of(tour.purpose, tour.vehicle_draw)};
        Pending back{std::fmod(tour.back_s, day_s),
                     tour.other,
                     tour.building,
                     tour.gate_back_draw,
                     0,
                     tour.purpose,
                     there.vehicle};
        there.keep_draw = tour.keep_there_draw;
        back.keep_draw = tour.keep_back_draw;
        if (tour.starts_outside) {
            there.from = no_segment;
            there.to = tour.building;
            there.from_draw = tour.gate_there_draw;
            back.from = tour.building;
            back.to = no_segment;
            back.to_draw = tour.gate_back_draw;
        }
        pending_.push_back(there);
        pending_.push_back(back);
    }

    void add_through_traffic() {
        std::vector<Pending> through;
        for (const Pending& pending : pending_) {
            if (pending.from != no_segment && pending.to != no_segment) {
                continue;
            }
            Draws draws{city_.seed, 0, entity_hash("through", fmt::format("{}", ++crossings_)),
                        engine::Purpose::travel, 0};
            // Of the vehicles that cross with it, a tenth: their times of day are its own.
            if (draws.uniform() < through_share / (1 - through_share) / 2 &&
                graph_.gates.size() > 1) {
                const double from_draw = draws.uniform();
                const double to_draw = draws.uniform();
                through.push_back(
                    {std::floor(std::fmod(pending.depart_s + draws.uniform() * 900, day_s)),
                     no_segment, no_segment, from_draw, to_draw, TripPurpose::through,
                     vehicle_of(TripPurpose::through, draws.uniform()), draws.uniform()});
            }
        }
        pending_.insert(pending_.end(), through.begin(), through.end());
    }

    /// The direction of a building's street that leads towards (or comes from) somewhere.
    std::uint32_t towards(std::uint32_t building, const contracts::Place& goal,
                          bool leaving) const {
        const StreetAccess& access = access_[building];
        if (access.opposite == no_segment) {
            return access.edge;
        }
        const auto far = [&](std::uint32_t e) {
            const contracts::Place& end =
                leaving ? graph_.edges[e].shape.back() : graph_.edges[e].shape.front();
            return std::hypot(end.x_m - goal.x_m, end.y_m - goal.y_m);
        };
        return far(access.edge) <= far(access.opposite) ? access.edge : access.opposite;
    }

    contracts::Place end_place(std::uint32_t building, std::uint32_t gate_edge) const {
        return building == no_segment ? graph_.edges[gate_edge].shape.front()
                                      : city_.buildings[building].centre;
    }

    void place(const Pending& pending) {
        std::optional<std::uint32_t> entry;
        std::optional<std::uint32_t> exit;
        if (pending.from == no_segment) {
            entry = gates_.enter(pending.depart_s, pending.from_draw);
        }
        if (pending.to == no_segment) {
            exit = gates_.leave(pending.depart_s, pending.to_draw);
        }
        if ((pending.from == no_segment && !entry) || (pending.to == no_segment && !exit)) {
            ++demand_.count.refused_at_gates;
            return;
        }
        const std::uint32_t from =
            entry ? *entry : towards(pending.from, end_place(pending.to, exit.value_or(0)), true);
        const std::uint32_t to =
            exit ? *exit : towards(pending.to, end_place(pending.from, entry.value_or(0)), false);
        if (from == to || (entry && exit && graph_.edges[from].from == graph_.edges[to].to)) {
            return; // next door, or in and out by one gate
        }
        demand_.trips.push_back(
            {pending.depart_s, from, to, pending.purpose, pending.vehicle, pending.keep_draw});
    }

    void count_trips() {
        DemandCount& count = demand_.count;
        for (const CarTrip& trip : demand_.trips) {
            count.trips_through += trip.purpose == TripPurpose::through ? 1U : 0U;
            ++count.by_hour[static_cast<std::size_t>(trip.depart_s / 3600)];
            ++count.by_purpose[static_cast<std::size_t>(trip.purpose)];
        }
    }

    const CityModel& city_;
    const RoadGraph& graph_;
    const std::vector<StreetAccess>& access_;
    TravelZones zones_;
    GateFlow gates_;
    WeightedChoice purpose_choice_;
    std::array<std::vector<WeightedChoice>, purposes_of_residents> in_zone_; ///< by zone
    std::array<std::vector<WeightedChoice>, purposes_of_residents> of_zone_; ///< by zone of origin
    std::array<WeightedChoice, purposes_of_residents> everywhere_;
    std::vector<Pending> pending_;
    std::uint64_t crossings_ = 0;
    TravelDemand demand_;
};

} // namespace

double driver_share_of(double density_per_km2) {
    constexpr std::array<std::pair<double, double>, 4> steps{
        {{3000, 0.48}, {7000, 0.42}, {13000, 0.35}, {20000, 0.28}}};
    for (const auto& [density, share] : steps) {
        if (density_per_km2 < density) {
            return share;
        }
    }
    return 0.2;
}

TravelDemand make_travel_demand(const CityModel& city, const RoadGraph& graph,
                                const std::vector<StreetAccess>& access) {
    const std::uint32_t parts = part_count(graph);
    if (parts < 2) {
        return DemandMaker{city, graph, access}.make();
    }
    TravelDemand all;
    for (std::uint32_t part = 0; part < parts; ++part) {
        const CityPart town{city, graph, access, part};
        add_demand(DemandMaker{town.city, town.graph, town.access}.make(), all);
    }
    std::ranges::stable_sort(all.trips, {}, &CarTrip::depart_s);
    return all;
}

} // namespace cityproof::traffic
