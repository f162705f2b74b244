// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::testing {

/// A run of a few streets whose speed is given frame by frame: one frame a minute, the first after
/// one minute.
struct SmallRun {
    std::string policy{}; ///< empty: the baseline
    std::string seed = "1";
    std::vector<std::string> streets{"north", "south"};
    std::vector<std::vector<float>> speeds_mps{}; ///< [frame][street]
    std::vector<contracts::KeyFigure> key_figures{};
    std::string city_hash = "c1";
};

inline void write_small_run(const std::filesystem::path& path, const SmallRun& run) {
    io::RunFileLayout layout;
    layout.meta = {{"scenario_name", "two streets"},
                   {"city_name", "Rivabella"},
                   {"city_hash", run.city_hash},
                   {"base_hash", "b1"},
                   {"seed", run.seed},
                   {"policy", run.policy},
                   {"version", "0.1.0"},
                   {"start_local", "2026-11-10T06:30:00"},
                   {"time_zone", "Europe/Rome"}};
    io::EntityTable streets{"street", run.streets, {}};
    for (std::size_t i = 0; i < run.streets.size(); ++i) {
        const double y_m = 100.0 * static_cast<double>(i);
        streets.geometry.push_back({io::GeometryKind::line, {{0, y_m}, {1000, y_m}}});
    }
    layout.tables = {streets};
    layout.axes = {{"record"}};
    layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"}};
    io::RunFileWriter writer{path, layout};
    for (std::size_t frame = 0; frame < run.speeds_mps.size(); ++frame) {
        writer.append_frame("record", 60.0 * static_cast<double>(frame + 1),
                            {run.speeds_mps[frame]});
    }
    writer.finish(run.key_figures, 0x1234, {});
}

} // namespace cityproof::testing
