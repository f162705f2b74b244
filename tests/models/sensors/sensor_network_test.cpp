// SPDX-License-Identifier: Apache-2.0
// Rates and deviations are compared with the parameters of the model within 4 standard deviations
// of the estimate (by chance beyond in 1 of 15,000 tests; the seed is fixed).
#include "core/base/statistics.hpp"
#include "core/engine/engine.hpp"
#include "models/sensors/sensor_network.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/models/port_contract.hpp"

namespace cityproof::sensors {
namespace {

/// What arrived, by sensor: (time in s, value).
class Arrivals final : public engine::RunObserver {
  public:
    void on_publication(const engine::Port&, std::size_t element, SimTime when,
                        double value) override {
        readings[element].emplace_back(when.to_seconds(), value);
    }

    std::map<std::size_t, std::vector<std::pair<double, double>>> readings;
};

engine::Port level_of_tanks(double value) {
    return {{"water/tank_level", "m", "tank", ""}, 3, Duration{}, value};
}

double figure(const SensorNetwork& sensors, std::string_view id) {
    for (const contracts::KeyFigure& key_figure : sensors.key_figures()) {
        if (key_figure.id == id) {
            return key_figure.value;
        }
    }
    throw std::runtime_error("no such figure");
}

Arrivals run(SensorNetwork& sensors, std::int64_t end_s, std::uint32_t seed = 1) {
    Arrivals arrivals;
    engine::Engine engine{{.seed = seed, .partitions = 4}};
    engine.add(sensors);
    engine.run(SimTime::at_seconds(end_s), &arrivals);
    return arrivals;
}

TEST(SensorNetwork, perfect_sensor_reads_the_true_value_at_each_interval) {
    engine::Port level = level_of_tanks(0);
    for (int second = 0; second <= 60; ++second) {
        level.publish(SimTime::at_seconds(second), std::vector<double>{0, second * 1.0, 0});
    }
    level.commit();
    SensorNetwork sensors{{{"s", &level, 1, Duration::seconds(20), 0, 0}},
                          Duration::seconds(2),
                          nullptr,
                          SimTime::at_seconds(60)};
    const Arrivals arrivals = run(sensors, 100);
    using Readings = std::vector<std::pair<double, double>>;
    EXPECT_EQ(arrivals.readings.at(0), (Readings{{20, 20}, {40, 40}, {60, 60}}));
    // The reading of 60 s arrives at 62 s; before the first there is none.
    EXPECT_EQ(sensors.reading().at(0, SimTime::at_seconds(61)), 40);
    EXPECT_EQ(sensors.reading().at(0, SimTime::at_seconds(62)), 60);
    EXPECT_EQ(figure(sensors, "sensors.readings"), 3);
}

TEST(SensorNetwork, there_is_no_reading_before_the_first_has_arrived) {
    engine::Port level = level_of_tanks(5);
    SensorNetwork sensors{{{"s", &level, 0, Duration::seconds(20), 0, 0}},
                          Duration::seconds(2),
                          nullptr,
                          SimTime::at_seconds(60)};
    run(sensors, 10);
    EXPECT_TRUE(std::isnan(sensors.reading().at(0, SimTime::at_seconds(10))));
}

TEST(SensorNetwork, noise_has_its_standard_deviation_and_no_bias) {
    engine::Port level = level_of_tanks(5);
    std::vector<Sensor> list;
    for (int i = 0; i < 50; ++i) {
        list.push_back({fmt::format("s{}", i), &level, 0, Duration::seconds(1), 0.3, 0});
    }
    SensorNetwork sensors{list, Duration::seconds(1), nullptr, SimTime::at_seconds(400)};
    const Arrivals arrivals = run(sensors, 400);
    std::vector<double> values;
    for (const auto& [sensor, readings] : arrivals.readings) {
        for (const auto& [when, value] : readings) {
            values.push_back(value);
        }
    }
    const auto n = static_cast<double>(values.size());
    ASSERT_EQ(n, 50 * 400);
    EXPECT_NEAR(mean(values), 5, 4 * 0.3 / std::sqrt(n));
    // Standard deviation of s for normal values: sigma / sqrt(2 n).
    EXPECT_NEAR(std::sqrt(sample_variance(values)), 0.3, 4 * 0.3 / std::sqrt(2 * n));
}

TEST(SensorNetwork, readings_drop_out_at_the_given_rate_and_are_nan) {
    engine::Port level = level_of_tanks(5);
    std::vector<Sensor> list;
    for (int i = 0; i < 50; ++i) {
        list.push_back({fmt::format("s{}", i), &level, 0, Duration::seconds(1), 0.3, 0.02});
    }
    SensorNetwork sensors{list, Duration::seconds(1), nullptr, SimTime::at_seconds(400)};
    const Arrivals arrivals = run(sensors, 400);
    double lost = 0;
    for (const auto& [sensor, readings] : arrivals.readings) {
        for (const auto& [when, value] : readings) {
            lost += std::isnan(value) ? 1 : 0;
        }
    }
    const double n = 50 * 400;
    EXPECT_NEAR(lost / n, 0.02, 4 * std::sqrt(0.02 * 0.98 / n));
    EXPECT_EQ(figure(sensors, "sensors.lost"), lost);
    EXPECT_EQ(figure(sensors, "sensors.readings"), n - lost);
    EXPECT_EQ(figure(sensors, "sensors.unpowered"), 0);
}

TEST(SensorNetwork, drop_out_does_not_shift_the_noise_of_other_readings) {
    engine::Port level = level_of_tanks(5);
    const auto read = [&level](double dropout) {
        SensorNetwork sensors{{{"s", &level, 0, Duration::seconds(1), 0.3, dropout}},
                              Duration::seconds(1),
                              nullptr,
                              SimTime::at_seconds(500)};
        return run(sensors, 500).readings.at(0);
    };
    const auto all = read(0);
    const auto some = read(0.3);
    int lost = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (std::isnan(some[i].second)) {
            ++lost;
        } else {
            ASSERT_EQ(some[i], all[i]);
        }
    }
    EXPECT_GT(lost, 100);
}

TEST(SensorNetwork, added_sensor_changes_no_other_sensors_readings) {
    engine::Port level = level_of_tanks(5);
    const Sensor a{"a", &level, 0, Duration::seconds(1), 0.3, 0};
    const Sensor b{"b", &level, 1, Duration::seconds(2), 0.3, 0};
    const Sensor added{"added", &level, 2, Duration::seconds(1), 0.5, 0.1};
    SensorNetwork few{{a, b}, Duration::seconds(1), nullptr, SimTime::at_seconds(100)};
    SensorNetwork more{{added, a, b}, Duration::seconds(1), nullptr, SimTime::at_seconds(100)};
    const Arrivals of_few = run(few, 100);
    const Arrivals of_more = run(more, 100);
    EXPECT_EQ(of_few.readings.at(0), of_more.readings.at(1));
    EXPECT_EQ(of_few.readings.at(1), of_more.readings.at(2));
    EXPECT_EQ(of_few.readings.at(0).size(), 100U);
    EXPECT_NE(of_few.readings.at(0)[1].second, of_few.readings.at(1)[0].second); // not one draw
}

TEST(SensorNetwork, another_seed_gives_other_noise) {
    engine::Port level = level_of_tanks(5);
    const auto read = [&level](std::uint32_t seed) {
        SensorNetwork sensors{{{"s", &level, 0, Duration::seconds(1), 0.3, 0}},
                              Duration::seconds(1),
                              nullptr,
                              SimTime::at_seconds(10)};
        return run(sensors, 10, seed).readings.at(0);
    };
    EXPECT_EQ(read(1), read(1));
    EXPECT_NE(read(1), read(2));
}

TEST(SensorNetwork, sensor_without_electricity_takes_no_reading) {
    engine::Port level = level_of_tanks(5);
    engine::Port supply{{"supply/sensor", "1", "sensor", ""}, 2, Duration{}, 1.0};
    supply.publish_element(SimTime::at_seconds(30), 1, 0); // dark from 30 to 50 s
    supply.publish_element(SimTime::at_seconds(50), 1, 1);
    supply.commit();
    const Sensor a{"a", &level, 0, Duration::seconds(10), 0, 0};
    const Sensor b{"b", &level, 0, Duration::seconds(10), 0, 0};
    SensorNetwork sensors{{a, b}, Duration::seconds(1), &supply, SimTime::at_seconds(60)};
    const auto readings = run(sensors, 60).readings;
    for (const auto& [when, value] : readings.at(0)) {
        EXPECT_EQ(value, 5) << when;
    }
    for (const auto& [when, value] : readings.at(1)) {
        EXPECT_EQ(std::isnan(value), when == 30 || when == 40) << when;
    }
    EXPECT_EQ(figure(sensors, "sensors.unpowered"), 2);
    EXPECT_EQ(figure(sensors, "sensors.readings"), 10);
}

TEST(SensorNetwork, sensor_of_a_quantity_without_a_value_reads_nan_and_is_counted_apart) {
    engine::Port level = level_of_tanks(5);
    level.publish_element(SimTime::at_seconds(15), 0, std::nan("")); // for the ticks of 20 and 30 s
    level.publish_element(SimTime::at_seconds(35), 0, 5);
    level.commit();
    SensorNetwork sensors{{{"s", &level, 0, Duration::seconds(10), 0.1, 0}},
                          Duration::seconds(1),
                          nullptr,
                          SimTime::at_seconds(50)};
    const auto readings = run(sensors, 50).readings.at(0);
    for (const auto& [when, value] : readings) {
        EXPECT_EQ(std::isnan(value), when == 20 || when == 30) << when;
    }
    EXPECT_EQ(figure(sensors, "sensors.readings"), 3);
    EXPECT_EQ(figure(sensors, "sensors.no_data"), 2);
    EXPECT_EQ(figure(sensors, "sensors.lost"), 0);
}

TEST(SensorNetwork, port_is_that_of_the_contract) {
    engine::Port level = level_of_tanks(5);
    SensorNetwork sensors{{{"s", &level, 0, Duration::seconds(10), 0, 0}},
                          Duration::seconds(1),
                          nullptr,
                          SimTime::at_seconds(10)};
    cityproof::testing::expect_contract(sensors.outputs(), "sensors/");
}

} // namespace
} // namespace cityproof::sensors
