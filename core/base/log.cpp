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

void Log::set_level(Level level) {
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info,
                                                    spdlog::level::warn, spdlog::level::err};
    logger().set_level(levels[static_cast<int>(level)]);
}

void Log::debug(std::string_view text) {
    logger().debug(text);
}

void Log::info(std::string_view text) {
    logger().info(text);
}

void Log::warning(std::string_view text) {
    logger().warn(text);
}

void Log::error(std::string_view text) {
    logger().error(text);
}

} // namespace cityproof
