// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint16_t ring = 1;
constexpr std::uint16_t act = 2;

/// One entity with two timers. At each of the given times it does something; rings are kept.
class Alarm {
  public:
    using Step = std::pair<std::int64_t, std::function<void(EntityContext&)>>;

    explicit Alarm(std::vector<Step> steps) : steps_{std::move(steps)} {
        alarm_.with_timers(2);
        engine_.add(alarm_);
        engine_.run(at_ms(10'000), nullptr);
    }

    std::vector<std::int64_t> rings_ms; ///< when it rang
    std::vector<std::int64_t> payloads;

    std::uint64_t events() const { return engine_.statistics().events; }

  private:
    std::vector<Step> steps_;
    SampleEntities alarm_{"alarm",
                          {"a"},
                          [this](std::uint32_t, EntityContext& context) {
                              for (std::size_t i = 0; i < steps_.size(); ++i) {
                                  context.schedule_self(ms(steps_[i].first), act,
                                                        {.whole = static_cast<std::int64_t>(i)});
                              }
                          },
                          [this](std::uint32_t, const Event& event, EntityContext& context) {
                              if (event.kind == act) {
                                  steps_[static_cast<std::size_t>(event.payload.whole)].second(
                                      context);
                              } else {
                                  rings_ms.push_back(context.now().ns() / 1'000'000);
                                  payloads.push_back(event.payload.whole);
                              }
                          }};
    Engine engine_{{}};
};

TEST(Timer, rings_once_when_nothing_takes_it_back) {
    const Alarm alarm{
        {{100, [](EntityContext& c) { c.set_timer(0, ms(50), ring, {.whole = 7}); }}}};
    EXPECT_THAT(alarm.rings_ms, ElementsAre(150));
    EXPECT_THAT(alarm.payloads, ElementsAre(7));
}

TEST(Timer, that_is_set_anew_rings_at_the_new_time_only) {
    const Alarm later{{{100, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }},
                       {120, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }}}};
    EXPECT_THAT(later.rings_ms, ElementsAre(170));
    const Alarm earlier{{{100, [](EntityContext& c) { c.set_timer(0, ms(500), ring); }},
                         {120, [](EntityContext& c) { c.set_timer(0, ms(5), ring); }}}};
    EXPECT_THAT(earlier.rings_ms, ElementsAre(125));
}

TEST(Timer, that_is_cancelled_does_not_ring) {
    const Alarm alarm{{{100, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }},
                       {120, [](EntityContext& c) { c.cancel_timer(0); }}}};
    EXPECT_THAT(alarm.rings_ms, ElementsAre());
    EXPECT_EQ(alarm.events(), 2U); // an event that was taken back is no event
}

TEST(Timer, can_be_set_again_after_it_rang_or_was_cancelled) {
    const Alarm alarm{{{100, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }},
                       {200, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }},
                       {210, [](EntityContext& c) { c.cancel_timer(0); }},
                       {220, [](EntityContext& c) { c.set_timer(0, ms(30), ring); }}}};
    EXPECT_THAT(alarm.rings_ms, ElementsAre(150, 250));
}

TEST(Timer, that_rings_at_the_instant_at_which_it_is_cancelled_depends_on_the_events_order) {
    // Both at 150: the step was scheduled first, so that it comes first and takes the ring back.
    const Alarm alarm{{{100, [](EntityContext& c) { c.set_timer(0, ms(50), ring); }},
                       {150, [](EntityContext& c) { c.cancel_timer(0); }}}};
    EXPECT_THAT(alarm.rings_ms, ElementsAre());
}

TEST(Timer, does_not_touch_another_one) {
    const Alarm alarm{{{100,
                        [](EntityContext& c) {
                            c.set_timer(0, ms(50), ring);
                            c.set_timer(1, ms(60), ring);
                        }},
                       {120, [](EntityContext& c) { c.cancel_timer(0); }}}};
    EXPECT_THAT(alarm.rings_ms, ElementsAre(160));
}

TEST(Timer, that_the_model_does_not_declare_is_an_error) {
    const auto use = [] {
        return Alarm{{{100, [](EntityContext& c) { c.set_timer(2, ms(50), ring); }}}}.rings_ms;
    };
    try {
        use();
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_EQ(error.when(), at_ms(100));
        EXPECT_EQ(error.entity(), "alarm a");
        EXPECT_THAT(error.what(), HasSubstr("timer 2; its model declares 2"));
    }
}

} // namespace
} // namespace cityproof::engine::testing
