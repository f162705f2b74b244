// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace cityproof::gui {

struct LatitudeLongitude {
    double latitude_deg = 0;  ///< north positive
    double longitude_deg = 0; ///< east positive, -180 to 180
};

/// Where projected coordinates are on the globe. Knows UTM: EPSG 32601 to 32660, 32701 to 32760
/// (WGS 84) and 25828 to 25838 (ETRS89, the same to less than a metre); nullopt for others. The
/// viewer has no PROJ. Formula: Krueger's series to the third order, as in Karney, Transverse
/// Mercator with an accuracy of a few nanometers (2011), section 3; within 3,000 km of the zone's
/// meridian it is right to a millimetre.
std::optional<LatitudeLongitude> latitude_longitude(std::string_view crs, double x_m, double y_m);

} // namespace cityproof::gui
