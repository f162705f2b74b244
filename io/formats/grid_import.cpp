// SPDX-License-Identifier: Apache-2.0
#include "io/formats/grid_import.hpp"

#include "core/base/errors.hpp"
#include "io/formats/json_text.hpp"
#include "io/formats/matpower.hpp"
#include "io/formats/pandapower.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cityproof::io {
namespace {

/// Buses of power-grid-model JSON, under the names they have in the asset tables.
std::vector<BusPlace> pgm_places(const nlohmann::json& root) {
    std::vector<BusPlace> places;
    const nlohmann::json ids = find_object(find_object(root, "cityproof"), "ids");
    const nlohmann::json data = find_object(root, "data");
    const nlohmann::json attributes = find_object(root, "attributes");
    std::size_t id_column = 0;
    if (const auto order = attributes.find("node");
        order != attributes.end() && order->is_array()) {
        while (id_column < order->size() && !is_text((*order)[id_column], "id")) {
            ++id_column;
        }
    }
    const auto nodes = data.find("node");
    if (nodes == data.end() || !nodes->is_array()) {
        return places;
    }
    for (const nlohmann::json& node : *nodes) {
        const nlohmann::json* id = nullptr;
        if (node.is_object() && node.contains("id")) {
            id = &node.at("id");
        } else if (node.is_array() && id_column < node.size()) {
            id = &node[id_column];
        }
        const std::string number = id == nullptr ? "" : id->dump();
        const auto named = ids.find(number);
        places.push_back(
            {named != ids.end() && named->is_string() ? named->get<std::string>() : "bus:" + number,
             {},
             std::nullopt});
    }
    return places;
}

bool is_case_file(const std::string& file) {
    return file.ends_with(".m") || file.ends_with(".M");
}

} // namespace

GridImport import_grid_text(std::string_view text, const std::string& file) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        throw InputError({file, 0, {}}, "is empty", "a power grid");
    }
    if (text[first] != '{') {
        if (is_case_file(file)) {
            return import_matpower(text, file);
        }
        throw InputError({file, 0, {}}, "is no power grid that can be read",
                         "power-grid-model JSON, pandapower JSON or a MATPOWER case (.m)");
    }
    const nlohmann::json root = parse_json(text, {file, 0, {}});
    if (const auto kind = root.find("_class"); kind != root.end()) {
        return import_pandapower(root, file);
    }
    if (const auto type = root.find("type"); type != root.end() && is_text(*type, "input")) {
        return {std::string{text}, pgm_places(root), {}, {}};
    }
    throw InputError({file, 0, {}}, "is JSON, but no power grid that can be read",
                     "power-grid-model JSON (\"type\": \"input\") or pandapower JSON (\"_class\": "
                     "\"pandapowerNet\")");
}

GridImport import_grid(const std::filesystem::path& path) {
    return import_grid_text(read_text_file(path), path.string());
}

} // namespace cityproof::io
