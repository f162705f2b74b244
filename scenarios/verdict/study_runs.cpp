// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/study_runs.hpp"

#include "core/base/errors.hpp"
#include "io/study_file/study_table.hpp"
#include "scenarios/verdict/pairing.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>

namespace cityproof::verdict {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_points_listed = 20;

fs::path study_file(const fs::path& study) {
    return fs::is_directory(study) ? study / "study.h5" : study;
}

/// "energy.supply_voltage = 0.5 pu, ..."; empty without factors.
std::string describe_point(const io::StudyTable& table, std::size_t point) {
    std::vector<std::string> parts;
    for (const io::StudyFactor& factor : table.factors) {
        parts.push_back(one_line(fmt::format("{} = {}", factor.key, factor.texts.at(point))));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string list_points(const io::StudyTable& table) {
    std::vector<std::string> lines;
    for (std::size_t point = 0; point < std::min(table.point_count, most_points_listed); ++point) {
        lines.push_back(fmt::format("{}: {}", point, describe_point(table, point)));
    }
    if (table.point_count > most_points_listed) {
        lines.push_back(fmt::format("... up to {}", table.point_count - 1));
    }
    return fmt::format("{}", fmt::join(lines, "; "));
}

std::size_t choose_point(const io::StudyTable& table, std::optional<std::size_t> point,
                         const fs::path& file) {
    if (point && *point < table.point_count) {
        return *point;
    }
    if (!point && table.point_count == 1) {
        return 0;
    }
    throw InputError({file.string(), 0, "--point"},
                     point ? fmt::format("there is no point {}", *point)
                           : fmt::format("the study has {} points", table.point_count),
                     list_points(table), "compare one point at a time: --point 0");
}

} // namespace

bool is_study(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored) || path.filename() == "study.h5";
}

StudyRuns find_study_runs(const fs::path& study, std::optional<std::size_t> point) {
    const fs::path file = study_file(study);
    if (!fs::exists(file)) {
        throw InputError({file.string(), 0, ""}, "there is no such file",
                         "a folder in which `cityproof batch` finished a study");
    }
    const io::StudyTable table = io::read_study_table(file);
    if (table.arms.size() < 2) {
        throw InputError({file.string(), 0, ""}, "the study has no policy",
                         "a study with \"policies\"");
    }
    const std::size_t chosen = choose_point(table, point, file);
    StudyRuns runs;
    runs.point = describe_point(table, chosen);
    runs.policies.resize(table.arms.size() - 1);
    std::vector<std::string> missing;
    for (const io::StudyRun& run : table.runs) {
        if (run.point != chosen) {
            continue;
        }
        if (run.status != io::RunStatus::done) {
            missing.push_back(fmt::format(
                "{}: the run with seed {} {}", one_line(table.arms[run.arm].name), run.seed,
                run.status == io::RunStatus::failed ? "failed" : "was not made"));
            continue;
        }
        (run.arm == 0 ? runs.baseline : runs.policies[run.arm - 1])
            .push_back((file.parent_path() / run.file).string());
    }
    if (!missing.empty()) {
        throw MissingRuns{std::move(missing)};
    }
    for (const io::StudyKeyFigure& figure : table.key_figures) {
        if (figure.named) {
            runs.directions[figure.id] = figure.direction;
        }
    }
    if (const fs::path gates = file.parent_path() / "gates.yaml"; fs::exists(gates)) {
        runs.gates = gates.string();
    }
    return runs;
}

} // namespace cityproof::verdict
