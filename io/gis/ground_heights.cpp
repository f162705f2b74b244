// SPDX-License-Identifier: Apache-2.0
#include "io/gis/ground_heights.hpp"

#include "core/base/errors.hpp"
#include "io/gis/geo_tiff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

constexpr double lowest_m = -500; ///< of the ground anywhere: the Dead Sea's shore is at -430 m
constexpr double highest_m = 9000;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

class HeightRaster {
  public:
    HeightRaster(const fs::path& path, const CityCrs& crs)
        : path_{path},
          raster_{path, crs, "heights"} {}

    double at(const Point& place) const {
        const auto on = raster_.on_raster(place);
        if (!on || !raster_.contains(*on)) {
            return none;
        }
        return between(std::clamp(on->column - 0.5, 0.0, raster_.columns() - 1.0),
                       std::clamp(on->row - 0.5, 0.0, raster_.rows() - 1.0));
    }

  private:
    /// By the middles of the four cells around; those without a value do not count.
    double between(double column, double row) const {
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

    double cell(int column, int row) const {
        const double height_m = raster_.value(column, row);
        if (height_m < lowest_m || height_m > highest_m) {
            throw InputError({path_.string(), 0, {}}, fmt::format("has a height of {:g}", height_m),
                             fmt::format("metres between {:g} and {:g}", lowest_m, highest_m),
                             "mark what is no height as no data: gdal_edit -a_nodata");
        }
        return height_m;
    }

    const fs::path& path_;
    GeoTiff raster_;
};

} // namespace

std::vector<double> read_ground_heights(const fs::path& path, std::span<const Point> places,
                                        const CityCrs& crs) {
    const HeightRaster raster{path, crs};
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
