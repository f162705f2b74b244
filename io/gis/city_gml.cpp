// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_gml.hpp"

#include "io/gis/gdal_session.hpp"
#include "io/gis/gml_building.hpp"
#include "io/gis/gml_text.hpp"
#include "io/text/xml_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_text_bytes = std::size_t{1} << 26U;
constexpr std::size_t most_systems = 100;
constexpr std::int64_t unknown_storeys = 9999;

/// What the content of an element is, as far as it is read.
enum class Place : std::uint8_t {
    outside,  ///< of any building
    object,   ///< a building or part: its properties
    parts,    ///< the property that holds a part
    boundary, ///< the property that holds a surface such as GroundSurface
    surface,  ///< such a surface: its properties
    geometry, ///< what is drawn for a role
    generic,  ///< an attribute with a name of the surveyor's own
    height,   ///< con:height of CityGML 3.0
    other
};

/// A name of a reference system and the line where it stands first.
using System = std::map<std::string, int>::value_type;

/// An element that has not ended yet. Reference system and dimension pass on to what is in it.
struct Open {
    std::string name; ///< without its prefix
    std::string id;
    std::string unit;
    int line = 0;
    Place place = Place::outside;
    GmlRole role = {};
    const System* system = nullptr;
    int dimension = 0; ///< 0: not said
    std::size_t first_polygon = 0;
    bool is_polygon = false;
    bool is_in_polygon = false;
    bool is_in_hole = false;
    bool has_children = false;
};

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, text) != names.end();
}

/// "lod2Solid" of a building, "lod2MultiSurface" of a surface; use none for anything else.
GmlRole role_of(const Open& parent, std::string_view property) {
    GmlRole role{parent.role.object, 0, GmlUse::none};
    if (!property.starts_with("lod") || property.size() < 5 || property[3] < '0' ||
        property[3] > '4') {
        return role;
    }
    role.lod = property[3] - '0';
    const std::string_view kind = property.substr(4);
    if (kind == "FootPrint") {
        role.use = GmlUse::footprint;
    } else if (kind == "RoofEdge") {
        role.use = GmlUse::roof_edge;
    } else if (is_one_of(kind, {"Solid", "MultiSurface", "CompositeSurface", "MultiSolid",
                                "CompositeSolid", "Geometry"})) {
        role.use = role.lod == 0 ? GmlUse::footprint : GmlUse::model;
    }
    if (parent.place == Place::surface && role.use != GmlUse::none) {
        role.use = parent.name == "GroundSurface"                  ? GmlUse::ground
                   : parent.name == "RoofSurface" && role.lod == 0 ? GmlUse::roof_edge
                                                                   : GmlUse::model;
    }
    return role;
}

Place place_in_object(const Open& parent, std::string_view property) {
    if (is_one_of(property, {"consistsOfBuildingPart", "buildingPart"})) {
        return Place::parts;
    }
    if (is_one_of(property, {"boundedBy", "boundary"})) {
        return Place::boundary;
    }
    if (property == "height") {
        return Place::height;
    }
    if (property.ends_with("Attribute") || property == "genericAttributeSet") {
        return Place::generic;
    }
    return role_of(parent, property).use == GmlUse::none ? Place::other : Place::geometry;
}

Place place_of(const Open& parent, std::string_view name) {
    switch (parent.place) {
    case Place::outside:
        return is_one_of(name, {"Building", "BuildingPart"}) ? Place::object : Place::outside;
    case Place::object:
        return place_in_object(parent, name);
    case Place::parts:
        return name == "BuildingPart" ? Place::object : Place::other;
    case Place::boundary:
        return name.ends_with("Surface") ? Place::surface : Place::other;
    case Place::surface:
        return role_of(parent, name).use == GmlUse::none ? Place::other : Place::geometry;
    default:
        return parent.place;
    }
}

