// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_json.hpp"

#include "io/city/geometry_blob.hpp"
#include "io/formats/json_text.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/ogr_geometry.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr double level_share = 0.9;    ///< upward part of a face's normal that makes it level
constexpr double ground_step_m = 0.5;  ///< level faces this near to the lowest are its outline
constexpr double least_height_m = 2.0; ///< less says nothing of a building
constexpr double least_area_m2 = 0.5;

struct Vertex {
    double x = 0;
    double y = 0;
    double z = 0;
};

using Ring = std::vector<Vertex>;

/// A face: its outer ring and the name of its surface, empty when it has none.
struct Face {
    Ring ring;
    std::string surface;
};

/// Member of an object; null when absent.
const Json& member(const Json& object, const char* key) {
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

/// A member that is a list; an empty list when there is none.
const Json& list_in(const Json& object, const char* key) {
    static const Json empty = Json::array();
    const Json& value = member(object, key);
    return value.is_array() ? value : empty;
}

/// The value, or an empty object when it is none.
const Json& as_object(const Json& value) {
    static const Json empty = Json::object();
    return value.is_object() ? value : empty;
}

std::string text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : std::string{};
}

/// Twice the area of a ring's shadow, and its normal's length, by Newell's method.
std::array<double, 3> normal_of(const Ring& ring) {
    std::array<double, 3> n{};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vertex& a = ring[i];
        const Vertex& b = ring[(i + 1) % ring.size()];
        n[0] += (a.y - b.y) * (a.z + b.z);
        n[1] += (a.z - b.z) * (a.x + b.x);
        n[2] += (a.x - b.x) * (a.y + b.y);
    }
    return n;
}

bool is_level(const Ring& ring) {
    const auto n = normal_of(ring);
    return std::abs(n[2]) > level_share * std::hypot(n[0], n[1], n[2]) && std::abs(n[2]) > 0;
}

double mean_height(const Ring& ring) {
    double sum = 0;
    for (const Vertex& vertex : ring) {
        sum += vertex.z;
    }
    return sum / static_cast<double>(ring.size());
}

class CityJsonReader {
  public:
    CityJsonReader(const fs::path& path, const std::string& name, const CityCrs& crs,
                   Problems& problems)
        : path_{path},
          problems_{problems} {
        table_.name = name;
        if (!crs.is_on_earth()) {
            throw InputError({path.string(), 0, {}},
                             "cannot be placed: the city has no place on earth");
        }
        root_ = parse_json(read_text_file(path), {path.string(), 0, {}});
        if (text(member(root_, "type")) != "CityJSON") {
            throw InputError({path.string(), 0, "type"}, "is no CityJSON",
                             "\"type\": \"CityJSON\", version 1.0 to 2.0", {});
        }
        make_transformation(crs);
        read_vertices();
    }

    AssetTable read() {
        const Json& objects = as_object(member(root_, "CityObjects"));
        for (const auto& [id, object] : objects.items()) {
            if (text(member(object, "type")) == "Building") {
                add_building(id, object, objects);
            }
        }
        if (table_.size() == 0 && without_outline_ == 0) {
            throw InputError({path_.string(), 0, "CityObjects"}, "has no building",
                             "objects of type Building", {});
        }
        if (without_outline_ > 0) {
            problems_.warning({path_.string(), 0, first_without_},
                              fmt::format("{} buildings have no outline and were left out, this is "
                                          "the first",
                                          without_outline_),
                              "a ground surface", {});
        }
        return std::move(table_);
    }

  private:
    struct DestroyTransformation {
        void operator()(OGRCoordinateTransformation* ogr) const {
            OGRCoordinateTransformation::DestroyCT(ogr);
        }
    };

    InputError broken(const std::string& id, const std::string& message) const {
        return InputError({path_.string(), 0, id}, message, "CityJSON as its specification has it",
                          "check it with cjval");
    }

