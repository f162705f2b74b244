// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/constraint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cityproof::study {
namespace {

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) {
        return {};
    }
    return std::string{text.substr(begin, text.find_last_not_of(' ') - begin + 1)};
}

std::optional<std::size_t> position_of(const std::vector<Factor>& factors, const std::string& key) {
    const auto found = std::ranges::find(factors, key, &Factor::key);
    if (found == factors.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - factors.begin());
}

} // namespace

std::optional<Constraint> Constraint::read(const io::YamlNode& node,
                                           const std::vector<Factor>& factors, Problems& problems) {
    // The longer ones first: "<" is a part of "<=".
    constexpr std::array operators{
        std::pair{"<=", Comparison::less_equal}, std::pair{">=", Comparison::greater_equal},
        std::pair{"==", Comparison::equal},      std::pair{"!=", Comparison::not_equal},
        std::pair{"<", Comparison::less},        std::pair{">", Comparison::greater}};
    const std::string& text = node.scalar;
    const auto refuse = [&](const std::string& message) {
        problems.error(node.where(), fmt::format("\"{}\" {}", text, message),
                       "a comparison such as traffic.demand_scale <= 110 %");
        return std::nullopt;
    };
    for (const auto& [name, comparison] : operators) {
        const std::size_t at = text.find(name);
        if (at == std::string::npos) {
            continue;
        }
        Constraint result;
        result.comparison_ = comparison;
        result.left_ = {position_of(factors, trimmed(text.substr(0, at))), {}};
        const std::string right = trimmed(text.substr(at + std::string_view{name}.size()));
        result.right_ = {position_of(factors, right), right};
        if (!result.left_.factor) {
            return refuse("names no factor of this study on its left side");
        }
        result.what_ = factors[*result.left_.factor].what;
        const bool ordered = comparison != Comparison::equal && comparison != Comparison::not_equal;
        if (ordered && result.what_.kind == ScenarioKey::Kind::text) {
            return refuse("compares the order of texts");
        }
        if (!result.right_.factor && result.what_.kind != ScenarioKey::Kind::text &&
            !number_of_value(right, result.what_)) {
            return refuse(fmt::format("has \"{}\" on its right side, which is neither a factor nor "
                                      "a value of that key",
                                      right));
        }
        return result;
    }
    return refuse("is no comparison");
}

int Constraint::order_of(const std::string& left, const std::string& right) const {
    const std::optional<double> a = number_of_value(left, what_);
    const std::optional<double> b = number_of_value(right, what_);
    if (a && b) {
        return *a < *b ? -1 : *a > *b ? 1 : 0;
    }
    return left.compare(right);
}

bool Constraint::holds(const std::vector<std::string>& values) const {
    const int order =
        order_of(values[*left_.factor], right_.factor ? values[*right_.factor] : right_.text);
    switch (comparison_) {
    case Comparison::less:
        return order < 0;
    case Comparison::less_equal:
        return order <= 0;
    case Comparison::greater:
        return order > 0;
    case Comparison::greater_equal:
        return order >= 0;
    case Comparison::equal:
        return order == 0;
    case Comparison::not_equal:
        break;
    }
    return order != 0;
}

} // namespace cityproof::study
