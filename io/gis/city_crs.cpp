// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_crs.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace cityproof::io {
namespace {

std::unique_ptr<OGRSpatialReference> spatial_reference(const std::string& code,
                                                       const Location& where) {
    auto srs = std::make_unique<OGRSpatialReference>();
    if (srs->SetFromUserInput(code.c_str(),
                              OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
        OGRERR_NONE) {
        throw InputError(
            where, fmt::format("\"{}\" is no coordinate reference system that PROJ knows", code),
            "a code such as EPSG:32632 or a PROJ string", {});
    }
    srs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (srs->IsProjected() == 0 || std::fabs(srs->GetLinearUnits() - 1.0) > 1e-12) {
        throw InputError(where, fmt::format("\"{}\" is not projected in metres", code),
                         "a projected CRS in metres, such as the UTM zone of the city",
                         "make the net with netconvert --proj.utm");
    }
    return srs;
}

} // namespace

/// OGR's transformations are made and destroyed by its own factory.
class CityCrs::Transformation {
  public:
    Transformation(const OGRSpatialReference& from, const OGRSpatialReference& to)
        : ogr_{OGRCreateCoordinateTransformation(&from, &to)} {
        if (ogr_ == nullptr) {
            throw EngineError("PROJ",
                              "there is no transformation between WGS 84 and the city's CRS");
        }
    }

    Transformation(const Transformation&) = delete;
    Transformation& operator=(const Transformation&) = delete;

    ~Transformation() { OGRCoordinateTransformation::DestroyCT(ogr_); }

    /// Returns whether it succeeded with finite values.
    bool apply(double& x, double& y) const {
        return ogr_->Transform(1, &x, &y) != 0 && std::isfinite(x) && std::isfinite(y);
    }

  private:
    OGRCoordinateTransformation* ogr_;
};

std::string crs_from_projection(const std::string& proj_string, const Location& where) {
    const auto srs = spatial_reference(proj_string, where);
    // A PROJ string names no code; this finds the codes of UTM zones and other well-known systems.
    int matches = 0;
    int* confidence = nullptr;
    OGRSpatialReferenceH* found = srs->FindMatches(nullptr, &matches, &confidence);
    std::string code;
    constexpr int same_in_all_but_name = 70; // OGR's measure, 0 to 100
    for (int i = 0; i < matches && code.empty(); ++i) {
        const auto* match = OGRSpatialReference::FromHandle(found[i]);
        const char* authority = match->GetAuthorityName(nullptr);
        const char* number = match->GetAuthorityCode(nullptr);
        if (confidence[i] >= same_in_all_but_name && authority != nullptr && number != nullptr &&
            std::string_view{authority} == "EPSG") {
            code = fmt::format("EPSG:{}", number);
        }
    }
    OSRFreeSRSArray(found);
    CPLFree(confidence);
    if (code.empty() && srs->AutoIdentifyEPSG() == OGRERR_NONE &&
        srs->GetAuthorityCode(nullptr) != nullptr) {
        code = fmt::format("EPSG:{}", srs->GetAuthorityCode(nullptr));
    }
    return code.empty() ? proj_string : code;
}

std::string utm_crs(const LonLat& position) {
    const int zone =
        std::clamp(static_cast<int>(std::floor((position.lon_deg + 180) / 6)) + 1, 1, 60);
    return fmt::format("EPSG:{}", (position.lat_deg >= 0 ? 32600 : 32700) + zone);
}

CityCrs::CityCrs(std::string code, const Location& where) : code_{std::move(code)} {
    if (code_ == "local") {
        return;
    }
    srs_ = spatial_reference(code_, where);
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    from_wgs84_ = std::make_unique<Transformation>(wgs84, *srs_);
    to_wgs84_ = std::make_unique<Transformation>(*srs_, wgs84);
}

CityCrs::CityCrs(CityCrs&&) noexcept = default;
CityCrs& CityCrs::operator=(CityCrs&&) noexcept = default;
CityCrs::~CityCrs() = default;

std::string CityCrs::proj_text() const {
    char* text = nullptr;
    if (srs_ == nullptr || srs_->exportToProj4(&text) != OGRERR_NONE) {
        CPLFree(text);
        return {};
    }
    std::string result{text};
    CPLFree(text);
    return result;
}

bool CityCrs::is_made_for(const LonLat& position) const {
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;
    if (srs_ == nullptr || !srs_->GetAreaOfUse(&west, &south, &east, &north, nullptr)) {
        return true;
    }
    const bool across_date_line = west > east;
    const bool in_longitude = across_date_line
                                  ? position.lon_deg >= west || position.lon_deg <= east
                                  : position.lon_deg >= west && position.lon_deg <= east;
    return in_longitude && position.lat_deg >= south && position.lat_deg <= north;
}

Point CityCrs::from_lon_lat(const LonLat& position, const Location& where) const {
    if (!from_wgs84_) {
        throw std::logic_error("a local city has no longitude and latitude");
    }
    double x = position.lon_deg;
    double y = position.lat_deg;
    const bool in_range = std::fabs(x) <= 180 && std::fabs(y) <= 90;
    if (!in_range || !from_wgs84_->apply(x, y)) {
        throw InputError(where,
                         fmt::format("({}, {}) is no position that {} can show", position.lon_deg,
                                     position.lat_deg, code_),
                         "longitude and latitude in degrees, WGS 84",
                         "check that the two are not exchanged");
    }
    return {x, y};
}

LonLat CityCrs::to_lon_lat(const Point& point) const {
    if (!to_wgs84_) {
        throw std::logic_error("a local city has no longitude and latitude");
    }
    double lon = point.x_m;
    double lat = point.y_m;
    if (!to_wgs84_->apply(lon, lat)) {
        throw EngineError("PROJ", fmt::format("({}, {}) has no longitude and latitude in {}",
                                              point.x_m, point.y_m, code_));
    }
    return {lon, lat};
}

} // namespace cityproof::io
