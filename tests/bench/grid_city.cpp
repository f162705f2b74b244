// SPDX-License-Identifier: Apache-2.0
#include "grid_city.hpp"

#include "io/run_file/run_file_writer.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace cityproof::bench {

namespace {

constexpr double block_m = 100;

/// A hash as a number in [0, 1): the same city every time, on every machine.
double share(std::size_t a, std::size_t b) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b * 0xC2B2AE3D27D4EB4FULL + 1;
    x ^= x >> 31;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 29;
    return static_cast<double>(x >> 11) / 9007199254740992.0;
}

io::EntityTable streets_of(std::size_t count) {
    io::EntityTable table{"street", {}, {}};
    const auto side =
        static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count) / 4)));
    for (std::size_t index = 0; index < count; ++index) {
        const std::size_t crossing = index / 4;
        const double x = static_cast<double>(crossing % side) * block_m;
        const double y = static_cast<double>(crossing / side) * block_m;
        io::Point from{x, y};
        io::Point to = (index % 4) < 2 ? io::Point{x + block_m, y} : io::Point{x, y + block_m};
        if (index % 2 == 1) {
            std::swap(from, to);
        }
        const io::Point middle{(from.x_m + to.x_m) / 2 + 6 * share(index, 1),
                               (from.y_m + to.y_m) / 2 + 6 * share(index, 2)};
        table.ids.push_back("s" + std::to_string(index));
        table.geometry.push_back({io::GeometryKind::line, {from, middle, to}});
    }
    return table;
}

std::vector<float> speeds(std::size_t count, std::size_t frame) {
    std::vector<float> values(count);
    const double phase = static_cast<double>(frame) * 0.05;
    for (std::size_t index = 0; index < count; ++index) {
        values[index] = static_cast<float>(7 + 6 * std::sin(phase + 6.28 * share(index, 3)));
    }
    return values;
}

void append_vehicles(io::RunFileWriter& writer, const io::EntityTable& streets,
                     const GridCity& city, std::size_t frame) {
    std::vector<std::uint32_t> entity(city.vehicles);
    std::vector<double> x(city.vehicles);
    std::vector<double> y(city.vehicles);
    std::vector<float> speed(city.vehicles);
    std::vector<std::string> ids;
    for (std::size_t vehicle = 0; vehicle < city.vehicles; ++vehicle) {
        const auto street =
            static_cast<std::size_t>(share(vehicle, 4) * static_cast<double>(city.streets));
        const auto& line = streets.geometry[street].points;
        const double along = std::fmod(share(vehicle, 5) + 0.1 * static_cast<double>(frame), 1.0);
        entity[vehicle] = static_cast<std::uint32_t>(vehicle);
        x[vehicle] = line.front().x_m + along * (line.back().x_m - line.front().x_m);
        y[vehicle] = line.front().y_m + along * (line.back().y_m - line.front().y_m);
        speed[vehicle] = static_cast<float>(15 * share(vehicle, 6));
        if (frame == 0) {
            ids.push_back("v" + std::to_string(vehicle));
        }
    }
    writer.append_vehicles(static_cast<double>(frame + 1), {entity, x, y, speed, ids});
}

} // namespace

void write_grid_city(const std::filesystem::path& path, const GridCity& city) {
    io::RunFileLayout layout;
    layout.meta = {{"scenario_name", "grid city"},
                   {"city_name", "Grid"},
                   {"start_local", "2026-11-10T00:00:00"},
                   {"time_zone", "Europe/Berlin"},
                   {"version", "bench"}};
    layout.tables = {streets_of(city.streets)};
    layout.axes = {{"record"}};
    layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"}};
    layout.vehicles = true;
    io::RunFileWriter writer{path, layout};
    for (std::size_t frame = 0; frame < city.vehicle_frames; ++frame) {
        append_vehicles(writer, layout.tables[0], city, frame);
    }
    for (std::size_t frame = 0; frame < city.frames; ++frame) {
        writer.append_frame("record", 60.0 * static_cast<double>(frame + 1),
                            {speeds(city.streets, frame)});
    }
    writer.finish({}, 1, {});
}

} // namespace cityproof::bench