class CityGmlReader {
  public:
    CityGmlReader(const fs::path& path, const std::string& name, const CityCrs& crs,
                  Problems& problems)
        : file_{path.string()},
          layer_{name},
          crs_{crs},
          problems_{problems},
          table_{file_, name, problems} {}

    AssetTable read() {
        scan_xml(file_, {},
                 {.start = [&](const XmlElement& element) { start(element); },
                  .text = [&](std::string_view text, int /*line*/) { add_text(text); },
                  .end = [&](int /*line*/) { end(); }});
        if (table_.empty()) {
            throw InputError({file_, 0, "CityModel"}, "has no building", "bldg:Building", {});
        }
        warn();
        return table_.finish();
    }

  private:
    void start(const XmlElement& element) {
        Open now;
        now.name = gml_local_name(element.name);
        now.line = element.line;
        if (open_.empty()) {
            check_root(element, now.name);
        } else {
            Open& parent = open_.back();
            parent.has_children = true;
            now.place = place_of(parent, now.name);
            now.role = parent.role;
            now.system = parent.system;
            now.dimension = parent.dimension;
            now.is_in_polygon = parent.is_in_polygon;
            now.is_in_hole = parent.is_in_hole || (parent.is_in_polygon && now.name == "interior");
            const bool is_property =
                parent.place == Place::object || parent.place == Place::surface;
            if (is_property) {
                now.role = role_of(parent, now.name);
            }
        }
        for (const auto& [key, value] : element.attributes) {
            read_attribute(gml_local_name(key), value, now);
        }
        if (now.place == Place::object) {
            start_object(now);
        }
        if (building_) {
            start_polygon(now);
        }
        text_.clear();
        open_.push_back(std::move(now));
    }

    void check_root(const XmlElement& element, const std::string& name) const {
        const std::size_t colon = element.name.find(':');
        const std::string declaration =
            colon == std::string_view::npos
                ? "xmlns"
                : fmt::format("xmlns:{}", element.name.substr(0, colon));
        if (name != "CityModel" ||
            element.attribute(declaration).find("citygml") == std::string_view::npos) {
            throw InputError({file_, element.line, {}},
                             fmt::format("has the root element <{}>", element.name),
                             "<CityModel> of CityGML", "convert other GML with ogr2ogr");
        }
    }

    void read_attribute(std::string_view key, std::string_view value, Open& now) {
        if (key == "id") {
            now.id = value;
        } else if (key == "uom") {
            now.unit = value;
        } else if (key == "srsName") {
            name_system(value, now);
        } else if (key == "srsDimension") {
            name_dimension(value, now);
        } else if (key == "name" && now.place == Place::generic) {
            generic_name_ = value;
        } else if (key == "href" && now.place == Place::geometry && building_) {
            building_->add_link({now.role, std::string{value}, now.line});
        }
    }

    /// An envelope speaks for the building or model around it.
    bool is_envelope(const Open& now) const {
        return now.name == "Envelope" && open_.size() > 1 && open_.back().name == "boundedBy";
    }

    void name_system(std::string_view value, Open& now) {
        if (systems_.size() >= most_systems && !systems_.contains(std::string{value})) {
            throw InputError({file_, now.line, "srsName"},
                             fmt::format("is the {}th reference system", most_systems + 1));
        }
        now.system = &*systems_.try_emplace(std::string{value}, now.line).first;
        if (is_envelope(now)) {
            open_[open_.size() - 2].system = now.system;
        }
    }

    void name_dimension(std::string_view value, Open& now) {
        if (value != "2" && value != "3") {
            throw InputError({file_, now.line, "srsDimension"}, fmt::format("is \"{}\"", value),
                             "2 or 3", {});
        }
        now.dimension = value == "2" ? 2 : 3;
        if (is_envelope(now)) {
            open_[open_.size() - 2].dimension = now.dimension;
        }
    }

