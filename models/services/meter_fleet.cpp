// SPDX-License-Identifier: Apache-2.0
#include "models/services/meter_fleet.hpp"

#include "models/contracts/ports.hpp"

#include <array>
#include <cmath>
#include <numeric>

namespace cityproof::services {
namespace {

constexpr std::uint16_t new_interval = 1;

/// Relative demand at full hours before normalisation, and its mean: that of a piecewise linear
/// periodic curve is the mean of its corners.
struct DayShape {
    std::array<double, 24> hours;
    double mean;

    constexpr explicit DayShape(const std::array<double, 24>& at_full_hours)
        : hours{at_full_hours},
          mean{std::accumulate(hours.begin(), hours.end(), 0.0) / 24.0} {}
};

// Night valley, morning and evening peak; office hours.
constexpr DayShape household_day{{0.55, 0.45, 0.40, 0.38, 0.40, 0.50, 0.85, 1.15,
                                  1.10, 1.00, 0.98, 1.05, 1.15, 1.08, 0.98, 0.95,
                                  1.05, 1.30, 1.60, 1.75, 1.60, 1.35, 1.05, 0.75}};
constexpr DayShape commercial_day{{0.35, 0.33, 0.32, 0.32, 0.34, 0.42, 0.70, 1.15,
                                   1.65, 1.85, 1.90, 1.90, 1.80, 1.80, 1.85, 1.80,
                                   1.65, 1.35, 1.00, 0.75, 0.60, 0.48, 0.42, 0.38}};

double scatter(LoadProfile profile) {
    return profile == LoadProfile::household ? 0.8 : 0.3;
}

} // namespace

double MeterFleet::shape(LoadProfile profile, double hour) {
    const DayShape& day = profile == LoadProfile::household ? household_day : commercial_day;
    const auto before = static_cast<std::size_t>(hour) % 24;
    const double share = hour - std::floor(hour);
    const double value =
        day.hours[before] + share * (day.hours[(before + 1) % 24] - day.hours[before]);
    return value / day.mean;
}

MeterFleet::MeterFleet(std::vector<Meter> meters, const LocalClock& clock, Duration interval,
                       Duration latency, SimTime end)
    : meters_{std::move(meters)},
      clock_{clock},
      interval_{interval},
      end_{end},
      load_{{contracts::ports::meter_load, "W", "meter",
             "electric power that the customer takes when supplied"},
            meters_.size(),
            latency,
            0.0} {
    for (const Meter& meter : meters_) {
        ids_.push_back(meter.id);
    }
}

void MeterFleet::start(std::uint32_t /*local*/, engine::EntityContext& context) {
    context.schedule_self(Duration{}, new_interval);
}

void MeterFleet::handle(std::uint32_t local, const engine::Event& event,
                        engine::EntityContext& context) {
    const Meter& meter = meters_[local];
    const std::int64_t tick = event.payload.whole;
    const double s = scatter(meter.profile);
    const double z =
        context.draws(engine::Purpose::meter_demand, static_cast<std::uint64_t>(tick)).normal(0, 1);
    const double power = meter.mean_power_w * shape(meter.profile, clock_.hour_of_day(event.time)) *
                         std::exp(s * z - s * s / 2);
    context.publish(load_, local, power);
    if (event.time + interval_ <= end_) {
        context.schedule_self(interval_, new_interval, {.whole = tick + 1});
    }
}

void MeterFleet::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{meters_.size()});
}

void MeterFleet::restore(engine::StateReader& in, SimTime /*now*/) {
    if (in.get<std::uint64_t>() != meters_.size()) {
        in.fail("the checkpoint has another number of meters");
    }
}

} // namespace cityproof::services
