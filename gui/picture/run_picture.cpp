// SPDX-License-Identifier: Apache-2.0
#include "gui/picture/run_picture.hpp"

#include "core/base/errors.hpp"
#include "gui/map/area_layer.hpp"
#include "gui/map/line_layer.hpp"
#include "gui/map/point_layer.hpp"
#include "gui/map/street_layer.hpp"
#include "gui/map/text.hpp"
#include "gui/map/vehicle_layer.hpp"
#include "gui/picture/channel_picture.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr std::string_view vehicle_layer_name = "vehicle";

/// From the ground up; tables that are not listed come after those of their kind of geometry.
constexpr std::array<std::string_view, 17> drawing_order{
    "landuse", "park", "water_area",  "building", "street",     "pipe",
    "line",    "lamp", "meter",       "sensor",   "water_node", "tank",
    "pump",    "bus",  "transformer", "signal",   "vehicle"};

std::size_t drawing_rank(std::string_view name) {
    return static_cast<std::size_t>(std::find(drawing_order.begin(), drawing_order.end(), name) -
                                    drawing_order.begin());
}

/// Layers that make a picture of a channel's domain legible, without crowding it.
std::vector<std::string> usual_layers(const std::string& channel, const std::string& table) {
    std::vector<std::string> names{"landuse", "park", "water_area", "building", "street", "signal"};
    if (channel.starts_with("energy/")) {
        names.insert(names.end(), {"line", "bus"});
    } else if (channel.starts_with("water/")) {
        names.insert(names.end(), {"pipe", "pump", "tank"});
    }
    if (std::find(names.begin(), names.end(), table) == names.end()) {
        names.push_back(table);
    }
    return names;
}

bool is_drawable(const io::RunFileReader& run, const std::string& name) {
    const io::EntityTable* table = run.table(name);
    return table != nullptr && geometry_kind(*table) != io::GeometryKind::none;
}

void require_layers(const io::RunFileReader& run, const std::vector<std::string>& names,
                    const std::string& file) {
    std::string available;
    for (const io::EntityTable& table : run.tables()) {
        if (is_drawable(run, table.name)) {
            available += (available.empty() ? "" : ", ") + table.name;
        }
    }
    if (run.has_vehicles()) {
        available += (available.empty() ? "" : ", ") + std::string{vehicle_layer_name};
    }
    for (const std::string& name : names) {
        if (!is_drawable(run, name) && !(name == vehicle_layer_name && run.has_vehicles())) {
            throw InputError{{file, 0, "--layers"},
                             "no layer '" + name + "' that can be drawn",
                             "any of " + available};
        }
    }
}

/// The channel that says whether assets of a table work, and the value with which they do not.
struct StateChannel {
    std::string name;
    float failed_value = 0;
    QString text;
};

std::optional<StateChannel> state_channel(const io::RunFileReader& run, const std::string& table) {
    const QString dark = QStringLiteral("dark");
    const QString unsupplied = QStringLiteral("without supply");
    for (const StateChannel& candidate : {StateChannel{"traffic/signal_dark", 1, dark},
                                          StateChannel{"energy/bus_energised", 0, unsupplied},
                                          StateChannel{"supply/" + table, 0, unsupplied}}) {
        const auto& channels = run.channels();
        if (std::any_of(channels.begin(), channels.end(),
                        [&](const io::ChannelDescription& channel) {
                            return channel.name == candidate.name && channel.table == table;
                        })) {
            return candidate;
        }
    }
    return std::nullopt;
}

PointLayer::Content point_content(const io::RunFileReader& run, const io::EntityTable& table,
                                  double time_s, const std::string& file) {
    PointLayer::Content content;
    content.table = table.name;
    content.places = table.geometry;
    if (const auto state = state_channel(run, table.name)) {
        const ChannelFrames frames{run, file, state->name};
        for (const float value : frames.values(time_s)) {
            content.states.push_back(value == state->failed_value ? AssetState::failed
                                                                  : AssetState::working);
        }
        content.failed_text = state->text;
    }
    return content;
}

std::unique_ptr<Layer> vehicle_layer(const io::RunFileReader& run, double time_s) {
    const std::vector<double> times = run.times_s("vehicles");
    const auto next = std::upper_bound(times.begin(), times.end(), time_s + 1e-6);
    std::vector<io::Point> places;
    if (next != times.begin()) {
        const io::VehicleFrame frame =
            run.vehicle_frame(static_cast<std::size_t>(next - times.begin() - 1));
        for (std::size_t vehicle = 0; vehicle < frame.x_m.size(); ++vehicle) {
            places.push_back({frame.x_m[vehicle], frame.y_m[vehicle]});
        }
    }
    return std::make_unique<VehicleLayer>(std::move(places));
}

