// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/operator_input.hpp"

#include "core/base/quantity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <iostream>
#include <thread>

namespace cityproof::scenarios {
namespace {

using contracts::Command;
using contracts::CommandKind;
using Json = nlohmann::json;

constexpr std::array all_kinds{CommandKind::outage,       CommandKind::restore,
                               CommandKind::supply_loss,  CommandKind::supply_restore,
                               CommandKind::close_pipe,   CommandKind::open_pipe,
                               CommandKind::close_street, CommandKind::open_street};

Json parse_object(const std::string& line, const Location& where) {
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) {
        throw InputError(where, fmt::format("\"{}\" is no JSON object", line.substr(0, 80)),
                         R"(as in {"command": "pause"})");
    }
    return object;
}

std::string text_of(const Json& object, const char* key, const Location& where) {
    if (!object.contains(key) || !object.at(key).is_string()) {
        throw InputError({where.file, where.line, key}, "is missing or no text");
    }
    return object.at(key).get<std::string>();
}

Command command_of(const Json& object, const Location& where) {
    const std::string action = text_of(object, "action", where);
    const std::string target = text_of(object, "target", where);
    const auto slash = target.find('/');
    if (slash == std::string::npos) {
        throw InputError({where.file, where.line, "target"},
                         fmt::format("\"{}\" names no table", target),
                         "table/id as in line/line:62");
    }
    for (const CommandKind kind : all_kinds) {
        if (action == to_string(kind)) {
            return {.at = {},
                    .kind = kind,
                    .table = target.substr(0, slash),
                    .target = target.substr(slash + 1),
                    .reason = object.value("reason", std::string{"operator"})};
        }
    }
    throw InputError(
        {where.file, where.line, "action"}, fmt::format("\"{}\" is no action", action),
        "outage, restore, supply_loss, supply_restore, close_pipe, open_pipe, close_street "
        "or open_street");
}

} // namespace

OperatorOrder parse_order(const std::string& line, int line_number) {
    const Location where{"standard input", line_number};
    const Json object = parse_object(line, where);
    const std::string command = text_of(object, "command", where);
    using Kind = OperatorOrder::Kind;
    if (command == "pause" || command == "resume" || command == "stop") {
        return {.kind = command == "pause"  ? Kind::pause
                        : command == "stop" ? Kind::stop
                                            : Kind::resume,
                .step = {},
                .command = {}};
    }
    if (command == "step") {
        const Duration step =
            object.contains("for")
                ? parse_duration(text_of(object, "for", where), {where.file, where.line, "for"})
                : Duration::seconds(1);
        return {.kind = Kind::step, .step = step, .command = {}};
    }
    if (command == "intervene") {
        return {.kind = Kind::intervene, .step = {}, .command = command_of(object, where)};
    }
    throw InputError({where.file, where.line, "command"},
                     fmt::format("\"{}\" is no command", command),
                     "pause, resume, step, stop or intervene");
}

Command parse_intervention(const std::string& object, const Location& where) {
    return command_of(parse_object(object, where), where);
}

OperatorInput::OperatorInput() : shared_{std::make_shared<Shared>()} {
    std::thread{[shared = shared_] {
        int number = 0;
        for (std::string line; std::getline(std::cin, line);) {
            ++number;
            if (line.empty()) {
                continue;
            }
            Item item;
            try {
                item.order = parse_order(line, number);
            } catch (const InputError& error) {
                item.problem = error.problem();
            }
            const std::lock_guard lock{shared->mutex};
            shared->items.push(std::move(item));
            shared->arrived.notify_one();
        }
        const std::lock_guard lock{shared->mutex};
        shared->ended = true;
        shared->arrived.notify_one();
    }}.detach();
}

std::optional<OperatorInput::Item> OperatorInput::poll() {
    const std::lock_guard lock{shared_->mutex};
    if (shared_->items.empty()) {
        return std::nullopt;
    }
    Item item = std::move(shared_->items.front());
    shared_->items.pop();
    return item;
}

std::optional<OperatorInput::Item> OperatorInput::wait() {
    {
        std::unique_lock lock{shared_->mutex};
        shared_->arrived.wait_for(lock, std::chrono::milliseconds{100},
                                  [this] { return !shared_->items.empty() || shared_->ended; });
    }
    return poll();
}

bool OperatorInput::ended() {
    const std::lock_guard lock{shared_->mutex};
    return shared_->ended && shared_->items.empty();
}

} // namespace cityproof::scenarios
