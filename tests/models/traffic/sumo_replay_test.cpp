// SPDX-License-Identifier: Apache-2.0
// A traffic model that is restored goes on as the one that was saved would have, and notices when
// SUMO does not repeat itself.
#include "core/base/errors.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <sstream>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t end_s = 120;
constexpr std::int64_t saved_s = 60;

/// Cars with random speeds and lanes' worth of queues at the signal.
constexpr const char* busy_routes = R"(<vType id="t" sigma="0.5" speedDev="0.2"/>
<flow id="we" type="t" from="wc" to="ce" begin="0" end="120" probability="0.3"/>
<flow id="sn" type="t" from="sc" to="cn" begin="0" end="120" probability="0.3"/>)";

/// The signal loses its supply from 20 s to 30 s, and from 40 s on a policy orders.
class Inputs {
  public:
    void set(std::int64_t now_s) {
        const SimTime now = SimTime::at_seconds(now_s);
        if (now_s == 20 || now_s == 30) {
            supply_.set(now, now_s == 30 ? 1 : 0);
        }
        if (now_s >= 40 && now_s % 20 == 0) {
            target_.set(now, now_s % 40 == 0 ? 0 : 1);
        }
    }

    void connect(SumoTraffic& traffic) const { traffic.connect(supply_.port(), target_.port()); }

  private:
    HandSetPort supply_{"supply/signal", 1, 1};
    HandSetPort target_{"policy/signal_target", 1, -1};
};

void simulate(SumoTraffic& traffic, Inputs& inputs, std::int64_t first_s, std::int64_t until_s) {
    for (std::int64_t s = first_s; s < until_s; ++s) {
        inputs.set(s);
        if (s % 20 == 0 && s > 0) {
            traffic.rebase(SimTime::at_seconds(s));
        }
        step(traffic, SimTime::at_seconds(s));
    }
}

std::string state_of(const SumoTraffic& traffic) {
    std::ostringstream file;
    engine::StateWriter out{file};
    out.section("traffic");
    traffic.save(out);
    out.finish();
    return file.str();
}

void restore(SumoTraffic& traffic, const std::string& state) {
    std::istringstream file{state};
    engine::StateReader in{file, "test.checkpoint"};
    in.section("traffic");
    traffic.restore(in, SimTime::at_seconds(saved_s));
    in.finish();
}

class SumoReplay : public ::testing::Test {
  protected:
    SumoReplay() { sumo_config_ = make_crossing(folder_.path(), busy_routes); }

    SumoConfig config(std::uint32_t seed = 1) const {
        SumoConfig made = config_for(sumo_config_, end_s);
        made.seed = seed;
        return made;
    }

    /// Saved at 60 s by a run that goes on to the end: what it saves there, and its figures.
    struct Uninterrupted {
        std::string at_60_s;
        std::string at_end;
        std::vector<contracts::KeyFigure> figures;
        std::vector<std::string> new_ids; ///< of the second half
    };

    Uninterrupted uninterrupted() const {
        Uninterrupted run;
        SumoTraffic traffic{config()};
        Inputs inputs;
        inputs.connect(traffic);
        simulate(traffic, inputs, 0, saved_s);
        contracts::MovingFrame frame;
        traffic.collect(frame);
        traffic.rebase(SimTime::at_seconds(saved_s));
        run.at_60_s = state_of(traffic);
        simulate_rest(traffic, inputs, run.new_ids);
        run.at_end = state_of(traffic);
        run.figures = traffic.key_figures();
        return run;
    }

    static void simulate_rest(SumoTraffic& traffic, Inputs& inputs,
                              std::vector<std::string>& new_ids) {
        inputs.set(saved_s);
        step(traffic, SimTime::at_seconds(saved_s));
        simulate(traffic, inputs, saved_s + 1, end_s);
        contracts::MovingFrame frame;
        traffic.collect(frame);
        new_ids = frame.new_ids;
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path sumo_config_;
};

TEST_F(SumoReplay, restored_traffic_ends_like_the_uninterrupted_one) {
    const Uninterrupted whole = uninterrupted();
    SumoTraffic traffic{config()};
    Inputs inputs;
    inputs.connect(traffic);
    std::vector<std::int64_t> told_s;
    traffic.on_replay([&](SimTime now, SimTime until) {
        told_s.push_back(now.ns() / 1'000'000'000);
        EXPECT_EQ(until, SimTime::at_seconds(saved_s));
    });
    restore(traffic, whole.at_60_s);
    EXPECT_EQ(told_s.size(), 61U);
    EXPECT_EQ(told_s.back(), 60);
    EXPECT_EQ(traffic.next_time(), SimTime::at_seconds(saved_s));
    for (std::int64_t s : {20, 30, 40}) {
        inputs.set(s); // the ports have their values of 60 s, as the engine would restore them
    }
    std::vector<std::string> new_ids;
    simulate_rest(traffic, inputs, new_ids);
    EXPECT_TRUE(state_of(traffic) == whole.at_end);
    EXPECT_EQ(new_ids, whole.new_ids);
    EXPECT_FALSE(new_ids.empty());
    const std::vector<contracts::KeyFigure> figures = traffic.key_figures();
    ASSERT_EQ(figures.size(), whole.figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        EXPECT_EQ(figures[i].value, whole.figures[i].value) << figures[i].id;
    }
}

TEST_F(SumoReplay, traffic_that_moves_otherwise_is_noticed_and_the_span_named) {
    const std::string state = uninterrupted().at_60_s;
    SumoTraffic other_seed{config(2)};
    try {
        restore(other_seed, state);
        FAIL() << "not noticed";
    } catch (const EngineError& error) {
        EXPECT_THAT(error.what(), HasSubstr("between 0:00:00 and 0:00:20"));
    }
}

TEST_F(SumoReplay, can_be_ended_by_who_watches_it) {
    const std::string state = uninterrupted().at_60_s;
    SumoTraffic traffic{config()};
    traffic.on_replay([](SimTime now, SimTime) {
        if (now == SimTime::at_seconds(10)) {
            throw Interrupted(ExitCode::interrupted, "Ctrl-C");
        }
    });
    EXPECT_THROW(restore(traffic, state), Interrupted);
    EXPECT_EQ(traffic.next_time(), SimTime::at_seconds(10));
}

TEST_F(SumoReplay, state_before_the_first_step_restores_at_once) {
    std::string state;
    {
        const SumoTraffic traffic{config()};
        state = state_of(traffic);
    }
    SumoTraffic traffic{config()};
    restore(traffic, state);
    EXPECT_EQ(traffic.next_time(), SimTime::zero());
}

} // namespace
} // namespace cityproof::traffic::testing
