// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/pending_output.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace cityproof::exporting {
namespace {

namespace fs = std::filesystem;

void require_free(const fs::path& output, bool replace) {
    std::error_code ignored;
    const fs::file_status status = fs::symlink_status(output, ignored);
    if (!fs::exists(status)) {
        return;
    }
    if (fs::is_directory(status)) {
        throw InputError({output.string()}, "is a folder that exists already",
                         "a new name: folders are never replaced", "give another one with -o");
    }
    if (!replace) {
        throw InputError({output.string()}, "exists already", "a new name",
                         "give another one with -o, or --force to replace the file");
    }
    if (!fs::is_regular_file(status)) {
        throw InputError({output.string()}, "is no regular file, so it is not replaced",
                         "a new name", "give another one with -o");
    }
}

/// "out/" names the folder "out".
fs::path without_last_slash(const fs::path& path) {
    return path.has_filename() || !path.has_parent_path() ? path : path.parent_path();
}

} // namespace

PendingOutput::PendingOutput(const fs::path& output, bool replace)
    : output_{without_last_slash(output)},
      folder_{output_.string() + fmt::format(".tmp-{}", ::getpid())},
      path_{folder_ / output_.filename()} {
    require_free(output_, replace);
    std::error_code error;
    if (!fs::create_directory(folder_, error)) {
        throw InputError({output_.string()},
                         fmt::format("cannot be written: {}",
                                     error ? error.message() : folder_.string() + " exists"),
                         "a place in a folder that exists and may be written");
    }
}

PendingOutput::~PendingOutput() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PendingOutput::place() {
    io::put_in_place(path_, output_);
}

} // namespace cityproof::exporting
