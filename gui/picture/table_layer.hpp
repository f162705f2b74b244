// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"
#include "gui/map/layer.hpp"
#include "gui/map/point_layer.hpp"
#include "gui/map/shapes.hpp"
#include "gui/map/street_layer.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::gui {

/// Place of a table in the order of drawing, from the ground up; tables that are not known come
/// last.
std::size_t drawing_rank(std::string_view table);

/// The channel that says whether assets of a table work, and the value with which they do not.
struct StateChannel {
    std::string name;
    float failed_value = 0;
    QString text; ///< "dark", "without supply"

    std::vector<AssetState> states(std::span<const float> values) const;
};

/// Nothing where a run has no such channel.
std::optional<StateChannel> state_channel(const std::vector<io::ChannelDescription>& channels,
                                          const std::string& table);

/// Kind of geometry that a table is drawn with: that of its first entity that has any.
io::GeometryKind geometry_kind(const io::EntityTable& table);

/// Whether a table of this kind is drawn with symbols, and so can show states.
bool has_symbols(io::GeometryKind kind);

/// What a layer shows of one table at one moment.
struct TableContent {
    std::string table;
    io::GeometryKind kind = io::GeometryKind::none;
    Shapes shapes;
    std::vector<AssetState> states; ///< of tables with symbols; empty: all work
    QString failed_text;
    std::optional<ColoredValues> values;
    DrivingSide side = DrivingSide::right; ///< of streets
};

/// The layer that suits the table's geometry. A new kind of drawing is one more line here.
std::unique_ptr<Layer> make_table_layer(TableContent content);

} // namespace cityproof::gui
