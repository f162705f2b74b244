// SPDX-License-Identifier: Apache-2.0
#include "models/services/street_lighting.hpp"

#include "models/contracts/ports.hpp"
#include "models/services/solar.hpp"

#include <algorithm>

namespace cityproof::services {
namespace {

constexpr double threshold_mean_deg = -3.0;
constexpr double threshold_sd_deg = 0.7;
constexpr std::uint16_t switch_lamp = 1;

} // namespace

StreetLighting::StreetLighting(std::vector<Lamp> lamps, const LocalClock& clock,
                               double latitude_deg, double longitude_deg, Duration latency,
                               SimTime end)
    : lamps_{std::move(lamps)},
      end_s_{end.ns() / 1'000'000'000},
      load_{{contracts::ports::lamp_load, "W", "lamp",
             "electric power that the lamp takes when its bus is alive"},
            lamps_.size(),
            latency,
            0.0} {
    for (const Lamp& lamp : lamps_) {
        ids_.push_back(lamp.id);
    }
    // The search for the last switch looks at the minute after the end's and interpolates there.
    for (std::int64_t second = 0; second <= end_s_ + 120; second += 60) {
        elevation_.push_back(solar_elevation_deg(clock.utc_s(SimTime::at_seconds(second)),
                                                 latitude_deg, longitude_deg));
    }
}

void StreetLighting::start(std::uint32_t /*local*/, engine::EntityContext& context) {
    context.schedule_self(Duration{}, switch_lamp);
}

void StreetLighting::handle(std::uint32_t local, const engine::Event& event,
                            engine::EntityContext& context) {
    const double threshold = context.draws(engine::Purpose::lamp_threshold, 0)
                                 .normal(threshold_mean_deg, threshold_sd_deg);
    const std::int64_t now_s = event.time.ns() / 1'000'000'000;
    const bool burning = elevation_deg(now_s) < threshold;
    context.publish(load_, local, burning ? lamps_[local].power_w : 0.0);
    const std::int64_t next = next_switch_s(threshold, now_s, burning);
    if (next >= 0) {
        context.schedule_self(Duration::seconds(next - now_s), switch_lamp);
    }
}

double StreetLighting::elevation_deg(std::int64_t second) const {
    const auto minute = static_cast<std::size_t>(second / 60);
    const double share = static_cast<double>(second % 60) / 60.0;
    return elevation_[minute] + share * (elevation_[minute + 1] - elevation_[minute]);
}

std::int64_t StreetLighting::next_switch_s(double threshold_deg, std::int64_t from_s,
                                           bool burning) const {
    const auto burns = [&](std::int64_t second) { return elevation_deg(second) < threshold_deg; };
    for (std::int64_t minute = from_s / 60; minute * 60 <= end_s_; ++minute) {
        // Between two minutes the elevation is interpolated, so a change in between shows at the
        // later one.
        if (burns((minute + 1) * 60) == burning) {
            continue;
        }
        for (std::int64_t second = std::max(from_s, minute * 60); second <= end_s_; ++second) {
            if (burns(second) != burning) {
                return second;
            }
        }
    }
    return -1;
}

void StreetLighting::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{lamps_.size()});
}

void StreetLighting::restore(engine::StateReader& in, SimTime /*now*/) {
    if (in.get<std::uint64_t>() != lamps_.size()) {
        in.fail("the checkpoint has another number of lamps");
    }
}

} // namespace cityproof::services
