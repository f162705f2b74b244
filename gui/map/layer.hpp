// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/camera.hpp"
#include "gui/map/legend.hpp"
#include "gui/map/theme.hpp"

#include <QPainter>

#include <string>

namespace cityproof::gui {

/// One kind of thing on the map, and the only extension point of the renderer: a layer owns what it
/// draws, knows neither files nor other layers, and gives the same pixels for the same camera and
/// theme.
class Layer {
  public:
    virtual ~Layer() = default;

    /// The name of the table or kind that it shows, as in --layers.
    virtual std::string name() const = 0;
    /// What the reader has to know; without entries where nothing was drawn.
    virtual Legend legend(const Theme& theme) const = 0;
    /// Draws into the camera's viewport; the painter is clipped to it and antialiases.
    virtual void paint(QPainter& painter, const Camera& camera, const Theme& theme) const = 0;
};

} // namespace cityproof::gui
