// SPDX-License-Identifier: Apache-2.0
// A worked example of two entity models and a link: customers walk from a street to a counter with
// one clerk. With Poisson arrivals (rate lambda) and exponential service (rate mu) this is the
// queue M/M/1, whose steady state is known in closed form (Kleinrock, Queueing Systems I, 1975,
// ch. 3.2):
//
//   utilisation rho = lambda / mu        number in the system L = rho / (1 - rho)
//   time in the system W = 1 / (mu - lambda) = L / lambda (Little)      P(n) = (1 - rho) rho^n
//
// The walk takes the same time for all, so arrivals at the counter are a Poisson process as well.
#include "core/base/statistics.hpp"
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

constexpr double lambda_per_s = 0.5;
constexpr double mu_per_s = 1.0;
constexpr double rho = lambda_per_s / mu_per_s;
constexpr int queues = 200;
constexpr double warm_up_s = 100;
constexpr double end_s = 1600;

/// Sends a customer to its own counter after each exponential pause.
class Streets final : public EntityModel {
  public:
    explicit Streets(const LinkSpec& walk) : walk_{walk}, ids_{numbered("s", queues)} {}

    std::string_view table() const override { return "street"; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<const LinkSpec*> links() const override { return {&walk_}; }

    void start(std::uint32_t, EntityContext& context) override { await_customer(context, 0); }

    void handle(std::uint32_t local, const Event& event, EntityContext& context) override {
        context.send(walk_, first_counter + local, walk_.least_delay, 1);
        await_customer(context, event.payload.whole + 1);
    }

    EntityIndex first_counter = 0;

  private:
    /// Draws are keyed by the customer's number: a slower clerk would meet the same customers.
    static void await_customer(EntityContext& context, std::int64_t number) {
        auto draws = context.draws(Purpose::test, static_cast<std::uint64_t>(number));
        context.schedule_self(Duration::from_seconds(draws.exponential(1 / lambda_per_s)), 1,
                              {.whole = number});
    }

    const LinkSpec& walk_;
    std::vector<std::string> ids_;
};

/// Serves customers one by one in the order of their arrival, and measures after the warm-up.
class Counters final : public EntityModel {
  public:
    static constexpr std::uint16_t arrival = 1;
    static constexpr std::uint16_t departure = 2;

    struct Counter {
        std::deque<double> arrivals_s; ///< of those in the system, the one in service first
        std::int64_t served = 0;
        double changed_s = 0;  ///< when the number in the system last changed
        double customer_s = 0; ///< integral of the number in the system
        double busy_s = 0;
        double three_or_more_s = 0;
        double time_in_system_s = 0; ///< sum over measured customers
        double measured = 0;
    };

    Counters() : ids_{numbered("c", queues)}, counters(queues) {}

    std::string_view table() const override { return "counter"; }

    std::span<const std::string> ids() const override { return ids_; }

    void start(std::uint32_t, EntityContext&) override {}

    void handle(std::uint32_t local, const Event& event, EntityContext& context) override {
        Counter& counter = counters[local];
        const double now_s = context.now().to_seconds();
        account(counter, now_s);
        if (event.kind == arrival) {
            counter.arrivals_s.push_back(now_s);
        } else {
            if (counter.arrivals_s.front() >= warm_up_s) {
                counter.time_in_system_s += now_s - counter.arrivals_s.front();
                ++counter.measured;
            }
            counter.arrivals_s.pop_front();
        }
        const bool clerk_starts = event.kind == departure || counter.arrivals_s.size() == 1;
        if (clerk_starts && !counter.arrivals_s.empty()) {
            auto draws = context.draws(Purpose::test, static_cast<std::uint64_t>(counter.served++));
            context.schedule_self(Duration::from_seconds(draws.exponential(1 / mu_per_s)),
                                  departure);
        }
    }

    static void account(Counter& counter, double now_s) {
        const double from_s = std::max(counter.changed_s, warm_up_s);
        const double span_s = std::max(0.0, now_s - from_s);
        const auto n = static_cast<double>(counter.arrivals_s.size());
        counter.customer_s += n * span_s;
        counter.busy_s += n > 0 ? span_s : 0;
        counter.three_or_more_s += n >= 3 ? span_s : 0;
        counter.changed_s = now_s;
    }

  private:
    std::vector<std::string> ids_;

  public:
    std::vector<Counter> counters;
};

/// Whether the mean over independent queues lies within 4 standard errors of `expected` (by chance
/// it does not in 1 of 15,000 tests), and the error is small enough to mean something.
void expect_mean(const char* what, const std::vector<double>& of_queues, double expected) {
    const double standard_error = std::sqrt(sample_variance(of_queues) / queues);
    EXPECT_LT(standard_error, 0.02 * expected) << what;
    EXPECT_NEAR(mean(of_queues), expected, 4 * standard_error) << what;
}

TEST(Mm1Queue, agrees_with_its_closed_form) {
    const LinkSpec walk{"walk", ms(250)};
    Streets streets{walk};
    Counters counters;
    Engine engine{{.seed = 11, .threads = 2, .partitions = 8}};
    engine.add(streets);
    streets.first_counter = engine.add(counters);
    engine.run(SimTime::zero() + Duration::from_seconds(end_s), nullptr);

    const double span_s = end_s - warm_up_s;
    std::vector<double> number;
    std::vector<double> busy;
    std::vector<double> three_or_more;
    std::vector<double> time_in_system;
    for (Counters::Counter& counter : counters.counters) {
        Counters::account(counter, end_s);
        number.push_back(counter.customer_s / span_s);
        busy.push_back(counter.busy_s / span_s);
        three_or_more.push_back(counter.three_or_more_s / span_s);
        time_in_system.push_back(counter.time_in_system_s / counter.measured);
    }
    expect_mean("number in the system", number, rho / (1 - rho));
    expect_mean("utilisation", busy, rho);
    expect_mean("share of time with three or more", three_or_more, rho * rho * rho);
    expect_mean("time in the system", time_in_system, 1 / (mu_per_s - lambda_per_s));
}

} // namespace
} // namespace cityproof::engine::testing
