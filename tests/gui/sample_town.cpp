// SPDX-License-Identifier: Apache-2.0
#include "sample_town.hpp"

#include <chrono>
#include <csignal>
#include <limits>
#include <thread>

namespace cityproof::testing {

namespace {

using io::Geometry;
using io::GeometryKind;
using io::Point;

Geometry line(Point from, Point to) {
    return {GeometryKind::line, {from, to}};
}

Geometry square(double x, double y, double side) {
    return {GeometryKind::polygon,
            {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}};
}

io::RunFileLayout town_layout(const TownVariant& variant) {
    const std::string& prefix = variant.street_prefix;
    io::RunFileLayout layout;
    layout.meta = {{"scenario_name", variant.scenario},
                   {"city_name", "Rivabella"},
                   {"seed", "7"},
                   {"policy", variant.policy},
                   {"policy_title", variant.policy_title},
                   {"version", "0.1.0"},
                   {"start_local", variant.start_local},
                   {"time_zone", "Europe/Rome"},
                   {"attribution", variant.attribution}};
    layout.tables = {
        {"street",
         {prefix + "we", prefix + "ew", prefix + "ns", prefix + "sn"},
         {line({0, 0}, {town_length_m, 0}), line({town_length_m, 0}, {0, 0}),
          line({500, 400}, {500, -400}), line({500, -400}, {500, 400})}},
        {"signal",
         {"north", "south"},
         {{GeometryKind::point, {{500, 100}}}, {GeometryKind::point, {{500, -100}}}}},
        {"building", {"b1", "b2"}, {square(100, 100, 60), square(700, -200, 80)}},
        {"water_area", {"lake"}, {square(200, -350, 150)}},
        {"line", {"line:1"}, {line({0, 200}, {1000, 200})}},
        {"meter", {"m1"}, {{}}},
    };
    layout.axes = {{"record"}};
    layout.channels = {
        {"traffic/street_speed", variant.speed_unit, "street", "record",
         "mean speed of the vehicles on the street"},
        {"traffic/signal_dark", "1", "signal", "record", "1 when switched off for want of supply"},
        {"energy/line_loading", "1", "line", "record", "current as a fraction of the rated one"},
        {"services/meter_load", "W", "meter", "record", "mean of the running interval"},
    };
    layout.vehicles = true;
    return layout;
}

void append_vehicles(io::RunFileWriter& writer, int minute) {
    const std::vector<std::uint32_t> entity{0, 1};
    const std::vector<double> x{10.0 * minute, 500};
    const std::vector<double> y{0, 5.0 * minute};
    const std::vector<float> speed{3, 4};
    const std::vector<std::string> ids =
        minute == 1 ? std::vector<std::string>{"car", "van"} : std::vector<std::string>{};
    writer.append_vehicles(60.0 * minute, {entity, x, y, speed, ids});
}

} // namespace

void write_town(const std::filesystem::path& path, const TownVariant& variant) {
    io::RunFileWriter writer{path, town_layout(variant)};
    for (int minute = 1; minute <= variant.minutes; ++minute) {
        const double time_s = 60.0 * minute;
        const std::vector<float> speeds{
            time_s <= 1800 ? 10.0F : 2.0F, static_cast<float>(12 + variant.faster_mps),
            std::numeric_limits<float>::quiet_NaN(), static_cast<float>(time_s / 300)};
        writer.append_frame("record", time_s,
                            {speeds, {time_s >= 1200 ? 1.0F : 0.0F, 0.0F}, {0.9F}, {250.0F}});
        append_vehicles(writer, minute);
        if (variant.pause_ms > 0) {
            writer.sync();
            std::this_thread::sleep_for(std::chrono::milliseconds{variant.pause_ms});
        }
    }
    for (const io::EventRecord& event : variant.events) {
        writer.append_event(event);
    }
    if (variant.die) {
        writer.sync();
        std::raise(SIGKILL);
    }
    if (variant.finished) {
        writer.finish({}, 0x1234, {});
    } else {
        writer.abandon();
    }
}

} // namespace cityproof::testing
