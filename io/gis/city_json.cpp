// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_json.hpp"

#include "io/formats/json_text.hpp"
#include "io/gis/building_table.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/survey_crs.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <vector>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

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

class CityJsonReader {
  public:
    CityJsonReader(const fs::path& path, const std::string& name, const CityCrs& crs,
                   Problems& problems)
        : path_{path},
          table_{path.string(), name, problems} {
        if (!crs.is_on_earth()) {
            throw InputError({path.string(), 0, {}},
                             "cannot be placed: the city has no place on earth");
        }
        root_ = parse_json(read_text_file(path), {path.string(), 0, {}});
        if (text(member(root_, "type")) != "CityJSON") {
            throw InputError({path.string(), 0, "type"}, "is no CityJSON",
                             "\"type\": \"CityJSON\", version 1.0 to 2.0", {});
        }
        SurveyCrs place = survey_crs(crs);
        read_vertices();
        place.to_city(vertices_);
        if (place.is_exchanged()) {
            problems.warning({path.string(), 0, "vertices"},
                             "lie in the area of their reference system only with x and y "
                             "exchanged, and were read so",
                             {}, {});
        }
    }

    AssetTable read() {
        const Json& objects = as_object(member(root_, "CityObjects"));
        for (const auto& [id, object] : objects.items()) {
            if (text(member(object, "type")) == "Building") {
                add_building(id, object, objects);
            }
        }
        if (table_.empty()) {
            throw InputError({path_.string(), 0, "CityObjects"}, "has no building",
                             "objects of type Building", {});
        }
        return table_.finish();
    }

  private:
    InputError broken(const std::string& id, const std::string& message) const {
        return InputError({path_.string(), 0, id}, message, "CityJSON as its specification has it",
                          "check it with cjval");
    }

    /// "https://www.opengis.net/def/crs/EPSG/0/7415" or "urn:ogc:def:crs:EPSG::7415". Vertices are
    /// east first, whatever EPSG says.
    SurveyCrs survey_crs(const CityCrs& crs) const {
        const std::string given = text(member(member(root_, "metadata"), "referenceSystem"));
        const Location where{path_.string(), 0, "metadata.referenceSystem"};
        const auto reference = survey_reference(given);
        if (!reference) {
            throw InputError(where,
                             given.empty() ? std::string{"is missing"}
                                           : fmt::format("\"{}\" is not known", given),
                             "an EPSG code, as in https://www.opengis.net/def/crs/EPSG/0/7415", {});
        }
        return SurveyCrs{{reference->epsg, false}, crs, where, given};
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

    BuildingRing ring_of(const Json& indices, const std::string& id) const {
        BuildingRing ring;
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
                       const std::string& id, BuildingFaces& faces) const {
        if (!boundaries.is_array()) {
            throw broken(id, "has boundaries that are no list");
        }
        if (boundaries.empty()) {
            return;
        }
        const bool is_face =
            boundaries[0].is_array() && !boundaries[0].empty() && !boundaries[0][0].is_array();
        if (is_face) {
            BuildingFace face{ring_of(boundaries[0], id), {}};
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

    BuildingFaces faces_of(const Json& geometry, const std::string& id) const {
        BuildingFaces faces;
        const std::string type = text(member(geometry, "type"));
        if (type == "Solid" || type == "MultiSurface" || type == "CompositeSurface" ||
            type == "MultiSolid" || type == "CompositeSolid") {
            const Json& semantics = member(geometry, "semantics");
            collect_faces(member(geometry, "boundaries"), member(semantics, "values"),
                          list_in(semantics, "surfaces"), id, faces);
        }
        return faces;
    }

    BuildingObject object_of(const std::string& id, const Json& object) const {
        BuildingObject building{.id = id, .line = 0, .body = {}, .attributes = {}};
        for (const Json& geometry : list_in(object, "geometry")) {
            const BuildingFaces faces = faces_of(geometry, id);
            building.body.add_ground(faces);
            building.body.add_heights(faces);
        }
        for (const auto& [key, value] : as_object(member(object, "attributes")).items()) {
            building.attributes.emplace_back(key, attribute(value));
        }
        return building;
    }

    void add_building(const std::string& id, const Json& building, const Json& objects) {
        std::vector<BuildingObject> parts;
        for (const Json& child : list_in(building, "children")) {
            const auto part = objects.find(text(child));
            if (part == objects.end()) {
                throw broken(id, fmt::format("names a part {} that is missing", child.dump()));
            }
            if (text(member(*part, "type")) == "BuildingPart") {
                parts.push_back(object_of(text(child), *part));
            }
        }
        table_.add(object_of(id, building), std::move(parts));
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

    const fs::path& path_;
    Json root_;
    BuildingRing vertices_;
    BuildingTable table_;
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
