// SPDX-License-Identifier: Apache-2.0
#include "io/city/city.hpp"

#include "io/city/city_yaml.hpp"
#include "io/city/content_hash.hpp"
#include "io/city/geopackage.hpp"
#include "io/city/sumo_config.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> provenance_names{"recorded", "surveyed", "synthetic",
                                                           "assumed"};
constexpr std::array<std::string_view, 4> privacy_names{"synthetic", "aggregate", "pseudonymous",
                                                        "personal"};

template <typename Enum, std::size_t n>
std::optional<Enum> named(std::string_view text, const std::array<std::string_view, n>& names) {
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt
                                : std::optional{static_cast<Enum>(found - names.begin())};
}

/// A part's configuration may name only files of the package, and no outputs: they would be written
/// wherever it says.
void check_sumo_config(const fs::path& config_file, const CityPart& part, const fs::path& folder,
                       Problems& problems) {
    const SumoConfig config = read_sumo_config(config_file, problems);
    const fs::path root = fs::canonical(folder);
    for (const fs::path& file : config.files()) {
        if (file.empty()) {
            continue;
        }
        const fs::path relative = file.lexically_relative(root);
        if (!problems.collect([&] { inside_folder(root, relative, config_file.string()); })) {
            continue;
        }
        // What is not listed is not part of the package's hash.
        if (std::ranges::find(part.files, relative.generic_string()) == part.files.end()) {
            problems.error(
                {config_file.string(), 0, {}},
                fmt::format("names {}, which {} does not list", relative.string(), city_file_name),
                "every file under parts.traffic.files", "add it there, or import the city again");
        }
    }
    for (const SumoOption& option : config.left_out) {
        const bool names_no_file =
            option.value == "true" || option.value == "false" ||
            option.value.find_first_not_of("0123456789.-") == std::string::npos;
        if (!names_no_file) {
            problems.error({config_file.string(), option.line, option.name},
                           "is an output or a setting of the display",
                           "a package without outputs: results come only from cityproof run",
                           "delete this line");
        }
    }
}

void note_change(const CityPart& part, const std::string& hash, const fs::path& folder,
                 Problems& problems) {
    if (!part.hash.empty() && part.hash != hash) {
        problems.add({Severity::note,
                      {(folder / city_file_name).string(), part.line, "parts." + part.name},
                      "has changed since it was imported",
                      {},
                      {}});
    }
}

/// Reads one part into the city and folds it into the package's hash.
void read_part(const CityPart& part, City& city, ContentHash& content, Problems& problems) {
    const std::string mentioned_in =
        fmt::format("{}:{}", (city.folder / city_file_name).string(), part.line);
    const fs::path path = inside_folder(city.folder, part.path, mentioned_in);
    content.add(part.name);
    ContentHash own;
    if (part.name == "map") {
        city.map = path;
        std::vector<std::string> layers;
        for (const LayerNote& note : city.layers) {
            layers.push_back(note.name);
        }
        city.tables = read_geopackage(path, city.crs, problems, layers);
        for (const AssetTable& table : city.tables) {
            own.add(table);
        }
    } else {
        own.add_file(path);
        if (part.name == "traffic") {
            check_sumo_config(path, part, city.folder, problems);
            city.sumo_config = path;
        } else if (part.name == "grid") {
            city.grid = path;
        } else if (part.name == "water") {
            city.water = path;
        }
    }
    for (const std::string& file : part.files) {
        own.add(file);
        own.add_file(inside_folder(city.folder, file, mentioned_in));
    }
    content.add(own.hex());
    note_change(part, own.hex(), city.folder, problems);
}

} // namespace

std::string_view to_string(Provenance provenance) {
    return provenance_names[static_cast<std::size_t>(provenance)];
}

std::string_view to_string(PrivacyClass privacy) {
    return privacy_names[static_cast<std::size_t>(privacy)];
}

std::optional<Provenance> provenance_from(std::string_view text) {
    return named<Provenance>(text, provenance_names);
}

std::optional<PrivacyClass> privacy_class_from(std::string_view text) {
    return named<PrivacyClass>(text, privacy_names);
}

const std::vector<Attribute>* AssetTable::column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name);
    return found == columns.end() ? nullptr
                                  : &attributes[static_cast<std::size_t>(found - columns.begin())];
}

std::string AssetTable::text(std::size_t row, std::string_view column_name) const {
    const std::vector<Attribute>* cells = column(column_name);
    if (cells == nullptr) {
        return {};
    }
    const Attribute& cell = (*cells)[row];
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*integer);
    }
    const auto* number = std::get_if<double>(&cell);
    return number == nullptr ? std::string{} : fmt::format("{}", *number);
}

std::optional<double> AssetTable::number(std::size_t row, std::string_view column_name) const {
    const std::vector<Attribute>* cells = column(column_name);
    if (cells == nullptr) {
        return std::nullopt;
    }
    const Attribute& cell = (*cells)[row];
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&cell);
    return number == nullptr ? std::nullopt : std::optional{*number};
}

const AssetTable* City::table(std::string_view table_name) const {
    const auto found = std::ranges::find(tables, table_name, &AssetTable::name);
    return found == tables.end() ? nullptr : &*found;
}

City read_city(const fs::path& folder, Problems& problems) {
    const CityDescription description = read_city_yaml(folder);
    City city;
    city.folder = fs::canonical(folder);
    city.name = description.name;
    city.crs = description.crs;
    city.drives_left = description.drives_left;
    city.bounds = description.bounds;
    city.centre = description.centre;
    city.attribution = description.attribution;
    city.layers = description.layers;
    if (const auto demand = description.privacy.find("demand");
        demand != description.privacy.end()) {
        city.demand_class = demand->second;
    } else if (std::ranges::find(description.parts, "traffic", &CityPart::name) ==
               description.parts.end()) {
        city.demand_class = PrivacyClass::synthetic; // without traffic nobody travels
    }
    if (const auto meter = description.privacy.find("meter"); meter != description.privacy.end()) {
        city.meter_class = meter->second;
    }
    ContentHash content;
    content.add(read_text_file(folder / city_file_name));
    for (const CityPart& part : description.parts) {
        problems.collect([&] { read_part(part, city, content, problems); });
    }
    city.content_hash = content.hex();
    return city;
}

City read_city(const fs::path& folder) {
    Problems problems;
    City city = read_city(folder, problems);
    problems.throw_if_errors();
    return city;
}

} // namespace cityproof::io