    /// "https://www.opengis.net/def/crs/EPSG/0/7415" or "urn:ogc:def:crs:EPSG::7415".
    void make_transformation(const CityCrs& crs) {
        const std::string given = text(member(member(root_, "metadata"), "referenceSystem"));
        const std::size_t at = given.find_last_not_of("0123456789");
        const std::string code = at == std::string::npos ? given : given.substr(at + 1);
        OGRSpatialReference from;
        if (given.find("EPSG") == std::string::npos || code.empty() || code.size() > 6 ||
            from.importFromEPSG(std::stoi(code)) != OGRERR_NONE) {
            throw InputError({path_.string(), 0, "metadata.referenceSystem"},
                             given.empty() ? std::string{"is missing"}
                                           : fmt::format("\"{}\" is not known", given),
                             "an EPSG code, as in https://www.opengis.net/def/crs/EPSG/0/7415", {});
        }
        from.StripVertical();
        from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        transformation_.reset(OGRCreateCoordinateTransformation(&from, crs.srs()));
        if (!transformation_) {
            throw InputError({path_.string(), 0, "metadata.referenceSystem"},
                             "cannot be converted to the city's CRS");
        }
    }

    std::array<double, 3> triple(const Json& value, const char* what, double otherwise) const {
        std::array<double, 3> numbers{otherwise, otherwise, otherwise};
        if (value.is_null()) {
            return numbers;
        }
        for (std::size_t i = 0; i < 3; ++i) {
            if (!value.is_array() || value.size() < 3 || !value[i].is_number() ||
                !std::isfinite(value[i].get<double>())) {
                throw broken(what, "is no list of three numbers");
            }
            numbers[i] = value[i].get<double>();
        }
        return numbers;
    }

    void read_vertices() {
        const Json& transform = member(root_, "transform");
        const auto scale = triple(member(transform, "scale"), "transform.scale", 1);
        const auto shift = triple(member(transform, "translate"), "transform.translate", 0);
        const Json& vertices = member(root_, "vertices");
        if (!vertices.is_array()) {
            throw broken("vertices", "is missing or no list");
        }
        vertices_.reserve(vertices.size());
        for (const Json& vertex : vertices) {
            if (vertex.is_null()) {
                throw broken("vertices", "has a vertex of nothing");
            }
            const auto v = triple(vertex, "vertices", 0);
            vertices_.push_back({v[0] * scale[0] + shift[0], v[1] * scale[1] + shift[1],
                                 v[2] * scale[2] + shift[2]});
        }
    }

    Ring ring_of(const Json& indices, const std::string& id) const {
        Ring ring;
        for (const Json& index : indices) {
            if (!index.is_number_integer() || index.get<std::int64_t>() < 0 ||
                index.get<std::uint64_t>() >= vertices_.size()) {
                throw broken(id,
                             fmt::format("names vertex {}, of {}", index.dump(), vertices_.size()));
            }
            ring.push_back(vertices_[index.get<std::size_t>()]);
        }
        return ring;
    }

    /// A face is a list of rings, the outer one first; around it there are lists of faces
    /// (surfaces), of these (solids), and of solids. `values` has the same shape with a number a
    /// face.
    void collect_faces(const Json& boundaries, const Json& values, const Json& surfaces,
                       const std::string& id, std::vector<Face>& faces) const {
        if (!boundaries.is_array()) {
            throw broken(id, "has boundaries that are no list");
        }
        if (boundaries.empty()) {
            return;
        }
        const bool is_face =
            boundaries[0].is_array() && !boundaries[0].empty() && !boundaries[0][0].is_array();
        if (is_face) {
            Face face{ring_of(boundaries[0], id), {}};
            if (values.is_number_unsigned() && values.get<std::size_t>() < surfaces.size()) {
                face.surface = text(member(surfaces[values.get<std::size_t>()], "type"));
            }
            if (face.ring.size() >= 3) {
                faces.push_back(std::move(face));
            }
            return;
        }
        for (std::size_t i = 0; i < boundaries.size(); ++i) {
            static const Json none;
            const bool has_value = values.is_array() && i < values.size();
            if (boundaries[i].is_array()) {
                collect_faces(boundaries[i], has_value ? values[i] : none, surfaces, id, faces);
            }
        }
    }

