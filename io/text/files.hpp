// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cityproof::io {

/// Opens for reading and returns the file descriptor, which the caller closes. Errors: InputError
/// when it is missing, unreadable or no regular file: a FIFO or a device would hang or never end.
int open_regular_file(const std::filesystem::path& path);

/// Content of a regular file. Errors: InputError when it is missing, unreadable, no regular file (a
/// FIFO would hang), or larger than `max_bytes`.
std::string read_text_file(const std::filesystem::path& path, std::size_t max_bytes = 1U << 30U);

/// Writes to "<path>.tmp-<pid>" in the same folder, syncs, renames: `path` holds the old content or
/// all of the new. Errors: InputError (no such folder, not writable), EngineError (disk full); the
/// temporary file is removed.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// Gives a finished file its name in the same folder: syncs, renames, syncs the folder. Errors:
/// EngineError; `temporary` is removed then.
void put_in_place(const std::filesystem::path& temporary, const std::filesystem::path& path);

/// Resolves `relative` against `folder`. Errors: InputError when the result, symlinks followed,
/// leaves `folder`, or `relative` is absolute.
std::filesystem::path inside_folder(const std::filesystem::path& folder,
                                    const std::filesystem::path& relative,
                                    const std::string& mentioned_in);

/// The folder of shipped data (schemas, policies, demo): $CITYPROOF_DATA, else ../share/cityproof
/// or ../../data beside the running program. Errors: InputError when none exists.
std::filesystem::path data_folder();

} // namespace cityproof::io
