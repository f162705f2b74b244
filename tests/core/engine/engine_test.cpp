// SPDX-License-Identifier: Apache-2.0
// Expected times and orders are written down by hand from the models of each test.
#include "core/engine/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::ElementsAre;

constexpr std::uint16_t tick = 1;
constexpr std::uint16_t tock = 2;

SampleEntities::Start start_after(Duration delay) {
    return [delay](std::uint32_t, EntityContext& context) { context.schedule_self(delay, tick); };
}

void ignore(std::uint32_t, const Event&, EntityContext&) {
}

TEST(Engine, domain_model_acts_when_it_asks) {
    SampleDomain road{"road", at_ms(500), ms(1000)};
    Engine engine{{}};
    engine.add(road);
    engine.run(at_ms(3000), nullptr);
    EXPECT_THAT(road.acts, ElementsAre(at_ms(500), at_ms(1500), at_ms(2500)));
}

TEST(Engine, end_time_is_inclusive) {
    std::vector<SimTime> handled;
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    SampleDomain grid{"grid", SimTime::zero(), ms(1000)};
    SampleEntities lamps{"lamp",
                         {"l"},
                         start_after(ms(1000)),
                         [&](std::uint32_t, const Event&, EntityContext& context) {
                             handled.push_back(context.now());
                             context.schedule_self(Duration::nanoseconds(1), tick);
                         }};
    Engine engine{{}};
    engine.add(road);
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    engine.add(lamps);
    engine.run(at_ms(1000), nullptr);
    EXPECT_THAT(road.acts, ElementsAre(at_ms(0), at_ms(1000)));
    EXPECT_THAT(grid.acts, ElementsAre(at_ms(0), at_ms(1000)));
    EXPECT_THAT(handled, ElementsAre(at_ms(1000))); // not the event 1 ns later
}

TEST(Engine, domain_model_runs_beside_few_entities_on_several_threads) {
    const auto parallel_rounds = [](int threads, bool with_entity) {
        SampleDomain road{"road", SimTime::zero(), ms(1000)};
        road.until(at_ms(3000));
        SampleEntities lamps{"lamp",
                             {"l"},
                             start_after(ms(500)),
                             [](std::uint32_t, const Event&, EntityContext& context) {
                                 context.schedule_self(ms(1000), tick);
                             }};
        Engine engine{{.threads = threads}};
        engine.add(road);
        if (with_entity) {
            engine.add(lamps);
        }
        engine.run(at_ms(3000), nullptr);
        return engine.statistics().parallel_rounds;
    };
    // Windows of 1 s from 0, 1 and 2 s on hold one act and one event, that of 3 s ends with the
    // act.
    EXPECT_EQ(parallel_rounds(2, true), 3U);
    EXPECT_EQ(parallel_rounds(2, false), 0U); // nothing beside it
    EXPECT_EQ(parallel_rounds(1, true), 0U);
}

TEST(Engine, run_without_end_stops_when_nothing_is_due) {
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    road.until(at_ms(2000));
    Engine engine{{}};
    engine.add(road);
    engine.run(SimTime::never(), nullptr);
    EXPECT_THAT(road.acts, ElementsAre(at_ms(0), at_ms(1000), at_ms(2000)));
}

TEST(Engine, lookahead_is_the_smallest_latency_of_ports_and_links_outside_the_group) {
    Port road_port = make_port("a/b", 1, ms(700));
    Port lamp_port = make_port("c/d", 1, ms(600));
    Port grid_port = make_port("e/f", 1, Duration{});
    const LinkSpec radio{"radio", ms(300)};
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    road.owns(road_port);
    SampleDomain grid{"grid", SimTime::zero(), ms(1000)};
    grid.owns(grid_port);
    SampleEntities lamps{"lamp", {"l"}, start_after(ms(1)), ignore};
    lamps.owns(lamp_port);
    SampleEntities phones{"phone", {"p"}, start_after(ms(1)), ignore};
    phones.over(radio);
    Engine engine{{}};
    EXPECT_EQ(engine.lookahead(), ms(1000));
    engine.add(road);
    EXPECT_EQ(engine.lookahead(), ms(700));
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    EXPECT_EQ(engine.lookahead(), ms(700));
    engine.add(lamps);
    EXPECT_EQ(engine.lookahead(), ms(600));
    engine.add(phones);
    EXPECT_EQ(engine.lookahead(), ms(300));
}

