// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/osm_layers.hpp"

#include "io/gis/polygon_repair.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <span>

namespace cityproof::scenarios {
namespace {

using Keys = std::span<const std::string_view>;

/// One key of OSM and those of its values that belong to a layer.
struct TagRule {
    std::string_view key;
    std::vector<std::string_view> values; ///< empty: all but "no"
};

enum class Shape { points, lines, areas, points_and_areas, centres };

/// How a layer is made.
struct LayerRule {
    std::string_view layer;
    Shape shape = Shape::points;
    std::vector<TagRule> tags;             ///< the first that fits gives the kind
    std::vector<std::string_view> columns; ///< further tags, as they are
    bool key_in_kind = false;              ///< kind "amenity=school" instead of "school"
};

const std::vector<LayerRule>& layer_rules() {
    static const std::vector<LayerRule> rules{
        {"landuse",
         Shape::areas,
         {{"landuse", {}},
          {"leisure",
           {"park", "garden", "pitch", "golf_course", "nature_reserve", "playground",
            "sports_centre", "stadium", "marina"}},
          {"natural", {"wood", "scrub", "grassland", "heath", "beach", "wetland"}}},
         {"name"}},
        {"water_area",
         Shape::areas,
         {{"natural", {"water", "bay"}},
          {"waterway", {"riverbank", "dock", "basin"}},
          {"landuse", {"reservoir", "basin"}}},
         {"name", "water"}},
        {"waterway",
         Shape::lines,
         {{"waterway", {"river", "stream", "canal", "drain", "ditch"}}},
         {"name", "tunnel"}},
        {"poi",
         Shape::centres,
         {{"amenity", {}}, {"shop", {}}, {"tourism", {}}, {"office", {}}, {"leisure", {}}},
         {"name"},
         true},
        {"admin_area", Shape::areas, {{"boundary", {"administrative"}}}, {"name", "admin_level"}},
        {"power_point",
         Shape::points,
         {{"power", {}}},
         {"name", "operator", "ref", "voltage", "substation", "transformer"}},
        {"power_line",
         Shape::lines,
         {{"power", {"line", "minor_line", "cable"}}},
         {"name", "operator", "voltage", "cables", "circuits"}},
        {"power_site",
         Shape::areas,
         {{"power", {}}},
         {"name", "operator", "voltage", "substation", "generator:source"}},
        {"hydrant",
         Shape::points,
         {{"emergency", {"fire_hydrant"}}, {"amenity", {"fire_hydrant"}}},
         {"ref", "fire_hydrant:type", "fire_hydrant:diameter"}},
        {"car_park",
         Shape::points_and_areas,
         {{"amenity", {"parking"}}},
         {"name", "parking", "access", "fee", "capacity"}},
        {"charger",
         Shape::points_and_areas,
         {{"amenity", {"charging_station"}}},
         {"name", "operator", "capacity"}},
        {"container",
         Shape::points_and_areas,
         {{"amenity", {"waste_basket", "waste_disposal", "recycling"}}},
         {"name", "recycling_type"}},
        {"emergency_station",
         Shape::centres,
         {{"amenity", {"fire_station", "police", "hospital"}},
          {"emergency", {"ambulance_station", "control_centre"}}},
         {"name", "operator"}},
        {"lamp", Shape::points, {{"highway", {"street_lamp"}}}, {"ref", "operator"}},
        {"bus_stop", Shape::points, {{"highway", {"bus_stop"}}}, {"name", "ref", "shelter"}},
        {"bike_rental",
         Shape::points_and_areas,
         {{"amenity", {"bicycle_rental"}}},
         {"name", "capacity"}},
        {"water_site",
         Shape::centres,
         {{"man_made",
           {"water_tower", "water_works", "pumping_station", "reservoir_covered",
            "wastewater_plant", "water_well"}}},
         {"name", "operator"}},
    };
    return rules;
}

/// The kind of an object in a layer; empty when it does not belong there.
std::string kind_in(const LayerRule& rule, const io::OsmTags& tags) {
    for (const TagRule& tag : rule.tags) {
        const std::string_view value = tags.get(tag.key);
        const bool fits = tag.values.empty()
                              ? !value.empty() && value != "no"
                              : std::ranges::find(tag.values, value) != tag.values.end();
        if (fits) {
            return rule.key_in_kind ? fmt::format("{}={}", tag.key, value) : std::string{value};
        }
    }
    return {};
}

/// A whole number when the text is one: "12" parking places.
io::Attribute attribute_of(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size()
               ? io::Attribute{number}
               : io::Attribute{std::string{text}};
}

/// Fills one layer by its rule.
class LayerMaker {
  public:
    LayerMaker(const LayerRule& rule, const OsmSource& source, RepairCount& repairs)
        : rule_{rule},
          source_{source},
          repairs_{repairs} {
        table_.name = rule.layer;
        table_.columns = {"kind"};
        for (const std::string_view column : rule.columns) {
            std::string name{column};
            std::ranges::replace(name, ':', '_');
            table_.columns.push_back(std::move(name));
        }
        table_.attributes.resize(table_.columns.size());
    }

