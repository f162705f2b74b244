// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"
#include "scenarios/study/design.hpp"
#include "scenarios/verdict/claim.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::study {

/// A side of the comparison. The first of a study is the baseline.
struct Arm {
    std::string name;
    std::vector<std::string> policies; ///< for `run --policy`: bare names and absolute paths
};

inline constexpr const char* baseline_name = "baseline";

/// Adds seeds until every paired difference is known this precisely; see stopping.hpp.
struct StopRule {
    std::string key_figure;
    verdict::Margin half_width; ///< relative: of the baseline's mean
    double confidence = 0.95;
    std::size_t at_most = 0;
    Location where;
};

/// A study file (data/schema/study.json).
struct Study {
    std::filesystem::path file;
    std::string name;
    std::string description;
    std::filesystem::path scenario; ///< absolute
    std::vector<Arm> arms;
    std::vector<std::string> settings; ///< "key=value" of all runs
    Design design;
    std::vector<std::uint32_t> seeds;
    bool seeds_go_on = false; ///< given by first and count: more follow the last
    std::optional<StopRule> stop;
    std::vector<std::pair<std::string, contracts::Direction>> key_figures;
    std::string gates;            ///< YAML of the list; empty for none
    std::string checkpoint_every; ///< for `run --checkpoint-every`; empty for none
    std::string text;             ///< the file as read

    /// The first `count` seeds, beyond the given ones the numbers after the last.
    std::vector<std::uint32_t> first_seeds(std::size_t count) const;
};

/// Reads a study file and what it names, but for the runs' own scenarios (see run_list.hpp).
/// Parameters: `design_table` (may be empty) is a CSV file that stands in for the section factors;
/// everything that is wrong is added to `problems`, and the result is then of use for its name
/// only. Errors: InputError or ProblemsError for a file that cannot be read or breaks the schema.
Study load_study(const std::filesystem::path& file, const std::filesystem::path& design_table,
                 Problems& problems);

} // namespace cityproof::study
