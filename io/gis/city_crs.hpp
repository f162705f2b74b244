// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <memory>
#include <string>

class OGRSpatialReference;

namespace cityproof::io {

/// A position on earth in degrees, WGS 84.
struct LonLat {
    double lon_deg = 0;
    double lat_deg = 0;
};

/// The code of a PROJ projection such as SUMO's projParameter: "EPSG:32632" when there is one, else
/// the text itself. Errors: InputError at `where` when PROJ does not know it or its unit is not the
/// metre.
std::string crs_from_projection(const std::string& proj_string, const Location& where);

/// The code of the UTM zone (WGS 84) around a position. The zones of Norway and Svalbard are
/// regular here.
std::string utm_crs(const LonLat& position);

/// The city's projected CRS, with conversions from and to WGS 84. Axis order is x = east, y = north
/// everywhere. Threads: one at a time. A GdalSession must live.
class CityCrs {
  public:
    /// Parameters: code as in city.yaml: "EPSG:32632", "+proj=..." or "local".
    /// Errors: InputError at `where` when it is unknown or not projected in metres.
    explicit CityCrs(std::string code, const Location& where = {"city.yaml", 0, "crs"});
    CityCrs(CityCrs&&) noexcept;
    CityCrs& operator=(CityCrs&&) noexcept;
    ~CityCrs();

    const std::string& code() const { return code_; }

    /// Whether the city has a place on earth. Without one the conversions below throw
    /// std::logic_error.
    bool is_on_earth() const { return srs_ != nullptr; }

    /// As a PROJ string, for netconvert. Empty for a local city.
    std::string proj_text() const;

    /// Whether the system is made for this place, as far as PROJ knows where it is to be used.
    bool is_made_for(const LonLat& position) const;

    /// nullptr for a local city.
    const OGRSpatialReference* srs() const { return srs_.get(); }

    /// Errors: InputError at `where` for positions outside ±180, ±90 or those that the projection
    /// cannot show.
    Point from_lon_lat(const LonLat& position, const Location& where) const;
    LonLat to_lon_lat(const Point& point) const;

  private:
    class Transformation;

    std::string code_;
    std::unique_ptr<OGRSpatialReference> srs_;
    std::unique_ptr<Transformation> from_wgs84_;
    std::unique_ptr<Transformation> to_wgs84_;
};

} // namespace cityproof::io
