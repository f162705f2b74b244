// SPDX-License-Identifier: Apache-2.0
#include "io/text/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace cityproof::io {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

} // namespace

std::string nearest_name(std::string_view given, std::span<const std::string> known) {
    constexpr std::size_t longest =
        100; // longer texts are no mistyped names, and the cost is quadratic
    if (given.size() > longest) {
        return {};
    }
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, given.size() / 3) + 1;
    for (const std::string& name : known) {
        if (name.size() > longest) {
            continue;
        }
        const std::size_t distance = edit_distance(given, name);
        if (distance < best_distance) {
            best_distance = distance;
            best = name;
        }
    }
    return best;
}

std::string name_advice(std::string_view given, std::span<const std::string> known) {
    const std::string near = nearest_name(given, known);
    if (!near.empty()) {
        return fmt::format("did you mean \"{}\"?", near);
    }
    constexpr std::size_t shown = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, known.size()); ++i) {
        list += (i == 0 ? "" : ", ") + known[i];
    }
    if (list.empty()) {
        return {};
    }
    return fmt::format("known: {}{}", list, known.size() > shown ? ", ..." : "");
}

} // namespace cityproof::io
