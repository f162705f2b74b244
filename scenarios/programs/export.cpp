// SPDX-License-Identifier: Apache-2.0
// cityproof export: results of a run for QGIS, spreadsheets and other programs.
#include "core/base/errors.hpp"
#include "scenarios/export/export_run.hpp"
#include "scenarios/process/interrupt_watch.hpp"
#include "scenarios/programs/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

using namespace cityproof;

int main(int argc, char** argv) {
    CLI::App app{"Writes results of a run for other programs: GeoPackage (opens coloured in QGIS), "
                 "GeoJSON, CSV.",
                 "cityproof export"};
    exporting::ExportRequest request;
    std::string format;
    app.add_option("RUN", request.run, "Run file")->required();
    app.add_option("-o,--output", request.output,
                   "File to make (.gpkg, .geojson: one table, .csv: long form), or with --format "
                   "geojson or csv a folder to make, with a file for each table")
        ->required();
    app.add_option("--format", format, "gpkg, geojson or csv; without: as the output's name ends")
        ->check(CLI::IsMember({"gpkg", "geojson", "csv"}));
    app.add_option("--channels", request.wanted.channels,
                   "Only these, as in traffic/street_speed,energy/bus_voltage")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("--tables", request.wanted.tables, "Only assets of these, as in street,bus")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("--time", request.time,
                   "08:30, \"2026-11-10 08:30\" or \"1800 s\"; a span 08:00..09:00, every fifth "
                   "minute of it 08:00..09:00/5min. On maps a span is shown by mean, least and "
                   "greatest value. Without: the whole run");
    app.add_flag("--force", request.replace, "Replace an output file that exists");
    return scenarios::parse_and_run(app, argc, argv, "cityproof export", [&] {
        request.format = exporting::format_from(format);
        const process::InterruptWatch watch;
        request.check_interrupt = [&watch] {
            if (watch.count() > 0) {
                const bool by_user = watch.first_signal() == SIGINT;
                throw Interrupted{by_user ? ExitCode::interrupted : ExitCode::transient,
                                  "stopped before the export was complete; nothing is left of it"};
            }
        };
        fmt::print("{}", exporting::export_run(request));
        return ExitCode::ok;
    });
}
