// SPDX-License-Identifier: Apache-2.0
#include "gui/map/legend.hpp"

#include "gui/map/text.hpp"

#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {

void draw_sample(QPainter& painter, const LegendEntry& entry, const QRectF& box) {
    const QPointF left{box.left() + 3, box.center().y()};
    const QPointF right{box.right() - 3, box.center().y()};
    switch (entry.symbol) {
    case Symbol::line:
        painter.setPen(QPen{entry.edge, entry.width_px + 2, Qt::SolidLine, Qt::RoundCap});
        painter.drawLine(left, right);
        painter.setPen(QPen{entry.fill, entry.width_px, Qt::SolidLine, Qt::RoundCap});
        painter.drawLine(left, right);
        break;
    case Symbol::dotted_line:
        painter.setPen(QPen{entry.fill, entry.width_px, Qt::DotLine, Qt::FlatCap});
        painter.drawLine(left, right);
        break;
    case Symbol::area:
        painter.setPen(QPen{entry.edge, 1});
        painter.setBrush(entry.fill);
        painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5));
        break;
    default:
        draw_symbol(painter, entry.symbol, box.center(), entry.width_px, entry.fill, entry.edge);
    }
}

} // namespace

void draw_symbol(QPainter& painter, Symbol symbol, QPointF centre, double radius_px,
                 const QColor& fill, const QColor& edge) {
    painter.setPen(QPen{edge, 1});
    painter.setBrush(fill);
    const double r = radius_px;
    switch (symbol) {
    case Symbol::square:
        painter.drawRect(QRectF{centre.x() - r, centre.y() - r, 2 * r, 2 * r});
        break;
    case Symbol::triangle:
        painter.drawPolygon(QPolygonF{{{centre.x(), centre.y() - 1.15 * r},
                                       {centre.x() + 1.1 * r, centre.y() + 0.85 * r},
                                       {centre.x() - 1.1 * r, centre.y() + 0.85 * r}}});
        break;
    case Symbol::cross:
        // Shape as well as colour: what has failed is found in black and white too.
        for (const auto& [color, width] :
             {std::pair{edge, 0.75 * r + 3}, std::pair{fill, 0.75 * r}}) {
            painter.setPen(QPen{color, width, Qt::SolidLine, Qt::RoundCap});
            painter.drawLine(QPointF{centre.x() - r, centre.y() - r},
                             QPointF{centre.x() + r, centre.y() + r});
            painter.drawLine(QPointF{centre.x() - r, centre.y() + r},
                             QPointF{centre.x() + r, centre.y() - r});
        }
        break;
    default:
        painter.drawEllipse(centre, r, r);
    }
}

LegendColumn::LegendColumn(std::vector<Legend> legends, double font_px, double width_px)
    : legends_{std::move(legends)},
      font_px_{font_px},
      width_px_{width_px},
      sample_px_{2.4 * font_px} {
    bool first = true;
    bool after_group = false;
    for (const Legend& legend : legends_) {
        if (legend.entries.empty()) {
            continue;
        }
        // Untitled legends of one entry follow each other closely: together they explain the base
        // map.
        if (!first && (!legend.title.isEmpty() || after_group)) {
            height_px_ += 0.8 * font_px_;
        }
        first = false;
        after_group = !legend.title.isEmpty();
        if (after_group) {
            add_row(legend.title, nullptr);
            height_px_ += 0.25 * font_px_;
        }
        for (const LegendEntry& entry : legend.entries) {
            add_row(entry.text, &entry);
        }
    }
}

void LegendColumn::add_row(const QString& text, const LegendEntry* entry) {
    const bool is_title = entry == nullptr;
    const QFont font = map_font(font_px_, is_title);
    const double indent = is_title ? 0 : sample_px_ + 0.6 * font_px_;
    QStringList lines = wrap_text(font, text, std::max(1.0, width_px_ - indent));
    const auto count = static_cast<double>(std::max<qsizetype>(1, lines.size()));
    rows_.push_back({std::move(lines), entry, height_px_});
    height_px_ += count * line_height(font) + (is_title ? 0 : 0.2 * font_px_);
}

double LegendColumn::height_px() const {
    return height_px_;
}

void LegendColumn::paint(QPainter& painter, QPointF top_left, const Theme& theme) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Row& row : rows_) {
        const QPointF origin = top_left + QPointF{0, row.top_px};
        const QFont font = map_font(font_px_, row.entry == nullptr);
        if (row.entry != nullptr) {
            const double line = line_height(font);
            draw_sample(painter, *row.entry,
                        {origin.x(), origin.y() + (line - font_px_) / 2, sample_px_, font_px_});
        }
        const QPointF indent{row.entry == nullptr ? 0 : sample_px_ + 0.6 * font_px_, 0};
        draw_lines(painter, font, row.lines, origin + indent, theme.ink);
    }
    painter.restore();
}

} // namespace cityproof::gui
