// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/list_file.hpp"

#include "io/text/files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace cityproof::study {
namespace {

using Json = nlohmann::ordered_json;

constexpr int format = 1;

std::string dump(const Json& object, int indent) {
    return object.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json header_of(const RunList& list) {
    Json arms = Json::array();
    for (const ListedArm& arm : list.arms) {
        arms.push_back({{"name", arm.name}, {"policies", arm.policies}, {"titles", arm.titles}});
    }
    Json factors = Json::array();
    for (const ListedFactor& factor : list.factors) {
        factors.push_back(
            {{"key", factor.key}, {"unit", factor.unit}, {"numbers", factor.numbers}});
    }
    Json figures = Json::array();
    for (const auto& [id, direction] : list.key_figures) {
        figures.push_back({{"id", id}, {"direction", static_cast<int>(direction)}});
    }
    return {{"format", format},
            {"study", list.study},
            {"description", list.description},
            {"version", list.version},
            {"inputs_hash", list.inputs_hash},
            {"scenario", list.scenario.string()},
            {"checkpoint_every", list.checkpoint_every},
            {"arms", arms},
            {"settings", list.settings},
            {"factors", factors},
            {"points", list.points},
            {"key_figures", figures},
            {"study_text", list.study_text},
            {"scenario_text", list.scenario_text}};
}

RunList list_of(const Json& header) {
    RunList list;
    header.at("study").get_to(list.study);
    header.at("description").get_to(list.description);
    header.at("version").get_to(list.version);
    header.at("inputs_hash").get_to(list.inputs_hash);
    list.scenario = header.at("scenario").get<std::string>();
    header.at("checkpoint_every").get_to(list.checkpoint_every);
    for (const Json& arm : header.at("arms")) {
        list.arms.push_back({arm.at("name"), arm.at("policies"), arm.at("titles")});
    }
    header.at("settings").get_to(list.settings);
    for (const Json& factor : header.at("factors")) {
        ListedFactor listed{factor.at("key"), factor.at("unit"), {}};
        for (const Json& number : factor.at("numbers")) { // null: NaN
            listed.numbers.push_back(number.is_number() ? number.get<double>()
                                                        : std::numeric_limits<double>::quiet_NaN());
        }
        list.factors.push_back(std::move(listed));
    }
    header.at("points").get_to(list.points);
    for (const Json& figure : header.at("key_figures")) {
        list.key_figures.emplace_back(
            figure.at("id"), static_cast<contracts::Direction>(figure.at("direction").get<int>()));
    }
    header.at("study_text").get_to(list.study_text);
    header.at("scenario_text").get_to(list.scenario_text);
    return list;
}

void read_runs(const std::string& text, RunList& list) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const Json line = Json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                      text.begin() + static_cast<std::ptrdiff_t>(end));
        const PlannedRun run{line.at("id"), line.at("arm"), line.at("point"), line.at("seed"),
                             line.at("cost")};
        if (run.arm >= list.arms.size() || run.point >= list.points.size()) {
            throw std::out_of_range{"a run of an arm or point that is not there"};
        }
        list.runs.push_back(run);
        begin = end + 1;
    }
}

} // namespace

void write_run_list(const RunList& list, const std::filesystem::path& folder) {
    std::string runs;
    for (const PlannedRun& run : list.runs) {
        runs += dump({{"id", run.id},
                      {"arm", run.arm},
                      {"point", run.point},
                      {"seed", run.seed},
                      {"cost", run.cost}},
                     -1);
    }
    io::write_file_atomically(folder / "runs.jsonl", runs);
    io::write_file_atomically(folder / "study.json", dump(header_of(list), 1));
}

RunList read_run_list(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "study.json";
    const std::string text = io::read_text_file(file);
    try {
        const Json header = Json::parse(text);
        if (header.at("format").get<int>() > format) {
            throw InputError{{file.string()},
                             fmt::format("is of format {}, newer than this program's {}",
                                         header.at("format").get<int>(), format)};
        }
        RunList list = list_of(header);
        read_runs(io::read_text_file(folder / "runs.jsonl"), list);
        return list;
    } catch (const nlohmann::json::exception& error) {
        throw InputError{{file.string()},
                         fmt::format("it or runs.jsonl is damaged: {}", error.what()),
                         {},
                         "run `cityproof batch` with the study again: it writes both anew"};
    } catch (const std::out_of_range& error) {
        throw InputError{{(folder / "runs.jsonl").string()}, error.what()};
    }
}

} // namespace cityproof::study
