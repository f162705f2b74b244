// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/memory_guard.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace cityproof::study {
namespace {

constexpr std::uint64_t kibibyte = 1024;
constexpr std::uint64_t first_guess_bytes = 256 * kibibyte * kibibyte;
constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

/// The number behind a key of a file below /proc, in KiB there.
std::uint64_t proc_bytes(const std::string& file, const std::string& key) {
    std::ifstream stream{file};
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(key + ":")) {
            return std::strtoull(line.c_str() + key.size() + 1, nullptr, 10) * kibibyte;
        }
    }
    return 0;
}

/// One number of the control group (version 2); no_limit for "max" or no such file.
std::uint64_t group_bytes(const char* file) {
    std::ifstream stream{file};
    std::uint64_t bytes = 0;
    return stream >> bytes ? bytes : no_limit;
}

std::uint64_t available_bytes() {
    const std::uint64_t system = proc_bytes("/proc/meminfo", "MemAvailable");
    const std::uint64_t most = group_bytes("/sys/fs/cgroup/memory.max");
    const std::uint64_t used = group_bytes("/sys/fs/cgroup/memory.current");
    const std::uint64_t group = most == no_limit || used == no_limit ? no_limit
                                : most > used                        ? most - used
                                                                     : 0;
    return std::min(system, group);
}

} // namespace

void MemoryGuard::learn(std::uint64_t peak_bytes) {
    peak_bytes_ = std::max(peak_bytes_, peak_bytes);
}

bool MemoryGuard::admits(std::span<const pid_t> running) const {
    if (running.empty()) {
        return true;
    }
    std::uint64_t expected = peak_bytes_;
    std::uint64_t grown = 0;
    for (const pid_t pid : running) {
        const std::string status = "/proc/" + std::to_string(pid) + "/status";
        expected = std::max(expected, proc_bytes(status, "VmHWM"));
        grown += proc_bytes(status, "VmRSS");
    }
    expected = std::max(expected, peak_bytes_ > 0 ? peak_bytes_ : first_guess_bytes);
    const std::uint64_t with_one_more = expected * (running.size() + 1);
    if (limit_bytes_) {
        return with_one_more <= *limit_bytes_;
    }
    constexpr std::uint64_t reserve_share = 20;
    const std::uint64_t reserve = proc_bytes("/proc/meminfo", "MemTotal") / reserve_share;
    return with_one_more + reserve <= available_bytes() + grown;
}

} // namespace cityproof::study
