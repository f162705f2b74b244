// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <span>

namespace cityproof::study {

/// Says whether the memory is enough for one more run. Each run is expected to grow to the largest
/// peak seen so far, running ones included; before any was seen, to 256 MiB.
class MemoryGuard {
  public:
    /// Parameters: `limit_bytes` for all runs together; without it, what the system (and its
    /// control group) has left, less a twentieth of the machine.
    explicit MemoryGuard(std::optional<std::uint64_t> limit_bytes) : limit_bytes_{limit_bytes} {}

    /// A run has ended that took so much.
    void learn(std::uint64_t peak_bytes);

    /// The first run may always start.
    bool admits(std::span<const pid_t> running) const;

    std::uint64_t expected_bytes() const { return peak_bytes_; }

  private:
    std::optional<std::uint64_t> limit_bytes_;
    std::uint64_t peak_bytes_ = 0;
};

} // namespace cityproof::study
