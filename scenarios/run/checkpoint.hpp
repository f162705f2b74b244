// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/state.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "scenarios/run/run_inputs.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cityproof::scenarios {

/// Of a run file "run.h5": "run.h5.checkpoint".
std::filesystem::path checkpoint_path(const std::filesystem::path& run_file);

/// A moment of a run that can be gone on from.
struct CheckpointMoment {
    SimTime at;
    io::RunFilePosition position; ///< what the .part held then
};

/// What a checkpoint cost, for reports.
struct CheckpointCost {
    std::uint64_t bytes = 0;
    double wall_s = 0;
};

/// Keeps the newest checkpoint of a run in a file beside its .part. There is never a half-written
/// one under that name: it is written to another, synced to the disk and renamed.
class CheckpointWriter {
  public:
    /// Parameters: `kept` is the time of the checkpoint that the run goes on from; without one,
    /// that of an earlier run of that name is removed.
    CheckpointWriter(const std::filesystem::path& run_file, std::vector<RunInput> inputs,
                     std::optional<SimTime> kept);

    /// Replaces the checkpoint. Parameters: `save` writes the sections of the run. Errors:
    /// EngineError when the disk is full; the checkpoint before it stays.
    CheckpointCost write(const CheckpointMoment& moment,
                         const std::function<void(engine::StateWriter&)>& save);

    /// Simulated time of the checkpoint that is there.
    std::optional<SimTime> last() const { return last_; }

    /// The run has ended well: nobody goes on from here.
    void remove();

  private:
    std::filesystem::path path_;
    std::filesystem::path growing_;
    std::vector<RunInput> inputs_;
    std::optional<SimTime> last_;
};

/// A checkpoint that is read.
class Checkpoint {
  public:
    /// Reads the file once from end to end, so that damage shows before anything is changed.
    /// Errors: InputError when there is none, when it is damaged, cut short, of a newer format, or
    /// of a run with other inputs.
    Checkpoint(const std::filesystem::path& run_file, const std::vector<RunInput>& inputs);

    const CheckpointMoment& moment() const { return moment_; }

    /// The sections of the run, from the first.
    engine::StateReader& state() { return *reader_; }

    /// All sections of the run have been read. Errors: InputError when there are more.
    void finish();

  private:
    void read_header(const std::vector<RunInput>& inputs);
    void open();

    std::filesystem::path path_;
    std::ifstream file_;
    std::unique_ptr<engine::StateReader> reader_;
    CheckpointMoment moment_;
};

} // namespace cityproof::scenarios
