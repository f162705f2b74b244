// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// A run with every kind of content, whose every value follows from its place: tests state what
/// must come back without asking the code under test.
namespace cityproof::testing {

struct SampleSize {
    std::size_t streets = 37;
    std::size_t record_frames = 12; ///< at 60 s, 120 s ...
    std::size_t fine_frames = 50;   ///< of axis "fine" and of the vehicles: 1 s, 2 s ...
};

io::RunFileLayout sample_layout(const SampleSize& size);

/// Value of a channel in a frame; every bit pattern class occurs: -0, denormals, infinities, NaN
/// with a payload.
float sample_value(std::size_t channel, std::size_t frame, std::size_t entity);
/// All channels of an axis at a frame.
std::vector<std::vector<float>> sample_frame(const io::RunFileLayout& layout, std::string_view axis,
                                             std::size_t frame);
/// Vehicles of a frame: between 0 and 6, a new one every second frame.
io::VehicleFrame sample_vehicles(std::size_t frame);
/// Number of vehicles seen up to and including `frame`.
std::size_t sample_vehicle_count(std::size_t frame);
std::string sample_vehicle_id(std::size_t index);
/// The event of every fifth fine frame.
io::EventRecord sample_event(std::size_t frame);

/// Appends fine frame `frame` with vehicles and event, and the record frame where one is due.
void append_sample_step(io::RunFileWriter& writer, const io::RunFileLayout& layout,
                        const SampleSize& size, std::size_t frame);

std::vector<contracts::KeyFigure> sample_key_figures();
inline constexpr std::uint64_t sample_trace_hash = 0xfedcba9876543210ULL;

/// Writes the whole run.
void write_sample(const std::filesystem::path& path, const SampleSize& size = {});

/// Fails the test unless frames of the reader equal the sample bit for bit. Returns the number of
/// frames compared.
std::size_t expect_sample_frames(const io::RunFileReader& reader, const SampleSize& size);

std::string file_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, const std::string& bytes);

/// What a program printed and how it ended (negative: by that signal).
struct Finished {
    std::string output;
    int code = 0;
};

/// Runs a program to its end, standard error included in the output.
Finished run(const std::vector<std::string>& command);
/// Starts a program and waits for its first line of output. Returns its process id.
int start(const std::vector<std::string>& command);
/// The program beside the tests that writes and reads in a process of its own.
std::string child_program();

} // namespace cityproof::testing
