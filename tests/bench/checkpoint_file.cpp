// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/checkpoint_file.hpp"

#include "core/base/errors.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "tests/bench/stopwatch.hpp"

namespace cityproof::bench {
namespace {

/// Forces what was written to `file`, or the names in a folder, to the disk.
void sync_to_disk(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!synced) {
        throw EngineError("checkpoint", file.string() + " cannot be forced to the disk");
    }
}

} // namespace

CheckpointFile::CheckpointFile(const engine::Engine& engine, std::string file, SimTime at)
    : engine_{engine},
      file_{std::move(file)},
      at_{at} {
}

void CheckpointFile::on_rebase(SimTime now) {
    if (now != at_) {
        return;
    }
    const Stopwatch stopwatch;
    const std::string unfinished = file_ + ".part";
    {
        std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
        engine::StateWriter writer{out};
        engine_.save(writer);
        writer.finish();
    }
    sync_to_disk(unfinished);
    std::filesystem::rename(unfinished, file_);
    const std::filesystem::path folder = std::filesystem::path{file_}.parent_path();
    sync_to_disk(folder.empty() ? "." : folder);
    seconds_ = stopwatch.wall_s();
    bytes_ = std::filesystem::file_size(file_);
    written_ = true;
}

void restore_from(const std::string& file, engine::Engine& engine) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw InputError({file, 0, ""}, "cannot be opened", "a checkpoint file");
    }
    engine::StateReader reader{in, file};
    engine.restore(reader);
    reader.finish();
}

} // namespace cityproof::bench
