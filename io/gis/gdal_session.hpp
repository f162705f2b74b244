// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

namespace cityproof::io {

/// While one lives, GDAL's messages go nowhere but into last_message(), its drivers are registered,
/// and what it writes holds no wall-clock time. Threads: one at a time.
class GdalSession {
  public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;

    /// GDAL's reason for its last failure, for messages.
    static std::string last_message();

  private:
    std::array<std::optional<std::string>, 2> before_; ///< GDAL's options as they were
};

} // namespace cityproof::io
