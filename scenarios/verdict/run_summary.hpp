// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::verdict {

/// What a comparison needs of one run. All texts are safe to print.
struct RunSummary {
    std::string file_name; ///< without folders, so that reports are the same on every machine
    std::string scenario;
    std::string city;
    std::string policy_title;       ///< for sentences; may be empty
    std::string policy_description; ///< what it does and what it does not; may be empty
    std::string policy; ///< names of the policies in force, joined by ","; empty: the bare scenario
    std::uint64_t seed = 0;
    std::string city_hash;
    std::string base_hash;          ///< of all inputs without policies and seed
    std::string interventions_hash; ///< of what operators did to it; empty: nothing
    std::string claim;             ///< JSON of claim_to_json; empty when the policies claim nothing
    std::string costs = {};        ///< JSON of costs_to_json; empty: a policy states none
    std::string claims_not_judged; ///< names of the policies behind the first
    std::optional<std::uint64_t> trace_hash; ///< nullopt: the run did not reach its end
    std::string
        stopped_at_s; ///< simulated second at which an operator ended it early; empty: never
    std::vector<contracts::KeyFigure> key_figures;
    std::vector<std::pair<std::string, std::string>>
        versions; ///< /meta's keys that begin with "version"
    std::vector<std::pair<std::string, std::string>>
        provenance;        ///< /privacy and /meta's "provenance..."
    std::string path = {}; ///< where it was read; not for reports
};

/// Reads one run file. Errors: InputError when it is missing, hostile, or lacks what `cityproof
/// run` writes.
RunSummary read_run_summary(const std::filesystem::path& path);

} // namespace cityproof::verdict
