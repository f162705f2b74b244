// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/cause_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/diverge/small_trace.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::diverge {
namespace {

using namespace testing;
using ::testing::ElementsAre;

/// a's start makes a:1; a:1, handled by a, makes a:2 for b, and at once b:7 for the sensor.
class CauseChainTest : public ::testing::Test {
  protected:
    void SetUp() override {
        SmallTrace trace;
        trace.window(0).started(meter_a, 1);
        trace.window(1).event(meter_a, meter_a, 1).made(meter_a, 2, meter_a, 1);
        trace.window(2);
        trace.window(3)
            .event(meter_b, meter_a, 2)
            .event(sensor, meter_b, 7)
            .made(meter_b, 7, meter_a, 2)
            .made(sensor, 1, meter_b, 7)
            .published(meter_b, 8, 4.5);
        trace.write(folder_.path() / "1.h5");
        trace_.emplace(folder_.path() / "1.h5");
    }

    HandledEvent effect() const { return last_handled(*trace_, sensor, 4'000'000'000).value(); }

    static std::vector<std::uint64_t> sequences(const CauseChain& chain) {
        std::vector<std::uint64_t> sequences;
        for (const HandledEvent& step : chain.steps) {
            sequences.push_back(step.event.sequence);
        }
        return sequences;
    }

    cityproof::testing::TemporaryFolder folder_;
    std::optional<io::TraceReader> trace_;
};

TEST_F(CauseChainTest, goes_back_to_the_start) {
    const CauseChain chain = cause_chain(*trace_, effect(), 0, 8);
    EXPECT_THAT(sequences(chain), ElementsAre(7, 2, 1));
    EXPECT_EQ(chain.end, CauseChain::End::start);
}

TEST_F(CauseChainTest, ends_with_the_first_cause_in_a_known_window) {
    const CauseChain chain = cause_chain(*trace_, effect(), 2, 8);
    EXPECT_THAT(sequences(chain), ElementsAre(7, 2, 1));
    EXPECT_EQ(chain.end, CauseChain::End::common);
}

TEST_F(CauseChainTest, is_cut_at_its_depth) {
    const CauseChain chain = cause_chain(*trace_, effect(), 0, 2);
    EXPECT_THAT(sequences(chain), ElementsAre(7, 2));
    EXPECT_EQ(chain.end, CauseChain::End::cut);
}

TEST_F(CauseChainTest, is_whole_at_exactly_its_depth) {
    EXPECT_EQ(cause_chain(*trace_, effect(), 0, 3).end, CauseChain::End::start);
}

TEST_F(CauseChainTest, of_an_event_that_the_trace_does_not_know_says_so) {
    HandledEvent unknown = effect();
    unknown.event.sequence = 99;
    EXPECT_EQ(cause_chain(*trace_, unknown, 0, 8).end, CauseChain::End::lost);
}

TEST_F(CauseChainTest, of_a_publication_begins_with_what_its_entity_handled) {
    const io::TracePublication publication = trace_->publications({0, 1}).at(0);
    const auto handling = handling_of(*trace_, publication, 3);
    ASSERT_TRUE(handling);
    EXPECT_EQ(handling->event.sequence, 2U);
    EXPECT_EQ(handling->event.target, meter_b);
}

TEST_F(CauseChainTest, last_handled_looks_back_to_the_entitys_last_event) {
    EXPECT_EQ(last_handled(*trace_, meter_a, 9'000'000'000)->event.sequence, 1U);
    EXPECT_FALSE(last_handled(*trace_, meter_a, 999'999'999));
}

} // namespace
} // namespace cityproof::diverge
