// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/phold.hpp"

#include "core/base/errors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cityproof::bench {
namespace {

constexpr std::uint16_t hop = 1;

/// Steps of a linear congruential generator (Knuth's MMIX constants), each waiting for the one
/// before: work that no compiler and no second pipeline shortens.
std::uint64_t worked(std::uint64_t x, int steps) {
    for (int i = 0; i < steps; ++i) {
        x = x * 6364136223846793005ULL + 1442695040888963407ULL;
    }
    return x;
}

/// Distribution of the sum of n delays at t, see expected_events().
double sum_distribution(const PholdInstance& instance, int n, double t) {
    const double x = (t - n * instance.lookahead_s) / (instance.mean_s - instance.lookahead_s);
    if (x <= 0) {
        return 0;
    }
    // Erlang: 1 - exp(-x) (1 + x + ... + x^(n-1) / (n-1)!), added up from the small end.
    double term = std::exp(-x);
    double below = 0;
    for (int k = 0; k < n; ++k) {
        below += term;
        term *= x / (k + 1);
    }
    return std::max(0.0, 1.0 - below);
}

} // namespace

std::span<const PholdInstance> phold_instances() {
    // Partitions: a few times more than cores, and small enough in P2 and P3 that the state of one
    // stays in a core's cache.
    static const std::array<PholdInstance, 6> all{{
        {.name = "P1", .entities = 4096, .start_events = 8, .end_s = 50},
        {.name = "P1r", .entities = 4096, .start_events = 8, .remote = 1.0, .end_s = 50},
        {.name = "P1s", .entities = 4096, .start_events = 8, .lookahead_s = 0.01, .end_s = 50},
        {.name = "P1w", .entities = 4096, .start_events = 8, .end_s = 10, .work = 700},
        {.name = "P2", .entities = 65536, .start_events = 16, .end_s = 5, .partitions = 64},
        {.name = "P3",
         .entities = 1048576,
         .start_events = 1,
         .remote = 0.1,
         .end_s = 5,
         .partitions = 64},
    }};
    return all;
}

const PholdInstance& phold_instance(std::string_view name) {
    std::string known;
    for (const PholdInstance& instance : phold_instances()) {
        if (instance.name == name) {
            return instance;
        }
        known += (known.empty() ? "" : ", ") + instance.name;
    }
    throw InputError({}, "no PHOLD instance is called " + std::string{name}, known);
}

CountCheck expected_events(const PholdInstance& instance) {
    double mean = 0;
    double square = 0;
    const double t = instance.end_s;
    for (int n = 1; n * instance.lookahead_s < t; ++n) {
        const double probability = sum_distribution(instance, n, t);
        mean += probability;
        square += (2 * n - 1) * probability;
        if (n > t / instance.mean_s && probability < 1e-14) {
            break;
        }
    }
    return {.name = "events",
            .expected = instance.pending() * mean,
            .sd = std::sqrt(instance.pending() * (square - mean * mean))};
}

Phold::Phold(const PholdInstance& instance)
    : NumberedEntities{"lp", instance.entities},
      instance_{instance},
      link_{"hop", Duration::from_seconds(instance.lookahead_s)},
      drawn_{*this, instance.entities} {
}

Duration Phold::delay(engine::Draws& draws) const {
    return link_.least_delay +
           Duration::from_seconds(draws.exponential(instance_.mean_s - instance_.lookahead_s));
}

void Phold::start(std::uint32_t local, engine::EntityContext& context) {
    for (std::uint32_t i = 0; i < instance_.start_events; ++i) {
        engine::Draws draws = context.draws(engine::Purpose::test, drawn_[local]++);
        context.schedule_self(delay(draws), hop);
    }
}

void Phold::handle(std::uint32_t local, const engine::Event& event,
                   engine::EntityContext& context) {
    engine::Draws draws = context.draws(engine::Purpose::test, drawn_[local]++);
    const double u = draws.uniform();
    const engine::Payload payload{
        .whole = static_cast<std::int64_t>(
            worked(static_cast<std::uint64_t>(event.payload.whole) + 1, instance_.work))};
    if (u <= instance_.remote) {
        // Given u <= remote, u / remote is uniform: no third draw is needed.
        const auto to = static_cast<std::uint32_t>(u / instance_.remote * count());
        context.send(link_, index_of(std::min(to, count() - 1)), delay(draws), hop, payload);
    } else {
        context.schedule_self(delay(draws), hop, payload);
    }
}

std::uint64_t Phold::handled() const {
    const std::vector<std::uint64_t>& drawn = drawn_.all();
    return std::accumulate(drawn.begin(), drawn.end(), std::uint64_t{0}) -
           std::uint64_t{instance_.entities} * instance_.start_events;
}

} // namespace cityproof::bench
