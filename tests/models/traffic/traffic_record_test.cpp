// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/traffic/traffic_record.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace cityproof::traffic {
namespace {

using ::testing::HasSubstr;

SimTime second(std::int64_t s) {
    return SimTime::at_seconds(s);
}

/// What a record becomes that is saved and read back for so many signals.
TrafficRecord read_back(const TrafficRecord& record, std::size_t signals = 2,
                        std::size_t streets = 3) {
    std::stringstream file;
    engine::StateWriter out{file};
    out.section("traffic");
    record.save(out);
    out.finish();
    engine::StateReader in{file, "test.checkpoint"};
    in.section("traffic");
    TrafficRecord result{signals, streets};
    result.restore(in);
    in.finish();
    return result;
}

TEST(TrafficRecord, repeats_every_order_at_its_step) {
    TrafficRecord record{2};
    const std::vector<std::vector<SignalOrder>> told{{{true, -1}, {true, -1}},
                                                     {{true, 3}, {true, -1}},
                                                     {{true, 3}, {false, -1}},
                                                     {{false, 0}, {false, -1}}};
    for (std::size_t step = 0; step < told.size(); ++step) {
        for (std::size_t signal = 0; signal < 2; ++signal) {
            record.order(second(static_cast<std::int64_t>(step)), signal, told[step][signal]);
        }
    }
    TrafficRecord repeated = read_back(record);
    for (std::size_t step = 0; step < told.size(); ++step) {
        repeated.repeat_orders(second(static_cast<std::int64_t>(step)));
        EXPECT_EQ(repeated.orders(), told[step]) << "step " << step;
    }
}

TEST(TrafficRecord, closes_and_opens_streets_again_at_their_steps_in_their_order) {
    TrafficRecord record{2, 3};
    record.order(second(5), StreetOrder{.street = 2, .close = true});
    record.order(second(5), StreetOrder{.street = 0, .close = true});
    record.order(second(9), StreetOrder{.street = 2, .close = false});
    TrafficRecord repeated = read_back(record);
    using Orders = std::vector<StreetOrder>;
    EXPECT_EQ(repeated.repeat_street_orders(second(4)), Orders{});
    EXPECT_EQ(repeated.repeat_street_orders(second(5)),
              (Orders{{.street = 2, .close = true}, {.street = 0, .close = true}}));
    EXPECT_EQ(repeated.repeat_street_orders(second(6)), Orders{});
    EXPECT_EQ(repeated.repeat_street_orders(second(9)), (Orders{{.street = 2, .close = false}}));
    EXPECT_THROW(read_back(record, 2, 2), InputError); // there is no street 2
}

TEST(TrafficRecord, names_the_first_span_in_which_the_traffic_differs) {
    TrafficRecord record{2};
    record.mark(second(3600), 11);
    record.mark(second(7200), 12);
    record.mark(second(10800), 13);
    TrafficRecord repeated = read_back(record);
    EXPECT_FALSE(repeated.has_mark(second(3599)));
    ASSERT_TRUE(repeated.has_mark(second(3600)));
    EXPECT_NO_THROW(repeated.check_mark(second(3600), 11));
    try {
        repeated.check_mark(second(7200), 99);
        FAIL() << "not noticed";
    } catch (const EngineError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did not repeat itself: between 1:00:00 and 2:00:00"));
    }
}

TEST(TrafficRecord, of_another_number_of_signals_is_refused) {
    EXPECT_THROW(read_back(TrafficRecord{3}, 2), InputError);
    EXPECT_NO_THROW(read_back(TrafficRecord{2}, 2));
}

} // namespace
} // namespace cityproof::traffic
