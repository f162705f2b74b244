// SPDX-License-Identifier: Apache-2.0
#include "io/formats/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::io {

nlohmann::json parse_json(std::string_view text, const Location& where) {
    static constexpr int deepest = 32;
    const auto limit_depth = [&where](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > deepest) {
            throw InputError(where, "is nested too deeply",
                             fmt::format("at most {} levels", deepest));
        }
        return true;
    };
    try {
        return nlohmann::json::parse(text.begin(), text.end(), limit_depth);
    } catch (const nlohmann::json::parse_error& error) {
        Location place = where;
        if (place.line == 0 && place.key.empty()) {
            const auto end =
                text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
            place.line = 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
        }
        throw InputError(place, "is not valid JSON", {},
                         "save it again from the program that made it");
    } catch (const nlohmann::json::exception& error) {
        throw InputError(where, fmt::format("cannot be read as JSON ({})", error.what()));
    }
}

nlohmann::json find_object(const nlohmann::json& object, const char* key) {
    if (!object.is_object()) {
        return nlohmann::json::object();
    }
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : nlohmann::json::object();
}

bool is_text(const nlohmann::json& value, std::string_view text) {
    return value.is_string() && value.get_ref<const std::string&>() == text;
}

} // namespace cityproof::io
