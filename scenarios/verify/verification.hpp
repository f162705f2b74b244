// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::verify {

/// How equal two runs have to be.
struct Tolerance {
    bool strict = false;    ///< every bit, the events and the trace hash, too
    double relative = 1e-6; ///< of the larger magnitude of two values, if not strict
};

/// One value that is not the same.
struct ValueDifference {
    std::string channel;
    std::string entity;
    double time_s = 0;
    double golden = 0;
    double now = 0;
};

/// Recorded values of one domain in one simulated hour.
struct HourCheck {
    std::size_t values = 0;
    std::size_t different = 0;
};

/// Domain ("traffic") and hour from the start of the run.
using HourKey = std::pair<std::string, std::size_t>;

struct Verification {
    std::map<HourKey, HourCheck> hours;
    std::optional<ValueDifference> first; ///< the earliest in simulated time
    std::vector<std::string> differences; ///< sentences: shape, key figures, events, trace hash

    bool equal() const { return !first && differences.empty(); }
};

/// Compares a run with a golden one. Two values are equal when they differ by at most
/// `relative` times the larger magnitude (both not-a-number is equal); strict: when all bits are.
/// Errors: InputError for files that are no complete runs, or runs of different inputs (scenario,
/// city, policy, seed): then there is nothing to verify.
Verification verify_runs(const std::filesystem::path& golden, const std::filesystem::path& now,
                         const Tolerance& tolerance);

/// The result for a terminal: the first difference, a table by domain and hour of what differs, the
/// other differences.
std::string text_report(const Verification& verification);

} // namespace cityproof::verify
