// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/layer.hpp"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>
#include <utility>
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
    QRectF second_map; ///< beside the first one, of its size; empty without a second pane
    QRectF legend;
    QRectF footer;
    double caption_px = 0; ///< height of the maps' captions, above them
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

    /// Layers are drawn in the order in which they are added, into the newest pane.
    void add(std::shared_ptr<const Layer> layer);

    /// What stands above the map; without a call nothing does.
    void set_caption(const QString& caption) { panes_.back().caption = caption; }

    /// A second map of the same part of the city, beside the first one. Once.
    void add_pane(const QString& caption) { panes_.push_back({caption, {}}); }

    /// Legends instead of those of the first pane's layers.
    void set_legends(std::vector<Legend> legends) { given_legends_ = std::move(legends); }

    /// The part of the city that the map shows.
    void set_extent(const WorldBounds& bounds) { extent_ = bounds; }

    /// Errors: InputError when the size cannot hold the texts and the legend; it names a size that
    /// can.
    PictureLayout layout(const PictureSize& size) const;
    QImage render(const PictureSize& size) const;
    /// The camera that render() uses.
    Camera camera(const PictureLayout& layout) const;

    std::size_t pane_count() const { return panes_.size(); }

    /// Where a pane's map stands.
    static QRectF pane_rect(const PictureLayout& layout, std::size_t pane) {
        return pane == 0 ? layout.map : layout.second_map;
    }

    // The parts that render() puts together, for other kinds of files.

    /// All but the maps.
    void paint_page(QPainter& painter, const PictureLayout& layout) const;
    /// A pane's map in its place, without the line round it; what does not clip paints beyond it.
    void paint_map(QPainter& painter, const PictureLayout& layout, std::size_t pane) const;

    /// All that is written on it, for those who cannot see it.
    QStringList words() const;

    const Theme& theme() const { return theme_; }

    const PictureText& text() const { return text_; }

  private:
    struct Pane {
        QString caption;
        std::vector<std::shared_ptr<const Layer>> layers;
    };

    std::vector<Legend> legends() const;
    PictureLayout place(const PictureSize& size, double font_px) const;
    double legend_height(const PictureLayout& layout) const;

    Theme theme_;
    PictureText text_;
    WorldBounds extent_;
    std::vector<Pane> panes_{1};
    std::vector<Legend> given_legends_;
};

} // namespace cityproof::gui
