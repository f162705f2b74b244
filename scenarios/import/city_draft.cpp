// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/city_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace cityproof::scenarios {
namespace {

std::string section(const char* title, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += fmt::format("{:<10}{}\n", text.empty() ? title : "", line);
    }
    return text;
}

} // namespace

void CityDraft::add(io::AssetTable table, io::Provenance provenance, std::string source) {
    auto& index = rows_[table.name];
    for (std::size_t row = 0; row < table.size(); ++row) {
        index.emplace(table.ids[row], row);
    }
    const std::string name = table.name;
    if (!layers_.emplace(name, DraftLayer{std::move(table), provenance, std::move(source)})
             .second) {
        throw std::logic_error("layer " + name + " exists already");
    }
}

DraftLayer* CityDraft::layer(std::string_view name) {
    const auto found = layers_.find(name);
    return found == layers_.end() ? nullptr : &found->second;
}

io::AssetTable* CityDraft::table(std::string_view name) {
    DraftLayer* found = layer(name);
    return found == nullptr ? nullptr : &found->table;
}

const io::AssetTable* CityDraft::table(std::string_view name) const {
    const auto found = layers_.find(name);
    return found == layers_.end() ? nullptr : &found->second.table;
}

std::optional<std::size_t> CityDraft::row(std::string_view table_name, std::string_view id) const {
    const auto index = rows_.find(table_name);
    if (index == rows_.end()) {
        return std::nullopt;
    }
    const auto found = index->second.find(id);
    return found == index->second.end() ? std::nullopt : std::optional{found->second};
}

std::optional<io::Bounds> CityDraft::bounds(const std::vector<std::string>& layers) const {
    std::optional<io::Bounds> box;
    for (const auto& [name, layer] : layers_) {
        if (!layers.empty() && std::ranges::find(layers, name) == layers.end()) {
            continue;
        }
        for (const io::Geometry& geometry : layer.table.geometry) {
            for (const io::Point& point : geometry.points) {
                if (!box) {
                    box = io::Bounds{point.x_m, point.y_m, point.x_m, point.y_m};
                }
                box->west_m = std::min(box->west_m, point.x_m);
                box->south_m = std::min(box->south_m, point.y_m);
                box->east_m = std::max(box->east_m, point.x_m);
                box->north_m = std::max(box->north_m, point.y_m);
            }
        }
    }
    return box;
}

std::string CityDraft::summary() const {
    return section("found", found_) + section("assumed", assumed_) + section("missing", missing_);
}

std::vector<io::Attribute>& column_of(io::AssetTable& table, const std::string& name) {
    const auto found = std::ranges::find(table.columns, name);
    if (found != table.columns.end()) {
        return table.attributes[static_cast<std::size_t>(found - table.columns.begin())];
    }
    table.columns.push_back(name);
    table.attributes.emplace_back(table.size());
    return table.attributes.back();
}

} // namespace cityproof::scenarios
