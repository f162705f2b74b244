// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

class GDALDataset;
class GDALRasterBand;
class OGRCoordinateTransformation;

namespace cityproof::io {

/// A place on a raster, in cells from its upper left corner: 0.5 is the middle of the first cell.
struct RasterPlace {
    double column = 0;
    double row = 0;
};

/// The first band of a GeoTIFF, looked up by places of a city. A GdalSession must live.
class GeoTiff {
  public:
    /// Parameters: `what` says in messages what the raster holds. Errors: InputError when the file
    /// is no GeoTIFF with a reference system, or the city is local.
    GeoTiff(const std::filesystem::path& path, const CityCrs& crs, const std::string& what);
    GeoTiff(const GeoTiff&) = delete;
    GeoTiff& operator=(const GeoTiff&) = delete;
    ~GeoTiff();

    int columns() const;
    int rows() const;

    /// nullopt for a place that cannot be converted; may lie beside the raster.
    std::optional<RasterPlace> on_raster(const Point& place) const;

    /// nullopt for one that cannot be converted.
    std::optional<Point> in_city(const RasterPlace& place) const;

    bool contains(const RasterPlace& place) const;

    /// Value of a cell; NaN where the raster has none. Errors: InputError when the file is damaged.
    double value(int column, int row) const;

  private:
    struct DestroyTransformation {
        void operator()(OGRCoordinateTransformation* ogr) const;
    };

    using Transformation = std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation>;

    std::filesystem::path path_;
    std::unique_ptr<GDALDataset> dataset_;
    GDALRasterBand* band_ = nullptr;
    std::array<double, 6> to_earth_{};
    std::array<double, 6> to_cell_{};
    Transformation from_city_;
    Transformation to_city_;
    double no_data_ = 0;
    bool has_no_data_ = false;
};

} // namespace cityproof::io
