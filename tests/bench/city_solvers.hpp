// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::bench {

/// A stand-in for a solver: due at zero and then every `period`; what it computes is cheap, and
/// reads and publishes ports as the real ones do.
class Solver : public engine::DomainModel {
  public:
    Solver(std::string name, Duration period) : name_{std::move(name)}, period_{period} {}

    std::string_view name() const final { return name_; }

    SimTime next_time() const final { return next_; }

    void act(SimTime now) final {
        ++acts_;
        if (next_ <= now) {
            next_ = now + period_;
        }
        solve(now);
    }

    void save(engine::StateWriter& out) const final {
        out.put(next_);
        out.put(acts_);
    }

    void restore(engine::StateReader& in, SimTime /*now*/) final {
        in.get(next_);
        in.get(acts_);
    }

    std::uint64_t acts() const { return acts_; }

    /// Times at which it is due, zero included.
    std::uint64_t expected_acts(Duration run) const {
        return static_cast<std::uint64_t>(run.ns() / period_.ns()) + 1;
    }

  protected:
    virtual void solve(SimTime now) = 0;

    /// Mean of a port's values at `now`, added up in their order. Parameters: `buffer` has the
    /// port's size.
    static double mean(const engine::Port& port, SimTime now, std::vector<double>& buffer) {
        port.read(now, buffer);
        return std::accumulate(buffer.begin(), buffer.end(), 0.0) /
               static_cast<double>(std::max<std::size_t>(1, buffer.size()));
    }

  private:
    std::string name_;
    Duration period_;
    SimTime next_ = SimTime::zero();
    std::uint64_t acts_ = 0;
};

/// Traffic: a step a second, outside the group; flows follow the signals.
class TrafficStub final : public Solver {
  public:
    explicit TrafficStub(const engine::Port& green)
        : Solver{"traffic", Duration::seconds(1)},
          flow{{"traffic/flow", "1/s", "street", "flow"}, streets_, Duration::seconds(1), 0.2},
          green_{green},
          flows_(streets_),
          greens_(green.size()) {}

    std::vector<engine::Port*> outputs() override { return {&flow}; }

    engine::Port flow;

  private:
    static constexpr std::size_t streets_ = 1000;

    void solve(SimTime now) override {
        const double open = mean(green_, now, greens_);
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            flows_[i] = open * (0.3 + 0.0001 * static_cast<double>((acts() + i) % 997));
        }
        flow.publish(now, flows_);
    }

    const engine::Port& green_;
    std::vector<double> flows_;
    std::vector<double> greens_;
};

/// Water: every 300 s, in the group; pumps take more power each time than the time before, modulo
/// 7.
class WaterStub final : public Solver {
  public:
    WaterStub()
        : Solver{"water", Duration::seconds(300)},
          pump_load{{"water/pump_load", "W", "pump", "load"}, pumps_, Duration{}, 0.0} {}

    std::vector<engine::Port*> outputs() override { return {&pump_load}; }

    engine::Port pump_load;

  private:
    static constexpr std::size_t pumps_ = 20;

    void solve(SimTime now) override {
        pump_load.publish(now,
                          std::vector<double>(pumps_, 100.0 * static_cast<double>(1 + acts() % 7)));
    }
};

/// Power: every 60 s, in the group, and again when the pumps' load changed: once every 300 s.
class PowerStub final : public Solver {
  public:
    PowerStub(const engine::Port& meters, const engine::Port& lamps, const WaterStub& water)
        : Solver{"power", Duration::seconds(60)},
          voltage{{"power/voltage", "1", "bus", "voltage"}, buses_, Duration{}, 1.0},
          meters_{meters},
          lamps_{lamps},
          water_{water},
          voltages_(buses_),
          meter_loads_(meters.size()),
          lamp_w_(lamps.size()),
          pump_w_(water.pump_load.size()) {}

    std::vector<engine::Port*> outputs() override { return {&voltage}; }

    std::vector<const engine::Port*> inputs() const override { return {&water_.pump_load}; }

    std::uint64_t expected_all_acts(Duration run) const {
        return expected_acts(run) + water_.expected_acts(run);
    }

    engine::Port voltage;

  private:
    static constexpr std::size_t buses_ = 1000;

    void solve(SimTime now) override {
        const double load_w = mean(meters_, now, meter_loads_) + 0.1 * mean(lamps_, now, lamp_w_) +
                              0.01 * mean(water_.pump_load, now, pump_w_);
        for (std::size_t i = 0; i < voltages_.size(); ++i) {
            voltages_[i] = 1.05 - 1e-4 * load_w - 1e-6 * static_cast<double>(i);
        }
        voltage.publish(now, voltages_);
    }

    const engine::Port& meters_;
    const engine::Port& lamps_;
    const WaterStub& water_;
    std::vector<double> voltages_;
    std::vector<double> meter_loads_;
    std::vector<double> lamp_w_;
    std::vector<double> pump_w_;
};

} // namespace cityproof::bench
