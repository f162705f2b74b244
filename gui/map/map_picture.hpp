// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/layer.hpp"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace cityproof::gui {

/// Everything written on a picture besides the legend, so that it can be traced to a run.
struct PictureText {
    QString title;      ///< city and scenario
    QString subtitle;   ///< what is shown, and when
    QString provenance; ///< scenario, policy, seed, version
};

/// Size of a picture in device-independent pixels; `scale` 2 gives twice as many pixels of the same
/// layout.
struct PictureSize {
    int width = 1600;
    int height = 1000;
    int scale = 1;
};

/// Where everything stands on a picture, device-independent pixels. Nothing overlaps, nothing
/// leaves the picture.
struct PictureLayout {
    double font_px = 0;
    double margin_px = 0;
    QRectF title;
    QRectF map;
    QRectF legend;
    QRectF footer;
    QStringList title_lines;
    QStringList subtitle_lines;
    QStringList provenance_lines;
};

/// A map for a report: title, map with scale bar, legend beside it, and a footer with provenance.
/// Texts are measured and wrapped with the font they are drawn in, so none is clipped.
/// The same content, size and theme give the same pixels. Needs a QGuiApplication.
class MapPicture {
  public:
    MapPicture(const Theme& theme, PictureText text);

    /// Layers are drawn in the order in which they are added.
    void add(std::unique_ptr<Layer> layer);

    /// The part of the city that the map shows.
    void set_extent(const WorldBounds& bounds) { extent_ = bounds; }

    /// Errors: InputError when the size cannot hold the texts and the legend; it names a size that
    /// can.
    PictureLayout layout(const PictureSize& size) const;
    QImage render(const PictureSize& size) const;
    /// The camera that render() uses.
    Camera camera(const PictureLayout& layout) const;

  private:
    std::vector<Legend> legends() const;
    PictureLayout place(const PictureSize& size, double font_px) const;
    double legend_height(const PictureLayout& layout) const;
    void paint_map(QPainter& painter, const PictureLayout& layout) const;

    Theme theme_;
    PictureText text_;
    WorldBounds extent_;
    std::vector<std::unique_ptr<Layer>> layers_;
};

} // namespace cityproof::gui
