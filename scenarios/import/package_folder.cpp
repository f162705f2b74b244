// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/package_folder.hpp"

#include "core/base/errors.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

void sync(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0) {
        return;
    }
    const int failed = ::fsync(fd) != 0 && errno != EINVAL ? errno : 0;
    ::close(fd);
    if (failed != 0) {
        throw EngineError("file system", fmt::format("writing {}: {}", path.string(),
                                                     std::generic_category().message(failed)));
    }
}

} // namespace

PackageFolder::PackageFolder(fs::path target, bool force) : target_{std::move(target)} {
    if (!target_.has_filename()) { // "NAME.city/"
        target_ = target_.parent_path();
    }
    std::error_code error;
    if (fs::exists(fs::symlink_status(target_, error))) {
        if (!force) {
            throw InputError({target_.string(), 0, {}}, "exists already", "a new name",
                             "choose another -o, or replace it with --force");
        }
        if (fs::is_symlink(target_, error) || !fs::is_regular_file(target_ / "city.yaml", error)) {
            throw InputError({target_.string(), 0, {}},
                             "is no city package, so --force does not replace it",
                             "a folder with a city.yaml", "choose another -o");
        }
    }
    building_ =
        target_.parent_path() / fmt::format(".{}.tmp-{}", target_.filename().string(), ::getpid());
    fs::remove_all(building_, error);
    if (!fs::create_directory(building_, error)) {
        throw InputError({target_.string(), 0, {}},
                         fmt::format("cannot be made: {}", error.message()),
                         "a place in a folder that exists and may be written", {});
    }
}

PackageFolder::~PackageFolder() {
    std::error_code ignored;
    fs::remove_all(building_, ignored);
}

void PackageFolder::publish() {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator{building_}) {
        sync(entry.path(), entry.is_directory() ? O_DIRECTORY : 0);
    }
    sync(building_, O_DIRECTORY);
    // Exchanging leaves the old package under the temporary name, which the destructor removes.
    const unsigned exchange = fs::exists(target_) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, building_.c_str(), AT_FDCWD, target_.c_str(), exchange) != 0) {
        throw EngineError("file system",
                          fmt::format("renaming the finished package to {}: {}", target_.string(),
                                      std::generic_category().message(errno)));
    }
    sync(target_.has_parent_path() ? target_.parent_path() : fs::path{"."}, O_DIRECTORY);
}

} // namespace cityproof::scenarios
