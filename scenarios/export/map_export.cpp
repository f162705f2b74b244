// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/map_export.hpp"

#include "core/base/class_limits.hpp"
#include "core/base/errors.hpp"
#include "io/gis/map_writer.hpp"
#include "models/contracts/ports.hpp"
#include "scenarios/export/map_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>

namespace cityproof::exporting {
namespace {

/// Letters, digits and "_"; not one of the tables that a GeoPackage is made of. SQLite takes "A"
/// and "a" for the same.
void require_names(std::span<const TableValues> tables) {
    std::set<std::string> seen;
    for (const TableValues& table : tables) {
        std::string name = table.table->name;
        std::ranges::transform(name, name.begin(), [](unsigned char c) {
            return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        });
        const bool taken = name.starts_with("gpkg_") || name.starts_with("sqlite_") ||
                           name.starts_with("rtree_") || name == "layer_styles";
        if (name.empty() || name != field_name(name) || taken || !seen.insert(name).second) {
            throw InputError(
                {{}, 0, "entities"},
                fmt::format("a GeoPackage cannot have a layer named \"{}\"", table.table->name),
                "another format, or --tables without it");
        }
        std::set<std::string> fields;
        for (const ValueColumn& column : table.columns) {
            if (!fields.insert(column.field).second) {
                throw InputError({{}, 0, "channels"},
                                 fmt::format("two channels of {} would be one field, {}",
                                             table.table->name, column.field),
                                 "--channels with one of them");
            }
        }
    }
}

/// The number that people mean: 13.9, not the 13.899999618530273 that float32 makes of it.
double decimal(float value) {
    return std::strtod(fmt::format("{}", value).c_str(), nullptr);
}

bool is_supply(const io::ChannelDescription& channel) {
    return channel.name.starts_with(contracts::ports::supply_prefix);
}

std::string title_of(const ValueColumn& column) {
    const std::string& name = column.channel->name;
    std::string quantity = is_supply(*column.channel) ? name : name.substr(name.find('/') + 1);
    std::ranges::replace_if(
        quantity, [](char c) { return c == '_' || c == '/'; }, ' ');
    return fmt::format("{}{}{} [{}]", column.statistic, column.statistic.empty() ? "" : " ",
                       quantity, column.channel->unit);
}

/// The one kind of shape that a table has; nothing for a mixture and for none.
std::optional<SymbolKind> symbol_of(const io::EntityTable& table) {
    std::set<io::GeometryKind> kinds;
    for (const io::Geometry& geometry : table.geometry) {
        kinds.insert(geometry.kind);
    }
    kinds.erase(io::GeometryKind::none);
    if (kinds.size() != 1) {
        return std::nullopt;
    }
    const io::GeometryKind kind = *kinds.begin();
    return kind == io::GeometryKind::point  ? SymbolKind::marker
           : kind == io::GeometryKind::line ? SymbolKind::line
                                            : SymbolKind::fill;
}

/// Limits over all fields of one channel: mean, least and greatest are coloured alike.
std::vector<double> limits_of(const TableValues& table, const io::ChannelDescription& channel) {
    std::vector<float> sample;
    for (const ValueColumn& column : table.columns) {
        if (column.channel == &channel) {
            sample.insert(sample.end(), column.values.begin(), column.values.end());
        }
    }
    const bool whole = channel.unit == "1" && std::ranges::all_of(sample, [](float value) {
                           return !std::isfinite(value) || value == std::floor(value);
                       });
    return sequential_limits(sample, whole);
}

std::vector<io::LayerStyle> styles_of(const TableValues& table, SymbolKind symbol) {
    if (table.columns.empty()) {
        return {{"plain", plain_style(symbol, table.table->name), true}};
    }
    std::vector<FieldAlias> aliases;
    for (const ValueColumn& column : table.columns) {
        aliases.push_back({column.field, title_of(column)});
    }
    // Whether an asset has electricity is rarely what the map is opened for.
    const auto first = std::ranges::find_if(
        table.columns, [](const ValueColumn& column) { return !is_supply(*column.channel); });
    const ValueColumn& shown = first == table.columns.end() ? table.columns.front() : *first;
    std::vector<io::LayerStyle> styles;
    for (const ValueColumn& column : table.columns) {
        styles.push_back({title_of(column),
                          graduated_style({.symbol = symbol,
                                           .field = column.field,
                                           .limits = limits_of(table, *column.channel),
                                           .low_is_critical = low_is_critical(column.channel->name),
                                           .aliases = aliases}),
                          &column == &shown});
    }
    return styles;
}

io::MapLayer layer_of(const TableValues& table, const std::string& about) {
    io::MapLayer layer;
    layer.table = {table.table->name, table.table->ids, table.table->geometry, {}, {}};
    layer.description = about + (table.when.empty() ? "" : "; " + table.when);
    for (const ValueColumn& column : table.columns) {
        layer.table.columns.push_back(column.field);
        layer.fields.push_back({column.field, title_of(column), column.channel->description});
        std::vector<io::Attribute>& cells = layer.table.attributes.emplace_back();
        for (const float value : column.values) {
            io::Attribute& cell = cells.emplace_back();
            if (std::isfinite(value)) {
                cell = decimal(value);
            }
        }
    }
    if (const std::optional<SymbolKind> symbol = symbol_of(*table.table)) {
        layer.styles = styles_of(table, *symbol);
    }
    return layer;
}

} // namespace

void write_map_export(const std::filesystem::path& file, std::span<const TableValues> tables,
                      const io::CityCrs& crs, const std::string& about) {
    require_names(tables);
    std::vector<io::MapLayer> layers;
    for (const TableValues& table : tables) {
        layers.push_back(layer_of(table, about));
    }
    io::write_map(file, layers, crs);
}

} // namespace cityproof::exporting
