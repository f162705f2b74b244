// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"
#include "core/engine/entity_model.hpp"
#include "models/contracts/key_figure.hpp"

#include <string>
#include <vector>

namespace cityproof::sensors {

/// One sensor: what it samples, how often and how badly.
struct Sensor {
    std::string id;
    const engine::Port* port = nullptr; ///< what it measures
    std::size_t element = 0;            ///< of that port
    Duration interval;                  ///< between readings; the first is taken at `interval`
    double noise = 0;                   ///< standard deviation, in the port's unit
    double dropout = 0;                 ///< probability that one reading is lost
};

/// Sensors that sample other models' ports:
///
///   reading = true value + N(0, noise)      with probability 1 - dropout, otherwise none
///
/// A sensor without electricity takes no reading, and of a quantity without a value (NaN) it reads
/// none. Draws are keyed by (sensor, number of the tick):
/// adding a sensor changes no other sensor's readings, and the same seed gives the same errors
/// under every policy. Not modelled yet: bias, drift, quantisation, stuck values, delivery over a
/// radio network.
///
/// Publishes sensors/reading (table sensor): NaN where no reading was taken.
class SensorNetwork final : public engine::EntityModel, public contracts::KeyFigureSource {
  public:
    /// Parameters: `latency` from measurement to the reading's arrival; `supply` is port
    /// supply/sensor or nullptr (battery). Readings are taken up to and including `end`.
    SensorNetwork(std::vector<Sensor> sensors, Duration latency, const engine::Port* supply,
                  SimTime end);

    std::string_view table() const override { return "sensor"; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<engine::Port*> outputs() override { return {&reading_}; }

    void start(std::uint32_t local, engine::EntityContext& context) override;
    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override;

    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    void branch(engine::StateReader& in, SimTime now) override;

    std::vector<contracts::KeyFigure> key_figures() const override;

    const engine::Port& reading() const { return reading_; }

    const std::vector<Sensor>& sensors() const { return sensors_; }

  private:
    std::vector<Sensor> sensors_;
    std::vector<std::string> ids_;
    const engine::Port* supply_;
    SimTime end_;
    engine::Port reading_;
    engine::EntityArray<std::uint64_t> taken_;     ///< per sensor: with a value, arrived
    engine::EntityArray<std::uint64_t> no_data_;   ///< per sensor: arrived without a value
    engine::EntityArray<std::uint64_t> lost_;      ///< per sensor: drop-outs
    engine::EntityArray<std::uint64_t> unpowered_; ///< per sensor
};

} // namespace cityproof::sensors
