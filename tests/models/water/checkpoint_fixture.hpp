// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"

#include <bit>
#include <regex>
#include <sstream>

#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
/// What happens to a network in a run.
struct Story {
    std::vector<contracts::Command> commands = {}; ///< all received at the start
    std::vector<contracts::Command> late = {};     ///< received when they are due

    struct Switching {
        SimTime when;
        std::size_t pump;
        bool supplied;
    };

    std::vector<Switching> switchings = {};
};

/// What is published at one instant, and the key figures then.
struct Moment {
    SimTime when;
    std::uint64_t hash = 0;
    std::vector<std::uint64_t> figures = {};

    friend bool operator==(const Moment&, const Moment&) = default;
};

class Twin {
  public:
    Twin(const WaterNetwork::Config& config, const Story& story)
        : supply_{pumps_of(config)},
          story_{story},
          model{config} {
        model.set_pump_supply(supply_.port());
    }

    void receive_all() {
        for (const contracts::Command& command : story_.commands) {
            model.receive(command, at(0));
        }
    }

    /// Brings the supply's port to what it was at `now`, as the engine does with ports.
    void supply_until(SimTime now) {
        for (const Story::Switching& switching : story_.switchings) {
            if (switching.when < now) {
                supply_.set(switching.when, switching.pump, switching.supplied);
            }
        }
    }

    /// Acts at all times in [from, until) at which the network or the story wants to.
    std::vector<Moment> run(SimTime from, SimTime until) {
        std::vector<Moment> moments;
        for (;;) {
            const SimTime now = std::min(model.next_time(), story_after(from));
            if (now >= until) {
                return moments;
            }
            from = now + Duration::nanoseconds(1);
            tell(now);
            act(model, now);
            moments.push_back(moment(now));
        }
    }

  private:
    static std::size_t pumps_of(const WaterNetwork::Config& config) {
        return read_water_tables(config.network).pumps.size();
    }

    SimTime story_after(SimTime from) const {
        SimTime next = SimTime::never();
        for (const Story::Switching& switching : story_.switchings) {
            next = switching.when >= from ? std::min(next, switching.when) : next;
        }
        return next;
    }

    void tell(SimTime now) {
        for (const Story::Switching& switching : story_.switchings) {
            if (switching.when == now) {
                supply_.set(now, switching.pump, switching.supplied);
            }
        }
        for (const contracts::Command& command : story_.late) {
            if (command.at == now) {
                model.receive(command, now);
            }
        }
    }

    Moment moment(SimTime now) {
        Moment result{.when = now};
        for (const engine::Port* output : model.outputs()) {
            for (const double value : output->read(now)) {
                result.hash = fold_hash(result.hash, value);
            }
        }
        for (const contracts::KeyFigure& figure : model.key_figures()) {
            result.figures.push_back(std::bit_cast<std::uint64_t>(figure.value));
        }
        return result;
    }

    PumpSupply supply_;
    const Story& story_;

  public:
    WaterNetwork model;
};

inline std::string saved(const WaterNetwork& model) {
    std::ostringstream out;
    engine::StateWriter writer{out};
    writer.section("water");
    model.save(writer);
    writer.finish();
    return out.str();
}

inline void restore(WaterNetwork& model, const std::string& state, SimTime now) {
    std::istringstream in{state};
    engine::StateReader reader{in, "run.checkpoint"};
    reader.section("water");
    model.restore(reader, now);
    reader.finish();
}

inline void expect_equal(const std::vector<Moment>& resumed, const std::vector<Moment>& straight) {
    ASSERT_EQ(resumed.size(), straight.size());
    for (std::size_t i = 0; i < straight.size(); ++i) {
        ASSERT_EQ(resumed[i].when, straight[i].when);
        ASSERT_EQ(resumed[i].hash, straight[i].hash) << "at " << to_string(straight[i].when);
        ASSERT_EQ(resumed[i].figures, straight[i].figures) << to_string(straight[i].when);
    }
}

/// Runs `config` up to each of `instants`, re-bases and saves there, and compares what follows.
inline void expect_same_continuation(const WaterNetwork::Config& config, const Story& story,
                                     const std::vector<SimTime>& instants) {
    Twin straight{config, story};
    straight.receive_all();
    SimTime from = at(0);
    std::vector<std::string> states;
    std::vector<std::vector<Moment>> moments;
    for (const SimTime instant : instants) {
        moments.push_back(straight.run(from, instant));
        straight.model.rebase(instant);
        states.push_back(saved(straight.model));
        from = instant;
    }
    moments.push_back(straight.run(from, config.end + Duration::nanoseconds(1)));
    ASSERT_FALSE(moments.back().empty());
    for (std::size_t i = 0; i < instants.size(); ++i) {
        SCOPED_TRACE("resumed at " + to_string(instants[i]));
        Twin resumed{config, story};
        resumed.supply_until(instants[i]);
        restore(resumed.model, states[i], instants[i]);
        from = instants[i];
        for (std::size_t next = i + 1; next < instants.size(); ++next) {
            expect_equal(resumed.run(from, instants[next]), moments[next]);
            resumed.model.rebase(instants[next]);
            EXPECT_EQ(saved(resumed.model), states[next]) << "a later checkpoint is the same file";
            from = instants[next];
        }
        expect_equal(resumed.run(from, config.end + Duration::nanoseconds(1)), moments.back());
    }
}

/// A pump lifts from a reservoir into a tank; V and P4 feed a second zone, W closes by rule.
inline std::string town(const std::string& sections) {
    return "[JUNCTIONS]\nA 0 2\nB 0 1\nC 0 3\nD 0 1\n[RESERVOIRS]\nR 20\n[TANKS]\nT 40 3 0 6 12 0\n"
           "[PIPES]\nP1 A T 200 200 120 0 Open\nP2 T B 200 200 120 0 Open\nP3 A B 500 100 120 0 "
           "Open\n"
           "P4 C D 300 100 120 0 Open\nP5 B D 900 80 120 0 CV\n[PUMPS]\nPU R A HEAD 1 SPEED 1.1\n"
           "[VALVES]\nV B C 150 PRV 25 0\nW A D 100 TCV 40 0\n[CURVES]\n1 10 40\n" +
           sections + "[OPTIONS]\nUnits LPS\nHeadloss H-W\nAccuracy 1e-6\n[END]\n";
}

inline WaterNetwork::Config half_hour(const std::filesystem::path& file) {
    return {.network = file, .end = at(1800)};
}

} // namespace cityproof::water
