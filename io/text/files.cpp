// SPDX-License-Identifier: Apache-2.0
#include "io/text/files.hpp"

#include "core/base/errors.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace cityproof::io {
namespace fs = std::filesystem;

namespace {

std::string reason(int error) {
    return std::generic_category().message(error);
}

/// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_{fd} {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() { close(); }

    int get() const { return fd_; }

    int release() {
        const int fd = fd_;
        fd_ = -1;
        return fd;
    }

    /// Returns whether the system reported no error: a full disk may show only here.
    bool close() {
        const int fd = release();
        return fd < 0 || ::close(fd) == 0;
    }

  private:
    int fd_;
};

[[noreturn]] void refuse(const fs::path& path, const std::string& message,
                         const std::string& remedy) {
    throw InputError({path.string(), 0, {}}, message, "a readable regular file", remedy);
}

void write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            throw std::system_error(errno, std::generic_category());
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

void sync_folder(const fs::path& folder) {
    const Descriptor handle{
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (handle.get() >= 0) {
        ::fsync(
            handle
                .get()); // some file systems cannot sync a folder: the rename itself has succeeded
    }
}

} // namespace

int open_regular_file(const fs::path& path) {
    // O_NONBLOCK: opening a FIFO without a writer returns at once instead of hanging.
    Descriptor file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (file.get() < 0) {
        refuse(path, fmt::format("cannot be opened: {}", reason(errno)), "check the path");
    }
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0) {
        refuse(path, fmt::format("cannot be examined: {}", reason(errno)), {});
    }
    if (!S_ISREG(status.st_mode)) {
        refuse(path, S_ISDIR(status.st_mode) ? "is a folder" : "is no regular file", "name a file");
    }
    return file.release();
}

std::string read_text_file(const fs::path& path, std::size_t max_bytes) {
    const Descriptor file{open_regular_file(path)};
    struct stat status = {};
    ::fstat(file.get(), &status);
    const auto too_large = [&] {
        refuse(path, fmt::format("is larger than {} bytes", max_bytes), "give a smaller file");
    };
    if (static_cast<std::uintmax_t>(status.st_size) > max_bytes) {
        too_large();
    }
    std::string content(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t length = 0;
    while (true) {
        if (length == content.size()) { // it may have grown since, and files below /proc say 0
            content.resize(std::min(max_bytes, content.size() + 4096) + 1);
        }
        const ssize_t got = ::read(file.get(), content.data() + length, content.size() - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            refuse(path, fmt::format("cannot be read: {}", reason(errno)), {});
        }
        if (got == 0) {
            break;
        }
        length += static_cast<std::size_t>(got);
        if (length > max_bytes) {
            too_large();
        }
    }
    content.resize(length);
    return content;
}

void write_file_atomically(const fs::path& path, std::string_view content) {
    const fs::path temporary = path.string() + fmt::format(".tmp-{}", ::getpid());
    Descriptor file{
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666)};
    if (file.get() < 0) {
        throw InputError({path.string(), 0, {}},
                         fmt::format("cannot be written: {}", reason(errno)),
                         "a folder that exists and may be written", {});
    }
    try {
        write_all(file.get(), content);
        if (::fsync(file.get()) != 0 && errno != EINVAL) {
            throw std::system_error(errno, std::generic_category());
        }
        if (!file.close() || ::rename(temporary.c_str(), path.c_str()) != 0) {
            throw std::system_error(errno, std::generic_category());
        }
    } catch (const std::system_error& error) {
        ::unlink(temporary.c_str());
        throw EngineError("file system",
                          fmt::format("writing {}: {}", path.string(), error.code().message()));
    }
    sync_folder(path.parent_path());
}

void put_in_place(const fs::path& temporary, const fs::path& path) {
    try {
        const Descriptor file{::open(temporary.c_str(), O_RDONLY | O_CLOEXEC)};
        if (file.get() < 0 || (::fsync(file.get()) != 0 && errno != EINVAL) ||
            ::rename(temporary.c_str(), path.c_str()) != 0) {
            throw std::system_error(errno, std::generic_category());
        }
    } catch (const std::system_error& error) {
        ::unlink(temporary.c_str());
        throw EngineError("file system",
                          fmt::format("writing {}: {}", path.string(), error.code().message()));
    }
    sync_folder(path.parent_path());
}

fs::path inside_folder(const fs::path& folder, const fs::path& relative,
                       const std::string& mentioned_in) {
    const Location where{mentioned_in, 0, {}};
    const std::string remedy = "name a file inside the folder by a relative path without ..";
    if (relative.is_absolute() || relative.empty()) {
        throw InputError(where,
                         fmt::format("\"{}\" is {}", relative.string(),
                                     relative.empty() ? "empty" : "an absolute path"),
                         "a relative path", remedy);
    }
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    if (error) {
        throw InputError({folder.string(), 0, {}},
                         fmt::format("cannot be opened: {}", error.message()), "a folder",
                         "check the path");
    }
    const fs::path resolved = fs::weakly_canonical(root / relative, error);
    if (error) {
        throw InputError(
            where, fmt::format("\"{}\" cannot be resolved: {}", relative.string(), error.message()),
            "a path inside the folder", remedy);
    }
    const auto [root_end, ignored] =
        std::mismatch(root.begin(), root.end(), resolved.begin(), resolved.end());
    if (root_end != root.end()) {
        throw InputError(
            where,
            fmt::format("\"{}\" leads out of the folder {}", relative.string(), folder.string()),
            "a path inside the folder, symbolic links followed", remedy);
    }
    return resolved;
}

fs::path data_folder() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the project changes the environment
    if (const char* given = std::getenv("CITYPROOF_DATA"); given != nullptr && *given != '\0') {
        if (!fs::is_directory(given)) {
            throw InputError({given, 0, {}}, "CITYPROOF_DATA names no folder",
                             "the folder of shipped data", "correct or unset CITYPROOF_DATA");
        }
        return given;
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    for (const char* candidate : {"../share/cityproof", "../../data"}) {
        const fs::path folder = (program.parent_path() / candidate).lexically_normal();
        if (fs::is_directory(folder / "schema", error)) {
            return folder;
        }
    }
    throw InputError({program.parent_path().string(), 0, {}},
                     "the folder of shipped data (schemas, policies) was not found",
                     "../share/cityproof or ../../data beside the program",
                     "set CITYPROOF_DATA to it");
}

} // namespace cityproof::io
