// SPDX-License-Identifier: Apache-2.0
#include "gui/map/map_picture.hpp"

#include "core/base/errors.hpp"
#include "gui/map/scale_bar.hpp"
#include "gui/map/text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double least_font_px = 9;
constexpr double least_map_px = 120;
constexpr double title_gap = 0.25;   ///< between title and subtitle, in heights of the body's font
constexpr double title_ratio = 1.55; ///< of the body's font

double lines_height(const QFont& font, const QStringList& lines) {
    return static_cast<double>(lines.size()) * line_height(font);
}

} // namespace

MapPicture::MapPicture(const Theme& theme, PictureText text)
    : theme_{theme},
      text_{std::move(text)} {
}

void MapPicture::add(std::shared_ptr<const Layer> layer) {
    panes_.back().layers.push_back(std::move(layer));
}

std::vector<Legend> MapPicture::legends() const {
    if (!given_legends_.empty()) {
        return given_legends_;
    }
    std::vector<Legend> titled;
    std::vector<Legend> plain;
    for (const auto& layer : panes_.front().layers) {
        Legend legend = layer->legend(theme_);
        (legend.title.isEmpty() ? plain : titled).push_back(std::move(legend));
    }
    // What the picture is about comes first, the base map after it, uppermost layer first.
    std::move(plain.rbegin(), plain.rend(), std::back_inserter(titled));
    return titled;
}

PictureLayout MapPicture::place(const PictureSize& size, double font_px) const {
    PictureLayout layout;
    layout.font_px = font_px;
    layout.margin_px = std::round(1.6 * font_px);
    const double margin = layout.margin_px;
    const double inner = size.width - 2 * margin;
    const QFont body = map_font(font_px);
    const QFont small = map_font(0.85 * font_px);
    const QFont heading = map_font(title_ratio * font_px, true);
    layout.title_lines = wrap_text(heading, text_.title, inner);
    layout.subtitle_lines = wrap_text(body, text_.subtitle, inner);
    layout.provenance_lines = wrap_text(small, text_.provenance, inner);

    const double title_height = lines_height(heading, layout.title_lines) + title_gap * font_px +
                                lines_height(body, layout.subtitle_lines);
    const double footer_height = lines_height(small, layout.provenance_lines);
    const double legend_width =
        std::round(std::clamp(0.2 * size.width, 12 * font_px, 20 * font_px));
    layout.title = {margin, 0.8 * margin, inner, title_height};
    layout.footer = {margin, size.height - 0.7 * margin - footer_height, inner, footer_height};
    const bool captions = std::any_of(panes_.begin(), panes_.end(),
                                      [](const Pane& pane) { return !pane.caption.isEmpty(); });
    layout.caption_px = captions ? std::ceil(1.5 * line_height(body)) : 0;
    const double map_top = std::round(layout.title.bottom() + 0.6 * margin + layout.caption_px);
    const double map_bottom = std::floor(layout.footer.top() - 0.5 * margin);
    const double maps_width = inner - legend_width - margin;
    layout.map = {margin, map_top, maps_width, map_bottom - map_top};
    layout.legend = {layout.map.right() + margin, map_top, legend_width, layout.map.height()};
    if (panes_.size() > 1) {
        const double gap = std::round(0.5 * margin);
        layout.map.setWidth(std::floor((maps_width - gap) / 2));
        layout.second_map = layout.map.translated(layout.map.width() + gap, 0);
    }
    return layout;
}

double MapPicture::legend_height(const PictureLayout& layout) const {
    return LegendColumn{legends(), layout.font_px, layout.legend.width()}.height_px();
}

