// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/asset_lookup.hpp"

#include "io/text/nearest.hpp"

#include <fmt/format.h>

namespace cityproof::scenarios {

std::optional<std::size_t> find_asset(const CityDraft& draft, std::string_view layer,
                                      const std::string& id, const Location& where,
                                      Problems& problems) {
    if (const auto row = draft.row(layer, id)) {
        return row;
    }
    if (const auto row = draft.row(layer, fmt::format("{}:{}", layer, id))) {
        return row;
    }
    const io::AssetTable* table = draft.table(layer);
    if (table == nullptr) {
        problems.error(
            where, fmt::format("\"{}\" cannot be found: the city has no layer {}", id, layer), {},
            layer == "bus" || layer == "line"        ? "give the grid with --grid"
            : layer == "street" || layer == "signal" ? "give the SUMO scenario with --sumo"
                                                     : "give the water network with --water");
        return std::nullopt;
    }
    problems.error(where, fmt::format("\"{}\" is not in layer {}", id, layer),
                   fmt::format("the id of one of its {} assets", table->size()),
                   io::name_advice(id, table->ids));
    return std::nullopt;
}

std::optional<std::string> find_bus(const CityDraft& draft, const std::string& bus,
                                    const Location& where, Problems& problems) {
    const auto row = find_asset(draft, "bus", bus, where, problems);
    return row ? std::optional{draft.table("bus")->ids[*row]} : std::nullopt;
}

} // namespace cityproof::scenarios
