// SPDX-License-Identifier: Apache-2.0
// The benchmarks' own models, small: their counts must hold on every queue and number of threads,
// or a figure would say nothing. No test here asserts a time.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/checkpoint_file.hpp"
#include "tests/bench/city_mix.hpp"
#include "tests/bench/devstone.hpp"
#include "tests/bench/phold.hpp"

namespace cityproof::bench {
namespace {

using engine::Engine;
using engine::EngineOptions;
using engine::QueueKind;

PholdInstance short_phold(const std::string& name, double end_s) {
    PholdInstance instance = phold_instance(name);
    instance.end_s = end_s;
    return instance;
}

void expect_all_hold(const std::vector<CountCheck>& checks) {
    for (const CountCheck& check : checks) {
        EXPECT_TRUE(check.holds()) << check.name << ": " << check.counted << ", expected "
                                   << check.expected << " with standard deviation " << check.sd;
    }
}

TEST(Phold, expected_events_are_those_of_renewal_theory) {
    // P1: N S (END / MEAN + (c^2 - 1) / 2) = 32768 (50 - 0.095), sd = sqrt(32768 * 50 * 0.81).
    const CountCheck p1 = expected_events(phold_instance("P1"));
    EXPECT_NEAR(p1.expected, 1'635'287, 1);
    EXPECT_NEAR(p1.sd, 1152, 3);
    // P1 until 0.15: one delay at most, F_1 = 1 - exp(-0.05 / 0.9).
    const CountCheck one_delay = expected_events(short_phold("P1", 0.15));
    EXPECT_NEAR(one_delay.expected, 32768 * 0.054040, 0.1);
}

TEST(Phold, a_count_four_standard_deviations_off_does_not_hold) {
    EXPECT_TRUE((CountCheck{"random", 139.9, 100, 10}).holds());
    EXPECT_FALSE((CountCheck{"random", 140.0, 100, 10}).holds());
    EXPECT_FALSE((CountCheck{"random", 60.0, 100, 10}).holds());
    EXPECT_FALSE((CountCheck{"exact", 101, 100}).holds());
}

TEST(Phold, every_instance_makes_the_expected_events) {
    for (const char* name : {"P1", "P1r", "P1s", "P1w"}) {
        const PholdInstance instance = short_phold(name, 2);
        Phold model{instance};
        Engine engine{{.seed = 1}};
        model.add_to(engine);
        engine.run(SimTime::at_seconds(2), nullptr);
        CountCheck events = expected_events(instance);
        events.name = name;
        events.counted = static_cast<double>(model.handled());
        expect_all_hold({events});
    }
}

TEST(Phold, queue_kind_threads_and_partitions_change_no_trace) {
    // The reference is the heap on one thread with one partition.
    const PholdInstance instance = short_phold("P1", 3);
    std::uint64_t expected = 0;
    for (const QueueKind queue : {QueueKind::heap, QueueKind::calendar}) {
        for (const int threads : {1, 2, 4}) {
            for (const int partitions : {1, 8}) {
                Phold model{instance};
                Engine engine{
                    {.seed = 1, .threads = threads, .partitions = partitions, .queue = queue}};
                model.add_to(engine);
                engine.run(SimTime::at_seconds(3), nullptr);
                if (expected == 0) {
                    expected = engine.trace_hash();
                }
                EXPECT_EQ(engine.trace_hash(), expected) << threads << " threads, " << partitions;
                EXPECT_EQ(engine.statistics().events, model.handled());
            }
        }
    }
}

TEST(Phold, an_unknown_instance_is_named_with_those_that_there_are) {
    try {
        phold_instance("P9");
        FAIL() << "P9 was found";
    } catch (const InputError& error) {
        EXPECT_NE(std::string{error.what()}.find("P1, P1r, P1s, P1w, P2, P3"), std::string::npos)
            << error.what();
    }
}

TEST(Devstone, transitions_are_those_of_the_closed_form) {
    // LI: (w - 1)(d - 1) + 1; HI and HO: (d - 1)(w - 1) w / 2 + 1.
    const std::vector<std::pair<DevstoneKind, double>> kinds{{DevstoneKind::li, 19 * 19 + 1},
                                                             {DevstoneKind::hi, 19 * 19 * 10 + 1},
                                                             {DevstoneKind::ho, 19 * 19 * 10 + 1}};
    for (const auto& [kind, transitions] : kinds) {
        Devstone model{kind, 20, 20};
        Engine engine{{.seed = 1}};
        model.add_to(engine);
        engine.run(SimTime::zero(), nullptr);
        expect_all_hold(model.checks());
        EXPECT_EQ(model.checks().at(0).expected, transitions);
        EXPECT_EQ(model.checks().at(1).counted, transitions);
    }
}

TEST(Devstone, published_counts_of_the_large_models_are_met) {
    // xDEVS prints 490,051 transitions for HI and HO of 100 by 100, and 39,602 for LI of 200 by
    // 200.
    EXPECT_EQ((Devstone{DevstoneKind::hi, 100, 100}).checks().at(0).expected, 490'051);
    EXPECT_EQ((Devstone{DevstoneKind::ho, 200, 200}).checks().at(0).expected, 3'960'101);
    EXPECT_EQ((Devstone{DevstoneKind::li, 100, 100}).checks().at(0).expected, 9'802);
    EXPECT_EQ((Devstone{DevstoneKind::li, 200, 200}).checks().at(0).expected, 39'602);
}

const CityMixSpec small_city{.scale = 0.002, .run = Duration::seconds(3600)};

EngineOptions city_options(int threads, QueueKind queue) {
    return {.seed = 1,
            .threads = threads,
            .partitions = 7,
            .rebase_every = Duration::seconds(1800),
            .queue = queue};
}

std::uint64_t run_city(const EngineOptions& options) {
    CityMix city{small_city};
    Engine engine{options};
    city.add_to(engine);
    engine.run(SimTime::zero() + small_city.run, nullptr);
    expect_all_hold(city.checks(engine));
    return engine.trace_hash();
}

TEST(CityMix, counts_hold_and_threads_change_no_trace) {
    const std::uint64_t expected = run_city(city_options(1, QueueKind::calendar));
    EXPECT_EQ(run_city(city_options(2, QueueKind::heap)), expected);
}

TEST(CityMix, a_restored_run_ends_with_the_hash_of_an_uninterrupted_one) {
    const std::string file =
        (std::filesystem::temp_directory_path() / "cityproof-bench-citymix.checkpoint").string();
    std::uint64_t expected = 0;
    {
        CityMix city{small_city};
        Engine engine{city_options(1, QueueKind::calendar)};
        city.add_to(engine);
        CheckpointFile checkpoint{engine, file, SimTime::at_seconds(1800)};
        engine.run(SimTime::zero() + small_city.run, &checkpoint);
        expected = engine.trace_hash();
        ASSERT_TRUE(checkpoint.written());
        EXPECT_EQ(checkpoint.bytes(), std::filesystem::file_size(file));
    }
    EXPECT_EQ(run_city(city_options(1, QueueKind::calendar)), expected);
    CityMix city{small_city};
    Engine engine{city_options(2, QueueKind::heap)};
    city.add_to(engine);
    restore_from(file, engine);
    EXPECT_EQ(engine.now(), SimTime::at_seconds(1800));
    engine.run(SimTime::zero() + small_city.run, nullptr);
    EXPECT_EQ(engine.trace_hash(), expected);
    expect_all_hold(city.checks(engine));
    std::filesystem::remove(file);
}

TEST(CityMix, an_odd_length_is_refused) {
    EXPECT_THROW((CityMix{{.scale = 0.002, .run = Duration::seconds(5000)}}), InputError);
    EXPECT_THROW((CityMix{{.scale = 0.0, .run = Duration::seconds(3600)}}), InputError);
}

} // namespace
} // namespace cityproof::bench
