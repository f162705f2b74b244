// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <filesystem>

/// A crossing of two streets for an hour from 06:30, recorded every minute. Every value follows
/// from its place:
/// - street_speed: "we" 10 m/s until second 1800, 2 m/s after it; "ew" 12 m/s; "ns" never known;
/// "sn" t / 300 m/s
/// - signal_dark: "north" from second 1200 on, "south" never
/// - line_loading: 0.9 always
/// - services/meter_load: of a table without geometry
namespace cityproof::testing {

struct TownVariant {
    std::string scenario = "morning peak";
    std::string policy{}; ///< empty: the baseline
    std::string policy_title{};
    std::string attribution{}; ///< whose data the map is
    double faster_mps = 0;     ///< added to the speed of "ew"
    std::string start_local = "2026-11-10T06:30:00";
    std::string street_prefix{}; ///< of the streets' ids: another prefix is another city
    std::string speed_unit = "m/s";
    std::vector<io::EventRecord> events{};
    int pause_ms = 0;     ///< between frames: a run that goes on
    int minutes = 60;     ///< how far the run comes
    bool die = false;     ///< kills its own process in mid-write
    bool finished = true; ///< false: the run was interrupted, the file is PATH.part
};

inline constexpr double town_length_m = 1000; ///< of street "we", from (0, 0) to (1000, 0)

void write_town(const std::filesystem::path& path, const TownVariant& variant = {});

} // namespace cityproof::testing
