// SPDX-License-Identifier: Apache-2.0
// Every error names simulated time and who it was; which of several errors a user sees does not
// depend on threads, partitions or the order of tasks.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::uint16_t tick = 1;

std::vector<EngineOptions> all_options() {
    std::vector<EngineOptions> all;
    for (const int threads : {1, 2, 8}) {
        for (const int partitions : {1, 7, 64}) {
            for (const bool shuffle : {false, true}) {
                all.push_back({.threads = threads,
                               .partitions = partitions,
                               .serial_below = 0,
                               .shuffle = shuffle});
            }
        }
    }
    return all;
}

SampleEntities::Start start_after(Duration delay) {
    return [delay](std::uint32_t, EntityContext& context) { context.schedule_self(delay, tick); };
}

void ignore(std::uint32_t, const Event&, EntityContext&) {
}

/// The ModelError of a run of one entity whose handler is `handle`.
ModelError error_of(const SampleEntities::Handle& handle, const LinkSpec* link = nullptr) {
    SampleEntities phones{"phone", {"p1"}, start_after(ms(1500)), handle};
    if (link != nullptr) {
        phones.over(*link);
    }
    Engine engine{{}};
    engine.add(phones);
    try {
        engine.run(at_ms(5000), nullptr);
    } catch (const ModelError& error) {
        return error;
    }
    throw std::runtime_error("nothing thrown");
}

TEST(EngineErrors, send_below_the_links_least_delay_names_link_entity_and_time) {
    const LinkSpec radio{"radio", ms(200)};
    const ModelError error =
        error_of([&radio](std::uint32_t, const Event&,
                          EntityContext& context) { context.send(radio, 0, ms(199), tick); },
                 &radio);
    EXPECT_EQ(error.when(), at_ms(1500));
    EXPECT_EQ(error.entity(), "phone p1");
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("0:00:01.5"), HasSubstr("phone p1"), HasSubstr("radio"),
                      HasSubstr("0:00:00.199"), HasSubstr("0:00:00.2")));
}

TEST(EngineErrors, send_over_a_link_that_is_not_declared_is_an_error_whatever_the_delay) {
    // Also beyond the lookahead (1 s here), where nothing could go wrong in this very run.
    for (const Duration delay : {ms(1), ms(5000)}) {
        const LinkSpec hidden{"hidden", ms(1)};
        const ModelError error = error_of([&](std::uint32_t, const Event&, EntityContext& context) {
            context.send(hidden, 0, delay, tick);
        });
        EXPECT_THAT(error.what(), AllOf(HasSubstr("hidden"), HasSubstr("phone p1"),
                                        HasSubstr("0:00:01.5"), HasSubstr("does not declare")));
    }
}

TEST(EngineErrors, link_that_another_model_declares_is_not_ones_own) {
    const LinkSpec radio{"radio", ms(200)};
    SampleEntities masts{"mast", {"m1"}, start_after(ms(1)), ignore};
    masts.over(radio);
    SampleEntities phones{"phone",
                          {"p1"},
                          start_after(ms(1500)),
                          [&](std::uint32_t, const Event&, EntityContext& context) {
                              context.send(radio, 0, ms(200), tick);
                          }};
    Engine engine{{}};
    engine.add(masts);
    engine.add(phones);
    EXPECT_THROW(engine.run(at_ms(5000), nullptr), ModelError);
}

TEST(EngineErrors, send_to_nobody_is_an_error) {
    const LinkSpec radio{"radio", ms(200)};
    const ModelError error =
        error_of([&radio](std::uint32_t, const Event&,
                          EntityContext& context) { context.send(radio, 1, ms(200), tick); },
                 &radio);
    EXPECT_THAT(error.what(), AllOf(HasSubstr("phone p1"), HasSubstr("radio")));
}

TEST(EngineErrors, negative_delay_to_oneself_is_an_error) {
    const ModelError error = error_of([](std::uint32_t, const Event&, EntityContext& context) {
        context.schedule_self(ms(-1), tick);
    });
    EXPECT_THAT(error.what(), AllOf(HasSubstr("phone p1"), HasSubstr("past")));
}

TEST(EngineErrors, endless_chain_of_events_without_delay_ends) {
    const ModelError error = error_of([](std::uint32_t, const Event&, EntityContext& context) {
        context.schedule_self(Duration{}, tick);
    });
    EXPECT_EQ(error.when(), at_ms(1500));
    EXPECT_THAT(error.what(), AllOf(HasSubstr("phone p1"), HasSubstr("no rest")));
}

TEST(EngineErrors, publication_on_a_port_of_another_model_is_an_error) {
    Port foreign = make_port("road/flow", 1, ms(1000));
    const ModelError error =
        error_of([&foreign](std::uint32_t, const Event&, EntityContext& context) {
            context.publish(foreign, 0, 1);
        });
    EXPECT_THAT(error.what(), AllOf(HasSubstr("phone p1"), HasSubstr("road/flow")));
}

