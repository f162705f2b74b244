// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/place_index.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::energy {

using contracts::Place;

double distance_m(const Place& a, const Place& b) {
    const double x_m = a.x_m - b.x_m;
    const double y_m = a.y_m - b.y_m;
    return std::sqrt(x_m * x_m + y_m * y_m);
}

std::pair<Place, Place> corners_of(const std::vector<Place>& places) {
    if (places.empty()) {
        return {};
    }
    Place low = places.front();
    Place high = places.front();
    for (const Place& place : places) {
        low = {std::min(low.x_m, place.x_m), std::min(low.y_m, place.y_m)};
        high = {std::max(high.x_m, place.x_m), std::max(high.y_m, place.y_m)};
    }
    return {low, high};
}

PlaceIndex::PlaceIndex(const Place& corner_a, const Place& corner_b, std::size_t expected) {
    west_m_ = std::min(corner_a.x_m, corner_b.x_m);
    south_m_ = std::min(corner_a.y_m, corner_b.y_m);
    const double width_m = std::fabs(corner_a.x_m - corner_b.x_m);
    const double height_m = std::fabs(corner_a.y_m - corner_b.y_m);
    constexpr double per_cell = 2;
    constexpr double most_along = 2000;
    const double cells = std::max(1.0, static_cast<double>(expected) / per_cell);
    cell_m_ = std::max(
        {1.0, std::sqrt(width_m * height_m / cells), width_m / most_along, height_m / most_along});
    columns_ = static_cast<std::int64_t>(width_m / cell_m_) + 1;
    rows_ = static_cast<std::int64_t>(height_m / cell_m_) + 1;
    cells_.resize(static_cast<std::size_t>(columns_ * rows_));
}

std::int64_t PlaceIndex::column(double x_m) const {
    const double at = std::floor((x_m - west_m_) / cell_m_);
    return static_cast<std::int64_t>(std::clamp(at, 0.0, static_cast<double>(columns_ - 1)));
}

std::int64_t PlaceIndex::row(double y_m) const {
    const double at = std::floor((y_m - south_m_) / cell_m_);
    return static_cast<std::int64_t>(std::clamp(at, 0.0, static_cast<double>(rows_ - 1)));
}

void PlaceIndex::add(std::uint32_t number, const Place& place) {
    const auto cell = static_cast<std::size_t>(row(place.y_m) * columns_ + column(place.x_m));
    cells_[cell].push_back({number, place});
    ++size_;
}

std::optional<PlaceIndex::Hit> PlaceIndex::nearest(const Place& place) const {
    if (size_ == 0) {
        return std::nullopt;
    }
    const std::int64_t middle_column = column(place.x_m);
    const std::int64_t middle_row = row(place.y_m);
    std::optional<Hit> best;
    const auto look_into = [&](std::int64_t c, std::int64_t r) {
        if (c < 0 || c >= columns_ || r < 0 || r >= rows_) {
            return;
        }
        for (const Entry& entry : cells_[static_cast<std::size_t>(r * columns_ + c)]) {
            const double away_m = distance_m(entry.place, place);
            if (!best || away_m < best->distance_m ||
                (away_m == best->distance_m && entry.number < best->number)) {
                best = Hit{entry.number, away_m};
            }
        }
    };
    const std::int64_t widest = std::max(columns_, rows_);
    for (std::int64_t ring = 0; ring <= widest; ++ring) {
        // What lies in this ring of cells is at least ring - 1 cells away.
        if (best && best->distance_m < static_cast<double>(ring - 1) * cell_m_) {
            break;
        }
        for (std::int64_t c = middle_column - ring; c <= middle_column + ring; ++c) {
            look_into(c, middle_row - ring);
            if (ring > 0) {
                look_into(c, middle_row + ring);
            }
        }
        for (std::int64_t r = middle_row - ring + 1; r < middle_row + ring; ++r) {
            look_into(middle_column - ring, r);
            look_into(middle_column + ring, r);
        }
    }
    return best;
}

} // namespace cityproof::energy
