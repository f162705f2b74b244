// SPDX-License-Identifier: Apache-2.0
#include "io/gis/geo_tiff.hpp"

#include "core/base/errors.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <unistd.h>

#include <cmath>
#include <limits>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<GDALDataset> open_raster(const fs::path& path, const std::string& what) {
    ::close(open_regular_file(path));
    const char* drivers[] = {"GTiff", nullptr}; // others would follow references to other files
    std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers)};
    if (!dataset || dataset->GetRasterCount() < 1) {
        throw InputError({path.string(), 0, {}},
                         fmt::format("cannot be read as {}: {}", what, GdalSession::last_message()),
                         "GeoTIFF", "convert it with gdal_translate");
    }
    return dataset;
}

} // namespace

void GeoTiff::DestroyTransformation::operator()(OGRCoordinateTransformation* ogr) const {
    OGRCoordinateTransformation::DestroyCT(ogr);
}

GeoTiff::GeoTiff(const fs::path& path, const CityCrs& crs, const std::string& what) : path_{path} {
    if (!crs.is_on_earth()) {
        throw InputError({path.string(), 0, {}}, "cannot be used: the city has no place on earth");
    }
    dataset_ = open_raster(path, what);
    band_ = dataset_->GetRasterBand(1);
    const OGRSpatialReference* given = dataset_->GetSpatialRef();
    if (given == nullptr || dataset_->GetGeoTransform(to_earth_.data()) != CE_None ||
        GDALInvGeoTransform(to_earth_.data(), to_cell_.data()) == 0) {
        throw InputError({path.string(), 0, {}}, "does not say where on earth it lies",
                         "a GeoTIFF with a reference system", "set it with gdal_edit -a_srs");
    }
    OGRSpatialReference raster{*given};
    raster.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    from_city_.reset(OGRCreateCoordinateTransformation(crs.srs(), &raster));
    to_city_.reset(OGRCreateCoordinateTransformation(&raster, crs.srs()));
    if (!from_city_ || !to_city_) {
        throw InputError({path.string(), 0, {}}, "cannot be converted to the city's CRS");
    }
    int known = 0;
    no_data_ = band_->GetNoDataValue(&known);
    has_no_data_ = known != 0;
}

GeoTiff::~GeoTiff() = default;

int GeoTiff::columns() const {
    return band_->GetXSize();
}

int GeoTiff::rows() const {
    return band_->GetYSize();
}

std::optional<RasterPlace> GeoTiff::on_raster(const Point& place) const {
    double x = place.x_m;
    double y = place.y_m;
    if (from_city_->Transform(1, &x, &y) == 0) {
        return std::nullopt;
    }
    RasterPlace found;
    std::array<double, 6> to_cell = to_cell_; // GDAL asks for one that it could change
    GDALApplyGeoTransform(to_cell.data(), x, y, &found.column, &found.row);
    return found;
}

std::optional<Point> GeoTiff::in_city(const RasterPlace& place) const {
    Point found;
    std::array<double, 6> to_earth = to_earth_;
    GDALApplyGeoTransform(to_earth.data(), place.column, place.row, &found.x_m, &found.y_m);
    if (to_city_->Transform(1, &found.x_m, &found.y_m) == 0) {
        return std::nullopt;
    }
    return found;
}

bool GeoTiff::contains(const RasterPlace& place) const {
    return place.column >= 0 && place.row >= 0 && place.column < columns() && place.row < rows();
}

double GeoTiff::value(int column, int row) const {
    double value = 0;
    if (band_->RasterIO(GF_Read, column, row, 1, 1, &value, 1, 1, GDT_Float64, 0, 0, nullptr) !=
        CE_None) {
        throw InputError({path_.string(), 0, {}},
                         fmt::format("is damaged: {}", GdalSession::last_message()));
    }
    return has_no_data_ && value == no_data_ ? std::numeric_limits<double>::quiet_NaN() : value;
}

} // namespace cityproof::io
