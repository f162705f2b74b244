// SPDX-License-Identifier: Apache-2.0
#include "io/gis/zip_member.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

namespace cityproof::io {

std::optional<std::string> read_zip_member(const std::filesystem::path& archive,
                                           const std::string& name, std::size_t most_bytes) {
    ::close(open_regular_file(archive));
    const std::string root = fmt::format("/vsizip/{{{}}}", archive.string());
    VSIStatBufL status{};
    if (VSIStatL(root.c_str(), &status) != 0) {
        throw InputError({archive.string(), 0, {}}, "is no .zip archive or damaged");
    }
    const std::string path = root + "/" + name;
    if (VSIStatL(path.c_str(), &status) != 0) {
        return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > most_bytes) {
        throw InputError({archive.string(), 0, name}, fmt::format("has {} bytes", size),
                         fmt::format("at most {}", most_bytes));
    }

    struct Close {
        void operator()(VSILFILE* file) const { VSIFCloseL(file); }
    };

    const std::unique_ptr<VSILFILE, Close> file{VSIFOpenL(path.c_str(), "rb")};
    std::string text(size, '\0');
    if (!file || VSIFReadL(text.data(), 1, size, file.get()) != size) {
        throw InputError({archive.string(), 0, name}, "is damaged");
    }
    return text;
}

} // namespace cityproof::io
