// SPDX-License-Identifier: Apache-2.0
// The model states P = mean * shape * exp(s z - s^2/2): expected value mean * shape, variance of
// P / (mean * shape) = exp(s^2) - 1 (log-normal), ln P normal with standard deviation s. Estimates
// are compared within 4 standard deviations.
#include "core/base/statistics.hpp"
#include "core/engine/engine.hpp"
#include "models/services/meter_fleet.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <ostream>

#include "tests/models/port_contract.hpp"

namespace cityproof::services {
namespace {

struct Reading {
    double hour = 0; ///< from the start
    double power_w = 0;
};

class Record final : public engine::RunObserver {
  public:
    void on_publication(const engine::Port&, std::size_t meter, SimTime when,
                        double value) override {
        readings[meter].push_back({when.to_seconds() / 3600, value});
    }

    std::map<std::size_t, std::vector<Reading>> readings;
};

std::vector<Meter> meters(int count, LoadProfile profile) {
    std::vector<Meter> list;
    for (int i = 0; i < count; ++i) {
        list.push_back({fmt::format("m{}", i), 400, profile});
    }
    return list;
}

std::map<std::size_t, std::vector<Reading>> run(const std::vector<Meter>& list,
                                                std::int64_t end_s = 86399) {
    MeterFleet fleet{list, LocalClock{"2026-11-10 00:00", "Europe/Berlin"}, Duration::seconds(900),
                     Duration::seconds(1), SimTime::at_seconds(end_s)};
    Record record;
    engine::Engine engine{{.seed = 5}};
    engine.add(fleet);
    engine.run(SimTime::at_seconds(end_s), &record);
    return record.readings;
}

TEST(MeterShape, has_mean_1_over_a_day) {
    for (const LoadProfile profile : {LoadProfile::household, LoadProfile::commercial}) {
        double sum = 0;
        constexpr int steps = 24 * 60;
        for (int i = 0; i < steps; ++i) {
            sum +=
                MeterFleet::shape(profile, (i + 0.5) / 60); // midpoints: exact for straight lines
        }
        EXPECT_NEAR(sum / steps, 1, 1e-12);
    }
}

TEST(MeterShape, is_continuous_over_hours_and_midnight) {
    for (const LoadProfile profile : {LoadProfile::household, LoadProfile::commercial}) {
        for (int hour = 1; hour <= 24; ++hour) {
            EXPECT_NEAR(MeterFleet::shape(profile, hour - 1e-9),
                        MeterFleet::shape(profile, hour % 24), 1e-6);
        }
    }
}

TEST(MeterShape, peaks_in_the_evening_at_home_and_by_day_at_work) {
    EXPECT_GT(MeterFleet::shape(LoadProfile::household, 19),
              MeterFleet::shape(LoadProfile::household, 11));
    EXPECT_GT(MeterFleet::shape(LoadProfile::commercial, 11),
              MeterFleet::shape(LoadProfile::commercial, 19));
    EXPECT_LT(MeterFleet::shape(LoadProfile::household, 3), 0.5);
}

struct Demand {
    LoadProfile profile;
    double log_deviation;

