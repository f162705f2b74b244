// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/claim.hpp"

#include "core/base/quantity.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace cityproof::verdict {
namespace {

constexpr std::array<std::pair<std::string_view, ClaimDirection>, 3> directions{
    {{"decrease", ClaimDirection::decrease},
     {"increase", ClaimDirection::increase},
     {"no_change", ClaimDirection::no_change}}};
constexpr const char* direction_names = "decrease, increase or no_change";
constexpr const char* margin_form =
    R"(a number with its unit: "5 %" of the baseline's mean, or "5 s")";

/// Factor to the SI unit if `unit` is one of `dimension`.
std::optional<double> si_factor(const std::string& unit, Dimension dimension) {
    try {
        return parse_quantity("1 " + unit, dimension, {});
    } catch (const InputError&) {
        return std::nullopt;
    }
}

Margin margin_from_json(const nlohmann::json& value, const Location& where) {
    if (value.is_string()) {
        return parse_margin(value.get_ref<const std::string&>(), where);
    }
    const double fraction = value.is_number() ? value.get<double>() : -1;
    if (!(fraction >= 0 && std::isfinite(fraction))) {
        throw InputError(where, "the claim's margin is no number from zero upwards");
    }
    return {fraction, true, ""};
}

} // namespace

std::string_view to_string(ClaimDirection direction) {
    return directions[static_cast<std::size_t>(direction)].first;
}

ClaimDirection parse_direction(std::string_view text, const Location& where) {
    for (const auto& [name, direction] : directions) {
        if (name == text) {
            return direction;
        }
    }
    throw InputError(where, fmt::format("the claim's direction \"{}\" is unknown", text),
                     direction_names);
}

Margin parse_margin(std::string_view text, const Location& where) {
    const std::optional<NumberWithUnit> parts = split_number(text);
    if (!parts || parts->unit.empty()) {
        throw InputError(where, fmt::format("\"{}\" is no margin", text), margin_form);
    }
    if (parts->number < 0) {
        throw InputError(where, fmt::format("the margin \"{}\" is negative", text), "zero or more",
                         "say with `direction` which way the key figure goes");
    }
    const bool relative = parts->unit == "%";
    return {relative ? parts->number / 100 : parts->number, relative, relative ? "" : parts->unit};
}

Margin parse_amount(std::string_view text, const Location& where) {
    const std::optional<NumberWithUnit> parts = split_number(text);
    if (!parts || parts->unit.empty()) {
        throw InputError(where, fmt::format("\"{}\" is no quantity", text),
                         R"(a number with its unit: "480 s")");
    }
    return {parts->number, false, parts->unit};
}

void require_sound(const Claim& claim, const Location& where) {
    if (claim.direction == ClaimDirection::no_change && !(claim.margin.value > 0)) {
        throw InputError(
            where, "\"no_change\" needs a margin above zero", margin_form,
            "say how large a change does not matter: two runs are never exactly equal");
    }
}

std::string claim_to_json(const Claim& claim) {
    nlohmann::ordered_json json;
    json["key_figure"] = claim.key_figure;
    json["direction"] = to_string(claim.direction);
    if (claim.margin.relative) {
        json["margin"] = claim.margin.value;
    } else {
        json["margin"] = fmt::format("{} {}", claim.margin.value, claim.margin.unit);
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Claim claim_from_json(std::string_view text, const Location& where) {
    const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw InputError(where, "the claim is no JSON object", "what claim_to_json writes");
    }
    const auto text_of = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? one_line(found->get<std::string>())
                                                         : std::string{};
    };
    Claim claim;
    claim.key_figure = text_of("key_figure");
    if (claim.key_figure.empty()) {
        throw InputError(where, "the claim names no key figure");
    }
    claim.direction = parse_direction(text_of("direction"), where);
    if (const auto margin = json.find("margin"); margin != json.end()) {
        claim.margin = margin_from_json(*margin, where);
    }
    claim.margin.unit = one_line(claim.margin.unit);
    require_sound(claim, where);
    return claim;
}

std::string to_text(const Claim& claim) {
    const Margin& margin = claim.margin;
    const std::string size = margin.relative ? fmt::format("{:.4g} %", 100 * margin.value)
                                             : fmt::format("{:.6g} {}", margin.value, margin.unit);
    if (claim.direction == ClaimDirection::no_change) {
        return "no change beyond " + size;
    }
    if (margin.value == 0) {
        return fmt::format("any {}", to_string(claim.direction));
    }
    return fmt::format("{} {} of at least {}",
                       claim.direction == ClaimDirection::increase ? "an" : "a",
                       to_string(claim.direction), size);
}

double margin_in_unit(const Claim& claim, const std::string& figure_unit, const Location& where) {
    return margin_in_unit(claim.margin, claim.key_figure, figure_unit, where);
}

double margin_in_unit(const Margin& margin, const std::string& key_figure,
                      const std::string& figure_unit, const Location& where) {
    if (margin.relative || margin.unit == figure_unit) {
        return margin.value;
    }
    for (int kind = 0; kind <= static_cast<int>(Dimension::per_unit); ++kind) {
        const auto dimension = static_cast<Dimension>(kind);
        const auto from = si_factor(margin.unit, dimension);
        const auto to = si_factor(figure_unit, dimension);
        if (from && to) {
            return margin.value * *from / *to;
        }
    }
    throw InputError(where,
                     fmt::format(R"("{:.6g} {}" does not fit {}, which is in "{}")", margin.value,
                                 margin.unit, key_figure, figure_unit),
                     fmt::format("a quantity in {}, or a margin in %", figure_unit));
}

} // namespace cityproof::verdict