PictureLayout MapPicture::layout(const PictureSize& size) const {
    const auto fits = [&](const PictureLayout& candidate) {
        return candidate.map.width() >= least_map_px && candidate.map.height() >= least_map_px &&
               legend_height(candidate) <= candidate.legend.height();
    };
    const auto wanted = static_cast<int>(std::lround(
        std::clamp(std::min(size.width / 95.0, size.height / 60.0), least_font_px, 40.0)));
    for (int font_px = wanted; font_px >= least_font_px; --font_px) {
        PictureLayout candidate = place(size, font_px);
        if (fits(candidate)) {
            return candidate;
        }
    }
    PictureSize larger = size;
    while (!fits(place(larger, least_font_px)) && larger.height < 100'000) {
        larger.width += larger.width < 800 ? 20 : 0;
        larger.height += 20;
    }
    throw InputError{{"", 0, "--width, --height"},
                     "a picture of " + std::to_string(size.width) + " x " +
                         std::to_string(size.height) + " cannot hold its texts and legend",
                     "at least " + std::to_string(larger.width) + " x " +
                         std::to_string(larger.height),
                     "make it larger or show fewer --layers"};
}

Camera MapPicture::camera(const PictureLayout& layout) const {
    return Camera::fit(extent_, layout.map,
                       std::min(1.2 * layout.margin_px, 0.1 * layout.map.width()));
}

void MapPicture::paint_map(QPainter& painter, const PictureLayout& layout, std::size_t pane) const {
    const QRectF map = pane_rect(layout, pane);
    const Camera view = camera(layout).with_viewport(map);
    painter.save();
    painter.setClipRect(map);
    painter.fillRect(map, theme_.background);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& layer : panes_[pane].layers) {
        painter.save();
        layer->paint(painter, view, theme_);
        painter.restore();
    }
    const ScaleBar bar = ScaleBar::fitting(0.22 * map.width() * view.metres_per_pixel());
    draw_scale_bar(painter, bar, view,
                   map.bottomLeft() + QPointF{layout.margin_px, -layout.margin_px}, layout.font_px,
                   theme_);
    painter.restore();
}

void MapPicture::paint_page(QPainter& painter, const PictureLayout& at) const {
    const QFont body = map_font(at.font_px);
    const QFont small = map_font(0.85 * at.font_px);
    const QFont heading = map_font(title_ratio * at.font_px, true);
    const QFont bold = map_font(at.font_px, true);
    draw_lines(painter, heading, at.title_lines, at.title.topLeft(), theme_.ink);
    const double below_title = lines_height(heading, at.title_lines) + title_gap * at.font_px;
    draw_lines(painter, body, at.subtitle_lines, at.title.topLeft() + QPointF{0, below_title},
               theme_.soft_ink);
    for (std::size_t pane = 0; pane < panes_.size() && at.caption_px > 0; ++pane) {
        const QRectF map = pane_rect(at, pane);
        const QString caption =
            QFontMetricsF{bold}.elidedText(panes_[pane].caption, Qt::ElideRight, map.width());
        draw_lines(painter, bold, {caption}, map.topLeft() - QPointF{0, 1.2 * line_height(bold)},
                   theme_.ink);
    }
    LegendColumn{legends(), at.font_px, at.legend.width()}.paint(painter, at.legend.topLeft(),
                                                                 theme_);
    draw_lines(painter, small, at.provenance_lines, at.footer.topLeft(), theme_.soft_ink);
}

QStringList MapPicture::words() const {
    QStringList words{text_.title, text_.subtitle};
    for (const Pane& pane : panes_) {
        words << pane.caption;
    }
    for (const Legend& legend : legends()) {
        words << legend.title;
        for (const LegendEntry& entry : legend.entries) {
            words << entry.text;
        }
    }
    words << text_.provenance;
    words.removeAll(QString{});
    return words;
}

QImage MapPicture::render(const PictureSize& size) const {
    require_map_font();
    const PictureLayout at = layout(size);
    QImage image{size.width * size.scale, size.height * size.scale,
                 QImage::Format_ARGB32_Premultiplied};
    if (image.isNull()) {
        throw std::bad_alloc{};
    }
    image.setDevicePixelRatio(size.scale);
    image.fill(theme_.page);
    QPainter painter{&image};
    for (std::size_t pane = 0; pane < panes_.size(); ++pane) {
        paint_map(painter, at, pane);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen{theme_.frame, 1});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(pane_rect(at, pane));
    }
    paint_page(painter, at);
    painter.end();
    return image;
}

} // namespace cityproof::gui
