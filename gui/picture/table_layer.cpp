// SPDX-License-Identifier: Apache-2.0
#include "gui/picture/table_layer.hpp"

#include "gui/map/area_layer.hpp"
#include "gui/map/line_layer.hpp"
#include "gui/map/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr std::array<std::string_view, 21> drawing_order{
    "admin_area", "zone",   "landuse", "park", "water_area",  "waterway", "car_park",
    "building",   "street", "pipe",    "line", "lamp",        "meter",    "sensor",
    "water_node", "tank",   "pump",    "bus",  "transformer", "signal",   "vehicle"};

} // namespace

std::size_t drawing_rank(std::string_view table) {
    return static_cast<std::size_t>(std::find(drawing_order.begin(), drawing_order.end(), table) -
                                    drawing_order.begin());
}

std::vector<AssetState> StateChannel::states(std::span<const float> values) const {
    std::vector<AssetState> found;
    found.reserve(values.size());
    std::transform(values.begin(), values.end(), std::back_inserter(found), [&](float value) {
        return value == failed_value ? AssetState::failed : AssetState::working;
    });
    return found;
}

std::optional<StateChannel> state_channel(const std::vector<io::ChannelDescription>& channels,
                                          const std::string& table) {
    const QString dark = Words::tr("dark");
    const QString unsupplied = Words::tr("without supply");
    for (const StateChannel& candidate : {StateChannel{"traffic/signal_dark", 1, dark},
                                          StateChannel{"energy/bus_energised", 0, unsupplied},
                                          StateChannel{"supply/" + table, 0, unsupplied}}) {
        if (std::any_of(channels.begin(), channels.end(),
                        [&](const io::ChannelDescription& channel) {
                            return channel.name == candidate.name && channel.table == table;
                        })) {
            return candidate;
        }
    }
    return std::nullopt;
}

io::GeometryKind geometry_kind(const io::EntityTable& table) {
    const auto found =
        std::find_if(table.geometry.begin(), table.geometry.end(), [](const io::Geometry& shape) {
            return shape.kind != io::GeometryKind::none && !shape.points.empty();
        });
    return found == table.geometry.end() ? io::GeometryKind::none : found->kind;
}

bool has_symbols(io::GeometryKind kind) {
    return kind == io::GeometryKind::point;
}

std::unique_ptr<Layer> make_table_layer(TableContent content) {
    switch (content.kind) {
    case io::GeometryKind::polygon:
        return std::make_unique<AreaLayer>(content.table, content.shapes,
                                           std::move(content.values));
    case io::GeometryKind::line:
        if (content.table == "street") {
            return std::make_unique<StreetLayer>(content.shapes, std::move(content.values),
                                                 content.side);
        }
        return std::make_unique<LineLayer>(content.table, content.shapes,
                                           std::move(content.values));
    default:
        return std::make_unique<PointLayer>(
            PointLayer::Content{content.table, content.shapes, std::move(content.states),
                                content.failed_text, std::move(content.values)});
    }
}

} // namespace cityproof::gui
