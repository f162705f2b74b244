// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stable_hash.hpp"

#include <numeric>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {

/// A town that uses all that the engine offers, for tests of determinism: meters with irregular
/// steps and events without delay, phones that call each other and the meters over two links and
/// have a timer that calls take back, detectors and signals that message each other without delay
/// where they are colocated, a road outside the groups, grid, pump, policy and book in one instant
/// group, and a clock in another; grid and pump feed back on each other within an instant.
/// Everybody reads what others publish.
class SampleTown {
  public:
    SampleTown()
        : meter_state_(meter_count),
          phone_state_(phone_count),
          crossing_state_(crossings_.size()),
          pump_on_(pump_count, 1.0) {
        meters_.owns(meter_load_);
        phones_.owns(phone_calls_).over(radio_).over(fibre_).with_timers(2);
        // Colocated entities that lie far from each other in the list, so that they would be in
        // different partitions.
        for (int i = 0; i < crossing_count; ++i) {
            colocations_.push_back({fmt::format("crossing {}", i), 12});
        }
        crossing_places_.resize(crossings_.size());
        for (std::uint32_t i = 0; i < crossings_.size(); ++i) {
            crossing_places_[i] = &colocations_[i % crossing_count];
        }
        signals_.owns(signal_green_).colocated(crossing_places_);
        road_.owns(road_flow_);
        grid_.owns(voltage_).reads(pump_load_).reads(target_);
        pump_.owns(pump_load_).reads(voltage_);
        policy_.owns(target_);
        clock_.owns(hour_);
        meters_.with_state(meter_state_);
        phones_.with_state(phone_state_);
        signals_.with_state(crossing_state_);
        road_.with_state(road_state_);
        grid_.with_state(grid_state_);
        pump_.with_state(pump_on_);
        book_.with_state(book_state_);
    }

    void add_to(Engine& engine) {
        engine.add(road_);
        engine.add_to_group(engine.add_group("clocks", 1), clock_, Phase::inputs, 0);
        // Not in the order in which they act.
        const InstantGroupId group = engine.add_group("instant group");
        engine.add_to_group(group, book_, Phase::record, 0);
        engine.add_to_group(group, pump_, Phase::reaction, 0);
        engine.add_to_group(group, policy_, Phase::policy, 0);
        engine.add_to_group(group, grid_, Phase::domain_solve, 0);
        meters_.first = engine.add(meters_);
        phones_.first = engine.add(phones_);
        signals_.first = engine.add(signals_);
    }

    /// Everything that any model saw or did, folded in an order that depends on no run.
    std::uint64_t digest() const {
        std::uint64_t hash = 1;
        for (const std::uint64_t state : meter_state_) {
            hash = fold_hash(hash, state);
        }
        for (const std::uint64_t state : phone_state_) {
            hash = fold_hash(hash, state);
        }
        for (const std::uint64_t state : crossing_state_) {
            hash = fold_hash(hash, state);
        }
        for (const std::vector<double>* states :
             {&road_state_, &grid_state_, &pump_on_, &book_state_}) {
            for (const double state : *states) {
                hash = fold_hash(hash, state);
            }
        }
        return hash;
    }

    std::size_t group_rounds() const { return pump_.acts.size(); }

  private:
    static constexpr int meter_count = 97;
    static constexpr int phone_count = 61;
    static constexpr int crossing_count = 9;
    static constexpr int crossing_size = 5; ///< signals and detectors of each
    static constexpr std::size_t pump_count = 5;
    static constexpr std::uint16_t step = 1;
    static constexpr std::uint16_t follow_up = 2;
    static constexpr std::uint16_t call = 3;
    static constexpr std::uint16_t give_up = 4;
    static constexpr std::uint16_t remind = 5;

