// SPDX-License-Identifier: Apache-2.0
#include "sample_run.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <iterator>

namespace cityproof::testing {

io::RunFileLayout sample_layout(const SampleSize& size) {
    io::RunFileLayout layout;
    layout.meta = {
        {"scenario", "format: 1\n# " + std::string(100'000, 'x') + " a text longer than 64 KiB"},
        {"seed", "7"},
        {"city", "Zürich – Süd"},
        {"empty", ""},
        {"a_first_in_the_alphabet", "but not in the file"}};
    layout.privacy = {{"demand", "synthetic"}};
    io::EntityTable streets{"street", {}, {}};
    for (std::size_t i = 0; i < size.streets; ++i) {
        const auto x_m = static_cast<double>(i) * 10.25;
        streets.ids.push_back("street#" + std::to_string(i));
        streets.geometry.push_back(
            {io::GeometryKind::line, {{x_m, 0.1}, {x_m + 3, -7}, {x_m + 5, 1e6}}});
    }
    io::EntityTable signals{"signal", {"b", "a", "ä long name, with spaces/and a slash"}, {}};
    signals.geometry = {{io::GeometryKind::point, {{1, 2}}},
                        {io::GeometryKind::none, {}},
                        {io::GeometryKind::polygon, {{0, 0}, {1, 0}, {1, 1}, {0, 0}}}};
    layout.tables = {streets, signals, {"nothing", {}, {}}};
    layout.axes = {{"record"}, {"fine"}, {"never"}};
    layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"},
                       {"sensors/reading", "1", "signal", "fine", ""},
                       {"services/none", "W", "nothing", "record", "of a table without entities"},
                       {"traffic/a", "1", "signal", "record", "out of alphabet order"},
                       {"energy/never", "pu", "street", "never", "an axis without frames"}};
    layout.vehicles = true;
    return layout;
}

float sample_value(std::size_t channel, std::size_t frame, std::size_t entity) {
    constexpr std::array<std::uint32_t, 6> special{0x80000000U, 0x00000001U, 0x7f800000U,
                                                   0xff800000U, 0x7fc12345U, 0xffffffffU};
    const std::size_t place = frame * 31 + entity * 7 + channel;
    if (place % 11 < special.size()) {
        return std::bit_cast<float>(special[place % 11]);
    }
    return static_cast<float>(static_cast<double>(place) * 0.1 - 3.0);
}

std::vector<std::vector<float>> sample_frame(const io::RunFileLayout& layout, std::string_view axis,
                                             std::size_t frame) {
    std::vector<std::vector<float>> values;
    for (std::size_t c = 0; c < layout.channels.size(); ++c) {
        if (layout.channels[c].axis == axis) {
            const auto table =
                std::ranges::find(layout.tables, layout.channels[c].table, &io::EntityTable::name);
            std::vector<float> row(table->ids.size());
            for (std::size_t e = 0; e < row.size(); ++e) {
                row[e] = sample_value(c, frame, e);
            }
            values.push_back(std::move(row));
        }
    }
    return values;
}

std::size_t sample_vehicle_count(std::size_t frame) {
    return frame / 2 + 1;
}

std::string sample_vehicle_id(std::size_t index) {
    return "vehicle." + std::string(index % 20, '_') + std::to_string(index);
}

io::VehicleFrame sample_vehicles(std::size_t frame) {
    io::VehicleFrame vehicles;
    const std::size_t known = sample_vehicle_count(frame);
    const std::size_t count = std::min(frame % 7, known);
    for (std::size_t i = 0; i < count; ++i) {
        const auto index = static_cast<std::uint32_t>(known - 1 - i);
        vehicles.entity.push_back(index);
        vehicles.x_m.push_back(static_cast<double>(index) + static_cast<double>(frame) / 3.0);
        // As far north as Helsinki: a float would be wrong by a quarter of a metre.
        vehicles.y_m.push_back(6'673'000.1 - static_cast<double>(index));
        vehicles.speed_mps.push_back(sample_value(9, frame, index));
    }
    return vehicles;
}

io::EventRecord sample_event(std::size_t frame) {
    return {static_cast<double>(frame + 1), "outage", "line/line:" + std::to_string(frame),
            frame % 2 == 0 ? "" : "Kurzschluß im Feld " + std::to_string(frame)};
}

void append_sample_step(io::RunFileWriter& writer, const io::RunFileLayout& layout,
                        const SampleSize& size, std::size_t frame) {
    const auto time_s = static_cast<double>(frame + 1);
    if (frame < size.record_frames) {
        writer.append_frame("record", 60 * time_s, sample_frame(layout, "record", frame));
    }
    if (frame >= size.fine_frames) {
        return;
    }
    writer.append_frame("fine", time_s, sample_frame(layout, "fine", frame));
    const io::VehicleFrame vehicles = sample_vehicles(frame);
    std::vector<std::string> new_ids;
    const std::size_t known = frame == 0 ? 0 : sample_vehicle_count(frame - 1);
    for (std::size_t i = known; i < sample_vehicle_count(frame); ++i) {
        new_ids.push_back(sample_vehicle_id(i));
    }
    writer.append_vehicles(
        time_s, {vehicles.entity, vehicles.x_m, vehicles.y_m, vehicles.speed_mps, new_ids});
    if (frame % 5 == 0) {
        writer.append_event(sample_event(frame));
    }
}

std::vector<contracts::KeyFigure> sample_key_figures() {
    return {{"traffic.delay_mean", 12.5, "s", contracts::Direction::lower_is_better,
             "Mean over all trips."},
            {"energy.served", -0.0, "kWh", contracts::Direction::higher_is_better, "Größe"},
            {"water.neutral", 1e300, "m3", contracts::Direction::neutral, ""}};
}

void write_sample(const std::filesystem::path& path, const SampleSize& size) {
    const io::RunFileLayout layout = sample_layout(size);
    io::RunFileWriter writer{path, layout};
    for (std::size_t frame = 0; frame < std::max(size.fine_frames, size.record_frames); ++frame) {
        append_sample_step(writer, layout, size, frame);
    }
    const std::vector<io::MetaEntry> meta{{"seed", "8"}, {"ended", "yes"}};
    writer.finish(sample_key_figures(), sample_trace_hash, meta);
}

namespace {

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return std::ranges::equal(a, b, [](float x, float y) {
        return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y);
    });
}

std::size_t expect_channel_frames(const io::RunFileReader& reader, const io::RunFileLayout& layout,
                                  std::string_view axis) {
    const std::size_t frames = reader.times_s(axis).size();
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const auto expected = sample_frame(layout, axis, frame);
        std::size_t column = 0;
        for (const io::ChannelDescription& channel : layout.channels) {
            if (channel.axis == axis) {
                EXPECT_TRUE(same_bits(reader.frame(channel.name, frame), expected[column]))
                    << channel.name << " frame " << frame;
                ++column;
            }
        }
    }
    return frames;
}

} // namespace

