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
    std::vector<double> x_m;
    std::vector<double> y_m;
    std::vector<float> speed_mps;
};

/// What to do with a .part that a killed run left: only a viewer, which shows what there is, reads
/// it as it stands.
enum class KilledRun { refuse, accept };

/// Reads a run file (complete, or a growing .part under SWMR). Hostile files (absurd extents, wrong
/// types, truncated) give an InputError, never a crash or an allocation beyond the file's own size
/// times a small factor. Threads: one at a time.
class RunFileReader {
  public:
    /// Errors: InputError when the file is missing, not a run file of ours, of a newer format, or
    /// was killed in mid-write ("run `cityproof recover`"). HDF5 cannot open a growing file for
    /// reading in the process that writes it, and two readers of one growing file in one process
    /// share what HDF5 knows of it: keep one and refresh() it.
    explicit RunFileReader(const std::filesystem::path& path, KilledRun killed = KilledRun::refuse);
    RunFileReader(RunFileReader&&) noexcept;
    RunFileReader& operator=(RunFileReader&&) noexcept;
    ~RunFileReader();

    /// Reads what a growing file got since the last look: frames, events, vehicles. Returns whether
    /// there was any.
    bool refresh();
    /// Whether the run reached its end: key figures and trace hash are there.
    bool complete() const;
    /// Whether a run is still writing this file. Once false, the run's result stands under its
    /// final name (".part" cut off), unless the run was killed.
    bool growing() const;

    const std::vector<MetaEntry>& meta() const;
    std::string meta(std::string_view key) const; ///< empty when absent
    const std::vector<MetaEntry>& privacy() const;
    const std::vector<EntityTable>& tables() const; ///< without the moving entities
    const EntityTable* table(std::string_view name) const;
    const std::vector<AxisDescription>& axes() const;
    const std::vector<ChannelDescription>& channels() const;
    const std::vector<contracts::KeyFigure>& key_figures() const;
    const std::vector<EventRecord>& events() const;
    std::optional<std::uint64_t> trace_hash() const; ///< nullopt while the run is not complete

    std::vector<double> times_s(std::string_view axis) const;
    /// Values of one frame, shape: the channel's table. Errors (this and the following): InputError
    /// for a name that the file does not have or values that cannot be read, std::out_of_range for
    /// an index.
    std::vector<float> frame(std::string_view channel, std::size_t index) const;
    /// Values of one entity over all frames.
    std::vector<float> series(std::string_view channel, std::size_t entity) const;
    bool has_vehicles() const;
    /// Names of the moving entities: VehicleFrame::entity is an index into it.
    const std::vector<std::string>& vehicle_ids() const;
    VehicleFrame vehicle_frame(std::size_t index) const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// Makes a run file, marked incomplete, of the .part file that a killed run left: every dataset up
/// to the last complete time row of its axis. The .part stays as it is. Returns the last
/// complete simulated second. Errors: InputError when nothing can be recovered.
double recover_run_file(const std::filesystem::path& part, const std::filesystem::path& path);

} // namespace cityproof::io
