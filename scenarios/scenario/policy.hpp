// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"
#include "scenarios/verdict/claim.hpp"
#include "scenarios/verdict/policy_costs.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::scenarios {

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
    verdict::Claim claim;
    std::optional<AdaptiveSignals> adaptive_signals;
    std::optional<verdict::PolicyCosts> costs = {};
    std::string text = {}; ///< the file as read
};

/// Finds a policy by path relative to `folder`, or by bare name among those that Cityproof ships.
std::filesystem::path find_policy(const std::string& reference,
                                  const std::filesystem::path& folder);

/// Errors: ProblemsError with everything that is wrong, InputError for a file that cannot be read.
/// Parameters: `given_text` counts in place of what the file holds.
Policy load_policy(const std::filesystem::path& path,
                   const std::optional<std::string>& given_text = {});

} // namespace cityproof::scenarios
