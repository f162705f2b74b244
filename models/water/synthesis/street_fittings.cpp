// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/street_fittings.hpp"

#include "models/water/synthesis/place_grid.hpp"
#include "models/water/synthesis/street_mains.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::water::synthesis {
namespace {

using contracts::Place;

constexpr double sample_m = 20;
constexpr double mapped_reach_m = 60;
constexpr std::size_t longest_list = 10;
constexpr int least_hydrant_mm = 100;
constexpr double valve_from_end_m = 3;

/// A place on a pipe.
struct Spot {
    std::uint32_t pipe = 0;
    double at_m = 0;
};

bool takes_hydrants(const WaterPipe& pipe) {
    return pipe.segment != none && pipe.dn_mm >= least_hydrant_mm;
}

Hydrant hydrant_at(const SyntheticWater& water, const Spot& spot) {
    const WaterPipe& pipe = water.pipes[spot.pipe];
    return {.id = fmt::format("h-{}-{:.0f}", pipe.id, spot.at_m),
            .place = place_along(pipe.shape, spot.at_m),
            .pipe = spot.pipe,
            .junction = spot.at_m < pipe.length_m / 2 ? pipe.start : pipe.end,
            .rule = "along the mains, one for each spacing"};
}

/// Joins mapped hydrants to the nearest mains. Per pipe: where on it they are.
std::vector<std::vector<double>> take_mapped(const contracts::CityModel& city,
                                             SyntheticWater& water) {
    std::vector<Spot> spots;
    PlaceGrid grid{50};
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        const WaterPipe& pipe = water.pipes[i];
        for (double at_m = std::min(sample_m, pipe.length_m) / 2;
             takes_hydrants(pipe) && at_m < pipe.length_m; at_m += sample_m) {
            grid.add(place_along(pipe.shape, at_m), static_cast<std::uint32_t>(spots.size()));
            spots.push_back({i, at_m});
        }
    }
    std::vector<std::vector<double>> mapped(water.pipes.size());
    std::vector<std::string> far;
    for (const contracts::MappedAsset& asset : city.mapped) {
        if (asset.layer != "hydrant") {
            continue;
        }
        const auto found = grid.nearest(asset.place, mapped_reach_m);
        if (found.item == none) {
            far.push_back(asset.id);
            continue;
        }
        Hydrant hydrant = hydrant_at(water, spots[found.item]);
        hydrant.id = asset.id;
        hydrant.place = asset.place;
        hydrant.mapped = true;
        hydrant.rule = "mapped; joined to the nearest main";
        mapped[hydrant.pipe].push_back(spots[found.item].at_m);
        water.hydrants.push_back(std::move(hydrant));
    }
    if (!far.empty()) {
        const std::size_t count = far.size();
        far.resize(std::min(count, longest_list));
        water.remarks.push_back(fmt::format("{} mapped hydrants stand farther than {} m from any "
                                            "main and are not joined to one: {}{}",
                                            count, mapped_reach_m, fmt::join(far, ", "),
                                            count > far.size() ? " ..." : ""));
    }
    return mapped;
}

/// Walks along the mains, and remembers at each joint how far the nearest hydrant is.
class HydrantWalk {
  public:
    HydrantWalk(double spacing_m, SyntheticWater& water)
        : spacing_m_{spacing_m},
          water_{water},
          gap_m_(water.nodes.size(), unknown) {}

    /// Sets hydrants on a pipe with some at `there_m`, in order.
    void walk(std::uint32_t index, const std::vector<double>& there_m) {
        const WaterPipe& pipe = water_.pipes[index];
        const double before_m = known(gap_m_[pipe.start], spacing_m_ / 2);
        const double behind_m = pipe.length_m + known(gap_m_[pipe.end], spacing_m_);
        first_m_ = behind_m;
        last_m_ = -before_m;
        for (const double stop_m : there_m) {
            fill(index, stop_m);
            pass(stop_m);
        }
        fill(index, behind_m);
        gap_m_[pipe.start] = std::min(before_m, first_m_);
        gap_m_[pipe.end] = std::min(behind_m - pipe.length_m, pipe.length_m - last_m_);
    }

  private:
    static constexpr double unknown = -1;

    static double known(double gap_m, double otherwise_m) {
        return gap_m == unknown ? otherwise_m : gap_m;
    }

    void fill(std::uint32_t index, double stop_m) {
        const double length_m = water_.pipes[index].length_m;
        while (true) {
            const double at_m = std::max(last_m_ + spacing_m_, 0.0);
            if (at_m >= length_m || stop_m - at_m < spacing_m_ / 2) {
                return;
            }
            water_.hydrants.push_back(hydrant_at(water_, {index, at_m}));
            pass(at_m);
        }
    }

    void pass(double at_m) {
        first_m_ = std::min(first_m_, at_m);
        last_m_ = at_m;
    }

    double spacing_m_;
    SyntheticWater& water_;
    std::vector<double> gap_m_; ///< per node
    double first_m_ = 0;        ///< on the pipe that is walked
    double last_m_ = 0;
};

} // namespace

void add_hydrants(const contracts::CityModel& city, const WaterSynthesisOptions& options,
                  SyntheticWater& water) {
    std::vector<std::vector<double>> mapped = take_mapped(city, water);
    HydrantWalk walk{options.hydrant_spacing_m, water};
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        if (takes_hydrants(water.pipes[i])) {
            std::ranges::sort(mapped[i]);
            walk.walk(i, mapped[i]);
        }
    }
}

void add_isolation_valves(SyntheticWater& water) {
    std::vector<std::vector<std::uint32_t>> legs(water.nodes.size());
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        if (water.pipes[i].part != PipePart::rising) {
            legs[water.pipes[i].start].push_back(i);
            legs[water.pipes[i].end].push_back(i);
        }
    }
    const auto add = [&](std::uint32_t index, std::uint32_t node, bool closed) {
        const WaterPipe& pipe = water.pipes[index];
        const bool at_start = pipe.start == node;
        const double in_m = std::min(valve_from_end_m, pipe.length_m / 4);
        water.isolation_valves.push_back(
            {.id = fmt::format("iv-{}-{}", pipe.id, at_start ? "start" : "end"),
             .place = place_along(pipe.shape, at_start ? in_m : pipe.length_m - in_m),
             .pipe = index,
             .junction = node,
             .closed = closed,
             .rule = closed ? "shuts a main between two zones" : "all legs of a joint but one"});
    };
    for (std::uint32_t node = 0; node < water.nodes.size(); ++node) {
        if (legs[node].size() < 3) {
            continue;
        }
        const auto widest = std::ranges::max_element(
            legs[node], {}, [&](std::uint32_t pipe) { return water.pipes[pipe].dn_mm; });
        for (auto leg = legs[node].begin(); leg != legs[node].end(); ++leg) {
            if (leg != widest && !water.pipes[*leg].closed) {
                add(*leg, node, false);
            }
        }
    }
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        if (water.pipes[i].closed) {
            add(i, water.pipes[i].start, true);
        }
    }
}

} // namespace cityproof::water::synthesis
