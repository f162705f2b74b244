// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/camera.hpp"
#include "gui/map/shapes.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace cityproof::gui {

/// Finds the shape of a table that is nearest to a point: a uniform grid over the bounds of all
/// shapes. 200,000 streets take some milliseconds to index and microseconds to ask.
class ObjectIndex {
  public:
    explicit ObjectIndex(Shapes shapes);

    struct Hit {
        std::size_t index = 0;
        double distance_m = 0; ///< 0 inside an area
    };

    /// The nearest shape within `radius_m`. Streets of both directions share their axis: of two at
    /// the same place, the one is found that has the point on its right, where it is drawn. Of
    /// areas that hold the point, the smallest.
    std::optional<Hit> nearest(const io::Point& point, double radius_m) const;

  private:
    struct Cells {
        std::size_t first_column = 0;
        std::size_t last_column = 0;
        std::size_t first_row = 0;
        std::size_t last_row = 0;

        std::size_t count() const {
            return (last_column - first_column + 1) * (last_row - first_row + 1);
        }
    };

    Cells cells_of(const WorldBounds& bounds) const;
    template <typename Visit>
    void visit_cells(const Cells& cells, Visit visit) const;

    Shapes shapes_;
    std::vector<WorldBounds> bounds_;
    WorldBounds all_;
    double cell_m_ = 1;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::uint32_t> first_;   ///< of each cell in `entries_`, and the end
    std::vector<std::uint32_t> entries_; ///< shapes of the cells, one cell after the other
    std::vector<std::uint32_t> large_;   ///< shapes that would fill too many cells
};

/// Distance from a point to a line or an area's outline, metres; 0 for a point inside an area;
/// infinite for a shape without points. `on_left`: the nearest part of the line has the point on
/// its left.
double distance_m(const io::Geometry& shape, const io::Point& point, bool* on_left = nullptr);

} // namespace cityproof::gui