    io::AssetTable make() {
        if (rule_.shape != Shape::areas && rule_.shape != Shape::lines) {
            take_points();
        }
        if (rule_.shape == Shape::lines) {
            take_lines();
        } else if (rule_.shape != Shape::points) {
            take_areas();
        }
        return std::move(table_);
    }

  private:
    void take_points() {
        for (std::size_t i = 0; i < source_.extract.nodes.size(); ++i) {
            const io::OsmNode& node = source_.extract.nodes[i];
            if (node.tags.empty()) {
                continue;
            }
            if (std::string kind = kind_in(rule_, node.tags); !kind.empty()) {
                add(fmt::format("n{}", node.id), {io::GeometryKind::point, {source_.places[i]}},
                    std::move(kind), node.tags);
            }
        }
    }

    void take_lines() {
        for (const io::OsmWay& way : source_.extract.ways) {
            if (std::string kind = kind_in(rule_, way.tags); !kind.empty()) {
                add(fmt::format("w{}", way.id), source_.shape(way.nodes, false), std::move(kind),
                    way.tags);
            }
        }
    }

    void take_areas() {
        const auto wanted = [&](const io::OsmTags& tags) { return !kind_in(rule_, tags).empty(); };
        for (OsmArea& area : areas_of(source_, repairs_, wanted)) {
            io::Geometry geometry =
                rule_.shape == Shape::centres
                    ? io::Geometry{io::GeometryKind::point, {io::centre_of(area.polygon)}}
                    : std::move(area.polygon);
            add(area.id, std::move(geometry), kind_in(rule_, *area.tags), *area.tags);
        }
    }

    void add(std::string id, io::Geometry geometry, std::string kind, const io::OsmTags& tags) {
        table_.ids.push_back(std::move(id));
        table_.geometry.push_back(std::move(geometry));
        table_.attributes[0].emplace_back(std::move(kind));
        for (std::size_t c = 0; c < rule_.columns.size(); ++c) {
            table_.attributes[c + 1].push_back(attribute_of(tags.get(rule_.columns[c])));
        }
    }

    const LayerRule& rule_;
    const OsmSource& source_;
    RepairCount& repairs_;
    io::AssetTable table_;
};

} // namespace

std::string osm_note(const OsmSource& source, const std::string& how) {
    return fmt::format("{}, {}{}{}", source.file, source.attribution, how.empty() ? "" : "; ", how);
}

OsmLayers osm_layers(const OsmSource& source, RepairCount& repairs) {
    OsmLayers layers;
    for (const LayerRule& rule : layer_rules()) {
        OsmLayer layer{LayerMaker{rule, source, repairs}.make(), 0, 0, {}};
        layer.surveyed = layer.table.size();
        layers.emplace(rule.layer, std::move(layer));
    }
    return layers;
}

void add_osm_layers(const OsmSource& source, OsmLayers&& layers, CityDraft& draft) {
    std::string mapped;
    std::string made;
    for (auto& [name, layer] : layers) {
        if (draft.table(name) != nullptr || layer.table.size() == 0) {
            continue;
        }
        const auto list = [&, &layer_name = name](std::string& text, std::size_t rows) {
            if (rows > 0) {
                text += fmt::format("{}{} {}", text.empty() ? "" : ", ", layer_name, rows);
            }
        };
        list(mapped, layer.surveyed);
        list(made, layer.synthetic);
        const bool synthetic = layer.synthetic > 0;
        const std::string how = synthetic ? fmt::format("{} surveyed, {} synthetic: {}",
                                                        layer.surveyed, layer.synthetic, layer.rule)
                                          : std::string{};
        draft.add(std::move(layer.table),
                  synthetic ? io::Provenance::synthetic : io::Provenance::surveyed,
                  osm_note(source, how));
    }
    draft.found("surveyed: " + (mapped.empty() ? "none" : mapped));
    draft.assumed("synthetic: " + (made.empty() ? "none" : made));
}

} // namespace cityproof::scenarios
