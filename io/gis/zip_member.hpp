// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::io {

/// Content of a file in a .zip archive; nullopt when the archive has none of that name. Errors:
/// InputError when the archive cannot be read, or the file is larger than `most_bytes` or damaged.
std::optional<std::string> read_zip_member(const std::filesystem::path& archive,
                                           const std::string& name,
                                           std::size_t most_bytes = std::size_t{1} << 30U);

} // namespace cityproof::io
