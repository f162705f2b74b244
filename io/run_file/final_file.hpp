// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_content.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace cityproof::io {

/// What a run adds when it ends in good order.
struct Completion {
    std::vector<contracts::KeyFigure> key_figures;
    std::uint64_t trace_hash = 0;
    std::vector<MetaEntry> meta; ///< added to /meta; replaces an entry of the same key
};

/// Returns `path`. Errors: InputError when a finished file could not be renamed to it: no such
/// folder, or it names something that is not a regular file.
const std::filesystem::path& checked_output(const std::filesystem::path& path);

/// Waits until a file, or the names in a folder, are on the disk. Errors: Hdf5Error.
void sync_to_disk(const std::filesystem::path& path);

/// Writes the whole frames of `source`, their copies by entity and the completion (none: marked
/// incomplete) to a temporary file beside `path`, syncs it and renames it to `path`. Its bytes
/// depend on the content only. Memory: a block of frames, about 32 MiB, whatever the run's length.
/// Errors: Hdf5Error, InputError (source); nothing is left at the temporary name and `path` is
/// untouched.
void write_final_file(const RunContent& source, const std::optional<Completion>& completion,
                      const std::filesystem::path& path);

} // namespace cityproof::io
