// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/export_run.hpp"

#include "core/base/errors.hpp"
#include "core/base/log.hpp"
#include "io/gis/gdal_session.hpp"
#include "scenarios/export/csv_export.hpp"
#include "scenarios/export/geojson_export.hpp"
#include "scenarios/export/map_export.hpp"
#include "scenarios/export/pending_output.hpp"

#include <fmt/format.h>

#include <array>

namespace cityproof::exporting {
namespace {

namespace fs = std::filesystem;

constexpr std::array formats{Format::gpkg, Format::geojson, Format::csv};

Format format_of(const ExportRequest& request) {
    if (request.format) {
        return *request.format;
    }
    for (const Format format : formats) {
        if (request.output.extension() == fmt::format(".{}", to_string(format))) {
            return format;
        }
    }
    throw InputError({request.output.string()}, "does not say which format is wanted",
                     "a name that ends in .gpkg, .geojson or .csv", "or give --format");
}

/// Whether tables without results are wanted: a map shows all of them, GeoJSON those that are
/// named.
bool has_background(Format format, const Wanted& wanted) {
    return format == Format::gpkg || (format == Format::geojson && !wanted.tables.empty());
}

/// Errors: InputError for a run that is still written or was killed: its last frame may be half
/// there.
void require_ended(const io::RunFileReader& run, const fs::path& path) {
    if (run.growing()) {
        throw InputError({path.string()}, "is still being written by a run", "a run that has ended",
                         "wait for its end");
    }
    if (run.complete()) {
        return;
    }
    if (path.extension() == ".part") {
        throw InputError({path.string()}, "is incomplete: its run did not reach its end",
                         "a complete or recovered run file", "run `cityproof recover` on it");
    }
    Log::warning(fmt::format("{} was recovered from a run that did not reach its end; it is "
                             "exported up to where it goes",
                             path.string()));
}

void require_other_place(const ExportRequest& request) {
    std::error_code ignored;
    if (fs::equivalent(request.run, request.output, ignored)) {
        throw InputError({request.output.string()}, "the export would replace the run file",
                         "a new name", "give another one with -o");
    }
}

io::CityCrs crs_of(const io::RunFileReader& run, const fs::path& path) {
    const std::string code = run.meta("crs");
    try {
        return io::CityCrs{code.empty() ? "local" : code};
    } catch (const InputError& error) {
        throw InputError({path.string(), 0, "meta/crs"}, error.problem().message,
                         error.problem().expected);
    }
}

std::string about(const io::RunFileReader& run) {
    const std::string policy = run.meta("policy");
    return fmt::format("{}: {}, {}, seed {}", run.meta("city_name"), run.meta("scenario_name"),
                       policy.empty() ? "baseline" : "policy " + policy, run.meta("seed"));
}

/// One export under way.
class Export {
  public:
    explicit Export(const ExportRequest& request)
        : request_{request},
          format_{format_of(request)},
          run_{request.run},
          time_{run_},
          when_{request.time, time_},
          tables_{choose_tables(run_, request.run.string(), request.wanted,
                                has_background(format_, request.wanted))} {
        require_ended(run_, request.run);
        require_other_place(request);
    }

    std::string write() {
        PendingOutput output{request_.output, request_.replace};
        switch (format_) {
        case Format::gpkg:
            write_map_export(output.path(), values(), crs_of(run_, request_.run), about(run_));
            break;
        case Format::geojson:
            write_geojson_files(output.path());
            break;
        case Format::csv:
            write_csv_files(output.path());
            break;
        }
        request_.check_interrupt();
        output.place();
        return summary();
    }

  private:
    bool is_folder() const {
        return request_.output.extension() != fmt::format(".{}", to_string(format_));
    }

    TableValues values(const ChosenTable& table) const {
        return read_table_values(run_, table, when_, time_, request_.check_interrupt);
    }

    std::vector<TableValues> values() const {
        std::vector<TableValues> all;
        for (const ChosenTable& table : tables_) {
            all.push_back(values(table));
        }
        return all;
    }

    void write_geojson_files(const fs::path& path) const {
        const io::CityCrs crs = crs_of(run_, request_.run);
        if (!crs.is_on_earth()) {
            throw InputError({request_.run.string()},
                             "is a run of a city without a place on earth (crs: local), which "
                             "GeoJSON needs",
                             "a city with a CRS", "use --format gpkg or csv");
        }
        if (!is_folder()) {
            if (tables_.size() > 1) {
                throw InputError({request_.output.string()},
                                 fmt::format("is one file, for {} tables", tables_.size()),
                                 "one table, chosen with --tables",
                                 "or name a folder (and --format geojson)");
            }
            write_geojson(path, values(tables_.front()), crs);
            return;
        }
        fs::create_directory(path);
        for (const ChosenTable& table : tables_) {
            write_geojson(path / (table.table->name + ".geojson"), values(table), crs);
        }
    }

    void write_csv_files(const fs::path& path) const {
        if (is_folder()) {
            write_wide_csv(path, run_, tables_, when_, time_, request_.check_interrupt);
        } else {
            write_long_csv(path, run_, tables_, when_, time_, request_.check_interrupt);
        }
    }

    std::string summary() const {
        std::size_t channels = 0;
        for (const ChosenTable& table : tables_) {
            channels += table.channels.size();
        }
        return fmt::format("{} table{}, {} channel{} -> {}\n", tables_.size(),
                           tables_.size() == 1 ? "" : "s", channels, channels == 1 ? "" : "s",
                           request_.output.string());
    }

    const ExportRequest& request_;
    io::GdalSession session_;
    Format format_;
    io::RunFileReader run_;
    RunTime time_;
    FrameChoice when_;
    std::vector<ChosenTable> tables_;
};

} // namespace

std::string_view to_string(Format format) {
    switch (format) {
    case Format::gpkg:
        return "gpkg";
    case Format::geojson:
        return "geojson";
    case Format::csv:
        break;
    }
    return "csv";
}

std::optional<Format> format_from(std::string_view text) {
    for (const Format format : formats) {
        if (text == to_string(format)) {
            return format;
        }
    }
    return std::nullopt;
}

std::string export_run(const ExportRequest& request) {
    return Export{request}.write();
}

} // namespace cityproof::exporting
