// SPDX-License-Identifier: Apache-2.0
// Writes or reads a sample run in a process of its own, for tests that kill it or give it limits.
// usage: run_file_child stream PATH FRAMES PAUSE_US     writes frames, then finishes; prints
// "ready" first
//        run_file_child limited PATH BYTES FRAMES       as stream, with no file longer than BYTES
//        run_file_child read PATH                       reads everything with 512 MiB of memory and
//        20 s of time run_file_child abandon PATH FRAMES             writes frames and abandons the
//        run
#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "sample_run.hpp"

namespace {

using namespace cityproof;
using namespace cityproof::testing;

constexpr std::size_t unlimited = 100'000'000;

void write_frames(io::RunFileWriter& writer, std::size_t frames, long pause_us) {
    const SampleSize size{.record_frames = unlimited, .fine_frames = unlimited};
    const io::RunFileLayout layout = sample_layout(size);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        append_sample_step(writer, layout, size, frame);
        if (pause_us > 0) {
            std::this_thread::sleep_for(std::chrono::microseconds{pause_us});
        }
    }
}

void stream(const std::string& path, std::size_t frames, long pause_us) {
    io::RunFileWriter writer{path, sample_layout({})};
    fmt::print("ready\n");
    std::fflush(stdout);
    write_frames(writer, frames, pause_us);
    writer.finish(sample_key_figures(), sample_trace_hash, {});
}

void limit(decltype(RLIMIT_AS) what, rlim_t most) {
    const rlimit value{most, most};
    ::setrlimit(what, &value);
}

std::size_t read_everything(const std::string& path) {
    const io::RunFileReader reader{path};
    std::size_t values = 0;
    for (const io::ChannelDescription& channel : reader.channels()) {
        const std::size_t frames = reader.times_s(channel.axis).size();
        for (std::size_t k = 0; k < frames; ++k) {
            values += reader.frame(channel.name, k).size();
        }
        for (std::size_t e = 0; e < reader.table(channel.table)->ids.size(); ++e) {
            values += reader.series(channel.name, e).size();
        }
    }
    for (std::size_t k = 0; reader.has_vehicles() && k < reader.times_s("vehicles").size(); ++k) {
        values += reader.vehicle_frame(k).entity.size();
    }
    return values;
}

int act(const std::string& mode, const std::vector<std::string>& arguments) {
    const std::string& path = arguments.at(0);
    if (mode == "stream") {
        stream(path, std::stoul(arguments.at(1)), std::stol(arguments.at(2)));
    } else if (mode == "limited") {
        limit(RLIMIT_FSIZE, std::stoul(arguments.at(1)));
        stream(path, std::stoul(arguments.at(2)), 0);
    } else if (mode == "read") {
        limit(RLIMIT_AS, 512U << 20U);
        ::alarm(20);
        fmt::print("{} values\n", read_everything(path));
    } else if (mode == "abandon") {
        io::RunFileWriter writer{path, sample_layout({})};
        write_frames(writer, std::stoul(arguments.at(1)), 0);
        writer.abandon();
    } else {
        return 3;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    return cityproof::run_program("run_file_child", [&] {
        return static_cast<cityproof::ExitCode>(act(argv[1], {argv + 2, argv + argc}));
    });
}
