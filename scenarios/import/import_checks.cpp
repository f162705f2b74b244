// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/import_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::scenarios {
namespace {

/// A column of a layer that is not given is a slip of the pen.
void check_columns(const ImportOptions& options) {
    for (const ColumnName& name : options.columns) {
        if (std::ranges::find(options.layers, name.layer, &LayerSource::name) ==
            options.layers.end()) {
            throw InputError(
                {{}, 0, "--column"},
                fmt::format("\"{}.{}\" is of a layer that is not given", name.layer, name.column),
                "a layer of --layer", {});
        }
    }
}

void check_update(const ImportOptions& options) {
    constexpr const char* replaced =
        "--sumo, --demand, --grid, --water, --layer, --links or --sensors";
    if (options.osm) {
        throw InputError({{}, 0, "--update"},
                         "keeps what the package has, and --osm makes a whole city", replaced,
                         "import the city anew to make it of another extract");
    }
    if (!options.sumo && options.demand.empty() && !options.grid && !options.water &&
        !options.links && !options.sensors && options.layers.empty()) {
        throw InputError({{}, 0, "--update"}, "is given nothing to replace", replaced, {});
    }
}

} // namespace

void check_import_options(const ImportOptions& options) {
    check_columns(options);
    if (options.update) {
        check_update(options);
    } else if (!options.osm && !options.sumo && !options.grid && !options.water) {
        throw InputError({{}, 0, {}}, "is given nothing to import",
                         "--osm, --sumo, --grid or --water", {});
    }
    if (options.osm && options.sumo) {
        throw InputError({{}, 0, "--osm"}, "makes the streets, and --sumo brings others",
                         "one of the two", {});
    }
    if (!options.demand.empty() && (options.sumo || (!options.osm && !options.update))) {
        throw InputError({{}, 0, "--demand"}, "needs streets that --osm makes or a package has",
                         "--osm or --update beside it, no --sumo",
                         "a SUMO configuration names its route files itself");
    }
    if (options.grid_map && !options.grid) {
        throw InputError({options.grid_map->string(), 0, "--grid-map"},
                         "places the buses of a grid that is not given", "--grid beside it", {});
    }
}

} // namespace cityproof::scenarios
