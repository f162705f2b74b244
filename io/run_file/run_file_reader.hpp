// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// One frame of moving entities as read.
struct VehicleFrame {
    std::vector<std::uint32_t> entity;
    std::vector<float> x_m;
    std::vector<float> y_m;
    std::vector<float> speed_mps;
};

/// Reads a run file (complete, or a growing .part under SWMR). Hostile files (absurd extents, wrong types, truncated)
/// give an InputError, never a crash or an allocation beyond the file's own size times a small factor.
/// Threads: one at a time.
class RunFileReader {
  public:
    /// Errors: InputError when the file is missing, not a run file of ours, of a newer format, or was killed in
    /// mid-write ("run `cityproof recover`").
    explicit RunFileReader(const std::filesystem::path& path);
    RunFileReader(RunFileReader&&) noexcept;
    ~RunFileReader();

    const std::vector<MetaEntry>& meta() const;
    std::string meta(std::string_view key) const; ///< empty when absent
    const std::vector<EntityTable>& tables() const;
    const EntityTable* table(std::string_view name) const;
    const std::vector<ChannelDescription>& channels() const;
    const std::vector<contracts::KeyFigure>& key_figures() const;
    const std::vector<EventRecord>& events() const;
    std::optional<std::uint64_t> trace_hash() const; ///< nullopt while the run is not complete

    std::vector<double> times_s(std::string_view axis) const;
    /// Values of one frame, shape: the channel's table.
    std::vector<float> frame(std::string_view channel, std::size_t index) const;
    /// Values of one entity over all frames.
    std::vector<float> series(std::string_view channel, std::size_t entity) const;
    bool has_vehicles() const;
    VehicleFrame vehicle_frame(std::size_t index) const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// Mends a .part file left by a killed run: clears the SWMR mark, trims every dataset to the last complete time row of
/// its axis and writes it as `path` (marked incomplete). Returns the last complete simulated second.
/// Errors: InputError when nothing can be recovered.
double recover_run_file(const std::filesystem::path& part, const std::filesystem::path& path);

} // namespace cityproof::io
