// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::scenarios {

/// What is claimed for a policy: the key figure changes in the direction by at least the margin.
struct Claim {
    std::string key_figure;
    std::string direction; ///< "decrease" or "increase"
    double margin = 0;     ///< share of the baseline's mean
};

/// Signals that choose their green phase by queues; see models/traffic/max_pressure.hpp.
struct AdaptiveSignals {
    Duration interval = Duration::seconds(5);
    Duration min_green = Duration::seconds(10);
    Duration max_red = Duration::seconds(120);
};

/// A policy file (data/schema/policy.json).
struct Policy {
    std::string name;
    std::string title;
    std::string description;
    Claim claim;
    std::optional<AdaptiveSignals> adaptive_signals;

    /// The claim as JSON, as run files carry it.
    std::string claim_json() const;
};

/// Finds a policy by path relative to `folder`, or by bare name among those that Cityproof ships.
std::filesystem::path find_policy(const std::string& reference,
                                  const std::filesystem::path& folder);

/// Errors: ProblemsError with everything that is wrong, InputError for a file that cannot be read.
Policy load_policy(const std::filesystem::path& path);

} // namespace cityproof::scenarios
