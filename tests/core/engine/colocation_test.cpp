// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "core/engine/entity_array.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Four entities, the first and the last of them colocated: on four partitions they would be far
/// apart.
class ColocationTest : public ::testing::Test {
  protected:
    using Handler = SampleEntities::Handle;

    /// Entity a0 gets an event at 1 s.
    void run(const Handler& handler, int partitions) {
        SampleEntities entities{"unit", numbered("a", 4),
                                [](std::uint32_t local, EntityContext& context) {
                                    if (local == 0) {
                                        context.schedule_self(ms(1000), 0);
                                    }
                                },
                                handler};
        entities.colocated({&place_, nullptr, nullptr, &place_});
        Engine engine{{.partitions = partitions}};
        engine.add(entities);
        engine.run(at_ms(2000), nullptr);
    }

    Colocation place_{"yard", 5};
};

TEST_F(ColocationTest, message_without_delay_arrives_at_the_same_instant_in_the_next_round) {
    for (const int partitions : {1, 2, 4}) {
        std::vector<std::string> seen;
        run(
            [&seen](std::uint32_t local, const Event& event, EntityContext& context) {
                seen.push_back(
                    fmt::format("{} {} {}", local, to_string(context.now()), event.delta));
                if (local == 0 && event.delta < 2) {
                    context.send_at_once(3, 0);
                } else if (local == 3) {
                    context.send_at_once(0, 0);
                }
            },
            partitions);
        EXPECT_THAT(seen, ElementsAre("0 0:00:01 0", "3 0:00:01 1", "0 0:00:01 2")) << partitions;
    }
}

TEST_F(ColocationTest, message_without_delay_to_anybody_else_is_an_error_however_the_city_is_cut) {
    for (const int partitions : {1, 4}) {
        try {
            run([](std::uint32_t, const Event&,
                   EntityContext& context) { context.send_at_once(1, 0); },
                partitions);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_EQ(error.when(), at_ms(1000));
            EXPECT_EQ(error.entity(), "unit a0");
            EXPECT_THAT(error.what(), HasSubstr("to unit a1, which is not in its colocation"));
        }
    }
}

TEST_F(ColocationTest, endless_loop_is_an_error_that_names_time_group_rounds_and_entities) {
    try {
        run([](std::uint32_t local, const Event&,
               EntityContext& context) { context.send_at_once(local == 0 ? 3 : 0, 0); },
            2);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_EQ(error.when(), at_ms(1000));
        EXPECT_EQ(error.entity(), "unit a3"); // rounds 1 to 5 go to a3, a0, a3, a0, a3
        EXPECT_THAT(error.what(), AllOf(HasSubstr("colocation yard"), HasSubstr("5 rounds"),
                                        HasSubstr("from unit a3 to unit a0")));
    }
}

TEST_F(ColocationTest, loop_may_be_as_long_as_its_group_allows) {
    place_.max_delta = 65'535;
    std::size_t rounds = 0;
    EXPECT_THROW(run(
                     [&rounds](std::uint32_t local, const Event& event, EntityContext& context) {
                         rounds = event.delta;
                         context.send_at_once(local == 0 ? 3 : 0, 0);
                     },
                     1),
                 ModelError);
    EXPECT_EQ(rounds, 65'535U);
}

#if !defined(NDEBUG)

/// Entities that look at each other's state.
class Curious final : public EntityModel {
  public:
    explicit Curious(const Colocation* place) : place_{place} {}

    std::string_view table() const override { return "unit"; }

    std::span<const std::string> ids() const override { return ids_; }

    const Colocation* colocation(std::uint32_t local) const override {
        return local < 2 ? place_ : nullptr;
    }

    void start(std::uint32_t local, EntityContext& context) override {
        if (local == 0) {
            context.schedule_self(ms(1000), 0);
        }
    }

    void handle(std::uint32_t local, const Event&, EntityContext&) override {
        state[local] = 1;
        state[looks_at] += 1;
    }

    std::uint32_t looks_at = 0;
    EntityArray<int> state{*this, 3};

  private:
    const Colocation* place_;
    std::vector<std::string> ids_ = numbered("a", 3);
};

TEST_F(ColocationTest, handler_that_touches_a_strangers_state_is_caught_in_debug_builds) {
    for (const std::uint32_t other : {0U, 1U, 2U}) {
        Curious model{&place_};
        model.looks_at = other;
        Engine engine{{.partitions = 1}};
        engine.add(model);
        if (other == 2) {
            try {
                engine.run(at_ms(2000), nullptr);
                FAIL() << "nothing thrown";
            } catch (const ModelError& error) {
                EXPECT_EQ(error.when(), at_ms(1000));
                EXPECT_EQ(error.entity(), "unit a0");
                EXPECT_THAT(error.what(), HasSubstr("touches the state of unit a2"));
            }
        } else {
            engine.run(at_ms(2000), nullptr); // its own, and that of its neighbour in the yard
            EXPECT_EQ(model.state[other], other == 0 ? 2 : 1);
        }
    }
}

#endif

} // namespace
} // namespace cityproof::engine::testing
