// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/camera.hpp"

#include <QImage>
#include <QRgb>

#include <cstdint>
#include <vector>

namespace cityproof::gui {

/// Moving things at one moment: places, and a colour class each. Shape: all vectors but `colors`
/// and `ids` of one length; `classes` may be empty, then all have the first colour.
struct VehicleDots {
    std::vector<double> x_m;
    std::vector<double> y_m;
    std::vector<std::uint32_t> ids;    ///< number in the run's list of vehicle names
    std::vector<float> speeds_mps;     ///< for the inspector and the tooltip
    std::vector<std::uint8_t> classes; ///< index into `colors`
    std::vector<QRgb> colors;          ///< opaque
    QRgb edge = 0;                     ///< casing, where there is room for one
};

/// Writes one dot for each vehicle straight into the pixels of a picture of the camera's viewport
/// (RGB32): 100,000 take some milliseconds. Few vehicles get round dots of 7 pixels with a casing,
/// many get squares of 3; times the picture's pixel ratio.
void splat(QImage& picture, const Camera& camera, const VehicleDots& dots);

/// Width of a dot in device-independent pixels.
int dot_width_px(std::size_t vehicle_count);

} // namespace cityproof::gui
