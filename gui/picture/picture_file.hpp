// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/map_picture.hpp"

#include <QByteArray>

#include <filesystem>

namespace cityproof::gui {

/// The picture as SVG: lines stay lines; letters are shapes, so that it looks the same everywhere,
/// and its words stand in its description. What lies outside of a map is cut off there. Errors: as
/// MapPicture::layout().
QByteArray svg_of(const MapPicture& picture, const PictureSize& size);

/// Writes a picture as its name says, ".png" or ".svg", under a temporary name that is then
/// renamed. Errors: InputError for another ending or a folder that cannot be written, EngineError
/// (disk full); what stood there stays then.
void write_picture(const MapPicture& picture, const PictureSize& size,
                   const std::filesystem::path& path);

} // namespace cityproof::gui
