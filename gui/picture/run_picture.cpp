// SPDX-License-Identifier: Apache-2.0
#include "gui/picture/run_picture.hpp"

#include "core/base/errors.hpp"
#include "gui/map/text.hpp"
#include "gui/map/vehicle_layer.hpp"
#include "gui/map/words.hpp"
#include "gui/picture/channel_picture.hpp"
#include "gui/picture/table_layer.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr std::string_view vehicle_layer_name = "vehicle";

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

std::vector<AssetState> states(const io::RunFileReader& run, const StateChannel& channel,
                               double time_s, const std::string& file) {
    const ChannelFrames frames{run, file, channel.name};
    return channel.states(frames.values(time_s));
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
    TableContent content{table.name, geometry_kind(table), table.geometry, {}, {}, {}};
    content.side = driving_side_from(run.meta("driving_side"));
    const auto state = state_channel(run.channels(), table.name);
    if (state && has_symbols(content.kind)) {
        content.states = states(run, *state, time_s, file);
        content.failed_text = state->text;
    }
    content.values = std::move(values);
    return make_table_layer(std::move(content));
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

/// Whose data the map is, when it says so.
void add_credit(PictureText& text, const io::RunFileReader& run) {
    const QString credit = plain_text(run.meta("attribution"));
    if (!credit.isEmpty() && !text.provenance.contains(credit)) {
        text.provenance += QStringLiteral("  \u00b7  ") + credit;
    }
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
         {scenario.isEmpty() ? scenario : Words::tr("scenario %1").arg(scenario), run_label(run)}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    if (!run.trace_hash()) {
        parts << Words::tr("run not complete");
    }
    const QString version = plain_text(run.meta("version"));
    text.provenance =
        QStringLiteral("Cityproof %1: ").arg(version) + parts.join(QStringLiteral(", "));
    add_credit(text, run);
    return text;
}

} // namespace

namespace {

/// Tables to draw, from the ground up; the channel's own is among them.
std::vector<std::string> layer_names(const io::RunFileReader& run, const PictureRequest& request,
                                     const std::string& channel, const std::string& table) {
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
    return names;
}

/// A run's layers, into the picture's newest pane.
void add_layers(MapPicture& picture, const io::RunFileReader& run,
                const std::vector<std::string>& names, const std::optional<ChannelPicture>& colored,
                const std::string& file) {
    const std::string table = colored ? colored->table : std::string{};
    const double time_s = colored ? colored->time_s : 0;
    for (const std::string& name : names) {
        if (name == vehicle_layer_name) {
            picture.add(vehicle_layer(run, time_s));
        } else if (is_drawable(run, name)) {
            picture.add(table_layer(run, *run.table(name), time_s,
                                    name == table ? std::optional{colored->values} : std::nullopt,
                                    file));
        }
    }
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
    const std::vector<std::string> names = layer_names(run, request, channel, table);
    MapPicture picture{request.dark ? Theme::night() : Theme::light(),
                       picture_text(run, !other, colored ? colored->subtitle : QString{})};
    picture.set_extent(extent_of(run, table));
    add_layers(picture, run, names, colored, request.file);
    return picture;
}

MapPicture pair_picture(const io::RunFileReader& a, const ComparedRun& b,
                        const PictureRequest& request) {
    const std::string channel = chosen_channel(a, request);
    if (channel.empty()) {
        throw InputError{{request.file, 0, "--channel"},
                         "the run file has no channel that can be drawn",
                         "runs with recorded values"};
    }
    PictureRequest of_a = request;
    of_a.limits = joint_limits(a, b, channel, request);
    PictureRequest of_b = of_a;
    of_b.file = b.file;
    const std::optional<ChannelPicture> left = read_channel(a, {}, channel, of_a);
    const std::optional<ChannelPicture> right = read_channel(b.run, {}, channel, of_b);
    PictureText text = picture_text(a, false, left->subtitle);
    text.provenance += QStringLiteral("; ") + run_label(b.run);
    add_credit(text, b.run);
    MapPicture picture{request.dark ? Theme::night() : Theme::light(), std::move(text)};
    picture.set_extent(extent_of(a, left->table));
    picture.set_caption(QStringLiteral("A: ") + run_label(a));
    add_layers(picture, a, layer_names(a, of_a, channel, left->table), left, of_a.file);
    picture.add_pane(QStringLiteral("B: ") + run_label(b.run));
    add_layers(picture, b.run, layer_names(b.run, of_b, channel, right->table), right, of_b.file);
    return picture;
}

} // namespace cityproof::gui
