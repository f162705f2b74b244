// SPDX-License-Identifier: Apache-2.0
#pragma once

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
};

} // namespace cityproof::io