TEST(Engine, message_arrives_after_its_delay) {
    const LinkSpec radio{"radio", ms(100)};
    std::vector<std::pair<std::string, SimTime>> log;
    EntityIndex receiver = 0;
    SampleEntities phones{"phone",
                          {"from", "to"},
                          [](std::uint32_t local, EntityContext& context) {
                              if (local == 0) {
                                  context.schedule_self(ms(30), tick);
                              }
                          },
                          [&](std::uint32_t local, const Event& event, EntityContext& context) {
                              log.emplace_back(fmt::format("{} {}", local, event.payload.whole),
                                               context.now());
                              if (local == 0) {
                                  context.send(radio, receiver, ms(100), tock, {.whole = 7});
                                  context.send(radio, receiver, ms(250), tock, {.whole = 8});
                              }
                          }};
    phones.over(radio);
    Engine engine{{.partitions = 2}};
    receiver = engine.add(phones) + 1;
    engine.run(at_ms(1000), nullptr);
    EXPECT_THAT(log, ElementsAre(std::pair{"0 0", at_ms(30)}, std::pair{"1 7", at_ms(130)},
                                 std::pair{"1 8", at_ms(280)}));
}

TEST(Engine, messages_of_one_instant_come_in_the_order_of_their_sources) {
    // Sent at different times, so that arrival in the queue is not the order: the highest source
    // sends first.
    const LinkSpec radio{"radio", ms(100)};
    for (const int partitions : {1, 3, 5}) {
        std::vector<EntityIndex> sources;
        SampleEntities phones{"phone", numbered("p", 5),
                              [](std::uint32_t local, EntityContext& context) {
                                  context.schedule_self(
                                      ms(50 - 10 * static_cast<std::int64_t>(local)), tick);
                              },
                              [&](std::uint32_t local, const Event& event, EntityContext& context) {
                                  if (event.kind == tock) {
                                      sources.push_back(event.source);
                                  } else {
                                      context.send(radio, 2, at_ms(500) - context.now(), tock);
                                      static_cast<void>(local);
                                  }
                              }};
        phones.over(radio);
        Engine engine{{.partitions = partitions}};
        engine.add(phones);
        engine.run(at_ms(1000), nullptr);
        EXPECT_THAT(sources, ElementsAre(0, 1, 2, 3, 4)) << partitions;
    }
}

TEST(Engine, event_without_delay_comes_after_the_other_events_of_its_instant) {
    const LinkSpec radio{"radio", ms(100)};
    std::vector<std::string> log;
    SampleEntities phones{
        "phone",
        {"a", "b"},
        [](std::uint32_t, EntityContext& context) { context.schedule_self(ms(10), tick); },
        [&](std::uint32_t local, const Event& event, EntityContext& context) {
            if (event.kind == tick) {
                context.send(radio, 0, ms(100), tock, {.whole = 1});
            } else if (local == 0) {
                log.push_back(fmt::format("{} from {}", event.payload.whole, event.source));
                if (event.payload.whole == 1) {
                    context.schedule_self(Duration{}, tock, {.whole = 2});
                }
            }
        }};
    phones.over(radio);
    Engine engine{{}};
    engine.add(phones);
    engine.run(at_ms(1000), nullptr);
    EXPECT_THAT(log, ElementsAre("1 from 0", "1 from 1", "2 from 0", "2 from 0"));
}

TEST(Engine, group_acts_before_the_window_of_its_instant) {
    // The road at T must see what the grid publishes at T, and the entities too.
    Port voltage = make_port("grid/voltage", 1, Duration{}, -1);
    std::vector<double> seen_by_road;
    std::vector<double> seen_by_lamp;
    SampleDomain grid{"grid", SimTime::zero(), ms(400), [&](SimTime now) {
                          voltage.publish(
                              now, std::vector<double>{static_cast<double>(now.ns() / 1'000'000)});
                      }};
    grid.owns(voltage);
    SampleDomain road{"road", SimTime::zero(), ms(300),
                      [&](SimTime now) { seen_by_road.push_back(voltage.at(0, now)); }};
    SampleEntities lamps{"lamp",
                         {"l"},
                         start_after(ms(400)),
                         [&](std::uint32_t, const Event&, EntityContext& context) {
                             seen_by_lamp.push_back(voltage.at(0, context.now()));
                             context.schedule_self(ms(399), tick);
                         }};
    Engine engine{{}};
    engine.add(road);
    engine.add(lamps);
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    engine.run(at_ms(1200), nullptr);
    EXPECT_THAT(seen_by_road, ElementsAre(0, 0, 400, 800, 1200)); // at 0, 300, 600, ... ms
    EXPECT_THAT(seen_by_lamp, ElementsAre(400, 400, 800));        // at 400, 799, 1198 ms
}

