// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/check_city.hpp"

#include "io/city/sumo_references.hpp"
#include "io/text/files.hpp"
#include "io/text/nearest.hpp"
#include "models/energy/grid_tables.hpp"
#include "models/water/water_tables.hpp"
#include "scenarios/import/asset_rows.hpp"
#include "scenarios/import/sensed_quantity.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace cityproof::scenarios {
namespace {

using Ids = std::set<std::string, std::less<>>;

/// The assets that the domain files of a package have, by layer; no entry for a part that is absent
/// or unreadable.
class DomainAssets {
  public:
    DomainAssets(const io::City& city, Problems& problems) {
        if (city.sumo_config) {
            problems.collect([&] { read_traffic(*city.sumo_config, problems); });
        }
        if (city.grid) {
            problems.collect([&] { read_grid(*city.grid); });
        }
        if (city.water) {
            problems.collect([&] { read_water(*city.water); });
        }
    }

    const std::map<std::string, Ids, std::less<>>& layers() const { return layers_; }

    const Ids* layer(std::string_view name) const {
        const auto found = layers_.find(name);
        return found == layers_.end() ? nullptr : &found->second;
    }

  private:
    void read_traffic(const std::filesystem::path& file, Problems& problems) {
        Problems told; // by read_city
        const io::SumoConfig config = io::read_sumo_config(file, told);
        if (told.has_errors()) {
            return;
        }
        const io::SumoNet net = io::read_sumo_net(config.net, problems);
        io::check_sumo_references(config, net, true, problems);
        Ids& streets =
            layers_["street"]; // an entry even when there is none: then the map may have none, too
        for (const io::SumoEdge& edge : net.edges) {
            streets.insert(edge.id);
        }
        Ids& signals = layers_["signal"];
        for (const io::SumoSignal& signal : net.signals) {
            signals.insert(signal.id);
        }
    }

    void read_grid(const std::filesystem::path& file) {
        const energy::GridTables tables =
            energy::read_grid_tables(io::read_text_file(file), file.string());
        layers_["bus"].insert(tables.bus_ids.begin(), tables.bus_ids.end());
        layers_["line"].insert(tables.lines.ids.begin(), tables.lines.ids.end());
        layers_["transformer"].insert(tables.transformers.ids.begin(),
                                      tables.transformers.ids.end());
    }

    void read_water(const std::filesystem::path& file) {
        const water::WaterTables tables = water::read_water_tables(file);
        Ids& nodes = layers_["water_node"];
        for (const auto& node : tables.nodes) {
            nodes.insert(node.id);
        }
        Ids& tanks = layers_["tank"];
        for (const std::uint32_t tank : tables.tanks) {
            tanks.insert(tables.nodes[tank].id);
        }
        const auto insert = [&](const char* layer,
                                const std::vector<water::WaterTables::Link>& links) {
            Ids& ids = layers_[layer];
            for (const auto& link : links) {
                ids.insert(link.id);
            }
        };
        insert("pipe", tables.pipes);
        insert("pump", tables.pumps);
        insert("valve", tables.valves);
    }

    std::map<std::string, Ids, std::less<>> layers_;
};

/// Checks the rows of the map's layers against the domain files.
class LayerCheck {
  public:
    LayerCheck(const io::City& city, const DomainAssets& assets, Problems& problems)
        : map_{city.map.string()},
          assets_{assets},
          problems_{problems},
          rows_{city, problems} {}

    void check(const io::AssetTable& table) {
        listed_.emplace(problems_, Location{map_, 0, table.name});
        rows_.check(table, *listed_);
        if (const Ids* ids = assets_.layer(table.name); ids != nullptr) {
            check_same_assets(table, *ids);
        }
        if (table.name == "charging_zone") {
            check_ids(table, assets_.layer("street"), "street");
        }
        if (table.column("supplied_by") != nullptr) {
            check_buses(table);
        }
        if (table.name == "sensor") {
            check_sensors(table);
        }
        listed_.reset();
    }

  private:
    /// Parameters: `remedy` is a text, or a function that finds one.
    template <typename Remedy>
    void problem(const io::AssetTable& table, std::size_t row, const char* column,
                 const std::string& message, const std::string& expected, const Remedy& remedy) {
        listed_->error({map_, 0, fmt::format("{} \"{}\" {}", table.name, table.ids[row], column)},
                       message, expected, remedy);
    }

