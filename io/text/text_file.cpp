// SPDX-License-Identifier: Apache-2.0
#include "io/text/text_file.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace cityproof::io {
namespace {

std::string reason() {
    return std::error_code{errno, std::generic_category()}.message();
}

} // namespace

TextFile::TextFile(const std::filesystem::path& path)
    : path_{path},
      file_{std::fopen(path.c_str(), "wbxe")} {
    if (file_ == nullptr) {
        throw InputError({path.string()}, fmt::format("cannot be written: {}", reason()),
                         "a new file in a folder that exists and may be written");
    }
}

TextFile::~TextFile() {
    if (file_ != nullptr) {
        std::fclose(file_);
    }
}

void TextFile::fail() const {
    throw EngineError("file system", fmt::format("writing {}: {}", path_.string(), reason()));
}

void TextFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
        fail();
    }
}

void TextFile::close() {
    if (std::fflush(file_) != 0 || (::fsync(::fileno(file_)) != 0 && errno != EINVAL)) {
        fail();
    }
    std::FILE* file = file_;
    file_ = nullptr;
    if (std::fclose(file) != 0) {
        fail();
    }
}

} // namespace cityproof::io
