// SPDX-License-Identifier: Apache-2.0
#include "gui/content/map_content.hpp"

#include "gui/data/channel_style.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/words.hpp"
#include "gui/picture/table_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>

namespace cityproof::gui {

namespace {

constexpr std::array<std::string_view, 7> shown_at_first{
    "landuse", "park", "water_area", "building", "street", "signal", vehicle_table};
constexpr const char* street_table = "street";
constexpr const char* first_channel = "traffic/street_speed";
constexpr double kmh_in_mps = 3.6;

} // namespace

void MapContent::set_run(std::shared_ptr<const RunFacts> facts) {
    facts_ = std::move(facts);
    frame_.reset();
    made_.clear();
    layers_.clear();
    ranges_.clear();
    tables_.clear();
    for (const io::EntityTable& table : facts_->tables) {
        const io::GeometryKind kind = geometry_kind(table);
        if (kind == io::GeometryKind::none) {
            continue;
        }
        layers_.push_back({table.name, layer_title(table.name), false, {}, {}});
        // The run's geometry itself, kept alive by the facts.
        tables_[table.name] = {
            kind,
            Shapes{std::shared_ptr<const std::vector<io::Geometry>>{facts_, &table.geometry}},
            {},
            {}};
    }
    if (facts_->has_vehicles) {
        layers_.push_back({vehicle_table, layer_title(vehicle_table), false, {}, {}});
    }
    std::stable_sort(layers_.begin(), layers_.end(),
                     [](const LayerSettings& a, const LayerSettings& b) {
                         return drawing_rank(a.table) < drawing_rank(b.table);
                     });
    for (LayerSettings& settings : layers_) {
        settings.visible = std::find(shown_at_first.begin(), shown_at_first.end(),
                                     settings.table) != shown_at_first.end();
    }
    if (facts_->channel(first_channel) != nullptr) {
        set_channel(street_table, first_channel);
        return;
    }
    if (facts_->is_city) {
        return; // what there is, before any number of it
    }
    // A run without traffic: the first channel that can be drawn.
    for (const io::ChannelDescription& channel : facts_->channels) {
        if (find(channel.table) != nullptr) {
            set_visible(channel.table, true);
            set_channel(channel.table, channel.name);
            return;
        }
    }
}

const LayerSettings* MapContent::layer(const std::string& table) const {
    const auto found = std::ranges::find(layers_, table, &LayerSettings::table);
    return found == layers_.end() ? nullptr : &*found;
}

LayerSettings* MapContent::find(const std::string& table) {
    const auto found = std::ranges::find(layers_, table, &LayerSettings::table);
    return found == layers_.end() ? nullptr : &*found;
}

void MapContent::set_visible(const std::string& table, bool visible) {
    if (LayerSettings* settings = find(table)) {
        settings->visible = visible;
    }
}

void MapContent::set_channel(const std::string& table, const std::string& channel) {
    LayerSettings* settings = find(table);
    if (settings == nullptr || settings->channel == channel) {
        return;
    }
    settings->channel = channel;
    settings->limits.clear();
    for (const auto& [one, other] :
         {std::pair{street_table, vehicle_table}, std::pair{vehicle_table, street_table}}) {
        if (table == one && !channel.empty() && find(other) != nullptr) {
            find(other)->channel.clear();
        }
    }
}

void MapContent::set_limits(const std::string& table, std::vector<double> limits) {
    if (LayerSettings* settings = find(table)) {
        settings->limits = std::move(limits);
    }
}

std::vector<std::string> MapContent::channels_of(const std::string& table) const {
    std::vector<std::string> names;
    if (table == vehicle_table) {
        names.emplace_back(vehicle_speed_channel);
        return names;
    }
    for (const io::ChannelDescription& channel : facts_->channels) {
        if (channel.table == table) {
            names.push_back(channel.name);
        }
    }
    return names;
}

QString MapContent::unit_of(const std::string& channel) const {
    if (channel == vehicle_speed_channel) {
        return QStringLiteral("km/h");
    }
    const io::ChannelDescription* found = facts_ ? facts_->channel(channel) : nullptr;
    return found == nullptr ? QString{} : channel_style(*found).unit;
}

FrameRequest MapContent::request(double time_s, const std::string& inspected) const {
    FrameRequest request{time_s, {}, false};
    const auto add = [&](const std::string& channel) {
        if (std::find(request.channels.begin(), request.channels.end(), channel) ==
            request.channels.end()) {
            request.channels.push_back(channel);
        }
    };
    for (const LayerSettings& settings : layers_) {
        if (!settings.visible) {
            continue;
        }
        if (settings.table == vehicle_table) {
            request.vehicles = true;
            continue;
        }
        if (!settings.channel.empty()) {
            add(settings.channel);
        } else if (has_symbols(tables_.at(settings.table).kind)) {
            if (const auto state = state_channel(facts_->channels, settings.table)) {
                add(state->name);
            }
        }
    }
    for (const io::ChannelDescription& channel : facts_->channels) {
        if (channel.table == inspected) {
            add(channel.name);
        }
    }
    request.vehicles = request.vehicles || inspected == vehicle_table;
    return request;
}

std::vector<std::string> MapContent::wanted_ranges() const {
    std::vector<std::string> wanted;
    for (const LayerSettings& settings : layers_) {
        if (settings.visible && !settings.channel.empty() && !ranges_.contains(settings.channel) &&
            settings.table != vehicle_table) {
            wanted.push_back(settings.channel);
        }
    }
    return wanted;
}

void MapContent::set_range(const ChannelRange& range) {
    ranges_[range.channel] = range.range;
}

const ValueRange* MapContent::range(const std::string& channel) const {
    const auto found = ranges_.find(channel);
    return found == ranges_.end() ? nullptr : &found->second;
}

void MapContent::set_frame(std::shared_ptr<const Frame> frame) {
    frame_ = std::move(frame);
    const bool known = ranges_.contains(vehicle_speed_channel);
    if (!known && frame_ && !frame_->vehicles.speed_mps.empty()) {
        std::vector<float> speeds_kmh;
        for (const float speed_mps : frame_->vehicles.speed_mps) {
            speeds_kmh.push_back(static_cast<float>(static_cast<double>(speed_mps) * kmh_in_mps));
        }
        ranges_[vehicle_speed_channel] = range_of(speeds_kmh, false);
    }
}

std::optional<ColoredValues> MapContent::colored(const LayerSettings& settings,
                                                 const Theme& theme) const {
    const io::ChannelDescription* channel = facts_->channel(settings.channel);
    const ValueRange* range_found = range(settings.channel);
    const std::vector<float>* stored = frame_ ? frame_->values(settings.channel) : nullptr;
    if (channel == nullptr || range_found == nullptr || stored == nullptr) {
        return std::nullopt;
    }
    const ChannelStyle style = channel_style(*channel);
    ValueRange range = *range_found;
    if (!settings.limits.empty()) {
        range.limits = settings.limits;
    }
    Measure measure{channel_title(channel->name), style.unit, false, false, {}};
    ColoredValues values{scale_of(std::move(measure), range, theme, style.critical, false),
                         *stored};
    if (style.factor != 1) {
        for (float& value : values.values) {
            value = static_cast<float>(static_cast<double>(value) * style.factor);
        }
    }
    return values;
}

std::shared_ptr<const Layer> MapContent::make_layer(const LayerSettings& settings,
                                                    const Theme& theme, bool& changes) {
    Table& table = tables_.at(settings.table);
    TableContent content{settings.table, table.kind, table.shapes, {}, {}, {}};
    content.side = driving_side_from(facts_->meta_text("driving_side"));
    content.values = colored(settings, theme);
    const auto state = has_symbols(table.kind) && settings.channel.empty()
                           ? state_channel(facts_->channels, settings.table)
                           : std::nullopt;
    const std::vector<float>* states = state && frame_ ? frame_->values(state->name) : nullptr;
    if (states != nullptr) {
        content.states = state->states(*states);
        content.failed_text = state->text;
    }
    changes = content.values.has_value() || !content.states.empty();
    if (changes) {
        return make_table_layer(std::move(content));
    }
    if (!table.plain) {
        table.plain = make_table_layer(std::move(content));
    }
    return table.plain;
}

std::vector<SceneLayer> MapContent::scene(const Theme& theme) {
    std::vector<SceneLayer> scene;
    made_.clear();
    for (const LayerSettings& settings : layers_) {
        if (settings.visible && settings.table != vehicle_table) {
            SceneLayer layer;
            layer.layer = make_layer(settings, theme, layer.changes);
            made_.push_back(layer.layer);
            scene.push_back(std::move(layer));
        }
    }
    return scene;
}

MapContent::ShownValues MapContent::scene_showing(const std::string& table,
                                                  const ColoredValues& values, const Theme& theme) {
    ShownValues shown;
    std::vector<Legend> plain;
    for (const LayerSettings& settings : layers_) {
        const auto found = tables_.find(settings.table);
        if (found == tables_.end() || !(settings.visible || settings.table == table)) {
            continue;
        }
        if (settings.table == table) {
            shown.layers.push_back(
                {make_table_layer(
                     {table, found->second.kind, found->second.shapes, {}, {}, values}),
                 true});
            shown.legends.push_back(shown.layers.back().layer->legend(theme));
            continue;
        }
        if (!found->second.plain) {
            found->second.plain = make_table_layer(
                {settings.table, found->second.kind, found->second.shapes, {}, {}, {}});
        }
        shown.layers.push_back({found->second.plain, false});
        plain.push_back(found->second.plain->legend(theme));
    }
    std::move(plain.rbegin(), plain.rend(), std::back_inserter(shown.legends));
    return shown;
}

std::optional<ColorScale> MapContent::vehicle_scale(const Theme& theme) const {
    const LayerSettings* settings = layer(vehicle_table);
    const ValueRange* range_found = range(vehicle_speed_channel);
    if (settings == nullptr || settings->channel.empty() || range_found == nullptr) {
        return std::nullopt;
    }
    ValueRange range = *range_found;
    if (!settings->limits.empty()) {
        range.limits = settings->limits;
    }
    return scale_of({Words::tr("Speed of vehicles"), QStringLiteral("km/h"), false, false, {}},
                    range, theme, CriticalEnd::low, false);
}

VehicleDots MapContent::dots(const Theme& theme) const {
    VehicleDots dots;
    const LayerSettings* settings = layer(vehicle_table);
    if (settings == nullptr || !frame_) {
        return dots;
    }
    dots.edge = theme.casing.rgb();
    dots.ids = frame_->vehicles.entity;
    dots.speeds_mps = frame_->vehicles.speed_mps;
    if (!settings->visible) {
        return dots; // the inspector still wants the speed
    }
    dots.x_m = frame_->vehicles.x_m;
    dots.y_m = frame_->vehicles.y_m;
    const auto scale = vehicle_scale(theme);
    if (!scale) {
        dots.colors = {theme.vehicle.rgb()};
        return dots;
    }
    for (std::size_t index = 0; index < scale->class_count(); ++index) {
        dots.colors.push_back(scale->color(index).rgb());
    }
    dots.colors.push_back(scale->no_data_color().rgb());
    dots.classes.reserve(dots.speeds_mps.size());
    for (const float speed_mps : dots.speeds_mps) {
        const auto found =
            scale->class_of(static_cast<float>(static_cast<double>(speed_mps) * kmh_in_mps));
        dots.classes.push_back(static_cast<std::uint8_t>(found.value_or(dots.colors.size() - 1)));
    }
    return dots;
}

std::vector<Legend> MapContent::legends(const Theme& theme, bool counts_vehicles) const {
    std::vector<Legend> titled;
    std::vector<Legend> plain;
    const auto add = [&](Legend legend) {
        (legend.title.isEmpty() ? plain : titled).push_back(std::move(legend));
    };
    for (const auto& layer : made_) {
        add(layer->legend(theme));
    }
    const LayerSettings* vehicles = layer(vehicle_table);
    if (vehicles != nullptr && vehicles->visible) {
        const auto scale = vehicle_scale(theme);
        QString text = layer_title(vehicle_table);
        if (counts_vehicles) {
            text += QStringLiteral(" (%1)").arg(frame_ ? frame_->vehicles.x_m.size() : 0);
        }
        add(scale ? scale->legend(Symbol::dot, 3.5, theme, false)
                  : Legend{{}, {{Symbol::dot, theme.vehicle, theme.casing, 3.5, text}}});
    }
    std::move(plain.rbegin(), plain.rend(), std::back_inserter(titled));
    return titled;
}

WorldBounds MapContent::extent() const {
    // A river or a ring of fields may reach far out of the city: streets set the extent, and what
    // carries colour.
    WorldBounds bounds;
    for (const LayerSettings& settings : layers_) {
        if (settings.table == street_table || !settings.channel.empty()) {
            if (const io::EntityTable* table = facts_->table(settings.table)) {
                bounds.add(table->geometry);
            }
        }
    }
    if (bounds.is_empty() && facts_) {
        for (const io::EntityTable& table : facts_->tables) {
            bounds.add(table.geometry);
        }
    }
    return bounds;
}

std::optional<ObjectRef> MapContent::pick_vehicle(const io::Point& point, double radius_m) const {
    const LayerSettings* settings = layer(vehicle_table);
    if (settings == nullptr || !settings->visible || !frame_) {
        return std::nullopt;
    }
    std::optional<ObjectRef> best;
    double least = radius_m * radius_m;
    const io::VehicleFrame& vehicles = frame_->vehicles;
    for (std::size_t i = 0; i < vehicles.x_m.size(); ++i) {
        const double dx = vehicles.x_m[i] - point.x_m;
        const double dy = vehicles.y_m[i] - point.y_m;
        if (dx * dx + dy * dy < least) {
            least = dx * dx + dy * dy;
            best = ObjectRef{vehicle_table, vehicles.entity[i]};
        }
    }
    return best;
}

std::optional<ObjectRef> MapContent::pick_fixed(io::GeometryKind kind, const io::Point& point,
                                                double radius_m) const {
    std::optional<ObjectRef> best;
    double least = std::numeric_limits<double>::infinity();
    // From the top down: of things at the same distance the one that is drawn last.
    for (const LayerSettings& settings : std::views::reverse(layers_)) {
        const auto found = tables_.find(settings.table);
        if (!settings.visible || found == tables_.end() || found->second.kind != kind) {
            continue;
        }
        Table& table = found->second;
        if (!table.index) {
            table.index = std::make_shared<const ObjectIndex>(table.shapes);
        }
        const double radius = kind == io::GeometryKind::polygon ? 0 : radius_m;
        const auto hit = table.index->nearest(point, radius);
        if (hit && hit->distance_m < least) {
            least = hit->distance_m;
            best = ObjectRef{settings.table, hit->index};
        }
    }
    return best;
}

std::optional<ObjectRef> MapContent::pick(const io::Point& point, double radius_m) const {
    for (const io::GeometryKind kind : {io::GeometryKind::point, io::GeometryKind::none,
                                        io::GeometryKind::line, io::GeometryKind::polygon}) {
        auto found = kind == io::GeometryKind::none ? pick_vehicle(point, radius_m)
                                                    : pick_fixed(kind, point, radius_m);
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

std::optional<io::Geometry> MapContent::shape(const ObjectRef& object) const {
    if (object.table == vehicle_table) {
        if (!frame_) {
            return std::nullopt;
        }
        const auto& ids = frame_->vehicles.entity;
        const auto found =
            std::find(ids.begin(), ids.end(), static_cast<std::uint32_t>(object.index));
        if (found == ids.end()) {
            return std::nullopt;
        }
        const auto place = static_cast<std::size_t>(found - ids.begin());
        return io::Geometry{io::GeometryKind::point,
                            {{frame_->vehicles.x_m[place], frame_->vehicles.y_m[place]}}};
    }
    const io::EntityTable* table = facts_ ? facts_->table(object.table) : nullptr;
    if (table == nullptr || object.index >= table->geometry.size() ||
        table->geometry[object.index].points.empty()) {
        return std::nullopt;
    }
    return table->geometry[object.index];
}

QString MapContent::shown_value_of(const ObjectRef& object) const {
    const LayerSettings* settings = layer(object.table);
    const io::ChannelDescription* channel =
        settings == nullptr ? nullptr : facts_->channel(settings->channel);
    const std::vector<float>* values =
        channel != nullptr && frame_ ? frame_->values(channel->name) : nullptr;
    return values == nullptr || object.index >= values->size()
               ? QString{}
               : channel_title(channel->name) + QStringLiteral(": ") +
                     shown_value(*channel, (*values)[object.index]);
}

} // namespace cityproof::gui
