// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/street_houses.hpp"

#include "scenarios/import/osm/street_graph.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace cityproof::scenarios {
namespace {

using contracts::Place;
using contracts::StreetSegment;
using Cell = std::pair<std::int64_t, std::int64_t>;

Cell cell_of(const Place& place, double side_m) {
    return {static_cast<std::int64_t>(std::floor(place.x_m / side_m)),
            static_cast<std::int64_t>(std::floor(place.y_m / side_m))};
}

/// Value of `highway` of the way that a piece of street, "w42.1", was cut from.
std::string_view highway_of(const OsmSource& source, const StreetSegment& segment) {
    std::int64_t way = 0;
    std::from_chars(segment.id.data() + 1, segment.id.data() + segment.id.size(), way);
    const io::OsmWay* found = source.extract.way(way);
    return found == nullptr ? std::string_view{} : found->tags.get("highway");
}

bool is_lived_in(std::string_view highway) {
    return highway == "residential" || highway == "living_street";
}

/// The squares in which the map shows streets to live in and next to no building.
std::set<Cell> unmapped_squares(const OsmSource& source, const contracts::CityModel& model,
                                const std::vector<Place>& mapped, const StreetHouseRule& rule) {
    struct Count {
        double street_m = 0;
        double buildings = 0;
    };

    std::map<Cell, Count> squares;
    for (const StreetSegment& segment : model.segments) {
        if (!is_lived_in(highway_of(source, segment))) {
            continue;
        }
        for (std::size_t i = 1; i < segment.shape.size(); ++i) {
            const Place& a = segment.shape[i - 1];
            const Place& b = segment.shape[i];
            const Place middle{(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2};
            squares[cell_of(middle, rule.square_m)].street_m +=
                std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        }
    }
    for (const Place& place : mapped) {
        squares[cell_of(place, rule.square_m)].buildings += 1;
    }
    std::set<Cell> unmapped;
    for (const auto& [cell, count] : squares) {
        if (count.street_m >= rule.least_street_m &&
            count.buildings < rule.mapped_per_km * count.street_m / 1000) {
            unmapped.insert(cell);
        }
    }
    return unmapped;
}

/// Places that keep a distance from each other.
class SpacedPlaces {
  public:
    explicit SpacedPlaces(double distance_m) : distance_m_{distance_m} {}

    bool is_free(const Place& place) const {
        const auto [column, row] = cell_of(place, distance_m_);
        for (std::int64_t c = column - 1; c <= column + 1; ++c) {
            for (std::int64_t r = row - 1; r <= row + 1; ++r) {
                const auto found = places_.find({c, r});
                if (found == places_.end()) {
                    continue;
                }
                for (const Place& other : found->second) {
                    if (std::hypot(other.x_m - place.x_m, other.y_m - place.y_m) < distance_m_) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    void add(const Place& place) { places_[cell_of(place, distance_m_)].push_back(place); }

  private:
    double distance_m_;
    std::map<Cell, std::vector<Place>> places_;
};

class HouseRows {
  public:
    HouseRows(const OsmSource& source, const contracts::CityModel& model,
              const std::vector<Place>& mapped, const LandUse& landuse, const StreetHouseRule& rule)
        : source_{source},
          model_{model},
          landuse_{landuse},
          rule_{rule},
          squares_{unmapped_squares(source, model, mapped, rule)},
          streets_{model, driveable(model)},
          taken_{rule.clearance_m} {
        for (const Place& place : mapped) {
            taken_.add(place);
        }
    }

    std::vector<StreetHouse> take() {
        if (!squares_.empty()) {
            for (const StreetSegment& segment : model_.segments) {
                if (segment.component < model_.street_nets && !segment.bridge_or_tunnel &&
                    segment.street_class != contracts::StreetClass::motorway &&
                    segment.street_class != contracts::StreetClass::trunk &&
                    segment.street_class != contracts::StreetClass::service) {
                    line(segment);
                }
            }
        }
        return std::move(houses_);
    }

  private:
    static std::vector<std::uint32_t> driveable(const contracts::CityModel& model) {
        std::vector<std::uint32_t> streets;
        for (std::uint32_t s = 0; s < model.segments.size(); ++s) {
            if (is_driveable(model.segments[s].street_class)) {
                streets.push_back(s);
            }
        }
        return streets;
    }

    /// Lines a street with houses on both sides, a lot each.
    void line(const StreetSegment& segment) {
        const bool lived_in = is_lived_in(highway_of(source_, segment));
        double next_m = rule_.frontage_m / 2;
        double done_m = 0;
        int number = 0;
        for (std::size_t i = 1; i < segment.shape.size(); ++i) {
            const Place& a = segment.shape[i - 1];
            const Place& b = segment.shape[i];
            const double length_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
            for (; next_m <= done_m + length_m && length_m > 0; next_m += rule_.frontage_m) {
                const double along = (next_m - done_m) / length_m;
                const Place foot{a.x_m + along * (b.x_m - a.x_m), a.y_m + along * (b.y_m - a.y_m)};
                const Place ahead{(b.x_m - a.x_m) / length_m, (b.y_m - a.y_m) / length_m};
                ++number;
                build(fmt::format("{}:left:{}", segment.id, number), foot, ahead, 1, lived_in);
                build(fmt::format("{}:right:{}", segment.id, number), foot, ahead, -1, lived_in);
            }
            done_m += length_m;
        }
    }

    void build(std::string id, const Place& foot, const Place& ahead, double side, bool lived_in) {
        const Place left{-ahead.y_m * side, ahead.x_m * side};
        const Place middle{foot.x_m + left.x_m * rule_.setback_m,
                           foot.y_m + left.y_m * rule_.setback_m};
        if (!squares_.contains(cell_of(middle, rule_.square_m)) || !taken_.is_free(middle) ||
            !(lived_in || !landuse_.at(middle).empty()) || !landuse_.may_be_built(middle)) {
            return;
        }
        // At a corner the other street may run through the lot.
        const double reach_m = rule_.setback_m - 1;
        if (streets_.nearest(middle, reach_m).segment != contracts::no_segment) {
            return;
        }
        taken_.add(middle);
        io::Geometry outline{io::GeometryKind::polygon, {}};
        constexpr std::pair<int, int> corners[] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
        for (const auto& [x, y] : corners) {
            const double along_m = x * rule_.width_m / 2;
            const double across_m = y * side * rule_.depth_m / 2;
            outline.points.push_back({middle.x_m + along_m * ahead.x_m + across_m * left.x_m,
                                      middle.y_m + along_m * ahead.y_m + across_m * left.y_m});
        }
        houses_.push_back({std::move(id), std::move(outline)});
    }

    const OsmSource& source_;
    const contracts::CityModel& model_;
    const LandUse& landuse_;
    const StreetHouseRule& rule_;
    std::set<Cell> squares_;
    StreetIndex streets_;
    SpacedPlaces taken_;
    std::vector<StreetHouse> houses_;
};

} // namespace

std::vector<StreetHouse> street_houses(const OsmSource& source, const contracts::CityModel& model,
                                       const std::vector<Place>& mapped, const LandUse& landuse,
                                       const StreetHouseRule& rule) {
    return HouseRows{source, model, mapped, landuse, rule}.take();
}

} // namespace cityproof::scenarios
