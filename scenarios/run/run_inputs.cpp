// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_inputs.hpp"

#include "core/base/stable_hash.hpp"
#include "scenarios/run/build_id.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace cityproof::scenarios {
namespace {

std::string hash_text(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

/// Entries of /meta that a result depends on, and what a user calls them.
constexpr std::array named_entries{std::pair{"city_hash", "city"},
                                   std::pair{"from_state_hash", "saved state to begin from"},
                                   std::pair{"seed", "seed"},
                                   std::pair{"version", "version of Cityproof"},
                                   std::pair{"version_traffic", "version of SUMO"},
                                   std::pair{"version_energy", "version of power-grid-model"},
                                   std::pair{"version_water", "version of EPANET"},
                                   std::pair{"libm", "mathematical library"}};

} // namespace

std::vector<RunInput> run_inputs(const Scenario& scenario, const std::vector<io::MetaEntry>& meta) {
    std::uint64_t policies = scenario.policies.size();
    for (const Policy& policy : scenario.policies) {
        policies = fold_hash(policies, stable_hash(policy.text));
    }
    std::vector<RunInput> inputs{{"scenario", hash_text(stable_hash(scenario.base_text))},
                                 {"set of policies", hash_text(policies)}};
    for (const auto& [key, name] : named_entries) {
        for (const io::MetaEntry& entry : meta) {
            if (entry.key == key) {
                inputs.push_back({name, entry.value});
            }
        }
    }
    // A checkpoint holds the models' memory as this very program lays it out.
    inputs.push_back({"build of Cityproof", build_id()});
    inputs.push_back({"kind of processor", architecture()});
    return inputs;
}

} // namespace cityproof::scenarios
