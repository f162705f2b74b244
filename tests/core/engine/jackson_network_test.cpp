// SPDX-License-Identifier: Apache-2.0
// A worked example of one entity model with colleagues: an open network of three queues. Customers
// come to station 0, are served by one clerk for an exponential time, and walk on or leave:
//
//        +---- 0.3 ----+
//        v             |             routing: 0 -> 1 with 0.6, 0 -> 2 with 0.4
//   --> [0] -- 0.6 --> [1] --> out            1 -> 0 with 0.3, otherwise out
//        |             ^                      2 -> 1 with 0.2, otherwise out
//        +--> [2] -----+
//              +--> out
//
// The traffic equations give the rates: rate_0 = gamma + 0.3 rate_1, rate_1 = 0.6 rate_0 + 0.2
// rate_2, rate_2 = 0.4 rate_0; so rate_1 = 0.68 rate_0 and rate_0 = gamma / (1 - 0.3 * 0.68). Each
// station then is as an M/M/1 queue on its own (Jackson, Operations Research 5, 1957): number in
// the station rho / (1 - rho), utilisation rho = rate / mu. Walks of a fixed length change none of
// this: they are stations with a clerk for everybody (Baskett, Chandy, Muntz, Palacios, J. ACM 22,
// 1975).
#include "core/base/statistics.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/entity_array.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

constexpr std::uint32_t stations = 3;
constexpr std::uint32_t networks = 200; ///< independent ones, side by side
constexpr double gamma_per_s = 0.5;
constexpr std::array<double, stations> mu_per_s{1.0, 0.8, 0.9};
constexpr double warm_up_s = 200;
constexpr double end_s = 2200;

/// What a customer does next: the other stations, or out (the last weight).
constexpr std::array<std::array<double, stations + 1>, stations> routing{
    {{0, 0.6, 0.4, 0}, {0.3, 0, 0, 0.7}, {0, 0.2, 0, 0.8}}};

class Stations final : public EntityModel {
  public:
    struct Station {
        std::uint32_t customers = 0;
        std::uint32_t served = 0;
        std::uint32_t came = 0;    ///< from outside, for the draws
        std::uint32_t counted = 0; ///< served after the warm-up
        double since_s = warm_up_s;
        double customer_s = 0; ///< integral of the number of customers
        double busy_s = 0;
    };

    std::string_view table() const override { return "station"; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<const LinkSpec*> links() const override { return {&walk_}; }

    void start(std::uint32_t local, EntityContext& context) override {
        if (local % stations == 0) {
            await_customer(local, context);
        }
    }

    void handle(std::uint32_t local, const Event& event, EntityContext& context) override {
        Station& station = state[local];
        account(station, context.now().to_seconds());
        if (event.kind == done) {
            leave(local, context);
        } else if (++station.customers == 1) {
            serve(local, context);
        }
        if (event.kind == came) {
            await_customer(local, context);
        }
    }

    /// Brings the integrals up to a time.
    static void account(Station& station, double now_s) {
        if (now_s > station.since_s) {
            const double span_s = now_s - station.since_s;
            station.customer_s += span_s * station.customers;
            station.busy_s += station.customers > 0 ? span_s : 0;
            station.since_s = now_s;
        }
    }

    EntityIndex first = 0;
    EntityArray<Station> state{*this, networks* stations};

  private:
    enum Kind : std::uint16_t { came, walked, done };

    enum Use : std::uint64_t { pause, service, route, uses }; ///< of draws

    static Draws draws(EntityContext& context, std::uint32_t occasion, Use use) {
        return context.draws(Purpose::test, std::uint64_t{occasion} * uses + use);
    }

    void await_customer(std::uint32_t local, EntityContext& context) {
        Draws next = draws(context, state[local].came++, pause);
        context.schedule_self(Duration::from_seconds(next.exponential(1 / gamma_per_s)), came);
    }

    void serve(std::uint32_t local, EntityContext& context) {
        const double mean_s = 1 / mu_per_s.at(local % stations);
        Draws time = draws(context, state[local].served, service);
        context.schedule_self(Duration::from_seconds(time.exponential(mean_s)), done);
    }

    void leave(std::uint32_t local, EntityContext& context) {
        Station& station = state[local];
        Draws way = draws(context, station.served, route);
        const std::size_t to = way.categorical(routing.at(local % stations));
        if (to < stations) {
            context.send(walk_, first + local - local % stations + static_cast<EntityIndex>(to),
                         walk_.least_delay, walked);
        }
        station.counted += context.now().to_seconds() > warm_up_s ? 1U : 0U;
        ++station.served;
        if (--station.customers > 0) {
            serve(local, context);
        }
    }

    LinkSpec walk_{"walk", ms(300)};
    std::vector<std::string> ids_ = numbered("s", networks* stations);
};

TEST(JacksonNetwork, each_station_is_as_a_queue_of_its_own) {
    Stations model;
    Engine engine{{.seed = 5, .threads = 2, .partitions = 16}};
    model.first = engine.add(model);
    engine.run(SimTime::zero() + Duration::from_seconds(end_s), nullptr);

    const double rate_0 = gamma_per_s / (1 - 0.3 * 0.68);
    const std::array<double, stations> rate_per_s{rate_0, 0.68 * rate_0, 0.4 * rate_0};
    for (std::uint32_t s = 0; s < stations; ++s) {
        std::vector<double> number, utilisation, throughput;
        for (std::uint32_t n = 0; n < networks; ++n) {
            Stations::Station& station = model.state[n * stations + s];
            Stations::account(station, end_s);
            number.push_back(station.customer_s / (end_s - warm_up_s));
            utilisation.push_back(station.busy_s / (end_s - warm_up_s));
            throughput.push_back(station.counted / (end_s - warm_up_s));
        }
        // Within 4 standard errors over the independent networks, by chance not so in 1 of 15,000
        // tests; and the error is small enough to tell a wrong network from the right one.
        const auto expect_mean = [s](const char* what, const std::vector<double>& of_networks,
                                     double expected) {
            const double error = std::sqrt(sample_variance(of_networks) / networks);
            EXPECT_LT(error, 0.02 * expected) << what << " " << s;
            EXPECT_NEAR(mean(of_networks), expected, 4 * error) << what << " " << s;
        };
        const double rho = rate_per_s.at(s) / mu_per_s.at(s);
        expect_mean("number in station", number, rho / (1 - rho));
        expect_mean("utilisation of station", utilisation, rho);
        expect_mean("throughput of station", throughput, rate_per_s.at(s));
    }
}

} // namespace
} // namespace cityproof::engine::testing
