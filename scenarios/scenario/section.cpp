// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/section.hpp"

namespace cityproof::scenarios {

std::string Section::text(std::string_view key, std::string fallback) const {
    const io::YamlNode* value = node_.find(key);
    return value == nullptr ? std::move(fallback) : value->scalar;
}

std::optional<double> Section::quantity(std::string_view key, Dimension dimension) const {
    const io::YamlNode* value = node_.find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    return parse_quantity(value->scalar, dimension, value->where());
}

std::optional<double> Section::number(std::string_view key) const {
    const io::YamlNode* value = node_.find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const std::optional<double> result = io::number_of(*value);
    if (!result) {
        throw InputError(value->where(), "\"" + value->scalar + "\" is no number", "a number");
    }
    return result;
}

std::optional<Duration> Section::duration(std::string_view key) const {
    const io::YamlNode* value = node_.find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const Duration result = parse_duration(value->scalar, value->where());
    if (result < Duration{}) {
        problems_.error(value->where(), "\"" + value->scalar + "\" is negative",
                        "a time of zero or more");
    }
    return result;
}

Duration Section::whole_seconds(std::string_view key, Duration fallback) const {
    const std::optional<Duration> result = duration(key);
    if (!result) {
        return fallback;
    }
    if (*result < Duration::seconds(1) || result->ns() % 1'000'000'000 != 0) {
        const io::YamlNode* value = node_.find(key);
        problems_.error(value->where(), "\"" + value->scalar + "\" is no whole number of seconds",
                        "1 s or more, in whole seconds");
        return fallback;
    }
    return *result;
}

} // namespace cityproof::scenarios
