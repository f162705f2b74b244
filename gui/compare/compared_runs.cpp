// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/compared_runs.hpp"

#include "core/base/errors.hpp"
#include "gui/compare/compare_words.hpp"
#include "gui/live/reading.hpp"
#include "gui/map/text.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "io/study_file/study_table.hpp"

#include <algorithm>
#include <map>

namespace cityproof::gui {

namespace {

constexpr const char* study_name = "study.h5";
constexpr const char* gates_name = "gates.yaml"; // as `cityproof batch` writes it

std::string seed_of(const std::string& file) {
    return io::RunFileReader{file, io::KilledRun::accept}.meta("seed");
}

/// "demand.scale = 1.2, lamps = led" of a point; empty for a study of one point.
std::string point_name(const io::StudyTable& study, std::size_t point) {
    std::string name;
    for (const io::StudyFactor& factor : study.factors) {
        if (point < factor.texts.size()) {
            name += (name.empty() ? "" : ", ") + factor.key + " = " + factor.texts[point];
        }
    }
    return study.point_count > 1 ? name : std::string{};
}

ComparedRuns compared_arm(const io::StudyTable& study, const std::filesystem::path& folder,
                          std::size_t arm, std::size_t point) {
    ComparedRuns compared;
    const std::string at = point_name(study, point);
    compared.name = study.arms[arm].name + (at.empty() ? "" : " (" + at + ")");
    std::map<std::uint32_t, RunPair> by_seed;
    for (const io::StudyRun& run : study.runs) {
        if (run.point != point || run.status != io::RunStatus::done ||
            (run.arm != 0 && run.arm != arm)) {
            continue;
        }
        RunPair& pair = by_seed[run.seed];
        pair.seed = std::to_string(run.seed);
        (run.arm == 0 ? pair.a : pair.b) = (folder / run.file).string();
    }
    for (const auto& [seed, pair] : by_seed) {
        if (!pair.a.empty() && !pair.b.empty()) {
            compared.pairs.push_back(pair);
        } else {
            compared.unpaired.push_back(pair.a.empty() ? pair.b : pair.a);
        }
    }
    return compared;
}

} // namespace

std::vector<std::string> ComparedRuns::a_files() const {
    std::vector<std::string> files;
    for (const RunPair& pair : pairs) {
        files.push_back(pair.a);
    }
    return files;
}

std::vector<std::string> ComparedRuns::b_files() const {
    std::vector<std::string> files;
    for (const RunPair& pair : pairs) {
        files.push_back(pair.b);
    }
    return files;
}

ComparedRuns pair_runs_by_seed(const std::vector<std::string>& a,
                               const std::vector<std::string>& b) {
    ComparedRuns compared;
    if (a.size() == 1 && b.size() == 1) {
        // A run that goes on stands under its final name with ".part": the stores look for it.
        compared.pairs.push_back({{}, a.front(), b.front()});
        return compared;
    }
    std::map<std::string, std::string> partners;
    for (const std::string& file : b) {
        const std::string seed = seed_of(file);
        if (!partners.emplace(seed, file).second) {
            throw InputError{
                {file, 0, "--compare"},
                CompareWords::tr("two runs have seed %1").arg(plain_text(seed)).toStdString(),
                CompareWords::tr("one run of each seed").toStdString()};
        }
    }
    for (const std::string& file : a) {
        const std::string seed = seed_of(file);
        const auto found = partners.find(seed);
        if (found == partners.end()) {
            compared.unpaired.push_back(file);
        } else {
            compared.pairs.push_back({seed, file, found->second});
            partners.erase(found);
        }
    }
    for (const auto& [seed, file] : partners) {
        compared.unpaired.push_back(file);
    }
    if (compared.pairs.empty()) {
        throw InputError{{a.front(), 0, "--compare"},
                         CompareWords::tr("no seed is in both arms").toStdString(),
                         CompareWords::tr("runs of the same seeds").toStdString()};
    }
    std::stable_sort(
        compared.pairs.begin(), compared.pairs.end(), [](const RunPair& one, const RunPair& other) {
            return one.seed.size() != other.seed.size() ? one.seed.size() < other.seed.size()
                                                        : one.seed < other.seed;
        });
    return compared;
}

std::vector<ComparedRuns> arms_of_study(const std::filesystem::path& study) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(study, ignored);
    const std::filesystem::path file = is_folder ? study / study_name : study;
    if (is_folder && !std::filesystem::exists(file, ignored)) {
        throw InputError{
            {study.string()},
            CompareWords::tr("there is no study.h5 in this folder").toStdString(),
            CompareWords::tr("a folder that `cityproof batch` has finished").toStdString(),
            CompareWords::tr("run `cityproof merge` on it").toStdString()};
    }
    const io::StudyTable table = io::read_study_table(file);
    const bool has_gates = std::filesystem::exists(file.parent_path() / gates_name, ignored);
    std::vector<ComparedRuns> arms;
    for (std::size_t point = 0; point < table.point_count; ++point) {
        for (std::size_t arm = 1; arm < table.arms.size(); ++arm) {
            ComparedRuns compared = compared_arm(table, file.parent_path(), arm, point);
            compared.study = StudyPlace{study.string(), point, point_name(table, point), has_gates};
            if (!compared.pairs.empty()) {
                arms.push_back(std::move(compared));
            }
        }
    }
    if (arms.empty()) {
        throw InputError{
            {file.string()},
            CompareWords::tr("no seed is done in two arms").toStdString(),
            CompareWords::tr("a study with a baseline and at least one policy").toStdString()};
    }
    return arms;
}

bool is_study(const std::filesystem::path& path) {
    std::error_code ignored;
    return path.filename() == study_name ||
           (std::filesystem::is_directory(path, ignored) && !is_city(path));
}

QString arm_label(const RunFacts& facts) {
    const QString policy = plain_text(facts.meta_text("policy"));
    const QString arm = policy.isEmpty() ? CompareWords::tr("baseline") : policy;
    const QString seed = plain_text(facts.meta_text("seed"));
    return seed.isEmpty() ? arm : CompareWords::tr("%1, seed %2").arg(arm, seed);
}

} // namespace cityproof::gui
