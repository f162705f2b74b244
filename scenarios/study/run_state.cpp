// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/run_state.hpp"

#include <string>
#include <string_view>

namespace cityproof::study {
namespace {

namespace fs = std::filesystem;

/// Names that a lost run may leave behind its own.
constexpr const char* part = ".part";
constexpr const char* checkpoint = ".checkpoint";

fs::path beside(const fs::path& run_file, const char* ending) {
    return run_file.string() + ending;
}

} // namespace

bool is_result(const io::RunGlance& file, const PlannedRun& run) {
    return file.complete() && file.meta(run_id_key) == run.id && file.meta("stopped_at_s").empty();
}

bool is_done(const StudyFolder& folder, const PlannedRun& run) {
    const fs::path file = folder.run_file(run.id);
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return false;
    }
    try {
        return is_result(io::RunGlance{file}, run);
    } catch (const InputError&) {
        return false;
    }
}

bool can_resume(const StudyFolder& folder, const PlannedRun& run) {
    const fs::path file = folder.run_file(run.id);
    return fs::exists(beside(file, part)) && fs::exists(beside(file, checkpoint));
}

void remove_remains(const StudyFolder& folder, const PlannedRun& run) {
    const fs::path file = folder.run_file(run.id);
    std::error_code ignored;
    for (const char* ending : {"", part, checkpoint, ".part.new", ".part.commands.jsonl",
                               ".commands.jsonl", ".checkpoint.new"}) {
        fs::remove(beside(file, ending), ignored);
    }
}

std::vector<PlannedRun> missing_runs(const StudyFolder& folder, const RunList& list) {
    std::vector<PlannedRun> missing;
    for (const PlannedRun& run : list.different_runs()) {
        if (!is_done(folder, run)) {
            missing.push_back(run);
        }
    }
    return missing;
}

void remove_temporary_files(const StudyFolder& folder) {
    std::error_code ignored;
    for (const fs::path& place : {folder.path, folder.path / "runs", folder.path / "leases"}) {
        for (const fs::directory_entry& entry : fs::directory_iterator{place, ignored}) {
            const std::string name = entry.path().filename().string();
            constexpr std::string_view ending = ".h5";
            const std::size_t at = name.find(ending);
            // A run may be killed between giving its file the name and removing what it grew from.
            const bool grew_into_result =
                place != folder.path && at != std::string::npos &&
                at + ending.size() < name.size() &&
                fs::exists(place / name.substr(0, at + ending.size()), ignored);
            if (name.find(".tmp-") != std::string::npos || grew_into_result) {
                fs::remove(entry.path(), ignored);
            }
        }
    }
}

} // namespace cityproof::study
