// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/intervention_log.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "io/text/files.hpp"
#include "scenarios/run/operator_input.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>
#include <system_error>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;
using contracts::Command;
using Json = nlohmann::ordered_json;

constexpr const char* suffix = ".commands.jsonl";
constexpr const char* stop_action = "stop";
constexpr const char* section_name = "interventions"; ///< of a checkpoint

fs::path with_suffix(const fs::path& path, const char* text) {
    return path.string() + text;
}

std::string line_of(const Command& command) {
    return Json{{"at_ns", command.at.ns()},
                {"action", to_string(command.kind)},
                {"target", command.table + "/" + command.target},
                {"reason", command.reason}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

SimTime time_of(const Json& object, const Location& where) {
    const auto at = object.find("at_ns");
    if (at == object.end() || !at->is_number_integer() || *at < 0) {
        throw InputError({where.file, where.line, "at_ns"},
                         "is missing or no whole number of nanoseconds");
    }
    return SimTime::at_ns(at->get<std::int64_t>());
}

OperatorRecord parse_record(const std::string& content, const fs::path& path) {
    std::istringstream text{content};
    OperatorRecord record;
    int number = 0;
    for (std::string line; std::getline(text, line);) {
        const Location where{path.string(), ++number};
        if (line.empty()) {
            continue;
        }
        const Json object = Json::parse(line, nullptr, false);
        if (!object.is_object()) {
            throw InputError(where, fmt::format("\"{}\" is no JSON object", line.substr(0, 80)),
                             "a line of a record that `cityproof run` wrote");
        }
        const SimTime at = time_of(object, where);
        if (object.value("action", Json{}) == stop_action) {
            record.stop_at = at;
            continue;
        }
        Command command = parse_intervention(line, where);
        command.at = at;
        record.commands.push_back(std::move(command));
    }
    return record;
}

} // namespace

InterventionLog::InterventionLog(const fs::path& run_file, OperatorRecord replayed)
    : final_{with_suffix(run_file, suffix)},
      growing_{with_suffix(with_suffix(run_file, ".part"), suffix)},
      record_{std::move(replayed)} {
    if (lines().empty()) {
        std::error_code ignored;
        fs::remove(growing_, ignored);
    } else {
        write();
    }
}

void InterventionLog::save(engine::StateWriter& out) const {
    out.section(section_name);
    out.put(text());
}

void InterventionLog::add(Command command) {
    record_.commands.push_back(std::move(command));
    write();
}

void InterventionLog::stop(SimTime at) {
    record_.stop_at = at;
    write();
}

void InterventionLog::finish() {
    if (lines().empty()) {
        std::error_code ignored;
        fs::remove(final_, ignored);
    } else {
        fs::rename(growing_, final_);
    }
}

std::string InterventionLog::hash() const {
    const std::vector<std::string> all = lines();
    if (all.empty()) {
        return {};
    }
    std::uint64_t hash = all.size();
    for (const std::string& line : all) {
        hash = fold_hash(hash, stable_hash(line));
    }
    return fmt::format("{:016x}", hash);
}

std::vector<std::string> InterventionLog::lines() const {
    std::vector<Command> commands = record_.commands;
    // As CommandSchedule carries them out.
    std::ranges::stable_sort(commands, {}, &Command::at);
    std::vector<std::string> lines;
    for (const Command& command : commands) {
        lines.push_back(line_of(command));
    }
    if (record_.stop_at) {
        lines.push_back(Json{{"at_ns", record_.stop_at->ns()}, {"action", stop_action}}.dump());
    }
    return lines;
}

std::string InterventionLog::text() const {
    std::string text;
    for (const std::string& line : lines()) {
        text += line + "\n";
    }
    return text;
}

void InterventionLog::write() const {
    io::write_file_atomically(growing_, text());
}

ResumedRecord resumed_record(engine::StateReader& in, SimTime at, const fs::path& run_file) {
    in.section(section_name);
    std::string text;
    in.get(text);
    ResumedRecord resumed{parse_record(text, run_file), {}};
    const fs::path left = with_suffix(with_suffix(run_file, ".part"), suffix);
    if (!fs::exists(left)) {
        return resumed;
    }
    std::multiset<std::string> known;
    for (const Command& command : resumed.all.commands) {
        known.insert(line_of(command));
    }
    const OperatorRecord whole = load_operator_record(left);
    for (const Command& command : whole.commands) {
        if (const auto same = known.find(line_of(command)); same != known.end()) {
            known.erase(same);
            continue;
        }
        if (command.at < at) {
            throw InputError({left.string()},
                             fmt::format("tells of an order at {} that the checkpoint of {} does "
                                         "not know",
                                         to_string(command.at), to_string(at)),
                             "the record that the run left", "do not edit it");
        }
        resumed.all.commands.push_back(command);
        resumed.later.push_back(command);
    }
    resumed.all.stop_at = whole.stop_at ? whole.stop_at : resumed.all.stop_at;
    return resumed;
}

OperatorRecord load_operator_record(const fs::path& path) {
    return parse_record(io::read_text_file(path), path);
}

} // namespace cityproof::scenarios
