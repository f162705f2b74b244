// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <string>
#include <string_view>

namespace cityproof::verdict {

/// What a policy claims to do to a key figure, and therefore what is tested.
enum class ClaimDirection { decrease, increase, no_change };

std::string_view to_string(ClaimDirection direction);

/// The least effect that counts; for no_change: the largest that does not. Never negative.
struct Margin {
    double value = 0;      ///< relative: fraction of the baseline's mean; else in `unit`
    bool relative = true;  ///< written with "%"
    std::string unit = {}; ///< as written, of an absolute margin
};

/// What a policy promises. A margin in % is a share of the baseline's mean; any other unit is an
/// absolute one of the key figure's kind ("5 s").
struct Claim {
    std::string key_figure;
    ClaimDirection direction = ClaimDirection::decrease;
    Margin margin;
};

/// "decrease", "increase" or "no_change". Errors: InputError at `where`.
ClaimDirection parse_direction(std::string_view text, const Location& where);
/// "5 %" or "5 s". Errors: InputError at `where`.
Margin parse_margin(std::string_view text, const Location& where);
/// "480 s", "-2 m" or "90 %": a value to compare a key figure with, never relative, of any sign.
/// Errors: InputError at `where`.
Margin parse_amount(std::string_view text, const Location& where);
/// Errors: InputError at `where` for no_change without a margin.
void require_sound(const Claim& claim, const Location& where);

/// Reads a claim as run files carry it in /meta/claim:
///   {"key_figure":"traffic.delay_mean","direction":"decrease","margin":0.05}
/// `direction` is decrease, increase or no_change. `margin` is a fraction of the baseline's mean,
/// or a text with its unit
/// ("5 %", "5 s"); without it any decrease or increase counts; no_change needs one.
/// Errors: InputError at `where` for anything else.
Claim claim_from_json(std::string_view text, const Location& where);

/// The same line of JSON; claim_from_json reads it back exactly.
std::string claim_to_json(const Claim& claim);

/// "a decrease of at least 5 %", "any increase", "no change beyond 5 s".
std::string to_text(const Claim& claim);

/// An absolute margin in the key figure's own unit; a relative one unchanged.
/// Errors: InputError at `where` when the units are of different kinds.
double margin_in_unit(const Claim& claim, const std::string& figure_unit, const Location& where);
/// The same for any margin on `key_figure`.
double margin_in_unit(const Margin& margin, const std::string& key_figure,
                      const std::string& figure_unit, const Location& where);

} // namespace cityproof::verdict