    friend std::ostream& operator<<(std::ostream& out, const Demand& d) {
        return out << (d.profile == LoadProfile::household ? "household" : "commercial");
    }
};

class MeterDemand : public ::testing::TestWithParam<Demand> {};

TEST_P(MeterDemand, has_the_shapes_expected_value_and_the_stated_scatter) {
    const auto [profile, s] = GetParam();
    constexpr int count = 500;
    const auto readings = run(meters(count, profile));
    ASSERT_EQ(readings.size(), static_cast<std::size_t>(count));
    std::vector<double> ratios;
    std::vector<double> logarithms;
    std::map<int, std::vector<double>> by_hour;
    for (const auto& [meter, list] : readings) {
        ASSERT_EQ(list.size(), 96U);
        for (const Reading& reading : list) {
            // Berlin has no change of clocks on that day: hours from the start are local hours.
            const double expected = 400 * MeterFleet::shape(profile, reading.hour);
            ratios.push_back(reading.power_w / expected);
            logarithms.push_back(std::log(reading.power_w / expected));
            by_hour[static_cast<int>(reading.hour)].push_back(reading.power_w / expected);
        }
    }
    const auto n = static_cast<double>(ratios.size());
    const double deviation = std::sqrt(std::exp(s * s) - 1);
    EXPECT_NEAR(mean(ratios), 1, 4 * deviation / std::sqrt(n));
    EXPECT_NEAR(mean(logarithms), -s * s / 2, 4 * s / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(sample_variance(logarithms)), s, 4 * s / std::sqrt(2 * n));
    for (const auto& [hour, of_hour] : by_hour) {
        const auto m = static_cast<double>(of_hour.size());
        EXPECT_NEAR(mean(of_hour), 1, 4 * deviation / std::sqrt(m)) << hour;
    }
}

INSTANTIATE_TEST_SUITE_P(Profiles, MeterDemand,
                         ::testing::Values(Demand{LoadProfile::household, 0.8},
                                           Demand{LoadProfile::commercial, 0.3}));

TEST(MeterFleet, day_of_25_hours_has_the_same_hour_twice) {
    // 25 October 2026 in Berlin, one meter: 100 quarters of an hour, the 8th and the 12th both at
    // local 02:00. A fleet's mean would need many; the shape is seen without scatter by dividing it
    // out of two runs with the same draws.
    const auto power = [](const char* start) {
        MeterFleet fleet{meters(1, LoadProfile::household), LocalClock{start, "Europe/Berlin"},
                         Duration::seconds(900), Duration::seconds(1),
                         SimTime::at_seconds(25 * 3600 - 1)};
        Record record;
        engine::Engine engine{{.seed = 5}};
        engine.add(fleet);
        engine.run(SimTime::at_seconds(25 * 3600 - 1), &record);
        return record.readings.at(0);
    };
    const auto long_day = power("2026-10-25 00:00");
    const auto other_day = power("2026-11-10 00:00");
    ASSERT_EQ(long_day.size(), 100U);
    const auto shape = [](double hour) { return MeterFleet::shape(LoadProfile::household, hour); };
    EXPECT_NEAR(long_day[8].power_w / other_day[8].power_w, 1, 1e-12);
    EXPECT_NEAR(long_day[12].power_w / other_day[12].power_w, shape(2) / shape(3), 1e-12);
    EXPECT_NEAR(long_day[80].power_w / other_day[80].power_w, shape(19) / shape(20), 1e-12);
}

TEST(MeterFleet, first_interval_starts_at_zero_and_the_last_at_the_end) {
    const auto readings = run(meters(2, LoadProfile::household), 1800);
    for (const auto& [meter, list] : readings) {
        ASSERT_EQ(list.size(), 3U);
        EXPECT_EQ(list[0].hour, 0);
        EXPECT_EQ(list[2].hour, 0.5);
    }
}

TEST(MeterFleet, added_meter_changes_no_other_meters_demand) {
    std::vector<Meter> more = meters(3, LoadProfile::household);
    more.insert(more.begin(), {"new", 900, LoadProfile::commercial});
    const auto before = run(meters(3, LoadProfile::household), 7200);
    const auto after = run(more, 7200);
    for (std::size_t meter = 0; meter < 3; ++meter) {
        for (std::size_t i = 0; i < 9; ++i) {
            EXPECT_EQ(before.at(meter)[i].power_w, after.at(meter + 1)[i].power_w);
        }
    }
    EXPECT_NE(before.at(0)[0].power_w, before.at(1)[0].power_w);
}

TEST(MeterFleet, port_is_that_of_the_contract) {
    MeterFleet fleet{meters(1, LoadProfile::household),
                     LocalClock{"2026-11-10 00:00", "Europe/Berlin"}, Duration::seconds(900),
                     Duration::seconds(1), SimTime::at_seconds(60)};
    cityproof::testing::expect_contract(fleet.outputs(), "services/meter");
}

} // namespace
} // namespace cityproof::services
