// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace cityproof::exporting::testing {

inline constexpr float none = std::numeric_limits<float>::quiet_NaN();

/// A run of a town with two streets, three meters and a park: frames at 60, 120 and 180 s from
/// 06:30 in Berlin. Street speeds: 10, 20, 30 and 1.3, -, 2.5 m/s.
inline io::RunFileLayout small_layout() {
    using io::GeometryKind;
    io::RunFileLayout layout;
    layout.meta = {{"city_name", "Town"},
                   {"scenario_name", "morning"},
                   {"crs", "EPSG:32632"},
                   {"seed", "7"},
                   {"policy", ""},
                   {"start_local", "2026-11-10 06:30"},
                   {"time_zone", "Europe/Berlin"}};
    layout.tables = {
        {"street",
         {"a", "b, \"c\""},
         {{GeometryKind::line, {{500'000, 4'982'950.4}, {500'010, 4'982'950.4}}},
          {GeometryKind::line, {{500'000, 4'982'960}, {500'010, 4'982'960}}}}},
        {"meter",
         {"m1", "m2", "m3"},
         {{GeometryKind::point, {{500'001, 4'982'951}}},
          {GeometryKind::point, {{500'002, 4'982'951}}},
          {}}},
        {"park",
         {"p"},
         // clockwise
         {{GeometryKind::polygon, {{500'000, 0}, {500'000, 9}, {500'009, 9}, {500'000, 0}}}}}};
    layout.axes = {{"record"}};
    layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"},
                       {"traffic/street_halting", "1", "street", "record", "vehicles that stand"},
                       {"supply/meter", "1", "meter", "record", "1: has electricity"}};
    return layout;
}

inline void write_small_run(const std::filesystem::path& path, const io::RunFileLayout& layout) {
    io::RunFileWriter writer{path, layout};
    writer.append_frame("record", 60, {{10, 1.3F}, {0, 1}, {1, 1, 0}});
    writer.append_frame("record", 120, {{20, none}, {0, 2}, {1, 0, 0}});
    writer.append_frame("record", 180, {{30, 2.5F}, {0, 3}, {1, 1, none}});
    writer.finish({}, 1, {});
}

} // namespace cityproof::exporting::testing
