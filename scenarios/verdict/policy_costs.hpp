// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::verdict {

/// An amount in hundredths of a currency (ISO 4217 code).
struct Money {
    std::int64_t minor = 0;
    std::string currency = {};
};

/// "250000 EUR", "0.25 EUR": zero or more, at most two decimals. Errors: InputError at `where`.
Money parse_money(std::string_view text, const Location& where);

/// What a policy file states under `costs`.
struct PolicyCosts {
    Money capital = {};
    Money per_year = {};
    int lifetime_years = 1;
};

/// Errors: InputError at `where` for two currencies.
void require_sound(const PolicyCosts& costs, const Location& where);

/// The costs of a run's policies as /meta/costs carries them: one line of JSON.
std::string costs_to_json(std::span<const PolicyCosts> costs);
/// Reads what costs_to_json writes. Errors: InputError at `where` for anything else.
std::vector<PolicyCosts> costs_from_json(std::string_view text, const Location& where);

} // namespace cityproof::verdict