    void start_object(Open& now) {
        if (!building_) {
            building_.emplace(file_);
            ++buildings_;
            part_ = 0;
        } else {
            building_->has_parts(open_.back().role.object);
        }
        std::string id = now.id;
        if (id.empty()) {
            id = part_ == 0 ? fmt::format("{}:{}", layer_, buildings_)
                            : fmt::format("{}:{}", building_->object(0).id, part_);
            first_without_id_ = without_id_++ == 0 ? now.line : first_without_id_;
        }
        ++part_;
        now.role = {building_->add_object(std::move(id), now.line), 0, GmlUse::none};
    }

    void start_polygon(Open& now) {
        now.first_polygon = building_->polygon_count();
        now.is_polygon = !now.is_in_polygon &&
                         is_one_of(now.name, {"Polygon", "PolygonPatch", "Triangle", "Rectangle"});
        if (now.is_polygon) {
            const bool is_drawn = now.place == Place::geometry;
            building_->add_polygon(is_drawn ? now.role : GmlRole{now.role.object, 0, GmlUse::none});
            polygon_crs_ = nullptr;
            now.is_in_polygon = true;
        }
    }

    void add_text(std::string_view text) {
        if (!building_) {
            return;
        }
        if (text_.size() + text.size() > most_text_bytes) {
            throw InputError({file_, open_.back().line, open_.back().name},
                             fmt::format("holds more than {} bytes", most_text_bytes));
        }
        text_ += text;
    }

    void end() {
        const Open now = std::move(open_.back());
        open_.pop_back();
        if (building_) {
            end_in_building(now);
        }
        text_.clear();
    }

    void end_in_building(const Open& now) {
        if (now.is_in_polygon) {
            end_in_polygon(now);
        } else if (now.place == Place::generic) {
            end_generic(now);
        } else if (!now.has_children && now.place == Place::height && now.name == "value") {
            add_height(now);
        } else if (!now.has_children && now.place == Place::other &&
                   open_.back().place == Place::object) {
            add_plain(now);
        }
        if (!now.id.empty()) {
            building_->name_polygons(now.id, now.first_polygon);
        }
        const bool is_whole = open_.empty() || open_.back().place == Place::outside;
        if (now.place == Place::object && is_whole) {
            finish_building();
        }
    }

    void end_in_polygon(const Open& now) {
        if (now.is_polygon) {
            if (polygon_crs_ != nullptr) {
                building_->close_polygon(*polygon_crs_);
            }
            return;
        }
        if (now.is_in_hole || !is_one_of(now.name, {"posList", "pos"})) {
            return;
        }
        building_->add_corners(gml_corners(text_, now.dimension, {file_, now.line, now.name}));
        polygon_crs_ = &crs_of(now);
    }

    SurveyCrs& crs_of(const Open& now) {
        if (now.system == nullptr) {
            throw InputError({file_, now.line, "srsName"},
                             "is missing: the file does not say its coordinate reference system",
                             "gml:Envelope srsName=\"urn:ogc:def:crs:EPSG::25832\"", {});
        }
        const auto& [name, line] = *now.system;
        auto known = crs_by_name_.find(name);
        if (known == crs_by_name_.end()) {
            const Location where{file_, line, "srsName"};
            const auto reference = survey_reference(name);
            if (!reference) {
                throw InputError(where, fmt::format("\"{}\" is not known", name),
                                 "a system that EPSG lists, as in urn:ogc:def:crs:EPSG::25832", {});
            }
            known = crs_by_name_.emplace(name, SurveyCrs{*reference, crs_, where, name}).first;
        }
        return known->second;
    }

    /// "gen:stringAttribute" with a "gen:value" in it, in 3.0 beside a "gen:name".
    void end_generic(const Open& now) {
        if (now.name == "name") {
            generic_name_ = gml_trimmed(text_);
        } else if (now.name == "value") {
            generic_value_ = gml_trimmed(text_);
        } else if (now.name.ends_with("Attribute") && !generic_value_.empty()) {
            const bool is_text = is_one_of(
                now.name, {"stringAttribute", "StringAttribute", "uriAttribute", "UriAttribute"});
            set(now, generic_name_,
                is_text ? Attribute{generic_value_} : gml_attribute(now.name, generic_value_));
            generic_value_.clear();
        }
    }

