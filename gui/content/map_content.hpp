// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/run_reading.hpp"
#include "gui/map/colored_values.hpp"
#include "gui/map/legend.hpp"
#include "gui/view/object_index.hpp"
#include "gui/view/object_ref.hpp"
#include "gui/view/scene_renderer.hpp"
#include "gui/view/vehicle_dots.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::gui {

/// The name under which a vehicle's own speed is a channel to colour by.
inline constexpr const char* vehicle_speed_channel = "traffic/vehicle/speed";

/// How one table of the run is shown.
struct LayerSettings {
    std::string table;
    QString title;
    bool visible = false;
    std::string channel;        ///< that gives it colour; empty: plain
    std::vector<double> limits; ///< between its classes, chosen by hand; empty: from the data
};

/// Which layers are shown, in which colours, and the layers and dots that come of it for the values
/// of a moment. Layers that stay the same from moment to moment are made once.
class MapContent {
  public:
    /// Takes what suits the run: the ground, streets by speed, signals and vehicles.
    void set_run(std::shared_ptr<const RunFacts> facts);

    /// In the order of drawing, from the ground up.
    const std::vector<LayerSettings>& layers() const { return layers_; }

    const LayerSettings* layer(const std::string& table) const;
    void set_visible(const std::string& table, bool visible);
    /// Streets and vehicles never carry colour both: the other one becomes plain. `channel` empty:
    /// plain.
    void set_channel(const std::string& table, const std::string& channel);
    /// Empty: from the data.
    void set_limits(const std::string& table, std::vector<double> limits);

    /// Channels that a table can be coloured by.
    std::vector<std::string> channels_of(const std::string& table) const;
    /// Unit in which class limits of a channel are given.
    QString unit_of(const std::string& channel) const;

    /// Channels and vehicles that are needed for a moment; those of `inspected`, a table, too.
    FrameRequest request(double time_s, const std::string& inspected) const;
    /// Channels that are shown and whose classes are not known yet.
    std::vector<std::string> wanted_ranges() const;
    void set_range(const ChannelRange& range);
    const ValueRange* range(const std::string& channel) const;

    /// Forgets the classes taken from the data, so that they are asked for again.
    void forget_ranges() { ranges_.clear(); }

    void set_frame(std::shared_ptr<const Frame> frame);

    std::vector<SceneLayer> scene(const Theme& theme);

    /// Layers without values of their own under one that shows `values`, and their legends.
    struct ShownValues {
        std::vector<SceneLayer> layers;
        std::vector<Legend> legends;
    };

    /// The visible layers, plain, but for `table` that shows the values: of a difference, say.
    ShownValues scene_showing(const std::string& table, const ColoredValues& values,
                              const Theme& theme);
    VehicleDots dots(const Theme& theme) const;
    /// Of the layers that scene() made last and the vehicles: those with values first.
    std::vector<Legend> legends(const Theme& theme, bool counts_vehicles = true) const;

    /// What the map shows when it shows all.
    WorldBounds extent() const;
    /// The thing at a place: symbols before lines before areas, visible ones only.
    std::optional<ObjectRef> pick(const io::Point& point, double radius_m) const;
    /// Geometry of a thing; of a vehicle where it is now. Nothing when it is not on the map.
    std::optional<io::Geometry> shape(const ObjectRef& object) const;
    /// "Street speed 12.3 km/h" of the thing, in the colours' channel; empty without.
    QString shown_value_of(const ObjectRef& object) const;

  private:
    struct Table {
        io::GeometryKind kind = io::GeometryKind::none;
        Shapes shapes;
        std::shared_ptr<const ObjectIndex> index; ///< made when it is first asked for
        std::shared_ptr<const Layer> plain;
    };

    LayerSettings* find(const std::string& table);
    std::shared_ptr<const Layer> make_layer(const LayerSettings& settings, const Theme& theme,
                                            bool& changes);
    std::optional<ColoredValues> colored(const LayerSettings& settings, const Theme& theme) const;
    std::optional<ColorScale> vehicle_scale(const Theme& theme) const;
    std::optional<ObjectRef> pick_vehicle(const io::Point& point, double radius_m) const;
    std::optional<ObjectRef> pick_fixed(io::GeometryKind kind, const io::Point& point,
                                        double radius_m) const;

    std::shared_ptr<const RunFacts> facts_;
    std::shared_ptr<const Frame> frame_;
    std::vector<LayerSettings> layers_;
    std::vector<std::shared_ptr<const Layer>> made_; ///< by scene(), in its order
    std::map<std::string, ValueRange> ranges_;
    mutable std::map<std::string, Table> tables_;
};

} // namespace cityproof::gui
