// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/writer_lock.hpp"

#include "core/base/errors.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace cityproof::io {
namespace {

struct flock whole_file(short type) {
    struct flock lock {};

    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

bool try_lock(int descriptor) {
    struct flock lock = whole_file(F_WRLCK);
    return ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

bool is_regular(int descriptor) {
    struct stat status {};

    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

/// The text of errno in words.
std::string reason(int code) {
    return std::generic_category().message(code);
}

[[noreturn]] void refuse_taken(const std::filesystem::path& part) {
    throw InputError{{part.string()},
                     "another run is writing this file",
                     {},
                     "wait for it, or choose another output"};
}

/// Removes what a killed run left at `part`. Holding the lock meanwhile keeps two starting runs
/// apart.
void remove_leftover(const std::filesystem::path& part) {
    const int old = ::open(part.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (old < 0) {
        if (errno == ENOENT) {
            return;
        }
        throw InputError{{part.string()}, "cannot be replaced: " + reason(errno)};
    }
    const bool regular = is_regular(old);
    const bool free = regular && try_lock(old);
    if (free) {
        ::unlink(part.c_str());
    }
    ::close(old);
    if (!regular) {
        throw InputError{{part.string()}, "is not a regular file", {}, "remove it"};
    }
    if (!free) {
        refuse_taken(part);
    }
}

} // namespace

WriterLock::WriterLock(std::filesystem::path part) : part_{std::move(part)} {
    constexpr mode_t rights = 0666; // less the user's umask
    constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC;
    descriptor_ = ::open(part_.c_str(), flags, rights);
    if (descriptor_ < 0 && errno == EEXIST) {
        remove_leftover(part_);
        descriptor_ = ::open(part_.c_str(), flags, rights);
    }
    if (descriptor_ < 0) {
        throw InputError{{part_.string()},
                         "cannot be created: " + reason(errno),
                         {},
                         "choose an output in a folder that you may write to"};
    }
    if (!try_lock(descriptor_)) {
        const int code = errno;
        ::close(descriptor_);
        const bool taken = code == EAGAIN || code == EACCES;
        throw InputError{{part_.string()},
                         taken ? "another run is writing this file"
                               : "the file system cannot lock files: " + reason(code),
                         {},
                         "choose an output on a local disk"};
    }
}

WriterLock::WriterLock(std::filesystem::path part, int descriptor)
    : part_{std::move(part)},
      descriptor_{descriptor} {
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : part_{std::move(other.part_)},
      descriptor_{std::exchange(other.descriptor_, -1)} {
}

WriterLock WriterLock::of_leftover(std::filesystem::path part) {
    const int descriptor = ::open(part.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        throw InputError{{part.string()}, "cannot be opened: " + reason(errno)};
    }
    WriterLock lock{std::move(part), descriptor};
    if (!try_lock(descriptor)) {
        refuse_taken(lock.part_);
    }
    return lock;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

void WriterLock::rename_to(const std::filesystem::path& name) {
    std::error_code code;
    std::filesystem::rename(part_, name, code);
    if (code) {
        throw EngineError{"file system",
                          "cannot rename to " + name.string() + ": " + code.message()};
    }
    part_ = name;
}

bool WriterLock::is_held(int descriptor) {
    struct flock lock = whole_file(F_RDLCK);
    return ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

} // namespace cityproof::io
