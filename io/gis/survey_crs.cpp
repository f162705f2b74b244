// SPDX-License-Identifier: Apache-2.0
#include "io/gis/survey_crs.hpp"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace cityproof::io {
namespace {

constexpr double area_margin_deg = 0.5; ///< areas of use are rough boxes

struct AdvSystem {
    std::string_view name;
    SurveyReference reference;
};

// Working committee of the German surveys (AdV), GeoInfoDok, "Koordinatenreferenzsysteme": these
// names imply east before north, whatever EPSG says of the system.
constexpr std::array adv_systems{
    AdvSystem{"etrs89_utm31", {25831, false}}, AdvSystem{"etrs89_utm32", {25832, false}},
    AdvSystem{"etrs89_utm33", {25833, false}}, AdvSystem{"de_dhdn_3gk2", {31466, false}},
    AdvSystem{"de_dhdn_3gk3", {31467, false}}, AdvSystem{"de_dhdn_3gk4", {31468, false}},
    AdvSystem{"de_dhdn_3gk5", {31469, false}}, AdvSystem{"etrs89_lat-lon", {4258, true}}};

std::string small_letters(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::optional<SurveyReference> adv_reference(std::string_view name) {
    for (const AdvSystem& system : adv_systems) {
        const std::size_t at = name.find(system.name);
        const std::size_t after = at + system.name.size();
        const bool more_digits =
            at != std::string_view::npos && after < name.size() && std::isdigit(name[after]) != 0;
        if (at != std::string_view::npos && !more_digits) {
            return system.reference;
        }
    }
    return std::nullopt;
}

/// The number at the end of "epsg::25832", "epsg:6.12:25832", "epsg/0/25832", "epsg.xml#25832".
int epsg_number(std::string_view from_epsg) {
    const std::string_view first = from_epsg.substr(0, from_epsg.find_first_of(",&+*; "));
    const std::string_view digits = first.substr(first.find_last_of(":/#") + 1);
    int code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? code : 0;
}

} // namespace

std::optional<SurveyReference> survey_reference(std::string_view name) {
    const std::string small = small_letters(name);
    if (small.ends_with("crs84")) {
        return SurveyReference{4326, false};
    }
    const std::size_t epsg = small.find("epsg");
    if (epsg == std::string::npos) {
        return adv_reference(small);
    }
    const int code = epsg_number(std::string_view{small}.substr(epsg));
    if (code <= 0) {
        return std::nullopt;
    }
    return SurveyReference{code, contains(small, "urn:ogc") || contains(small, "/def/crs")};
}

class SurveyCrs::Transformation {
  public:
    Transformation(const SurveyReference& reference, const CityCrs& crs, const Location& where,
                   const std::string& given)
        : crs_{crs} {
        OGRSpatialReference from;
        if (from.importFromEPSG(reference.epsg) != OGRERR_NONE) {
            throw InputError(where, fmt::format("\"{}\" is not known", given),
                             "a system that EPSG lists, as in urn:ogc:def:crs:EPSG::25832", {});
        }
        height_unit_m_ = from.IsCompound() != 0    ? from.GetTargetLinearUnits("VERT_CS")
                         : from.IsProjected() != 0 ? from.GetLinearUnits()
                                                   : 1.0;
        from.StripVertical();
        from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const std::vector<int>& axes = from.GetDataAxisToSRSAxisMapping();
        north_first = reference.is_authority_order && !axes.empty() && axes[0] == 2;
        has_area_ = from.GetAreaOfUse(&west_, &south_, &east_, &north_, nullptr);
        ogr_.reset(OGRCreateCoordinateTransformation(&from, crs.srs()));
        if (!ogr_) {
            throw InputError(where,
                             fmt::format("\"{}\" cannot be converted to the city's CRS", given));
        }
    }

    /// Whether a place lies where the system is made for. Without such an area: true.
    bool fits(const BuildingVertex& vertex, bool is_north_first) {
        BuildingRing ring{vertex};
        apply(ring, is_north_first);
        if (!std::isfinite(ring[0].x) || !std::isfinite(ring[0].y)) {
            return false;
        }
        try {
            const LonLat place = crs_.to_lon_lat({ring[0].x, ring[0].y});
            const bool in_longitude = west_ > east_ || (place.lon_deg > west_ - area_margin_deg &&
                                                        place.lon_deg < east_ + area_margin_deg);
            return !has_area_ || (in_longitude && place.lat_deg > south_ - area_margin_deg &&
                                  place.lat_deg < north_ + area_margin_deg);
        } catch (const EngineError&) {
            return false;
        }
    }

    void apply(BuildingRing& ring, bool is_north_first) {
        xs_.clear();
        ys_.clear();
        for (BuildingVertex& vertex : ring) {
            xs_.push_back(is_north_first ? vertex.y : vertex.x);
            ys_.push_back(is_north_first ? vertex.x : vertex.y);
            vertex.z *= height_unit_m_;
        }
        ogr_->Transform(static_cast<int>(ring.size()), xs_.data(), ys_.data());
        for (std::size_t i = 0; i < ring.size(); ++i) {
            ring[i].x = xs_[i];
            ring[i].y = ys_[i];
        }
    }

    bool north_first = false;
    bool is_settled = false;
    bool is_exchanged = false;

  private:
    struct Destroy {
        void operator()(OGRCoordinateTransformation* ogr) const {
            OGRCoordinateTransformation::DestroyCT(ogr);
        }
    };

    const CityCrs& crs_;
    std::unique_ptr<OGRCoordinateTransformation, Destroy> ogr_;
    double height_unit_m_ = 1;
    bool has_area_ = false;
    double west_ = 0;
    double south_ = 0;
    double east_ = 0;
    double north_ = 0;
    std::vector<double> xs_;
    std::vector<double> ys_;
};

SurveyCrs::SurveyCrs(const SurveyReference& reference, const CityCrs& crs, const Location& where,
                     const std::string& given)
    : transformation_{std::make_unique<Transformation>(reference, crs, where, given)} {
}

SurveyCrs::SurveyCrs(SurveyCrs&&) noexcept = default;
SurveyCrs& SurveyCrs::operator=(SurveyCrs&&) noexcept = default;
SurveyCrs::~SurveyCrs() = default;

void SurveyCrs::settle_order(const BuildingRing& ring) {
    Transformation& way = *transformation_;
    way.is_settled = true;
    if (!way.fits(ring[0], way.north_first) && way.fits(ring[0], !way.north_first)) {
        way.north_first = !way.north_first;
        way.is_exchanged = true;
    }
}

void SurveyCrs::to_city(BuildingRing& ring) {
    if (ring.empty()) {
        return;
    }
    if (!transformation_->is_settled) {
        settle_order(ring);
    }
    transformation_->apply(ring, transformation_->north_first);
}

bool SurveyCrs::is_exchanged() const {
    return transformation_->is_exchanged;
}

} // namespace cityproof::io
