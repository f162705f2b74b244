// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/city_update.hpp"

#include "io/city/geopackage.hpp"
#include "io/text/files.hpp"
#include "scenarios/import/sensed_quantity.hpp"
#include "scenarios/import/street_fit.hpp"
#include "scenarios/import/sumo_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string, std::less<>>;

/// The layers that new files bring or make meaningless.
Names replaced_layers(const ImportOptions& options) {
    Names names;
    for (const LayerSource& layer : options.layers) {
        names.insert(layer.name);
    }
    if (options.sumo) {
        names.insert({"street", "signal"});
    }
    if (options.grid) {
        names.insert({"bus", "line", "transformer", "substation", "switch"});
    }
    if (options.water) {
        names.insert({"water_node", "pipe", "pump", "tank", "valve", "isolation_valve"});
    }
    if (options.sensors) {
        names.insert("sensor");
    }
    if (options.links) {
        names.insert("charging_zone");
    }
    return names;
}

/// Keeps the rows for which `stays` is true.
template <typename Stays>
std::size_t keep_rows(io::AssetTable& table, Stays&& stays) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!stays(row)) {
            continue;
        }
        if (kept != row) {
            table.ids[kept] = std::move(table.ids[row]);
            table.geometry[kept] = std::move(table.geometry[row]);
            for (std::vector<io::Attribute>& column : table.attributes) {
                column[kept] = std::move(column[row]);
            }
        }
        ++kept;
    }
    const std::size_t gone = table.size() - kept;
    table.ids.resize(kept);
    table.geometry.resize(kept);
    for (std::vector<io::Attribute>& column : table.attributes) {
        column.resize(kept);
    }
    return gone;
}

bool was_made(const io::AssetTable& table, std::size_t row) {
    return table.text(row, "provenance") == "synthetic";
}

void clear_column(io::AssetTable& table, const char* name) {
    if (table.column(name) != nullptr) {
        column_of(table, name).assign(table.size(), io::Attribute{});
    }
}

/// Charging zones and sensors whose street is not in the draft, or is another one now, go; the
/// zones that stay follow their streets.
void drop_lost_streets(io::AssetTable& table, CityDraft& draft) {
    const io::AssetTable& streets = *draft.table("street");
    const bool is_sensor = table.name == "sensor";
    const std::size_t gone = keep_rows(table, [&](std::size_t row) {
        const SensedQuantity* quantity = sensed_quantity(table.text(row, "quantity"));
        if (is_sensor && (quantity == nullptr || quantity->layer != "street")) {
            return true;
        }
        const auto street =
            draft.row("street", is_sensor ? table.text(row, "target") : table.ids[row]);
        return street && lies_at(table.geometry[row], streets.geometry[*street]);
    });
    if (gone > 0) {
        draft.missing(is_sensor ? fmt::format("sensors: {} measured streets that are gone, and "
                                              "were removed; give --sensors for the new ones",
                                              gone)
                                : fmt::format("charging zones: {} on streets that are gone were "
                                              "removed; give --links for the new ones",
                                              gone));
    }
    for (std::size_t row = 0; !is_sensor && row < table.size(); ++row) {
        table.geometry[row] = streets.geometry[*draft.row("street", table.ids[row])];
    }
}

} // namespace

CityUpdate::CityUpdate(const fs::path& folder)
    : city_{io::read_city(folder)},
      description_{io::read_city_yaml(folder)} {
    // The map is written anew: a sketch that a run may ignore would be lost.
    Problems problems;
    io::read_geopackage(city_.map, city_.crs, problems);
    problems.throw_if_errors();
}

std::optional<io::SumoConfig> CityUpdate::traffic() const {
    if (!city_.sumo_config) {
        return std::nullopt;
    }
    Problems problems;
    io::SumoConfig config = io::read_sumo_config(*city_.sumo_config, problems);
    problems.throw_if_errors();
    return config;
}

std::set<std::string> CityUpdate::keep_layers(const ImportOptions& options,
                                              CityDraft& draft) const {
    const Names replaced = replaced_layers(options);
    std::set<std::string> names;
    std::string kept;
    for (io::AssetTable table : city_.tables) {
        if (replaced.contains(table.name)) {
            continue;
        }
        const bool was_empty = table.size() == 0;
        if (options.grid) {
            clear_column(table, "supplied_by");
        }
        if (options.water && table.name == "hydrant") {
            keep_rows(table, [&](std::size_t row) { return !was_made(table, row); });
            clear_column(table, "pipe");
            clear_column(table, "junction");
        }
        // Synthetic zones follow the chargers, the streets and the grid, and are made again.
        const bool has_zones = table.name == "charging_zone";
        if (has_zones && (options.grid || options.sumo || replaced.contains("charger"))) {
            keep_rows(table, [&](std::size_t row) { return !was_made(table, row); });
        }
        if (options.sumo && (has_zones || table.name == "sensor")) {
            drop_lost_streets(table, draft);
        }
        if (table.size() == 0 && !was_empty) {
            continue;
        }
        kept += fmt::format("{}{} {}", kept.empty() ? "" : ", ", table.name, table.size());
        const auto note = std::ranges::find(description_.layers, table.name, &io::LayerNote::name);
        const bool known = note != description_.layers.end();
        const auto provenance = known ? note->provenance : io::Provenance::assumed;
        const std::string source = known ? note->source : std::string{};
        names.insert(table.name);
        draft.add(std::move(table), provenance, source);
    }
    draft.found("kept: " + (kept.empty() ? "nothing" : kept));
    return names;
}

void CityUpdate::drop_blind_sensors(CityDraft& draft) {
    io::AssetTable* sensors = draft.table("sensor");
    if (sensors == nullptr) {
        return;
    }
    const std::size_t gone = keep_rows(*sensors, [&](std::size_t row) {
        const SensedQuantity* quantity = sensed_quantity(sensors->text(row, "quantity"));
        return quantity != nullptr &&
               draft.row(quantity->layer, sensors->text(row, "target")).has_value();
    });
    if (gone > 0) {
        draft.missing(fmt::format("sensors: {} measured assets that are gone, and were removed; "
                                  "give --sensors for the new ones",
                                  gone));
    }
}

std::optional<io::CityPart> CityUpdate::copy_part(const std::string& name,
                                                  const fs::path& folder) const {
    const auto part = std::ranges::find(description_.parts, name, &io::CityPart::name);
    if (part == description_.parts.end()) {
        return std::nullopt;
    }
    std::vector<std::string> files = part->files;
    files.push_back(part->path);
    for (const std::string& file : files) {
        fs::create_directories((folder / file).parent_path());
        copy_file_bytes(city_.folder / file, folder / file);
    }
    return *part;
}

void CityUpdate::keep_street_report(bool has_new_streets, const fs::path& folder,
                                    CityDraft& draft) const {
    const fs::path report = city_.folder / "report";
    const bool had_streets = fs::is_regular_file(report / "streets.json");
    if (had_streets && !has_new_streets) {
        fs::create_directories(folder / "report");
        copy_file_bytes(report / "streets.json", folder / "report" / "streets.json");
    } else if (had_streets) {
        draft.missing("report/streets.json: it was of the streets before the update");
    }
    if (fs::is_regular_file(report / "realism.json")) {
        draft.missing("report/realism.json: it was of the city before the update");
    }
}

} // namespace cityproof::scenarios
