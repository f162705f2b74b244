// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.hpp"

#include <cstdint>
#include <string>

namespace cityproof::bench {

/// A checkpoint written at one instant of a run.
class CheckpointFile final : public engine::RunObserver {
  public:
    /// Parameters: `at` is an instant at which the engine re-bases. `engine` outlives this.
    CheckpointFile(const engine::Engine& engine, std::string file, SimTime at);

    /// Writes to a temporary name, forces that to the disk, and renames it. Errors: EngineError
    /// when the file cannot be written.
    void on_rebase(SimTime now) override;

    bool written() const { return written_; }

    double seconds() const { return seconds_; }

    std::uint64_t bytes() const { return bytes_; }

  private:
    const engine::Engine& engine_;
    std::string file_;
    SimTime at_;
    bool written_ = false;
    double seconds_ = 0;
    std::uint64_t bytes_ = 0;
};

/// Brings `engine` to the state in `file`. Errors: InputError when the file is not a checkpoint of
/// these models.
void restore_from(const std::string& file, engine::Engine& engine);

} // namespace cityproof::bench
