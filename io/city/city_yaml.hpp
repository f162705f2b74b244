// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::io {

/// One part of a package as city.yaml lists it. Paths are relative to the package, with forward
/// slashes.
struct CityPart {
    std::string name; ///< "map", "traffic", "grid" or "water"
    std::string path;
    std::vector<std::string> files; ///< further files of the part
    std::string hash;               ///< when it was imported; may be empty
    int line = 0;                   ///< in city.yaml, for messages
};

/// The content of city.yaml.
struct CityDescription {
    std::string name;
    std::string crs;
    Bounds bounds;
    std::optional<EarthPlace> centre;
    std::string attribution;  ///< to be shown with every map; empty: none needed
    bool drives_left = false; ///< traffic keeps to the left of the road
    std::map<std::string, PrivacyClass> privacy;
    std::vector<CityPart> parts;
    std::vector<LayerNote> layers;
};

inline constexpr int city_format = 1;
inline constexpr const char* city_file_name = "city.yaml";

/// Reads and validates `folder`/city.yaml against data/schema/city.json. Errors: InputError when
/// the folder is no package or its format is newer; ProblemsError with everything that does not fit
/// the schema.
CityDescription read_city_yaml(const std::filesystem::path& folder);

/// city.yaml as text, the same bytes for the same description.
std::string city_yaml_text(const CityDescription& description);

/// Writes `folder`/city.yaml. Errors: as write_file_atomically.
void write_city_yaml(const std::filesystem::path& folder, const CityDescription& description);

} // namespace cityproof::io