TEST(EngineErrors, publication_of_an_element_that_is_not_there_is_an_error) {
    Port load = make_port("lamp/load", 2, ms(1000));
    SampleEntities lamps{
        "lamp",
        {"l1"},
        start_after(ms(10)),
        [&](std::uint32_t, const Event&, EntityContext& context) { context.publish(load, 2, 1); }};
    lamps.owns(load);
    Engine engine{{}};
    engine.add(lamps);
    EXPECT_THROW(engine.run(at_ms(100), nullptr), ModelError);
}

TEST(EngineErrors, time_overflow_in_a_handler_names_entity_and_time) {
    const ModelError error = error_of([](std::uint32_t, const Event&, EntityContext& context) {
        context.schedule_self(SimTime::never() - SimTime::zero(), tick);
    });
    EXPECT_EQ(error.when(), at_ms(1500));
    EXPECT_THAT(error.what(), AllOf(HasSubstr("phone p1"), HasSubstr("overflow")));
}

TEST(EngineErrors, run_up_to_the_last_instant_of_time_does_not_overflow) {
    SampleDomain last{"last", SimTime::at_ns(SimTime::never().ns() - 2), ms(1)};
    last.until(SimTime::zero());
    Engine engine{{}};
    engine.add(last);
    engine.run(SimTime::at_ns(SimTime::never().ns() - 1), nullptr);
    EXPECT_EQ(last.acts.size(), 1U);
}

TEST(EngineErrors, entity_that_throws_is_named_with_the_time) {
    const ModelError error = error_of([](std::uint32_t, const Event&, EntityContext&) {
        throw std::runtime_error("battery is missing");
    });
    EXPECT_EQ(error.when(), at_ms(1500));
    EXPECT_STREQ(error.what(), "at 0:00:01.5 in phone p1: battery is missing");
}

TEST(EngineErrors, entity_that_throws_at_its_start_is_named) {
    SampleEntities lamps{"lamp",
                         {"l1", "l2"},
                         [](std::uint32_t local, EntityContext&) {
                             if (local == 1) {
                                 throw std::runtime_error("no bulb");
                             }
                         },
                         ignore};
    Engine engine{{}};
    engine.add(lamps);
    try {
        engine.run(at_ms(100), nullptr);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_STREQ(error.what(), "at 0:00:00 in lamp l2: no bulb");
    }
}

TEST(EngineErrors, domain_model_that_throws_is_named_with_the_time) {
    for (const bool in_group : {false, true}) {
        SampleDomain grid{"grid", SimTime::zero(), ms(1000), [](SimTime now) {
                              if (now > at_ms(1500)) {
                                  throw EngineError("solver", "does not converge", 7);
                              }
                          }};
        Engine engine{{}};
        if (in_group) {
            const InstantGroupId group = engine.add_group("instant group");
            engine.add_to_group(group, grid, Phase::domain_solve, 0);
        } else {
            engine.add(grid);
        }
        try {
            engine.run(at_ms(5000), nullptr);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_EQ(error.when(), at_ms(2000));
            EXPECT_STREQ(error.what(), "at 0:00:02 in grid: solver: does not converge (code 7)");
        }
    }
}

TEST(EngineErrors, input_error_of_a_model_stays_one) {
    // A wrong target of a scenario's event is found only when it happens, and is still the user's.
    SampleDomain grid{"grid", SimTime::zero(), ms(1000), [](SimTime) {
                          throw InputError({"scenario.yaml", 7, "line"}, "no such");
                      }};
    Engine engine{{}};
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    EXPECT_THROW(engine.run(at_ms(5000), nullptr), InputError);
}

TEST(EngineErrors, first_of_several_errors_is_thrown_whatever_the_tasks_were) {
    // In one window of 1 s: entity i fails at 900 - 10 i ms, so the last entity's error is the
    // first in time; the domain model would fail later.
    for (const EngineOptions& options : all_options()) {
        SampleEntities lamps{
            "lamp", numbered("l", 40),
            [](std::uint32_t local, EntityContext& context) {
                context.schedule_self(ms(900 - 10 * static_cast<std::int64_t>(local)), tick);
            },
            [](std::uint32_t, const Event&, EntityContext&) { throw std::runtime_error("out"); }};
        SampleDomain road{"road", at_ms(600), ms(1000),
                          [](SimTime) { throw std::runtime_error("blocked"); }};
        Engine engine{options};
        engine.add(road);
        engine.add(lamps);
        try {
            engine.run(at_ms(5000), nullptr);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_STREQ(error.what(), "at 0:00:00.51 in lamp l39: out")
                << options.threads << " threads, " << options.partitions << " partitions";
        }
    }
}

TEST(EngineErrors, at_one_instant_the_domain_model_and_then_the_lowest_source_is_named) {
    for (const EngineOptions& options : all_options()) {
        for (const bool with_domain : {false, true}) {
            SampleEntities lamps{"lamp", numbered("l", 40), start_after(ms(500)),
                                 [](std::uint32_t local, const Event&, EntityContext&) {
                                     if (local >= 3) {
                                         throw std::runtime_error("out");
                                     }
                                 }};
            SampleDomain road{"road", at_ms(with_domain ? 500 : 700), ms(1000),
                              [](SimTime) { throw std::runtime_error("blocked"); }};
            Engine engine{options};
            engine.add(road);
            engine.add(lamps);
            try {
                engine.run(at_ms(5000), nullptr);
                FAIL() << "nothing thrown";
            } catch (const ModelError& error) {
                EXPECT_STREQ(error.what(), with_domain ? "at 0:00:00.5 in road: blocked"
                                                       : "at 0:00:00.5 in lamp l3: out");
            }
        }
    }
}