std::unique_ptr<Layer> table_layer(const io::RunFileReader& run, const io::EntityTable& table,
                                   double time_s, std::optional<ColoredValues> values,
                                   const std::string& file) {
    switch (geometry_kind(table)) {
    case io::GeometryKind::polygon:
        return std::make_unique<AreaLayer>(table.name, table.geometry, std::move(values));
    case io::GeometryKind::line:
        if (table.name == "street") {
            return std::make_unique<StreetLayer>(table.geometry, std::move(values));
        }
        return std::make_unique<LineLayer>(table.name, table.geometry, std::move(values));
    default:
        PointLayer::Content content = point_content(run, table, time_s, file);
        content.values = std::move(values);
        return std::make_unique<PointLayer>(std::move(content));
    }
}

WorldBounds extent_of(const io::RunFileReader& run, const std::string& table) {
    // A river or a ring of fields may reach far out of the city: streets and the channel's own
    // table set the extent.
    WorldBounds bounds;
    for (const std::string& name : {std::string{"street"}, table}) {
        if (const io::EntityTable* found = run.table(name)) {
            bounds.add(found->geometry);
        }
    }
    if (bounds.is_empty()) {
        for (const io::EntityTable& every : run.tables()) {
            bounds.add(every.geometry);
        }
    }
    return bounds;
}

/// `alone`: the picture is of this run, not of its difference to another, whose policies the
/// subtitle names.
PictureText picture_text(const io::RunFileReader& run, bool alone, QString subtitle) {
    PictureText text;
    const QString city = plain_text(run.meta("city_name"));
    const QString scenario = plain_text(run.meta("scenario_name"));
    // Scenario names often begin with the city's.
    const bool named = city.isEmpty() || scenario.isEmpty() || scenario.startsWith(city);
    text.title = named && !scenario.isEmpty() ? scenario : city;
    if (!named) {
        text.title += QStringLiteral(" \u2013 ") + scenario;
    }
    if (const QString policy = plain_text(run.meta("policy_title")); alone && !policy.isEmpty()) {
        text.title += QStringLiteral(" \u2013 ") + policy;
    }
    text.subtitle = std::move(subtitle);
    QStringList parts;
    for (const QString& part :
         {scenario.isEmpty() ? scenario : QStringLiteral("scenario ") + scenario, run_label(run)}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    if (!run.trace_hash()) {
        parts << QStringLiteral("run not complete");
    }
    const QString version = plain_text(run.meta("version"));
    text.provenance =
        QStringLiteral("Cityproof %1: ").arg(version) + parts.join(QStringLiteral(", "));
    return text;
}

} // namespace

MapPicture run_picture(const io::RunFileReader& run, const std::optional<ComparedRun>& other,
                       const PictureRequest& request) {
    const std::string channel = chosen_channel(run, request);
    if (channel.empty() && run.tables().empty()) {
        throw InputError{{request.file, 0, ""},
                         "the run file holds nothing that can be drawn",
                         "entities with geometry"};
    }
    std::optional<ChannelPicture> colored;
    if (!channel.empty()) {
        colored = read_channel(run, other, channel, request);
    }
    const std::string table = colored ? colored->table : std::string{};
    std::vector<std::string> names = usual_layers(channel, table);
    if (request.layers) {
        require_layers(run, *request.layers, request.file);
        names = *request.layers;
        if (!table.empty() && std::find(names.begin(), names.end(), table) == names.end()) {
            names.push_back(table);
        }
    }
    std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return drawing_rank(a) < drawing_rank(b);
    });
    names.erase(std::unique(names.begin(), names.end()), names.end());

    const double time_s = colored ? colored->time_s : 0;
    MapPicture picture{request.dark ? Theme::night() : Theme::light(),
                       picture_text(run, !other, colored ? colored->subtitle : QString{})};
    picture.set_extent(extent_of(run, table));
    for (const std::string& name : names) {
        if (name == vehicle_layer_name) {
            picture.add(vehicle_layer(run, time_s));
        } else if (is_drawable(run, name)) {
            picture.add(table_layer(run, *run.table(name), time_s,
                                    name == table ? std::optional{colored->values} : std::nullopt,
                                    request.file));
        }
    }
    return picture;
}

} // namespace cityproof::gui