    void add_plain(const Open& now) {
        const std::string text = gml_trimmed(text_);
        if (text.empty()) {
            return;
        }
        if (now.name == "measuredHeight") {
            add_height(now);
            return;
        }
        const Location where{file_, now.line, now.name};
        if (now.name == "storeysAboveGround") {
            const std::int64_t storeys = gml_count(text, where);
            if (storeys < unknown_storeys) {
                set(now, now.name, storeys);
            }
            return;
        }
        const bool is_number =
            is_one_of(now.name, {"storeysBelowGround", "yearOfConstruction", "yearOfDemolition"});
        set(now, now.name, is_number ? gml_attribute("intAttribute", text) : Attribute{text});
    }

    void add_height(const Open& now) {
        const Location where{file_, now.line, now.name};
        const double height_m = gml_length_m(gml_trimmed(text_), now.unit, where);
        if (height_m <= 0) {
            return;
        }
        for (auto& [name, value] : building_->object(now.role.object).attributes) {
            if (name == "measuredHeight") {
                value = std::max(std::get<double>(value), height_m);
                return;
            }
        }
        set(now, "measuredHeight", height_m);
    }

    void set(const Open& now, const std::string& name, Attribute value) {
        building_->set(now.role.object, name, std::move(value));
    }

    void finish_building() {
        const std::vector<GmlLink> lost = building_->finish(table_);
        if (!lost.empty() && lost_links_ == 0) {
            first_lost_ = lost.front();
        }
        lost_links_ += lost.size();
        building_.reset();
    }

    void warn() const {
        if (without_id_ > 0) {
            problems_.warning({file_, first_without_id_, "gml:id"},
                              fmt::format("{} buildings or parts have no id", without_id_), {},
                              fmt::format("they are called {0}:1, {0}:2 ... by their place in the "
                                          "file",
                                          layer_));
        }
        if (lost_links_ > 0) {
            problems_.warning({file_, first_lost_.line, "xlink:href"},
                              fmt::format("{} links lead to no polygon of their building and were "
                                          "left out, the first is \"{}\"",
                                          lost_links_, first_lost_.target),
                              {}, {});
        }
        for (const auto& [name, system] : crs_by_name_) {
            if (system.is_exchanged()) {
                problems_.warning({file_, systems_.at(name), "srsName"},
                                  fmt::format("coordinates lie in the area of \"{}\" only with the "
                                              "two axes exchanged, and were read so",
                                              name),
                                  {}, {});
            }
        }
    }

    std::string file_;
    std::string layer_;
    const CityCrs& crs_;
    Problems& problems_;
    BuildingTable table_;
    std::vector<Open> open_;
    std::string text_;
    std::optional<GmlBuilding> building_;
    std::map<std::string, int> systems_;
    std::map<std::string, SurveyCrs> crs_by_name_;
    SurveyCrs* polygon_crs_ = nullptr;
    std::string generic_name_;
    std::string generic_value_;
    std::size_t buildings_ = 0;
    std::size_t part_ = 0; ///< objects of this building so far
    std::size_t without_id_ = 0;
    int first_without_id_ = 0;
    std::size_t lost_links_ = 0;
    GmlLink first_lost_;
};

} // namespace

bool is_city_gml(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return is_one_of(extension, {".gml", ".xml", ".citygml"});
}

AssetTable read_city_gml(const fs::path& path, const std::string& name, const CityCrs& crs,
                         Problems& problems) {
    if (!crs.is_on_earth()) {
        throw InputError({path.string(), 0, {}},
                         "cannot be placed: the city has no place on earth");
    }
    const GdalSession session;
    return CityGmlReader{path, name, crs, problems}.read();
}

} // namespace cityproof::io
