// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

namespace cityproof::bench {

/// Seconds of wall clock and of this process's processors (user and system) since it was made.
class Stopwatch {
  public:
    double wall_s() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
    }

    double cpu_s() const { return process_cpu_s() - cpu_; }

  private:
    static double process_cpu_s() {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
        };
        return seconds(used.ru_utime) + seconds(used.ru_stime);
    }

    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
    double cpu_ = process_cpu_s();
};

/// The most memory that the program has had in RAM; -1 where the system does not say. Not from
/// getrusage(), whose maximum starts at that of the process which started this one.
inline double peak_rss_mb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == "VmHWM:" && status >> kib) {
            return kib / 1024;
        }
    }
    return -1;
}

/// Of the last minute; -1 where the system does not say.
inline double load_average() {
    double load = -1;
    return getloadavg(&load, 1) == 1 ? load : -1;
}

} // namespace cityproof::bench