    std::vector<Face> faces_of(const Json& geometry, const std::string& id) const {
        std::vector<Face> faces;
        const std::string type = text(member(geometry, "type"));
        if (type == "Solid" || type == "MultiSurface" || type == "CompositeSurface" ||
            type == "MultiSolid" || type == "CompositeSolid") {
            const Json& semantics = member(geometry, "semantics");
            collect_faces(member(geometry, "boundaries"), member(semantics, "values"),
                          list_in(semantics, "surfaces"), id, faces);
        }
        return faces;
    }

    static std::vector<Face> named_ground(const std::vector<Face>& faces) {
        std::vector<Face> ground;
        std::ranges::copy_if(faces, std::back_inserter(ground),
                             [](const Face& face) { return face.surface == "GroundSurface"; });
        return ground;
    }

    static std::vector<Face> lowest_level(const std::vector<Face>& faces) {
        double lowest = std::numeric_limits<double>::infinity();
        for (const Face& face : faces) {
            lowest = is_level(face.ring) ? std::min(lowest, mean_height(face.ring)) : lowest;
        }
        std::vector<Face> level;
        std::ranges::copy_if(faces, std::back_inserter(level), [&](const Face& face) {
            return is_level(face.ring) && mean_height(face.ring) <= lowest + ground_step_m;
        });
        return level;
    }

    /// Outline and height of an object's own geometry.
    struct Body {
        std::vector<Face> ground;
        double low = std::numeric_limits<double>::infinity();
        double high = -std::numeric_limits<double>::infinity();
        bool has_name = false; ///< the ground is named so, not guessed
    };

    Body body_of(const std::string& id, const Json& object) const {
        Body body;
        for (const Json& geometry : list_in(object, "geometry")) {
            const std::vector<Face> faces = faces_of(geometry, id);
            for (const Face& face : faces) {
                for (const Vertex& vertex : face.ring) {
                    body.low = std::min(body.low, vertex.z);
                    body.high = std::max(body.high, vertex.z);
                }
            }
            std::vector<Face> ground = named_ground(faces);
            const bool named = !ground.empty();
            if (!named) {
                ground = lowest_level(faces);
            }
            // Later ones are more detailed; what is named wins over what is guessed.
            if (!ground.empty() && (named || !body.has_name)) {
                body.ground = std::move(ground);
                body.has_name = named;
            }
        }
        return body;
    }

    void add_building(const std::string& id, const Json& building, const Json& objects) {
        Body own = body_of(id, building);
        std::vector<std::pair<std::string, Body>> parts;
        for (const Json& child : list_in(building, "children")) {
            const auto part = objects.find(text(child));
            if (part == objects.end()) {
                throw broken(id, fmt::format("names a part {} that is missing", child.dump()));
            }
            if (text(member(*part, "type")) == "BuildingPart") {
                Body body = body_of(text(child), *part);
                own.low = std::min(own.low, body.low);
                own.high = std::max(own.high, body.high);
                parts.emplace_back(text(child), std::move(body));
            }
        }
        const Json& attributes = member(building, "attributes");
        if (!own.ground.empty() || parts.size() < 2) {
            if (own.ground.empty() && !parts.empty()) {
                own.ground = std::move(parts.front().second.ground);
            }
            static const Json none;
            add_row(id, own,
                    parts.size() == 1 ? member(objects[parts.front().first], "attributes") : none,
                    attributes);
            return;
        }
        for (const auto& [part, body] : parts) {
            add_row(part, body, member(objects[part], "attributes"), attributes);
        }
    }

    void add_row(const std::string& id, const Body& body, const Json& attributes,
                 const Json& of_building) {
        Geometry outline = outline_of(body.ground);
        if (outline.kind != GeometryKind::polygon) {
            first_without_ = without_outline_++ == 0 ? id : first_without_;
            return;
        }
        table_.ids.push_back(id);
        table_.geometry.push_back(std::move(outline));
        for (std::vector<Attribute>& column : table_.attributes) {
            column.emplace_back();
        }
        for (const Json* source : {&of_building, &attributes}) {
            for (const auto& [key, value] : as_object(*source).items()) {
                set(key, attribute(value));
            }
        }
        const Attribute* storeys = found("storeysAboveGround");
        if (storeys != nullptr) {
            set("levels", Attribute{*storeys});
        }
        const Attribute* height = found("measuredHeight");
        if (height != nullptr) {
            set("height_m", Attribute{*height});
        } else if (body.high - body.low >= least_height_m) {
            set("height_m", std::round((body.high - body.low) * 100) / 100);
        }
    }

