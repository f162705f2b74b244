// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

namespace cityproof::verdict {
namespace {

/// Length in bytes of the UTF-8 character that starts `text`; 0 when it is broken or a control
/// character.
std::size_t character_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) {
        return first < 0x20 || first == 0x7f ? 0 : 1;
    }
    const std::size_t length = first >= 0xf5   ? 0
                               : first >= 0xf0 ? 4
                               : first >= 0xe0 ? 3
                               : first >= 0xc2 ? 2
                                               : 0;
    if (length == 0 || text.size() < length) {
        return 0;
    }
    const bool whole = std::ranges::all_of(text.substr(1, length - 1), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
    });
    // U+0080 to U+009F are controls too: a terminal may take U+009B for an escape.
    const bool control = first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0;
    return whole && !control ? length : 0;
}

bool prints_as_zero(std::string_view text) {
    return text.find_first_of("123456789") == std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return result;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result{""};
    for (const char c : text) {
        if (c == '_' || c == '.' || c == ' ') {
            result.emplace_back();
        } else {
            result.back() += c;
        }
    }
    std::erase(result, "");
    return result;
}

} // namespace

std::string one_line(std::string_view text, std::size_t longest) {
    std::string result;
    for (std::size_t characters = 0; !text.empty(); ++characters) {
        if (characters == longest) {
            return result + "...";
        }
        const std::size_t length = character_length(text);
        result += length == 0 ? std::string_view{"?"} : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::size_t display_width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

int decimals_for(double uncertainty, double magnitude) {
    const bool known = uncertainty > 0 && std::isfinite(uncertainty);
    const double leading = known ? uncertainty : std::abs(magnitude);
    if (!(leading > 0) || !std::isfinite(leading)) {
        return 0;
    }
    const int digits = known ? 2 : 4;
    return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(leading))), 0, 9);
}

std::string number_text(double value, int decimals) {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? "not available" : value > 0 ? "unbounded" : "-unbounded";
    }
    if (std::abs(value) >= 1e9) {
        return fmt::format("{:.4e}", value);
    }
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.front() == '-' && prints_as_zero(text)) {
        text.erase(0, 1);
    }
    return text;
}

std::string signed_text(double value, int decimals) {
    std::string text = number_text(value, decimals);
    return std::isfinite(value) && text.front() != '-' && !prints_as_zero(text) ? "+" + text : text;
}

std::string p_text(double p) {
    if (p < 0.001) {
        return "< 0.001";
    }
    return p < 0.1 ? fmt::format("{:.3f}", p) : fmt::format("{:.2f}", p);
}

std::string seeds_text(std::span<const std::uint64_t> seeds) {
    std::string text;
    for (std::size_t first = 0; first < seeds.size();) {
        std::size_t last = first;
        while (last + 1 < seeds.size() && seeds[last + 1] == seeds[last] + 1) {
            ++last;
        }
        text += text.empty() ? "" : ", ";
        if (last - first >= 2) {
            text += fmt::format("{}-{}", seeds[first], seeds[last]);
            first = last + 1;
        } else {
            text += fmt::format("{}", seeds[first++]);
        }
    }
    return text;
}

std::string plain_name(std::string_view id, std::string_view unit) {
    constexpr std::array leading{"mean", "median", "max", "min", "total"};
    const auto dot = id.find('.');
    std::vector<std::string> parts = words(dot == std::string_view::npos ? id : id.substr(dot + 1));
    if (parts.size() > 1 && lower(parts.back()) == lower(unit)) {
        parts.pop_back();
    }
    if (parts.size() > 1 && std::ranges::find(leading, parts.back()) != leading.end()) {
        std::rotate(parts.begin(), parts.end() - 1, parts.end());
    }
    return parts.empty() ? std::string{id} : fmt::format("{}", fmt::join(parts, " "));
}

std::string wrapped_text(std::string_view text, std::size_t width, std::string_view indent) {
    std::string result;
    std::string line;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
            result += line + "\n";
            line = std::string{indent};
            line += word;
        } else {
            line += (line.empty() ? "" : " ") + std::string{word};
        }
    }
    return result + line + "\n";
}

std::string markdown_text(std::string_view text) {
    constexpr std::string_view special = "\\`*_{}[]<>|#~&!$";
    std::string result;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

} // namespace cityproof::verdict
