// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/journal.hpp"

#include "scenarios/process/host_name.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <vector>

namespace cityproof::study {
namespace {

template <typename Value>
std::optional<Value> value_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) {
        return std::nullopt;
    }
    try {
        return found->get<Value>();
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

struct Sums {
    double wall_s = 0;
    double cost = 0;
};

void read_line(const std::string& line, const std::map<std::string, double>& costs,
               Experience& experience, Sums& sums) {
    const auto object = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return;
    }
    const auto peak = value_of<std::uint64_t>(object, "peak_memory_bytes");
    experience.peak_memory_bytes = std::max(experience.peak_memory_bytes, peak.value_or(0));
    const auto id = value_of<std::string>(object, "run");
    const auto wall_s = value_of<double>(object, "wall_s");
    if (!id || !wall_s || !value_of<bool>(object, "ok").value_or(false)) {
        return;
    }
    experience.wall_s[*id] = *wall_s;
    if (const auto cost = costs.find(*id); cost != costs.end()) {
        sums.wall_s += *wall_s;
        sums.cost += cost->second;
    }
}

} // namespace

void Journal::add(const PlannedRun& run, const Attempt& attempt) const {
    const nlohmann::ordered_json line{
        {"run", run.id},
        {"attempt", attempt.number},
        {"ok", attempt.outcome.ok()},
        {"outcome", process::to_string(attempt.outcome)},
        {"wall_s", attempt.wall_s},
        {"cpu_s", attempt.outcome.usage.cpu_s},
        {"peak_memory_bytes", attempt.outcome.usage.peak_memory_bytes},
        {"ended", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))},
        {"host", process::host_name()}};
    std::ofstream file{file_, std::ios::app | std::ios::binary};
    file << line.dump() + "\n";
    file.flush();
    if (!file) {
        throw InputError{{file_.string()}, "cannot be written", "a folder with free space"};
    }
}

std::optional<double> Experience::expected_s(const PlannedRun& run) const {
    const auto known = wall_s.find(run.id);
    if (known != wall_s.end()) {
        return known->second;
    }
    return wall_per_cost > 0 ? std::optional{wall_per_cost * run.cost} : std::nullopt;
}

Experience read_experience(const StudyFolder& folder, const RunList& list) {
    std::map<std::string, double> costs;
    for (const PlannedRun& run : list.runs) {
        costs.emplace(run.id, run.cost);
    }
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path, ignored}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("journal") && name.ends_with(".jsonl")) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    Experience experience;
    Sums sums;
    for (const std::filesystem::path& path : files) {
        std::ifstream file{path, std::ios::binary};
        for (std::string line; std::getline(file, line);) {
            read_line(line, costs, experience, sums);
        }
    }
    experience.wall_per_cost = sums.cost > 0 ? sums.wall_s / sums.cost : 0;
    return experience;
}

} // namespace cityproof::study