    static std::string advice(const std::string& id, const Ids& ids) {
        return io::name_advice(id, std::vector<std::string>{ids.begin(), ids.end()});
    }

    void check_ids(const io::AssetTable& table, const Ids* ids, const char* what) {
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (ids != nullptr && !ids->contains(table.ids[row])) {
                problem(table, row, "id", fmt::format("is no {} of the package's files", what), {},
                        [&] { return advice(table.ids[row], *ids); });
            }
        }
    }

    /// A row that the domain file does not have is an error; one that is missing on the map only
    /// warrants a warning.
    void check_same_assets(const io::AssetTable& table, const Ids& ids) {
        check_ids(table, &ids, table.name.c_str());
        const Ids on_map{table.ids.begin(), table.ids.end()};
        std::size_t missing = 0;
        std::string first;
        for (const std::string& id : ids) {
            if (!on_map.contains(id)) {
                first = missing++ == 0 ? id : first;
            }
        }
        if (missing > 0) {
            problems_.warning(
                {map_, 0, table.name},
                fmt::format("{} of {} assets are not on the map, the first is \"{}\"", missing,
                            ids.size(), first),
                "a row for each",
                "import the city again; without its row an asset has no supply and no place");
        }
    }

    void check_buses(const io::AssetTable& table) {
        const Ids* buses = assets_.layer("bus");
        for (std::size_t row = 0; row < table.size(); ++row) {
            const std::string bus = table.text(row, "supplied_by");
            if (bus.empty() || (buses != nullptr && buses->contains(bus))) {
                continue;
            }
            problem(table, row, "supplied_by", fmt::format("the grid has no bus \"{}\"", bus),
                    "the id of a bus as in layer bus", [&] {
                        return buses == nullptr ? std::string{"import the city with --grid"}
                                                : advice(bus, *buses);
                    });
        }
    }

    void check_sensors(const io::AssetTable& table) {
        for (std::size_t row = 0; row < table.size(); ++row) {
            const std::string name = table.text(row, "quantity");
            const SensedQuantity* quantity = sensed_quantity(name);
            if (quantity == nullptr) {
                problem(table, row, "quantity",
                        name.empty() ? std::string{"is missing"}
                                     : fmt::format("\"{}\" cannot be measured", name),
                        name.empty() ? "what the sensor measures" : std::string{},
                        [&] { return io::name_advice(name, sensed_quantity_names()); });
                continue;
            }
            const std::string target = table.text(row, "target");
            const Ids* ids = assets_.layer(quantity->layer);
            if (ids == nullptr || !ids->contains(target)) {
                problem(table, row, "target",
                        fmt::format("\"{}\" is no {}", target, quantity->layer), {},
                        [&] { return ids == nullptr ? std::string{} : advice(target, *ids); });
            }
            for (const char* column : {"interval_s", "noise", "dropout"}) {
                const auto value = table.number(row, column);
                const bool interval = std::string_view{column} == "interval_s";
                if (!value || *value < (interval ? 1e-3 : 0) ||
                    (std::string_view{column} == "dropout" && *value > 1)) {
                    problem(table, row, column, "is missing or out of range",
                            interval ? "at least 0.001 s" : "zero or more; a dropout at most 1",
                            std::string{});
                }
            }
        }
    }

    std::string map_;
    const DomainAssets& assets_;
    Problems& problems_;
    AssetRowCheck rows_;
    std::optional<LimitedProblems> listed_; ///< of the layer at hand
};

} // namespace

io::City check_city(const std::filesystem::path& folder, Problems& problems) {
    io::City city = io::read_city(folder, problems);
    const DomainAssets assets{city, problems};
    LayerCheck check{city, assets, problems};
    for (const io::AssetTable& table : city.tables) {
        check.check(table);
    }
    if (city.tables.empty() && problems.has_errors()) {
        return city; // the map could not be read, which is said
    }
    for (const auto& [layer, ids] : assets.layers()) {
        if (city.table(layer) == nullptr && !ids.empty()) {
            problems.warning({city.map.string(), 0, layer}, "the map has no such layer",
                             "one row per asset", "import the city again");
        }
    }
    return city;
}

} // namespace cityproof::scenarios
