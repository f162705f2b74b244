// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stable_hash.hpp"
#include "core/engine/entity_array.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// Delay of 50 to 500 ms over a lossy link, and what became of the messages of one sender.
struct Transmissions {
    std::uint32_t received = 0;
    std::uint32_t sent = 0; ///< tries
    std::uint32_t lost = 0; ///< of those sent
    std::uint32_t late = 0; ///< of those not lost: would arrive after the run's end

    void add(const Transmissions& other) {
        received += other.received;
        sent += other.sent;
        lost += other.lost;
        late += other.late;
    }
};

/// A link of the radio network with its loss.
class LossyLink {
  public:
    /// Parameters: `end` is the run's end, for the count of late messages.
    LossyLink(std::string name, double loss, SimTime end)
        : loss_{loss},
          end_{end},
          spec_{std::move(name), Duration::nanoseconds(50'000'000)} {}

    const engine::LinkSpec& spec() const { return spec_; }

    double loss() const { return loss_; }

    void send(Transmissions& sender, engine::EntityIndex target, engine::EntityContext& context,
              engine::Payload payload) const {
        engine::Draws draws = context.draws(engine::Purpose::sensor_dropout, sender.sent);
        ++sender.sent;
        if (draws.uniform() < loss_) {
            ++sender.lost;
            return;
        }
        const Duration delay = spec_.least_delay + Duration::from_seconds(0.45 * draws.uniform());
        sender.late += context.now() + delay > end_ ? 1 : 0;
        context.send(spec_, target, delay, 0, payload);
    }

  private:
    double loss_;
    SimTime end_;
    engine::LinkSpec spec_;
};

/// What receives and sends messages, one record each.
class RadioStations : public NumberedEntities {
  public:
    RadioStations(std::string table, std::uint32_t count)
        : NumberedEntities{std::move(table), count},
          messages_{*this, count} {}

    void save(engine::StateWriter& out) const override { messages_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { messages_.restore(in); }

    Transmissions total() const {
        Transmissions sum;
        for (const Transmissions& one : messages_.all()) {
            sum.add(one);
        }
        return sum;
    }

  protected:
    engine::EntityArray<Transmissions> messages_;
};

/// The city's back-end in several shares.
class BackEnds final : public RadioStations {
  public:
    explicit BackEnds(std::uint32_t count) : RadioStations{"back-end", count} {}

    void start(std::uint32_t /*local*/, engine::EntityContext& /*context*/) override {}

    void handle(std::uint32_t local, const engine::Event& /*event*/,
                engine::EntityContext& /*context*/) override {
        ++messages_[local].received;
    }
};

/// Gateways pass on what they receive.
class Gateways final : public RadioStations {
  public:
    Gateways(std::uint32_t count, const BackEnds& back_ends, SimTime end)
        : RadioStations{"gateway", count},
          back_ends_{back_ends},
          backhaul{"backhaul", 0.01, end} {}

    std::vector<const engine::LinkSpec*> links() const override { return {&backhaul.spec()}; }

    void start(std::uint32_t /*local*/, engine::EntityContext& /*context*/) override {}

    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override {
        ++messages_[local].received;
        backhaul.send(messages_[local], back_ends_.index_of(local % back_ends_.count()), context,
                      event.payload);
    }

  private:
    const BackEnds& back_ends_;

  public:
    LossyLink backhaul;
};

/// Sensors with a fixed period each, spread evenly from 10 s to 5 min: each reads two ports, adds
/// noise and sends the reading to its gateway.
class Sensors final : public RadioStations {
  public:
    Sensors(std::uint32_t count, const Gateways& gateways, const engine::Port& traffic,
            const engine::Port& voltage, SimTime end)
        : RadioStations{"sensor", count},
          gateways_{gateways},
          traffic_{traffic},
          voltage_{voltage},
          radio{"radio", 0.02, end} {}

    std::vector<const engine::LinkSpec*> links() const override { return {&radio.spec()}; }

    void start(std::uint32_t local, engine::EntityContext& context) override {
        context.schedule_self(first(local), 0);
    }

    void handle(std::uint32_t local, const engine::Event& /*event*/,
                engine::EntityContext& context) override {
        const SimTime now = context.now();
        const double truth =
            traffic_.at(local % traffic_.size(), now) + voltage_.at(local % voltage_.size(), now);
        const double noise =
            context.draws(engine::Purpose::sensor_noise, messages_[local].sent).normal(0.0, 0.1);
        radio.send(messages_[local], gateways_.index_of(local % gateways_.count()), context,
                   {.whole = local, .real = truth + noise});
        context.schedule_self(period(local), 0);
    }

    std::uint64_t expected_readings(Duration run) const {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < count(); ++i) {
            sum += static_cast<std::uint64_t>((run - first(i)).ns() / period(i).ns()) + 1;
        }
        return sum;
    }

  private:
    static constexpr std::int64_t ms_ = 1'000'000;

    Duration period(std::uint32_t local) const {
        const std::int64_t spread = count() > 1 ? 290'000 * std::int64_t{local} / (count() - 1) : 0;
        return Duration::nanoseconds((10'000 + spread) * ms_);
    }

    Duration first(std::uint32_t local) const {
        const auto span = static_cast<std::uint64_t>(period(local).ns() / ms_);
        return Duration::nanoseconds(static_cast<std::int64_t>(mix64(local) % span) * ms_);
    }

    const Gateways& gateways_;
    const engine::Port& traffic_;
    const engine::Port& voltage_;

  public:
    LossyLink radio;
};

} // namespace cityproof::bench
