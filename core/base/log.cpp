// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <mutex>
#include <stdexcept>
#include <utility>

namespace cityproof {
namespace {

std::mutex listener_mutex;
std::function<void(const Log::Warning&)> listener;

spdlog::logger& logger() {
    static const auto instance = [] {
        auto created = spdlog::stderr_color_mt("cityproof");
        created->set_pattern("%n: %^%l%$: %v");
        return created;
    }();
    return *instance;
}

} // namespace

Log::Listener::Listener(std::function<void(const Warning&)> on_warning) {
    const std::lock_guard lock{listener_mutex};
    if (listener) {
        throw std::logic_error("two listeners of the log at once");
    }
    listener = std::move(on_warning);
}

Log::Listener::~Listener() {
    const std::lock_guard lock{listener_mutex};
    listener = nullptr;
}

void Log::warning(std::string_view text) {
    warning(Warning{.text = std::string{text}});
}

void Log::warning(const Warning& warning) {
    const std::lock_guard lock{listener_mutex};
    if (listener) {
        listener(warning);
    } else {
        logger().warn(to_string(warning));
    }
}

std::string to_string(const Log::Warning& warning) {
    return warning.at ? fmt::format("at {}: {}", to_string(*warning.at), warning.text)
                      : warning.text;
}

} // namespace cityproof
