// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/gis/building_outline.hpp"
#include "io/gis/city_crs.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cityproof::io {

/// A reference system as a surveyor's file names it.
struct SurveyReference {
    int epsg = 0;
    bool is_authority_order = false; ///< axes as EPSG lists them; else east or longitude first
};

/// What an srsName says: "EPSG:25832", "urn:ogc:def:crs:EPSG::25832", ".../def/crs/EPSG/0/25832",
/// compound systems of these (the first part counts), CRS84, and the German surveys' own
/// "urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH". Only urn:ogc and /def/crs/ promise the authority's
/// order of axes, as GDAL has it. Returns nullopt for any other text.
std::optional<SurveyReference> survey_reference(std::string_view name);

/// The way from a file's coordinates to the city's. The order of the axes is the stated one; when
/// the first place then lies outside the area that the system is made for, but inside with both
/// exchanged, they are: files in northing-first systems are often written east first. Heights
/// become metres. Threads: one at a time. A GdalSession must live; `crs` must outlive this.
class SurveyCrs {
  public:
    /// Errors: InputError at `where` when EPSG or PROJ do not know it; `given` is the file's text.
    SurveyCrs(const SurveyReference& reference, const CityCrs& crs, const Location& where,
              const std::string& given);
    SurveyCrs(SurveyCrs&&) noexcept;
    SurveyCrs& operator=(SurveyCrs&&) noexcept;
    ~SurveyCrs();

    /// Corners that have no place in the city's CRS get coordinates that are not finite.
    void to_city(BuildingRing& ring);

    /// Whether the order of the axes was found to be the other one than stated.
    bool is_exchanged() const;

  private:
    class Transformation;

    void settle_order(const BuildingRing& ring);

    std::unique_ptr<Transformation> transformation_;
};

} // namespace cityproof::io
