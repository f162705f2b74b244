// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace cityproof::traffic {

/// A SUMO net's <location netOffset="x,y">: net coordinates minus the offset are projected
/// coordinates.
struct NetLocation {
    double offset_x_m = 0;
    double offset_y_m = 0;
};

/// Reads the net named by a sumocfg. Errors: InputError for a missing file, no <net-file>, broken
/// XML or offset.
NetLocation read_net_location(const std::filesystem::path& sumo_config);

} // namespace cityproof::traffic
