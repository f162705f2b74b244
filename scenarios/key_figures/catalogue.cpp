// SPDX-License-Identifier: Apache-2.0
#include "scenarios/key_figures/catalogue.hpp"

#include "core/base/errors.hpp"
#include "io/text/nearest.hpp"
#include "models/energy/energy_key_figures.hpp"
#include "models/sensors/sensors_key_figures.hpp"
#include "models/services/services_key_figures.hpp"
#include "models/traffic/traffic_key_figures.hpp"
#include "models/water/water_key_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::key_figures {
namespace {

template <typename Table>
DomainCatalogue domain(std::string_view name, const Table& table) {
    return {name, {table.begin(), table.end()}};
}

std::vector<std::string> known_names(std::span<const DomainCatalogue> all) {
    std::vector<std::string> names;
    for (const DomainCatalogue& part : all) {
        names.emplace_back(part.domain);
        for (const contracts::KeyFigureSpec& figure : part.figures) {
            names.emplace_back(figure.id);
        }
    }
    return names;
}

} // namespace

std::vector<DomainCatalogue> catalogue() {
    return {domain("traffic", traffic::key_figure_catalogue),
            domain("energy", energy::key_figure_catalogue),
            domain("water", water::key_figure_catalogue),
            domain("services", services::key_figure_catalogue),
            domain("sensors", sensors::key_figure_catalogue)};
}

std::vector<DomainCatalogue> select(std::span<const std::string> wanted) {
    std::vector<DomainCatalogue> all = catalogue();
    if (wanted.empty()) {
        return all;
    }
    const std::vector<std::string> known = known_names(all);
    for (const std::string& name : wanted) {
        if (std::ranges::find(known, name) == known.end()) {
            throw InputError({{}, 0, "KEY_FIGURE"},
                             fmt::format("there is no key figure and no domain \"{}\"", name), {},
                             io::name_advice(name, known));
        }
    }
    const auto is_wanted = [&](std::string_view name) {
        return std::ranges::find(wanted, name) != wanted.end();
    };
    for (DomainCatalogue& part : all) {
        if (!is_wanted(part.domain)) {
            std::erase_if(part.figures, [&](const contracts::KeyFigureSpec& figure) {
                return !is_wanted(figure.id);
            });
        }
    }
    std::erase_if(all, [](const DomainCatalogue& part) { return part.figures.empty(); });
    return all;
}

} // namespace cityproof::key_figures
