// SPDX-License-Identifier: Apache-2.0
#include "models/sensors/sensor_network.hpp"

#include "models/contracts/ports.hpp"
#include "models/sensors/sensors_key_figures.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace cityproof::sensors {
namespace {

constexpr double no_reading = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint16_t take_reading = 1;

double total(const engine::EntityArray<std::uint64_t>& counts) {
    const std::vector<std::uint64_t>& all = counts.all();
    return static_cast<double>(std::accumulate(all.begin(), all.end(), std::uint64_t{0}));
}

} // namespace

SensorNetwork::SensorNetwork(std::vector<Sensor> sensors, Duration latency,
                             const engine::Port* supply, SimTime end)
    : sensors_{std::move(sensors)},
      supply_{supply},
      end_{end},
      reading_{{contracts::ports::sensor_reading, "mixed", "sensor",
                "last reading, in the unit of the quantity that the sensor measures; NaN: none"},
               sensors_.size(),
               latency,
               no_reading},
      taken_{*this, sensors_.size()},
      no_data_{*this, sensors_.size()},
      lost_{*this, sensors_.size()},
      unpowered_{*this, sensors_.size()} {
    for (const Sensor& sensor : sensors_) {
        ids_.push_back(sensor.id);
    }
}

void SensorNetwork::start(std::uint32_t local, engine::EntityContext& context) {
    const Duration interval = sensors_[local].interval;
    if (context.now() + interval <= end_) {
        context.schedule_self(interval, take_reading, {.whole = 1});
    }
}

void SensorNetwork::handle(std::uint32_t local, const engine::Event& event,
                           engine::EntityContext& context) {
    const Sensor& sensor = sensors_[local];
    const std::int64_t tick = event.payload.whole;
    const auto occasion = static_cast<std::uint64_t>(tick);
    double value = no_reading;
    if (supply_ != nullptr && supply_->at(local, context.now()) < 0.5) {
        ++unpowered_[local];
    } else if (context.draws(engine::Purpose::sensor_dropout, occasion).uniform() <
               sensor.dropout) {
        ++lost_[local];
    } else {
        value = sensor.port->at(sensor.element, context.now()) +
                context.draws(engine::Purpose::sensor_noise, occasion).normal(0, sensor.noise);
        ++(std::isnan(value) ? no_data_ : taken_)[local];
    }
    context.publish(reading_, local, value);
    if (context.now() + sensor.interval <= end_) {
        context.schedule_self(sensor.interval, take_reading, {.whole = tick + 1});
    }
}

void SensorNetwork::save(engine::StateWriter& out) const {
    for (const auto* counts : {&taken_, &no_data_, &lost_, &unpowered_}) {
        counts->save(out);
    }
}

void SensorNetwork::restore(engine::StateReader& in, SimTime /*now*/) {
    for (auto* counts : {&taken_, &no_data_, &lost_, &unpowered_}) {
        counts->restore(in);
    }
}

void SensorNetwork::branch(engine::StateReader& in, SimTime now) {
    restore(in, now);
    for (auto* counts : {&taken_, &no_data_, &lost_, &unpowered_}) {
        counts->fill(0);
    }
}

std::vector<contracts::KeyFigure> SensorNetwork::key_figures() const {
    return {
        key_figure("sensors.readings").with(total(taken_)),
        key_figure("sensors.lost").with(total(lost_)),
        key_figure("sensors.no_data").with(total(no_data_)),
        key_figure("sensors.unpowered").with(total(unpowered_)),
    };
}

} // namespace cityproof::sensors
