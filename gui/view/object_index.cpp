// SPDX-License-Identifier: Apache-2.0
#include "gui/view/object_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

constexpr double shapes_per_cell = 2;
constexpr std::size_t most_cells = 4'000'000;
constexpr std::size_t cells_of_a_large_shape = 256;

/// Square of the distance from p to the segment from a to b.
double square_to_segment(const io::Point& p, const io::Point& a, const io::Point& b) {
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double length = dx * dx + dy * dy;
    const double along =
        length > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length, 0.0, 1.0)
                   : 0.0;
    const double ex = p.x_m - (a.x_m + along * dx);
    const double ey = p.y_m - (a.y_m + along * dy);
    return ex * ex + ey * ey;
}

bool holds(const io::Geometry& area, const io::Point& p) {
    bool inside = false;
    const auto& ring = area.points;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        if ((ring[i].y_m > p.y_m) != (ring[j].y_m > p.y_m) &&
            p.x_m <
                (ring[j].x_m - ring[i].x_m) * (p.y_m - ring[i].y_m) / (ring[j].y_m - ring[i].y_m) +
                    ring[i].x_m) {
            inside = !inside;
        }
    }
    return inside;
}

double extent_m2(const WorldBounds& bounds) {
    return (bounds.max_x_m - bounds.min_x_m) * (bounds.max_y_m - bounds.min_y_m);
}

} // namespace

double distance_m(const io::Geometry& shape, const io::Point& point, bool* on_left) {
    if (shape.points.empty()) {
        return std::numeric_limits<double>::infinity();
    }
    if (shape.kind == io::GeometryKind::polygon && holds(shape, point)) {
        return 0;
    }
    if (shape.points.size() == 1) {
        return std::hypot(point.x_m - shape.points[0].x_m, point.y_m - shape.points[0].y_m);
    }
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < shape.points.size(); ++i) {
        const io::Point& a = shape.points[i - 1];
        const io::Point& b = shape.points[i];
        const double square = square_to_segment(point, a, b);
        if (square < least) {
            least = square;
            if (on_left != nullptr) {
                *on_left =
                    (b.x_m - a.x_m) * (point.y_m - a.y_m) - (b.y_m - a.y_m) * (point.x_m - a.x_m) >
                    0;
            }
        }
    }
    return std::sqrt(least);
}

ObjectIndex::ObjectIndex(Shapes shapes) : shapes_{std::move(shapes)} {
    bounds_.resize(shapes_.size());
    for (std::size_t index = 0; index < shapes_.size(); ++index) {
        for (const io::Point& point : shapes_[index].points) {
            bounds_[index].add(point);
            all_.add(point);
        }
    }
    if (all_.is_empty()) {
        first_.assign(2, 0);
        return;
    }
    const double width_m = std::max(1.0, all_.max_x_m - all_.min_x_m);
    const double height_m = std::max(1.0, all_.max_y_m - all_.min_y_m);
    const double wanted = std::clamp(static_cast<double>(shapes_.size()) / shapes_per_cell, 1.0,
                                     static_cast<double>(most_cells));
    cell_m_ = std::sqrt(width_m * height_m / wanted);
    // A city in one line: no more columns than cells.
    cell_m_ = std::max(cell_m_, std::max(width_m, height_m) / 4000);
    columns_ = static_cast<std::size_t>(width_m / cell_m_) + 1;
    rows_ = static_cast<std::size_t>(height_m / cell_m_) + 1;

    std::vector<std::uint32_t> counts(columns_ * rows_ + 1, 0);
    for (std::size_t index = 0; index < shapes_.size(); ++index) {
        if (bounds_[index].is_empty()) {
            continue;
        }
        const Cells cells = cells_of(bounds_[index]);
        if (cells.count() > cells_of_a_large_shape) {
            large_.push_back(static_cast<std::uint32_t>(index));
            continue;
        }
        visit_cells(cells, [&](std::size_t cell) { ++counts[cell + 1]; });
    }
    for (std::size_t cell = 1; cell < counts.size(); ++cell) {
        counts[cell] += counts[cell - 1];
    }
    first_ = counts;
    entries_.resize(first_.back());
    for (std::size_t index = 0; index < shapes_.size(); ++index) {
        const Cells cells =
            bounds_[index].is_empty() ? Cells{1, 0, 0, 0} : cells_of(bounds_[index]);
        if (!bounds_[index].is_empty() && cells.count() <= cells_of_a_large_shape) {
            visit_cells(cells, [&](std::size_t cell) {
                entries_[counts[cell]++] = static_cast<std::uint32_t>(index);
            });
        }
    }
}

ObjectIndex::Cells ObjectIndex::cells_of(const WorldBounds& bounds) const {
    const auto place = [this](double from_m, double start_m, std::size_t size) {
        const double cell = (from_m - start_m) / cell_m_;
        return static_cast<std::size_t>(std::clamp(cell, 0.0, static_cast<double>(size - 1)));
    };
    return {place(bounds.min_x_m, all_.min_x_m, columns_),
            place(bounds.max_x_m, all_.min_x_m, columns_),
            place(bounds.min_y_m, all_.min_y_m, rows_), place(bounds.max_y_m, all_.min_y_m, rows_)};
}

template <typename Visit>
void ObjectIndex::visit_cells(const Cells& cells, Visit visit) const {
    for (std::size_t row = cells.first_row; row <= cells.last_row; ++row) {
        for (std::size_t column = cells.first_column; column <= cells.last_column; ++column) {
            visit(row * columns_ + column);
        }
    }
}

std::optional<ObjectIndex::Hit> ObjectIndex::nearest(const io::Point& point,
                                                     double radius_m) const {
    if (all_.is_empty()) {
        return std::nullopt;
    }
    std::optional<Hit> best;
    double best_rank = std::numeric_limits<double>::infinity();
    const auto look_at = [&](std::uint32_t index) {
        const WorldBounds& bounds = bounds_[index];
        if (point.x_m < bounds.min_x_m - radius_m || point.x_m > bounds.max_x_m + radius_m ||
            point.y_m < bounds.min_y_m - radius_m || point.y_m > bounds.max_y_m + radius_m) {
            return;
        }
        bool on_left = false;
        const io::Geometry& shape = shapes_[index];
        const double distance = distance_m(shape, point, &on_left);
        if (distance > radius_m) {
            return;
        }
        // Inside areas the smallest counts; a line that has the point on its left gives way.
        double rank = distance;
        if (shape.kind == io::GeometryKind::polygon) {
            rank = distance == 0 ? -1 / (1 + extent_m2(bounds)) : distance;
        } else if (on_left) {
            rank += 0.25 * radius_m;
        }
        if (rank < best_rank) {
            best_rank = rank;
            best = Hit{index, distance};
        }
    };
    const Cells near = cells_of(
        {point.x_m - radius_m, point.y_m - radius_m, point.x_m + radius_m, point.y_m + radius_m});
    // A radius of half the city: looking at each shape once is cheaper than at each cell.
    if (near.count() > columns_ * rows_ / 4 + 16) {
        for (std::uint32_t index = 0; index < bounds_.size(); ++index) {
            if (!bounds_[index].is_empty()) {
                look_at(index);
            }
        }
        return best;
    }
    visit_cells(near, [&](std::size_t cell) {
        for (std::uint32_t entry = first_[cell]; entry < first_[cell + 1]; ++entry) {
            look_at(entries_[entry]);
        }
    });
    std::for_each(large_.begin(), large_.end(), look_at);
    return best;
}

} // namespace cityproof::gui
