// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/export/table_values.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::exporting {

enum class Format { gpkg, geojson, csv };

/// "gpkg", "geojson", "csv", and back (nullopt for another text).
std::string_view to_string(Format format);
std::optional<Format> format_from(std::string_view text);

/// What `cityproof export` was asked for.
struct ExportRequest {
    std::filesystem::path run;
    std::filesystem::path output;
    std::optional<Format> format = {}; ///< without: from the output's ending
    Wanted wanted = {};
    std::string time = {}; ///< as typed, see FrameChoice; empty: the whole run
    bool replace = false;  ///< an output file that exists
    CheckInterrupt check_interrupt = [] {};
};

/// Writes results of a run for other programs. The same run and request give the same bytes. A
/// GeoPackage holds every table; GeoJSON is a file for one table, or a folder with a file for each;
/// CSV is a file in long form, or a folder with a wide file for each table: a name that ends in
/// .geojson or .csv is a file. Returns a line for the user. Errors: InputError for a run that
/// cannot be read, is still being written or was killed, names that it does not have, a place that
/// is taken; EngineError (a full disk). Then nothing is left, and a file that was to be replaced
/// stands.
std::string export_run(const ExportRequest& request);

} // namespace cityproof::exporting