std::size_t expect_sample_frames(const io::RunFileReader& reader, const SampleSize& size) {
    const io::RunFileLayout layout = sample_layout(size);
    std::size_t compared = 0;
    for (const char* axis : {"record", "fine", "never"}) {
        compared += expect_channel_frames(reader, layout, axis);
    }
    const std::vector<double> times_s = reader.times_s("vehicles");
    for (std::size_t frame = 0; frame < times_s.size(); ++frame) {
        EXPECT_EQ(times_s[frame], static_cast<double>(frame + 1));
        const io::VehicleFrame expected = sample_vehicles(frame);
        const io::VehicleFrame found = reader.vehicle_frame(frame);
        EXPECT_EQ(found.entity, expected.entity);
        EXPECT_EQ(found.x_m, expected.x_m);
        EXPECT_EQ(found.y_m, expected.y_m);
        EXPECT_TRUE(same_bits(found.speed_mps, expected.speed_mps))
            << "vehicles of frame " << frame;
    }
    for (std::size_t i = 0; i < reader.vehicle_ids().size(); ++i) {
        EXPECT_EQ(reader.vehicle_ids()[i], sample_vehicle_id(i));
    }
    std::size_t event = 0;
    for (const io::EventRecord& found : reader.events()) {
        const io::EventRecord expected = sample_event(5 * event++);
        EXPECT_EQ(found.time_s, expected.time_s);
        EXPECT_EQ(found.kind + '|' + found.target + '|' + found.reason,
                  expected.kind + '|' + expected.target + '|' + expected.reason);
    }
    return compared + times_s.size();
}

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

namespace {

struct Started {
    int process = 0;
    int output = -1;
};

Started spawn(const std::vector<std::string>& command) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error{"no pipe"};
    }
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    const int process = ::fork();
    if (process == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    return {process, ends[0]};
}

} // namespace

Finished run(const std::vector<std::string>& command) {
    const Started started = spawn(command);
    Finished finished;
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(started.output, buffer.data(), buffer.size())) > 0;) {
        finished.output.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(started.output);
    int status = 0;
    ::waitpid(started.process, &status, 0);
    finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return finished;
}

int start(const std::vector<std::string>& command) {
    const Started started = spawn(command);
    char c = 0;
    while (::read(started.output, &c, 1) == 1 && c != '\n') {
    }
    // The reading end stays open: the program must not die of a closed pipe.
    return started.process;
}

std::string child_program() {
    return std::string{CITYPROOF_TEST_BIN_DIR} + "/run_file_child";
}

} // namespace cityproof::testing
