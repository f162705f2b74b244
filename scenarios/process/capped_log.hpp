// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace cityproof::process {

/// A log file that a flood cannot blow up: it holds the first `head_bytes` and, behind a line that
/// says how much is left out, the last `tail_bytes`.
class CappedLog {
  public:
    /// Replaces the file. Errors: InputError when it cannot be written.
    CappedLog(const std::filesystem::path& path, std::size_t head_bytes, std::size_t tail_bytes);

    void append(std::string_view text);
    /// Writes what was held back; append must not be called afterwards.
    void close();

  private:
    std::ofstream file_;
    std::size_t head_left_;
    std::size_t tail_bytes_;
    std::size_t dropped_ = 0;
    std::string tail_;
};

} // namespace cityproof::process