TEST(EngineErrors, endless_instant_of_a_group_lists_its_members) {
    Port voltage = make_port("grid/voltage", 1, Duration{});
    Port load = make_port("pump/load", 1, Duration{});
    double x = 0;
    SampleDomain grid{"grid", at_ms(2000), ms(1000),
                      [&](SimTime now) { voltage.publish(now, std::vector<double>{x += 1}); }};
    SampleDomain pump{"pump", SimTime::never(), ms(1000),
                      [&](SimTime now) { load.publish(now, std::vector<double>{x += 1}); }};
    grid.owns(voltage).reads(load);
    pump.owns(load).reads(voltage);
    Engine engine{{}};
    const InstantGroupId group = engine.add_group("instant group", 5);
    engine.add_to_group(group, grid, Phase::domain_solve, 0);
    engine.add_to_group(group, pump, Phase::reaction, 0);
    try {
        engine.run(at_ms(5000), nullptr);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_EQ(error.when(), at_ms(2000));
        EXPECT_THAT(error.what(), AllOf(HasSubstr("5 rounds"), HasSubstr("grid, pump")));
    }
}

TEST(EngineErrors, domain_model_whose_time_does_not_move_on_is_an_error) {
    SampleDomain stuck{"stuck", at_ms(100), Duration{}};
    Engine engine{{}};
    engine.add(stuck);
    try {
        engine.run(at_ms(5000), nullptr);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("stuck"), HasSubstr("0:00:00.1")));
    }
}

TEST(EngineErrors, group_member_that_wakes_in_a_finished_window_is_an_error) {
    // Its next time is moved back by another model's act, in a window that is already under way.
    class Restless final : public DomainModel {
      public:
        std::string_view name() const override { return "restless"; }

        SimTime next_time() const override { return next; }

        void act(SimTime) override { next = SimTime::never(); }

        std::vector<Port*> outputs() override { return {}; }

        SimTime next = SimTime::never();
    };

    Restless restless;
    SampleDomain road{"road", at_ms(1000), ms(1000), [&](SimTime) { restless.next = at_ms(500); }};
    Engine engine{{}};
    engine.add(road);
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, restless, Phase::policy, 0);
    try {
        engine.run(at_ms(5000), nullptr);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("restless"), HasSubstr("0:00:00.5")));
    }
}

TEST(EngineErrors, two_entities_with_the_same_name_are_refused) {
    SampleEntities lamps{"lamp", {"a", "b", "a"}, start_after(ms(1)), ignore};
    Engine engine{{}};
    try {
        engine.add(lamps);
        FAIL() << "nothing thrown";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("lamp a"));
    }
}

TEST(EngineErrors, same_name_in_another_table_is_allowed) {
    SampleEntities lamps{"lamp", {"a"}, start_after(ms(1)), ignore};
    SampleEntities bins{"bin", {"a"}, start_after(ms(1)), ignore};
    Engine engine{{}};
    EXPECT_EQ(engine.add(lamps), 0U);
    EXPECT_EQ(engine.add(bins), 1U);
}

TEST(EngineErrors, two_models_with_the_same_name_are_refused) {
    SampleDomain one{"grid", SimTime::zero(), ms(1)};
    SampleDomain two{"grid", SimTime::zero(), ms(1)};
    Engine engine{{}};
    engine.add(one);
    const InstantGroupId group = engine.add_group("instant group");
    EXPECT_THROW(engine.add_to_group(group, two, Phase::policy, 0), InputError);
}

TEST(EngineErrors, port_or_link_without_latency_outside_the_group_is_refused) {
    Port port = make_port("road/flow", 1, Duration{});
    const LinkSpec instant{"instant", Duration{}};
    SampleDomain road{"road", SimTime::zero(), ms(1)};
    road.owns(port);
    SampleEntities lamps{"lamp", {"a"}, start_after(ms(1)), ignore};
    lamps.owns(port);
    SampleEntities phones{"phone", {"a"}, start_after(ms(1)), ignore};
    phones.over(instant);
    Engine engine{{}};
    EXPECT_THROW(engine.add(road), InputError);
    EXPECT_THROW(engine.add(lamps), InputError);
    EXPECT_THROW(engine.add(phones), InputError);
}

TEST(EngineErrors, options_without_a_thread_partition_or_round_are_refused) {
    EXPECT_THROW(Engine({.threads = 0}), InputError);
    EXPECT_THROW(Engine({.partitions = 0}), InputError);
    Engine engine{{}};
    EXPECT_THROW(engine.add_group("none", 0), InputError);
    EXPECT_THROW(engine.add_group("too many", 65536), InputError);
}

} // namespace
} // namespace cityproof::engine::testing
