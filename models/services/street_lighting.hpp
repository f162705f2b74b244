// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_model.hpp"
#include "models/services/local_clock.hpp"

#include <string>
#include <vector>

namespace cityproof::services {

struct Lamp {
    std::string id;
    double power_w = 0; ///< electric, ballast or driver included
};

/// Street lamps with a photocell each: a lamp burns while the sun stands lower than the lamp's
/// threshold.
///
///   threshold = N(-3, 0.7) degrees of solar elevation, one draw per lamp
///
/// The mean lies in the middle of civil twilight (0 to -6 degrees); both numbers are assumptions of
/// this model. Publishes services/lamp_load (W, what the lamp takes when its bus is alive). Not
/// modelled: clouds, dimming, restrike of discharge lamps, broken lamps.
class StreetLighting final : public engine::EntityModel {
  public:
    /// Parameters: position of the city in degrees (north and east positive); `latency` of the
    /// published load.
    StreetLighting(std::vector<Lamp> lamps, const LocalClock& clock, double latitude_deg,
                   double longitude_deg, Duration latency, SimTime end);

    std::string_view table() const override { return "lamp"; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<engine::Port*> outputs() override { return {&load_}; }

    void start(std::uint32_t local, engine::EntityContext& context) override;
    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override;

    /// The lamps' number only: all that comes is drawn or calculated from the event's time.
    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;

    const engine::Port& load() const { return load_; }

  private:
    /// First second at or after `from_s` at which burning differs from `burning`; -1 when there is
    /// none until the end.
    std::int64_t next_switch_s(double threshold_deg, std::int64_t from_s, bool burning) const;
    double elevation_deg(std::int64_t second) const;

    std::vector<Lamp> lamps_;
    std::vector<std::string> ids_;
    std::vector<double> elevation_; ///< degrees at each full minute of the run and the next two
    std::int64_t end_s_;
    engine::Port load_;
};

} // namespace cityproof::services