    /// The cell of the last row; nullptr when it is empty.
    const Attribute* found(const char* column) const {
        const auto* cells = table_.column(column);
        const bool empty =
            cells == nullptr || std::holds_alternative<std::monostate>(cells->back());
        return empty ? nullptr : &cells->back();
    }

    static Attribute attribute(const Json& value) {
        if (value.is_boolean()) {
            return std::int64_t{value.get<bool>() ? 1 : 0};
        }
        if (value.is_number_integer()) {
            return value.get<std::int64_t>();
        }
        if (value.is_number()) {
            return value.get<double>();
        }
        return value.is_string() ? Attribute{value.get<std::string>()} : Attribute{};
    }

    /// Names have no case in a map, and some are taken.
    void set(std::string column, Attribute value) {
        std::string key = column;
        std::ranges::transform(key, key.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (key == "id" || key == "fid" || key == "geom" ||
            std::holds_alternative<std::monostate>(value)) {
            return;
        }
        const auto [known, is_new] = columns_.try_emplace(key, table_.columns.size());
        if (is_new) {
            table_.columns.push_back(std::move(column));
            table_.attributes.emplace_back(table_.ids.size());
        }
        table_.attributes[known->second].back() = std::move(value);
    }

    /// The largest outline of faces that touch, seen from above, in the city's CRS.
    Geometry outline_of(const std::vector<Face>& ground) const {
        OGRMultiPolygon all;
        for (const Face& face : ground) {
            OGRLinearRing ring;
            for (const Vertex& vertex : face.ring) {
                ring.addPoint(vertex.x, vertex.y);
            }
            ring.closeRings();
            OGRPolygon polygon;
            polygon.addRing(&ring);
            all.addGeometry(&polygon);
        }
        if (all.IsEmpty() != 0) {
            return {};
        }
        std::unique_ptr<OGRGeometry> outline{all.getNumGeometries() == 1 ? all.clone()
                                                                         : all.UnionCascaded()};
        if (!outline) {
            outline.reset(all.clone()); // faces that cross themselves: mended later
        }
        if (outline->transform(transformation_.get()) != OGRERR_NONE) {
            return {};
        }
        try {
            Geometry geometry = geometry_of(*outline);
            return ring_area(geometry) >= least_area_m2 ? geometry : Geometry{};
        } catch (const BadGeometry&) {
            return {};
        }
    }

    static double ring_area(const Geometry& polygon) {
        double sum = 0;
        const std::vector<Point>& ring = polygon.points;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            sum += ring[i].x_m * ring[i + 1].y_m - ring[i + 1].x_m * ring[i].y_m;
        }
        return std::abs(sum) / 2;
    }

    const fs::path& path_;
    Problems& problems_;
    Json root_;
    std::vector<Vertex> vertices_;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> transformation_;
    AssetTable table_;
    std::map<std::string, std::size_t> columns_; ///< by name in small letters
    std::size_t without_outline_ = 0;
    std::string first_without_;
};

} // namespace

bool is_city_json(const fs::path& path) {
    const std::string name = path.filename().string();
    if (name.ends_with(".city.json") || name.ends_with(".cityjson")) {
        return true;
    }
    if (!name.ends_with(".json") || !fs::is_regular_file(path)) {
        return false;
    }
    std::ifstream file{path, std::ios::binary};
    std::string begin(4096, '\0');
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    begin.resize(static_cast<std::size_t>(file.gcount()));
    return begin.find("\"CityJSON\"") != std::string::npos;
}

AssetTable read_city_json(const fs::path& path, const std::string& name, const CityCrs& crs,
                          Problems& problems) {
    const GdalSession session;
    return CityJsonReader{path, name, crs, problems}.read();
}

} // namespace cityproof::io
