// SPDX-License-Identifier: Apache-2.0
#include "io/formats/pgm_network.hpp"

#include <fmt/format.h>

#include <array>

namespace cityproof::io {

std::int32_t PgmNetwork::add(std::string_view component, const Row& row,
                             const std::string& asset_id) {
    const std::int32_t id = next_id_++;
    Row with_id = Row::object();
    with_id["id"] = id;
    with_id.update(row);
    auto found = components_.find(component);
    if (found == components_.end()) {
        found = components_.emplace(std::string{component}, std::vector<Row>{}).first;
    }
    found->second.push_back(std::move(with_id));
    if (!asset_id.empty()) {
        asset_ids_.emplace_back(id, asset_id);
    }
    return id;
}

std::string PgmNetwork::text() const {
    constexpr std::array order{"node",  "line",   "link",     "transformer", "generic_branch",
                               "shunt", "source", "sym_load", "sym_gen"};
    std::string text =
        "{\n  \"version\": \"1.0\",\n  \"type\": \"input\",\n  \"is_batch\": false,\n"
        "  \"attributes\": {},\n  \"data\": {";
    const char* between_components = "\n";
    for (const char* component : order) {
        const auto found = components_.find(component);
        if (found == components_.end()) {
            continue;
        }
        text += fmt::format("{}    \"{}\": [", between_components, component);
        const char* between_rows = "\n";
        for (const Row& row : found->second) {
            text += fmt::format("{}      {}", between_rows, row.dump());
            between_rows = ",\n";
        }
        text += "\n    ]";
        between_components = ",\n";
    }
    text += fmt::format("\n  }},\n  \"cityproof\": {{\n    \"frequency_hz\": {},\n    \"ids\": {{",
                        Row(frequency_hz_).dump());
    const char* between_ids = "\n";
    for (const auto& [id, name] : asset_ids_) {
        text += fmt::format("{}      \"{}\": {}", between_ids, id, Row(name).dump());
        between_ids = ",\n";
    }
    return text + "\n    }\n  }\n}\n";
}

} // namespace cityproof::io
