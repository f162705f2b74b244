// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace cityproof::io {

/// A text file that is written piece by piece, for texts that are larger than memory should hold.
/// It is complete after close() only: whoever writes one gives it a temporary name until then.
class TextFile {
  public:
    /// Errors: InputError when the file exists already or its folder cannot be written.
    explicit TextFile(const std::filesystem::path& path);
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    ~TextFile();

    /// Errors: EngineError with the system's reason (a full disk), here or at a later call.
    void write(std::string_view text);
    /// Writes what is still in memory and syncs it to the disk. Errors: as write().
    void close();

  private:
    [[noreturn]] void fail() const;

    std::filesystem::path path_;
    std::FILE* file_;
};

} // namespace cityproof::io
