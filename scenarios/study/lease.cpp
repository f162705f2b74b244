// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/lease.hpp"

#include "core/base/errors.hpp"
#include "scenarios/process/host_name.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

namespace cityproof::study {
namespace {

namespace fs = std::filesystem;

/// When a process was started, in the kernel's ticks since boot: tells it from a later one of the
/// same number. Empty when there is none.
std::string start_of(const std::string& pid) {
    std::ifstream file{"/proc/" + pid + "/stat"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::size_t name_end = text.rfind(')'); // a name may hold anything
    if (name_end == std::string::npos) {
        return {};
    }
    constexpr int fields_between = 20; // field 22, the second behind the name is field 3
    std::size_t at = name_end + 1;
    for (int i = 0; i < fields_between - 1 && at != std::string::npos; ++i) {
        at = text.find(' ', at + 1);
    }
    return at == std::string::npos ? std::string{}
                                   : text.substr(at + 1, text.find(' ', at + 1) - at - 1);
}

std::string boot_id() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    file >> id;
    return id;
}

std::string own_text() {
    const std::string pid = std::to_string(::getpid());
    return fmt::format("{} {} {} {}\n", process::host_name(), boot_id(), pid, start_of(pid));
}

/// Whether the process that wrote the lease may still be at work.
bool is_held(const fs::path& file) {
    std::ifstream stream{file};
    std::string host;
    std::string boot;
    std::string pid;
    std::string start;
    stream >> host >> boot >> pid >> start;
    if (host == process::host_name()) {
        return boot == boot_id() && !start.empty() && start_of(pid) == start;
    }

    struct stat status {};

    if (::stat(file.c_str(), &status) != 0) {
        return false;
    }
    const auto age = std::chrono::seconds{::time(nullptr) - status.st_mtime};
    return age < lease_patience;
}

bool make(const fs::path& file) {
    // Linked into place whole: a lease that is there can be read.
    const fs::path temporary =
        file.string() + fmt::format(".tmp-{}-{}", process::host_name(), ::getpid());
    {
        std::ofstream stream{temporary, std::ios::binary};
        stream << own_text();
        if (!stream.flush()) {
            throw InputError{{file.string()}, "cannot be written", "a folder of your own"};
        }
    }
    const bool made = ::link(temporary.c_str(), file.c_str()) == 0;
    const int code = errno;
    ::unlink(temporary.c_str());
    if (!made && code != EEXIST) {
        throw InputError{{file.string()},
                         "cannot be made: " + std::generic_category().message(code)};
    }
    return made;
}

} // namespace

std::optional<Lease> Lease::take(const fs::path& file) {
    if (make(file)) {
        return Lease{file};
    }
    if (is_held(file)) {
        return std::nullopt;
    }
    // The left one is taken away by renaming, which only one of two succeeds in.
    const fs::path left =
        file.string() + fmt::format(".left-{}-{}", process::host_name(), ::getpid());
    if (::rename(file.c_str(), left.c_str()) != 0) {
        return std::nullopt;
    }
    ::unlink(left.c_str());
    return make(file) ? std::optional{Lease{file}} : std::nullopt;
}

Lease::Lease(fs::path file) : file_{std::move(file)}, renewed_{std::chrono::steady_clock::now()} {
}

Lease::Lease(Lease&& other) noexcept
    : file_{std::exchange(other.file_, {})},
      renewed_{other.renewed_} {
}

Lease& Lease::operator=(Lease&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(renewed_, other.renewed_);
    return *this;
}

Lease::~Lease() {
    if (!file_.empty()) {
        ::unlink(file_.c_str());
    }
}

void Lease::renew() {
    const auto now = std::chrono::steady_clock::now();
    if (now - renewed_ < std::chrono::minutes{1}) {
        return;
    }
    renewed_ = now;
    ::utimensat(AT_FDCWD, file_.c_str(), nullptr, 0);
}

} // namespace cityproof::study
