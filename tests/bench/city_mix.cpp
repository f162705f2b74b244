// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/city_mix.hpp"

#include "core/base/errors.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::bench {
namespace {

CityMixSpec checked(const CityMixSpec& spec) {
    const std::int64_t half_hour_ns = Duration::seconds(1800).ns();
    if (!(spec.scale > 0) || spec.scale > 10) {
        throw InputError({}, "the scale of the city mix is out of range", "above 0, at most 10");
    }
    if (spec.run < Duration::seconds(3600) || spec.run.ns() % half_hour_ns != 0) {
        throw InputError({}, "the city mix cannot run for " + to_string(spec.run),
                         "a multiple of half an hour, at least one hour");
    }
    return spec;
}

CountCheck exact(std::string name, std::uint64_t counted, std::uint64_t expected) {
    return {std::move(name), static_cast<double>(counted), static_cast<double>(expected)};
}

CountCheck binomial(std::string name, const Transmissions& messages, double probability) {
    const double tries = messages.sent;
    return {std::move(name), static_cast<double>(messages.lost), tries * probability,
            std::sqrt(tries * probability * (1 - probability))};
}

CountCheck poisson(std::string name, std::uint64_t counted, double expected) {
    return {std::move(name), static_cast<double>(counted), expected, std::sqrt(expected)};
}

std::uint64_t arriving(const Transmissions& messages) {
    return std::uint64_t{messages.sent} - messages.lost - messages.late;
}

} // namespace

CityMix::CityMix(const CityMixSpec& spec)
    : spec_{checked(spec)},
      meters_{scaled(1'000'000)},
      signals_{scaled(500)},
      detectors_{signals_},
      bins_{scaled(20'000)},
      lamps_{scaled(100'000)},
      traffic_{signals_.green},
      power_{meters_.load, lamps_.power, water_},
      back_ends_{back_end_shares_},
      gateways_{scaled(2000), back_ends_, SimTime::zero() + spec.run},
      sensors_{scaled(100'000), gateways_, traffic_.flow, power_.voltage,
               SimTime::zero() + spec.run} {
}

std::uint32_t CityMix::scaled(double count) const {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::lround(count * spec_.scale)));
}

void CityMix::add_to(engine::Engine& engine) {
    engine.add(traffic_);
    const engine::InstantGroupId group = engine.add_group("supply");
    engine.add_to_group(group, power_, engine::Phase::domain_solve, 0);
    engine.add_to_group(group, water_, engine::Phase::domain_solve, 1);
    meters_.add_to(engine);
    signals_.add_to(engine);
    detectors_.add_to(engine);
    bins_.add_to(engine);
    lamps_.add_to(engine);
    back_ends_.add_to(engine);
    gateways_.add_to(engine);
    sensors_.add_to(engine);
}

std::uint32_t CityMix::entities() const {
    return meters_.count() + signals_.count() + detectors_.count() + bins_.count() +
           lamps_.count() + back_ends_.count() + gateways_.count() + sensors_.count();
}

std::uint64_t CityMix::pending_at_end() const {
    const Lamps::Total lamps = lamps_.total(SimTime::zero() + spec_.run);
    // One each, and: a lamp that is lit waits for somebody to pass, a bright one to dim, a full bin
    // to be emptied; messages are under way.
    return std::uint64_t{meters_.count()} + signals_.count() + detectors_.count() + bins_.count() +
           lamps_.count() + sensors_.count() + lamps.lit + lamps.waiting + bins_.total().waiting +
           sensors_.total().late + gateways_.total().late;
}

std::vector<std::size_t> CityMix::port_sizes() const {
    return {meters_.load.size(), lamps_.power.size(), signals_.green.size()};
}

std::vector<CountCheck> CityMix::checks(const engine::Engine& engine) const {
    const Duration run = spec_.run;
    const Transmissions readings = sensors_.total();
    const Transmissions passed_on = gateways_.total();
    const Transmissions arrived = back_ends_.total();
    const Bins::State bins = bins_.total();
    const Lamps::Total lamps = lamps_.total(SimTime::zero() + run);
    const Signals::State signals = signals_.total();
    const Detectors::State detectors = detectors_.total();
    const std::uint64_t events = meters_.readings() + readings.sent + passed_on.received +
                                 arrived.received + bins.ticks + bins.emptied + lamps.switches +
                                 lamps.passers_by + lamps.dimmed + signals.cycles +
                                 signals.demands + detectors.vehicles + detectors.resets;
    return {
        exact("events handled", engine.statistics().events, events),
        exact("meter readings", meters_.readings(), meters_.expected_readings(run)),
        exact("sensor readings", readings.sent, sensors_.expected_readings(run)),
        binomial("messages lost on the radio", readings, sensors_.radio.loss()),
        exact("messages at gateways", passed_on.received, arriving(readings)),
        binomial("messages lost on the backhaul", passed_on, gateways_.backhaul.loss()),
        exact("messages at the back-end", arrived.received, arriving(passed_on)),
        exact("bin ticks", bins.ticks, bins_.expected_ticks(run)),
        exact("bins emptied", bins.emptied, bins.ordered - bins.waiting),
        exact("lamp switches", lamps.switches, lamps_.expected_switches(run)),
        poisson("passers-by", lamps.passers_by, lamps.lit_s / Lamps::mean_gap_s()),
        exact("lamps dimmed", lamps.dimmed, lamps.timers_set - lamps.taken_back - lamps.waiting),
        exact("wrong timers", lamps.wrong_timers, 0),
        exact("signal cycles", signals.cycles, signals_.expected_cycles(run)),
        poisson("vehicles", detectors.vehicles,
                detectors_.count() * run.to_seconds() / Detectors::mean_gap_s()),
        exact("demands", signals.demands, detectors.vehicles),
        exact("resets", detectors.resets, signals.resets),
        exact("traffic steps", traffic_.acts(), traffic_.expected_acts(run)),
        exact("power solutions", power_.acts(), power_.expected_all_acts(run)),
        exact("water solutions", water_.acts(), water_.expected_acts(run)),
        exact("acts of solvers", engine.statistics().domain_acts,
              traffic_.acts() + power_.acts() + water_.acts()),
    };
}

} // namespace cityproof::bench
