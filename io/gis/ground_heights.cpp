// SPDX-License-Identifier: Apache-2.0
#include "io/gis/ground_heights.hpp"

#include "core/base/errors.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

constexpr double lowest_m = -500; ///< of the ground anywhere: the Dead Sea's shore is at -430 m
constexpr double highest_m = 9000;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation* ogr) const {
        OGRCoordinateTransformation::DestroyCT(ogr);
    }
};

std::unique_ptr<GDALDataset> open_raster(const fs::path& path) {
    ::close(open_regular_file(path));
    const char* drivers[] = {"GTiff", nullptr}; // others would follow references to other files
    std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers)};
    if (!dataset || dataset->GetRasterCount() < 1) {
        throw InputError({path.string(), 0, {}},
                         fmt::format("cannot be read as heights: {}", GdalSession::last_message()),
                         "GeoTIFF", "convert it with gdal_translate");
    }
    return dataset;
}

class HeightRaster {
  public:
    HeightRaster(GDALDataset& dataset, const fs::path& path, const CityCrs& crs)
        : path_{path},
          band_{*dataset.GetRasterBand(1)} {
        std::array<double, 6> to_earth{};
        const OGRSpatialReference* given = dataset.GetSpatialRef();
        if (given == nullptr || dataset.GetGeoTransform(to_earth.data()) != CE_None ||
            GDALInvGeoTransform(to_earth.data(), to_cell_.data()) == 0) {
            throw InputError({path.string(), 0, {}}, "does not say where on earth it lies",
                             "a GeoTIFF with a reference system", "set it with gdal_edit -a_srs");
        }
        OGRSpatialReference raster{*given};
        raster.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        transformation_.reset(OGRCreateCoordinateTransformation(crs.srs(), &raster));
        if (!transformation_) {
            throw InputError({path.string(), 0, {}}, "cannot be converted to the city's CRS");
        }
        int known = 0;
        no_data_ = band_.GetNoDataValue(&known);
        has_no_data_ = known != 0;
    }

    double at(const Point& place) {
        double x = place.x_m;
        double y = place.y_m;
        if (transformation_->Transform(1, &x, &y) == 0) {
            return none;
        }
        double column = 0;
        double row = 0;
        GDALApplyGeoTransform(to_cell_.data(), x, y, &column, &row);
        if (!(column >= 0 && row >= 0 && column < band_.GetXSize() && row < band_.GetYSize())) {
            return none;
        }
        return between(std::clamp(column - 0.5, 0.0, band_.GetXSize() - 1.0),
                       std::clamp(row - 0.5, 0.0, band_.GetYSize() - 1.0));
    }

  private:
    /// By the middles of the four cells around; those without a value do not count.
    double between(double column, double row) {
        const int left = static_cast<int>(std::floor(column));
        const int top = static_cast<int>(std::floor(row));
        double sum = 0;
        double weights = 0;
        for (int down = 0; down < 2; ++down) {
            for (int right = 0; right < 2; ++right) {
                const double weight = (right == 1 ? column - left : 1 - (column - left)) *
                                      (down == 1 ? row - top : 1 - (row - top));
                const double height_m = weight > 0 ? cell(left + right, top + down) : none;
                if (!std::isnan(height_m)) {
                    sum += weight * height_m;
                    weights += weight;
                }
            }
        }
        return weights > 0 ? sum / weights : none;
    }

    double cell(int column, int row) {
        double value = none;
        if (band_.RasterIO(GF_Read, column, row, 1, 1, &value, 1, 1, GDT_Float64, 0, 0, nullptr) !=
            CE_None) {
            throw InputError({path_.string(), 0, {}},
                             fmt::format("is damaged: {}", GdalSession::last_message()));
        }
        if (std::isnan(value) || (has_no_data_ && value == no_data_)) {
            return none;
        }
        if (value < lowest_m || value > highest_m) {
            throw InputError({path_.string(), 0, {}}, fmt::format("has a height of {:g}", value),
                             fmt::format("metres between {:g} and {:g}", lowest_m, highest_m),
                             "mark what is no height as no data: gdal_edit -a_nodata");
        }
        return value;
    }

    const fs::path& path_;
    GDALRasterBand& band_;
    std::array<double, 6> to_cell_{};
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> transformation_;
    double no_data_ = 0;
    bool has_no_data_ = false;
};

} // namespace

std::vector<double> read_ground_heights(const fs::path& path, std::span<const Point> places,
                                        const CityCrs& crs) {
    if (!crs.is_on_earth()) {
        throw InputError({path.string(), 0, {}}, "cannot be used: the city has no place on earth");
    }
    const std::unique_ptr<GDALDataset> dataset = open_raster(path);
    HeightRaster raster{*dataset, path, crs};
    std::vector<double> heights_m;
    heights_m.reserve(places.size());
    for (const Point& place : places) {
        heights_m.push_back(raster.at(place));
    }
    if (!places.empty() && std::ranges::all_of(heights_m, [](double h) { return std::isnan(h); })) {
        throw InputError({path.string(), 0, {}}, "has no height anywhere in the city",
                         "a raster that covers the city", "check its reference system and no data");
    }
    return heights_m;
}

} // namespace cityproof::io
