// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "models/traffic/sumo_traffic.hpp"

#include <string>
#include <vector>

namespace cityproof::traffic {

/// Length of SUMO's steps.
inline constexpr Duration sumo_step = Duration::nanoseconds(1'000'000'000);

/// A file that lives in memory: SUMO reads its configuration and writes its trip report there, and
/// nothing is left on disk if the run is killed.
class MemoryFile {
  public:
    /// Errors: EngineError.
    explicit MemoryFile(const char* name, const std::string& content = {});
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile();

    std::string path() const;

    /// Errors: EngineError.
    std::string content() const;

  private:
    int descriptor_;
};

/// Errors: InputError for a seed or an exchange that SUMO cannot do.
void require_valid(const SumoConfig& config);

/// Files that SUMO is started with.
struct SumoFiles {
    std::string configuration;
    std::string tripinfo;
    std::string state = {}; ///< that it begins from; empty: it begins with empty roads
};

/// How SUMO is started.
std::vector<std::string> sumo_command_line(const SumoConfig& config, const SumoFiles& files);

} // namespace cityproof::traffic
