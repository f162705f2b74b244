// SPDX-License-Identifier: Apache-2.0
#include "io/city/city_yaml.hpp"

#include "core/base/quantity.hpp"
#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "io/text/yaml_node.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

std::string text_of(const YamlNode& node, std::string_view key) {
    const YamlNode* value = node.find(key);
    return value == nullptr ? std::string{} : value->scalar;
}

/// A newer format is refused in one sentence, before the schema could complain about keys that it
/// does not know.
void check_format(const YamlNode& document, const fs::path& file) {
    const YamlNode* format = document.find("format");
    int number = 0;
    if (format != nullptr && format->kind == YamlNode::Kind::scalar) {
        std::from_chars(format->scalar.data(), format->scalar.data() + format->scalar.size(),
                        number);
    }
    if (number > city_format) {
        throw InputError(
            {file.string(), format->line, "format"},
            fmt::format("is {}: this package was made by a newer version of Cityproof", number),
            fmt::format("at most {}", city_format), "update Cityproof");
    }
}

Bounds read_bounds(const YamlNode& node) {
    const auto side = [&](std::string_view key) {
        const YamlNode& value = *node.find(key);
        return parse_quantity(value.scalar, Dimension::length, value.where());
    };
    return {side("west"), side("south"), side("east"), side("north")};
}

/// "44.4938 deg": the schema has checked the form. Errors: InputError beyond `limit`.
double read_degrees(const YamlNode& node, double limit) {
    double value = 0;
    std::from_chars(node.scalar.data(), node.scalar.data() + node.scalar.size(), value);
    if (!(std::fabs(value) <= limit)) {
        throw InputError(node.where(), fmt::format("is {}", node.scalar),
                         fmt::format("at most {} deg", limit));
    }
    return value;
}

CityPart read_part(const std::string& name, const YamlNode& node) {
    CityPart part;
    part.name = name;
    part.path = text_of(node, "path");
    part.hash = text_of(node, "hash");
    part.line = node.find("path")->line;
    if (const YamlNode* files = node.find("files"); files != nullptr) {
        for (const YamlNode& file : files->items) {
            part.files.push_back(file.scalar);
        }
    }
    return part;
}

LayerNote read_layer(const YamlNode& node) {
    LayerNote layer;
    layer.name = text_of(node, "name");
    layer.provenance = provenance_from(text_of(node, "provenance")).value_or(Provenance::assumed);
    layer.source = text_of(node, "source");
    const std::string rows = text_of(node, "rows");
    std::from_chars(rows.data(), rows.data() + rows.size(), layer.rows);
    return layer;
}

/// A text in double quotes: JSON's strings are YAML's too.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string part_text(const CityPart& part) {
    std::string text = fmt::format("  {}:\n    path: {}\n", part.name, quoted(part.path));
    if (!part.files.empty()) {
        text += "    files:\n";
        for (const std::string& file : part.files) {
            text += fmt::format("      - {}\n", quoted(file));
        }
    }
    if (!part.hash.empty()) {
        text += fmt::format("    hash: {}\n", quoted(part.hash));
    }
    return text;
}

} // namespace

CityDescription read_city_yaml(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        throw InputError({folder.string(), 0, {}}, "is no folder",
                         "a city package such as NAME.city",
                         "check the path, or make one with cityproof import");
    }
    const fs::path file = folder / city_file_name;
    if (!fs::exists(fs::symlink_status(file, error))) {
        throw InputError({file.string(), 0, {}}, "does not exist", "a city package",
                         "name the package's folder");
    }
    inside_folder(folder, city_file_name, file.string());
    const YamlNode document = load_yaml(file);
    check_format(document, file);
    Problems problems;
    const fs::path schema = data_folder() / "schema" / "city.json";
    validate(document, nlohmann::json::parse(read_text_file(schema)), problems);
    problems.throw_if_errors();

    CityDescription description;
    description.name = text_of(document, "name");
    description.crs = text_of(document, "crs");
    if (document.find("attribution") != nullptr) {
        description.attribution = text_of(document, "attribution");
    }
    description.drives_left =
        document.find("driving_side") != nullptr && text_of(document, "driving_side") == "left";
    if (const YamlNode* bounds = document.find("bounds"); bounds != nullptr) {
        description.bounds = read_bounds(*bounds);
    }
    if (const YamlNode* centre = document.find("centre"); centre != nullptr) {
        description.centre = EarthPlace{read_degrees(*centre->find("latitude"), 90),
                                        read_degrees(*centre->find("longitude"), 180)};
    }
    if (const YamlNode* privacy = document.find("privacy"); privacy != nullptr) {
        for (const auto& [input, value] : privacy->entries) {
            description.privacy[input] =
                privacy_class_from(value.scalar).value_or(PrivacyClass::personal);
        }
    }
    for (const auto& [name, part] : document.find("parts")->entries) {
        description.parts.push_back(read_part(name, part));
    }
    if (const YamlNode* layers = document.find("layers"); layers != nullptr) {
        for (const YamlNode& layer : layers->items) {
            description.layers.push_back(read_layer(layer));
        }
    }
    return description;
}

std::string city_yaml_text(const CityDescription& description) {
    const Bounds& b = description.bounds;
    std::string text =
        "# A Cityproof city package; the keys are described in data/schema/city.json.\n";
    text += fmt::format("format: {}\nname: {}\ncrs: {}\n", city_format, quoted(description.name),
                        quoted(description.crs));
    text += fmt::format(
        "bounds: {{west: {:.3f} m, south: {:.3f} m, east: {:.3f} m, north: {:.3f} m}}\n", b.west_m,
        b.south_m, b.east_m, b.north_m);
    if (description.centre) {
        text += fmt::format("centre: {{latitude: {:.5f} deg, longitude: {:.5f} deg}}\n",
                            description.centre->latitude_deg, description.centre->longitude_deg);
    }
    if (!description.attribution.empty()) {
        text += fmt::format("attribution: {}\n", quoted(description.attribution));
    }
    if (description.drives_left) {
        text += "driving_side: left\n";
    }
    if (!description.privacy.empty()) {
        text += "privacy:\n";
        for (const auto& [input, privacy] : description.privacy) {
            text += fmt::format("  {}: {}\n", quoted(input), to_string(privacy));
        }
    }
    text += "parts:\n";
    for (const CityPart& part : description.parts) {
        text += part_text(part);
    }
    if (!description.layers.empty()) {
        text += "layers:\n";
        for (const LayerNote& layer : description.layers) {
            text += fmt::format("  - {{name: {}, rows: {}, provenance: {}, source: {}}}\n",
                                quoted(layer.name), layer.rows, to_string(layer.provenance),
                                quoted(layer.source));
        }
    }
    return text;
}

void write_city_yaml(const fs::path& folder, const CityDescription& description) {
    write_file_atomically(folder / city_file_name, city_yaml_text(description));
}

} // namespace cityproof::io