    static double sum(const std::vector<double>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0);
    }

    static void fold_event(std::uint64_t& state, const Event& event, SimTime now) {
        state = fold_hash(state, static_cast<std::uint64_t>(now.ns()));
        state = fold_hash(state, std::uint64_t{event.source} << 16U | event.kind);
        state = fold_hash(state, event.payload.real);
    }

    void on_meter(std::uint32_t local, const Event& event, EntityContext& context) {
        std::uint64_t& state = meter_state_[local];
        fold_event(state, event, context.now());
        const SimTime now = context.now();
        // Own sum over neighbours' values: reads see the same whatever the partition is.
        const double load = voltage_.at(local % 3, now) + 0.1 * road_flow_.at(local % 7, now) +
                            0.01 * phone_calls_.at(local % phone_count, now) +
                            0.001 * meter_load_.at((local + 1) % meter_count, now);
        state = fold_hash(state, load);
        if (event.kind == step) {
            auto draws = context.draws(Purpose::test, state % 1'000'000);
            context.schedule_self(Duration{}, follow_up, {.real = draws.uniform()});
            context.schedule_self(Duration::from_seconds(0.01 + draws.exponential(0.4)), step);
        } else {
            context.publish(meter_load_, local, load + event.payload.real);
        }
    }

    void on_phone(std::uint32_t local, const Event& event, EntityContext& context) {
        std::uint64_t& state = phone_state_[local];
        fold_event(state, event, context.now());
        state = fold_hash(state, meter_load_.at(local, context.now()));
        context.publish(phone_calls_, local, static_cast<double>(state % 97));
        // Often taken back or set anew before it comes; the other one is only set.
        context.set_timer(0, ms(120 + static_cast<std::int64_t>(state % 400)), give_up);
        if (state % 5 == 0) {
            context.cancel_timer(0);
            context.set_timer(1, ms(static_cast<std::int64_t>(state % 30)), remind);
        }
        if (event.kind == give_up || event.kind == remind) {
            return;
        }
        if (event.kind != step && state % 3 == 0) {
            return; // calls answer each other, but not for ever
        }
        auto draws = context.draws(Purpose::sensor_noise, state % 1'000'000);
        const auto whom = static_cast<EntityIndex>(draws.uniform() * (meter_count + phone_count));
        // Equal delays make ties of calls from different sources at one target.
        const Duration extra = ms(50 * static_cast<std::int64_t>(draws.uniform() * 4));
        const bool by_radio = state % 2 == 0;
        const LinkSpec& link = by_radio ? radio_ : fibre_;
        const EntityIndex target =
            whom < meter_count ? meters_.first + whom : phones_.first + (whom - meter_count);
        context.send(link, target, link.least_delay + extra, call,
                     {.real = static_cast<double>(state % 11)});
        if (event.kind == step) {
            context.schedule_self(ms(250), step);
        }
    }

    /// Detectors wake at odd times; within a crossing a wave of messages without delay goes round.
    void on_crossing(std::uint32_t local, const Event& event, EntityContext& context) {
        std::uint64_t& state = crossing_state_[local];
        fold_event(state, event, context.now());
        state =
            fold_hash(state, road_flow_.at(local % 7, context.now()) + hour_.at(0, context.now()));
        const auto crossing = static_cast<std::uint32_t>(local % crossing_count);
        if (event.kind == step) {
            context.schedule_self(ms(70 + static_cast<std::int64_t>(state % 300)), step);
        }
        if (event.delta < 4 && state % 4 != 0) {
            // To two at once, also to itself: ties in which only source and sequence decide.
            for (const std::uint64_t other : {state % crossing_size, state / 7 % crossing_size}) {
                context.send_at_once(signals_.first + crossing +
                                         static_cast<std::uint32_t>(other) * crossing_count,
                                     call, {.whole = static_cast<std::int64_t>(other)});
            }
        }
        context.publish(signal_green_, local, static_cast<double>(state % 3));
    }

    void on_road(SimTime now) {
        const double power = sum(meter_load_.read(now)) + sum(voltage_.read(now));
        std::vector<double> flow(7);
        for (std::size_t i = 0; i < flow.size(); ++i) {
            // Small: the meters' load depends on the flow, which must not grow for ever.
            flow[i] = power * (0.005 + 0.0005 * static_cast<double>(i));
        }
        road_flow_.publish(now, flow);
        road_state_.push_back(power);
    }

    void on_grid(SimTime now) {
        const double pumps = sum(pump_load_.read(now));
        const double load = 0.002 * sum(meter_load_.read(now));
        std::vector<double> voltage(3);
        for (std::size_t i = 0; i < voltage.size(); ++i) {
            voltage[i] = 1.0 - 0.02 * pumps - 0.01 * load - 0.01 * target_.at(0, now) -
                         0.001 * static_cast<double>(i);
        }
        voltage_.publish(now, voltage);
        grid_state_.insert(grid_state_.end(), {pumps, load});
    }

    void on_pump(SimTime now) {
        // Low voltage switches one pump off a round, high voltage one on: several rounds to rest.
        const double voltage = voltage_.at(0, now);
        for (std::size_t i = 0; i < pump_on_.size(); ++i) {
            if (pump_on_[i] > 0 && voltage < 0.93) {
                pump_on_[i] = 0;
                break;
            }
            if (pump_on_[i] == 0 && voltage > 0.96) {
                pump_on_[i] = 1;
                break;
            }
        }
        pump_load_.publish(now, pump_on_);
    }

    void on_policy(SimTime now) {
        const double wanted = static_cast<int>(10 * road_flow_.at(0, now)) % 4;
        target_.publish(now, std::vector<double>{wanted});
    }

    void on_book(SimTime now) {
        for (const Port* port : {&meter_load_, &phone_calls_, &signal_green_, &road_flow_,
                                 &voltage_, &pump_load_, &target_, &hour_}) {
            for (const double value : port->read(now)) {
                book_state_.push_back(value);
            }
        }
    }

    std::vector<std::uint64_t> meter_state_;
    std::vector<std::uint64_t> phone_state_;
    std::vector<std::string> crossings_ = numbered("x", crossing_count* crossing_size);
    std::vector<Colocation> colocations_;
    std::vector<const Colocation*> crossing_places_; ///< per entity
    std::vector<std::uint64_t> crossing_state_;
    std::vector<double> road_state_; ///< everything that it saw, as of the next ones
    std::vector<double> grid_state_;
    std::vector<double> pump_on_; ///< 1 on, 0 off
    std::vector<double> book_state_;
    LinkSpec radio_{"radio", ms(150)};
    LinkSpec fibre_{"fibre", ms(400)};
    Port meter_load_ = make_port("meter/load", meter_count, ms(500));
    Port phone_calls_ = make_port("phone/calls", phone_count, ms(200));
    Port signal_green_ = make_port("signal/green", crossing_count* crossing_size, ms(300));
    Port hour_ = make_port("clock/hour", 1, Duration{});
    Port road_flow_ = make_port("road/flow", 7, ms(1000));
    Port voltage_ = make_port("grid/voltage", 3, Duration{}, 1.0);
    Port pump_load_ = make_port("pump/load", pump_count, Duration{}, 1.0);
    Port target_ = make_port("policy/target", 1, Duration{});
    SampleEntities meters_{"meter", numbered("m", meter_count),
                           [](std::uint32_t local, EntityContext& context) {
                               context.schedule_self(ms(local % 5 * 100), step);
                           },
                           [this](std::uint32_t local, const Event& event, EntityContext& context) {
                               on_meter(local, event, context);
                           }};
    SampleEntities phones_{
        "phone", numbered("p", phone_count),
        [](std::uint32_t, EntityContext& context) { context.schedule_self(Duration{}, step); },
        [this](std::uint32_t local, const Event& event, EntityContext& context) {
            on_phone(local, event, context);
        }};
    SampleEntities signals_{"signal", crossings_,
                            [](std::uint32_t local, EntityContext& context) {
                                context.schedule_self(ms(10 * (local % 7)), step);
                            },
                            [this](std::uint32_t local, const Event& event,
                                   EntityContext& context) { on_crossing(local, event, context); }};
    SampleDomain clock_{"clock", SimTime::zero(), ms(900), [this](SimTime now) {
                            hour_.publish(now, std::vector<double>{now.to_seconds()});
                        }};
    SampleDomain road_{"road", SimTime::zero(), ms(1000), [this](SimTime now) { on_road(now); }};
    SampleDomain grid_{"grid", SimTime::zero(), ms(2500), [this](SimTime now) { on_grid(now); }};
    SampleDomain pump_{"pump", SimTime::zero(), ms(5000), [this](SimTime now) { on_pump(now); }};
    SampleDomain policy_{"policy", at_ms(3300), ms(1700), [this](SimTime now) { on_policy(now); }};
    SampleDomain book_{"book", SimTime::zero(), ms(700), [this](SimTime now) { on_book(now); }};
};

} // namespace cityproof::engine::testing
