// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace cityproof::gui {

/// The geometry of a table, shared: a layer that is made anew for each moment of a run copies a
/// pointer, not the city. Never empty of a vector, maybe of shapes.
class Shapes {
  public:
    Shapes() : Shapes(std::vector<io::Geometry>{}) {}

    Shapes(std::initializer_list<io::Geometry> shapes)
        : Shapes(std::vector<io::Geometry>(shapes)) {}

    /// Implicit: wherever a layer takes shapes, a plain vector will do.
    Shapes(std::vector<io::Geometry> shapes)
        : shapes_{std::make_shared<const std::vector<io::Geometry>>(std::move(shapes))} {}

    explicit Shapes(std::shared_ptr<const std::vector<io::Geometry>> shapes)
        : shapes_{std::move(shapes)} {}

    std::size_t size() const { return shapes_->size(); }

    bool empty() const { return shapes_->empty(); }

    const io::Geometry& operator[](std::size_t index) const { return (*shapes_)[index]; }

    auto begin() const { return shapes_->begin(); }

    auto end() const { return shapes_->end(); }

  private:
    std::shared_ptr<const std::vector<io::Geometry>> shapes_;
};

} // namespace cityproof::gui
