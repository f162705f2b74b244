// SPDX-License-Identifier: Apache-2.0
#include "io/gis/people_raster.hpp"

#include "core/base/errors.hpp"
#include "io/gis/geo_tiff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

constexpr double most_cells = 2e7; ///< a city of 44 km by 44 km in cells of 10 m

/// The cells of a raster that a city may touch: first and behind the last.
struct Window {
    int left = 0;
    int right = 0;
    int top = 0;
    int bottom = 0;
};

Bounds box_around(std::span<const Point> places) {
    constexpr double most = std::numeric_limits<double>::infinity();
    Bounds box{most, most, -most, -most};
    for (const Point& place : places) {
        box.west_m = std::min(box.west_m, place.x_m);
        box.south_m = std::min(box.south_m, place.y_m);
        box.east_m = std::max(box.east_m, place.x_m);
        box.north_m = std::max(box.north_m, place.y_m);
    }
    return box;
}

/// By points along the box's sides: a straight side is bent on a raster in another CRS.
std::optional<Window> window_of(const GeoTiff& raster, const Bounds& box) {
    constexpr int pieces = 16;
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    for (int i = 0; i <= pieces; ++i) {
        const double x_m = box.west_m + (box.east_m - box.west_m) * i / pieces;
        const double y_m = box.south_m + (box.north_m - box.south_m) * i / pieces;
        for (const Point& side : {Point{x_m, box.south_m}, Point{x_m, box.north_m},
                                  Point{box.west_m, y_m}, Point{box.east_m, y_m}}) {
            if (const auto on = raster.on_raster(side)) {
                left = std::min(left, on->column);
                right = std::max(right, on->column);
                top = std::min(top, on->row);
                bottom = std::max(bottom, on->row);
            }
        }
    }
    if (!(left < raster.columns() && right >= 0 && top < raster.rows() && bottom >= 0)) {
        return std::nullopt;
    }
    const auto within = [](double value, int end) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(end)));
    };
    return Window{
        within(std::floor(left), raster.columns()), within(std::floor(right) + 1, raster.columns()),
        within(std::floor(top), raster.rows()), within(std::floor(bottom) + 1, raster.rows())};
}

class PeopleReader {
  public:
    PeopleReader(const fs::path& path, const CityCrs& crs)
        : path_{path},
          raster_{path, crs, "people per cell"} {}

    PeopleCells read(std::span<const Point> places) {
        const Bounds box = box_around(places);
        const auto window = window_of(raster_, box);
        if (!window) {
            throw nobody();
        }
        const double cells =
            (1.0 + window->right - window->left) * (1.0 + window->bottom - window->top);
        if (cells > most_cells) {
            throw InputError({path_.string(), 0, {}},
                             fmt::format("has {:.0f} million cells in the city", cells / 1e6),
                             "at most 20 million", "make the cells larger: gdalwarp -r sum");
        }
        place_cells(places);
        for (int row = window->top; row < window->bottom; ++row) {
            for (int column = window->left; column < window->right; ++column) {
                take(column, row, box);
            }
        }
        if (!(cells_.total() > 0)) {
            throw nobody();
        }
        return std::move(cells_);
    }

  private:
    using Cell = std::pair<int, int>; ///< row, column

    InputError nobody() const {
        return InputError({path_.string(), 0, {}}, "has nobody anywhere in the city",
                          "a raster of people per cell that covers the city",
                          "check its reference system and no data");
    }

    void place_cells(std::span<const Point> places) {
        cells_.of_place.assign(places.size(), PeopleCells::no_cell);
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            const auto on = raster_.on_raster(places[i]);
            if (on && raster_.contains(*on)) {
                places_in_[{static_cast<int>(on->row), static_cast<int>(on->column)}].push_back(i);
            }
        }
    }

    void take(int column, int row, const Bounds& box) {
        const double value = raster_.value(column, row);
        if (value < 0 || std::isinf(value)) {
            throw InputError({path_.string(), 0, {}}, fmt::format("has a cell of {:g}", value),
                             "people per cell, zero or more",
                             "mark what is no count as no data: gdal_edit -a_nodata");
        }
        const double people = std::isnan(value) ? 0 : value;
        const auto built = places_in_.find({row, column});
        const auto middle = raster_.in_city({column + 0.5, row + 0.5});
        const bool in_box = middle && middle->x_m >= box.west_m && middle->x_m <= box.east_m &&
                            middle->y_m >= box.south_m && middle->y_m <= box.north_m;
        if (built == places_in_.end() && (!in_box || people <= 0)) {
            return;
        }
        if (built != places_in_.end()) {
            for (const std::uint32_t place : built->second) {
                cells_.of_place[place] = static_cast<std::uint32_t>(cells_.people.size());
            }
        }
        cells_.people.push_back(people);
        cells_.middle.push_back(middle.value_or(Point{}));
    }

    const fs::path& path_;
    GeoTiff raster_;
    std::map<Cell, std::vector<std::uint32_t>> places_in_;
    PeopleCells cells_;
};

} // namespace

double PeopleCells::total() const {
    return std::accumulate(people.begin(), people.end(), 0.0);
}

PeopleCells read_people_raster(const fs::path& path, std::span<const Point> places,
                               const CityCrs& crs) {
    return PeopleReader{path, crs}.read(places);
}

} // namespace cityproof::io
