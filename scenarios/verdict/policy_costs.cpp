// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/policy_costs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cityproof::verdict {
namespace {

constexpr double largest = 1e15; ///< minor units: a double still tells every one of them

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

Money parse_money(std::string_view text, const Location& where) {
    double amount = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
    std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const double minor = std::round(100 * amount);
    if (error != std::errc{} || !is_currency(rest) || !(amount >= 0) || minor > largest ||
        std::abs(100 * amount - minor) > 1e-6) {
        throw InputError(where, fmt::format("\"{}\" is no amount of money", text),
                         "an amount from zero with a currency, as in \"250000 EUR\"");
    }
    return {static_cast<std::int64_t>(minor), std::string{rest}};
}

void require_sound(const PolicyCosts& costs, const Location& where) {
    if (costs.capital.currency != costs.per_year.currency) {
        throw InputError(where,
                         fmt::format("capital is in {} and per_year in {}", costs.capital.currency,
                                     costs.per_year.currency),
                         "one currency");
    }
}

std::string costs_to_json(std::span<const PolicyCosts> costs) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const PolicyCosts& one : costs) {
        list.push_back({{"currency", one.capital.currency},
                        {"capital_minor", one.capital.minor},
                        {"per_year_minor", one.per_year.minor},
                        {"lifetime_years", one.lifetime_years}});
    }
    return list.dump();
}

std::vector<PolicyCosts> costs_from_json(std::string_view text, const Location& where) {
    const auto list = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    std::vector<PolicyCosts> result;
    try {
        for (const auto& entry : list.get<std::vector<nlohmann::json>>()) {
            const auto currency = entry.at("currency").get<std::string>();
            result.push_back({{entry.at("capital_minor").get<std::int64_t>(), currency},
                              {entry.at("per_year_minor").get<std::int64_t>(), currency},
                              entry.at("lifetime_years").get<int>()});
            if (!is_currency(currency) || result.back().lifetime_years < 1) {
                throw InputError(where, "the costs are not sound", "what costs_to_json writes");
            }
        }
    } catch (const nlohmann::json::exception&) {
        throw InputError(where, "the costs cannot be read", "what `cityproof run` writes");
    }
    return result;
}

} // namespace cityproof::verdict