TEST(Engine, observer_sees_rounds_publications_and_window_ends_in_order) {
    class Log final : public RunObserver {
      public:
        void on_round(SimTime now) override { lines.push_back("round " + to_string(now)); }

        void on_publication(const Port& port, std::size_t element, SimTime when,
                            double value) override {
            lines.push_back(
                fmt::format("{} {} {} {}", port.spec().name, element, to_string(when), value));
        }

        void on_window_end(SimTime end) override { lines.push_back("end " + to_string(end)); }

        std::vector<std::string> lines;
    };

    for (const int partitions : {1, 2}) {
        Port load = make_port("lamp/load", 2, ms(1000));
        SampleEntities lamps{"lamp",
                             {"a", "b"},
                             [](std::uint32_t local, EntityContext& context) {
                                 context.schedule_self(ms(local == 0 ? 500 : 250), tick);
                             },
                             [&](std::uint32_t local, const Event&, EntityContext& context) {
                                 context.publish(load, local, 3.0 + local);
                             }};
        lamps.owns(load);
        Log log;
        Engine engine{{.partitions = partitions}};
        engine.add(lamps);
        engine.run(at_ms(2000), &log);
        EXPECT_THAT(log.lines, ElementsAre("round 0:00:00.25", "lamp/load 1 0:00:00.25 4",
                                           "lamp/load 0 0:00:00.5 3", "end 0:00:01.25"));
    }
}

TEST(Engine, counts_events_and_acts) {
    SampleDomain road{"road", SimTime::zero(), ms(100)};
    SampleDomain grid{"grid", SimTime::zero(), ms(500)};
    SampleEntities lamps{"lamp", numbered("l", 3), start_after(ms(10)),
                         [](std::uint32_t, const Event&, EntityContext& context) {
                             context.schedule_self(ms(250), tick);
                         }};
    Engine engine{{.partitions = 2}};
    engine.add(road);
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    engine.add(lamps);
    engine.run(at_ms(1000), nullptr);
    EXPECT_EQ(engine.statistics().events, 3U * 4U);       // 10, 260, 510, 760 ms
    EXPECT_EQ(engine.statistics().domain_acts, 11U + 3U); // road 0 ... 1000, grid 0, 500, 1000 ms
}

TEST(Engine, trace_hash_tells_histories_apart) {
    const auto trace = [](double value, std::size_t element, std::int64_t at) {
        Port load = make_port("lamp/load", 2, ms(1000));
        SampleEntities lamps{"lamp",
                             {"a"},
                             start_after(ms(at)),
                             [&](std::uint32_t, const Event&, EntityContext& context) {
                                 context.publish(load, element, value);
                             }};
        lamps.owns(load);
        Engine engine{{}};
        engine.add(lamps);
        engine.run(at_ms(100), nullptr);
        return engine.trace_hash();
    };
    EXPECT_EQ(trace(1, 0, 10), trace(1, 0, 10));
    EXPECT_NE(trace(1, 0, 10), trace(2, 0, 10));
    EXPECT_NE(trace(1, 0, 10), trace(1, 1, 10));
    EXPECT_NE(trace(1, 0, 10), trace(1, 0, 11));
}

TEST(Engine, trace_hash_tells_domain_histories_apart) {
    const auto trace = [](double value, std::int64_t period, bool in_group) {
        Port port = make_port("road/flow", 1, in_group ? Duration{} : ms(1000));
        SampleDomain road{"road", SimTime::zero(), ms(period), [&](SimTime now) {
                              port.publish(now, std::vector<double>{value * now.to_seconds()});
                          }};
        road.owns(port);
        Engine engine{{}};
        if (in_group) {
            const InstantGroupId group = engine.add_group("instant group");
            engine.add_to_group(group, road, Phase::domain_solve, 0);
        } else {
            engine.add(road);
        }
        engine.run(at_ms(2000), nullptr);
        return engine.trace_hash();
    };
    for (const bool in_group : {false, true}) {
        EXPECT_EQ(trace(1, 500, in_group), trace(1, 500, in_group));
        EXPECT_NE(trace(1, 500, in_group), trace(2, 500, in_group));
        EXPECT_NE(trace(1, 500, in_group), trace(1, 250, in_group));
        EXPECT_NE(trace(0, 500, in_group), trace(0, 250, in_group)); // when it acted counts as well
    }
}

} // namespace
} // namespace cityproof::engine::testing
