// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace cityproof::io {

/// Parses JSON from a file that nobody has checked. Errors: InputError at `where` (with the line,
/// when `where` has none) for text that is no JSON, is nested more than 32 levels deep, or holds
/// numbers that do not fit a double.
nlohmann::json parse_json(std::string_view text, const Location& where);

/// The member `key` of an object; an empty object when there is none or it is no object.
nlohmann::json find_object(const nlohmann::json& object, const char* key);

/// Whether a value is this text. (Comparing with a literal makes g++ 12 warn of an overflow that is
/// not there.)
bool is_text(const nlohmann::json& value, std::string_view text);

} // namespace cityproof::io
