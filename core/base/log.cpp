// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace cityproof {
namespace {

spdlog::logger& logger() {
    static const auto instance = [] {
        auto created = spdlog::stderr_color_mt("cityproof");
        created->set_pattern("%n: %^%l%$: %v");
        return created;
    }();
    return *instance;
}

} // namespace

void Log::warning(std::string_view text) {
    logger().warn(text);
}

} // namespace cityproof
