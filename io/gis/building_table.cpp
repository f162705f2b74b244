// SPDX-License-Identifier: Apache-2.0
#include "io/gis/building_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::io {

BuildingTable::BuildingTable(std::string file, std::string name, Problems& problems)
    : file_{std::move(file)},
      problems_{problems} {
    table_.name = std::move(name);
}

void BuildingTable::add(BuildingObject building, std::vector<BuildingObject> parts) {
    for (const BuildingObject& part : parts) {
        building.body.add_heights(part.body);
    }
    if (!building.body.has_ground() && parts.size() > 1) {
        for (const BuildingObject& part : parts) {
            add_row(part, building.attributes);
        }
        return;
    }
    Attributes of_building;
    if (parts.size() == 1) {
        if (!building.body.has_ground()) {
            building.body.take_ground(std::move(parts.front().body));
        }
        of_building = std::exchange(building.attributes, std::move(parts.front().attributes));
    }
    add_row(building, of_building);
}

void BuildingTable::add_row(const BuildingObject& object, const Attributes& of_building) {
    Geometry outline = object.body.outline();
    if (outline.kind != GeometryKind::polygon) {
        if (without_outline_++ == 0) {
            first_without_ = {file_, object.line, object.id};
        }
        return;
    }
    if (!ids_.insert(object.id).second) {
        problems_.error({file_, object.line, table_.name + " " + object.id},
                        "this id stands in two buildings", "an id that no other building has", {});
        return;
    }
    table_.ids.push_back(object.id);
    table_.geometry.push_back(std::move(outline));
    for (std::vector<Attribute>& column : table_.attributes) {
        column.emplace_back();
    }
    for (const Attributes* source : {&of_building, &object.attributes}) {
        for (const auto& [name, value] : *source) {
            set(name, value);
        }
    }
    if (const Attribute* storeys = found("storeysAboveGround")) {
        set("levels", Attribute{*storeys});
    }
    if (const Attribute* height = found("measuredHeight")) {
        set("height_m", Attribute{*height});
    } else if (object.body.height_m() > 0) {
        set("height_m", object.body.height_m());
    }
}

/// The cell of the last row; nullptr when it is empty.
const Attribute* BuildingTable::found(const char* column) const {
    const auto* cells = table_.column(column);
    const bool is_empty = cells == nullptr || std::holds_alternative<std::monostate>(cells->back());
    return is_empty ? nullptr : &cells->back();
}

/// Names have no case in a map, and some are taken.
void BuildingTable::set(const std::string& column, const Attribute& value) {
    std::string key = column;
    std::ranges::transform(key, key.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (key.empty() || key == "id" || key == "fid" || key == "geom" ||
        std::holds_alternative<std::monostate>(value)) {
        return;
    }
    const auto [known, is_new] = columns_.try_emplace(key, table_.columns.size());
    if (is_new) {
        table_.columns.push_back(column);
        table_.attributes.emplace_back(table_.ids.size());
    }
    table_.attributes[known->second].back() = value;
}

AssetTable BuildingTable::finish() {
    if (without_outline_ > 0) {
        problems_.warning(
            first_without_,
            fmt::format("{} buildings have no outline and were left out, this is the first",
                        without_outline_),
            "a ground surface", {});
    }
    return std::move(table_);
}

} // namespace cityproof::io
