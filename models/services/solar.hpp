// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace cityproof::services {

/// Elevation of the sun's centre above the horizon in degrees, without refraction.
/// Parameters: seconds since 1970-01-01 UTC; latitude and longitude in degrees, east positive.
/// Source: Meeus, "Astronomical Algorithms", low-precision formulas as in the NOAA solar
/// calculator; good to about 0.05 degrees from 1950 to 2050. Civil twilight ends at -6 degrees.
/// Worked number: equinox noon at 0 N 0 E (2026-03-20 12:07 UTC) is about 90 degrees.
double solar_elevation_deg(std::int64_t utc_s, double latitude_deg, double longitude_deg);

} // namespace cityproof::services
