// SPDX-License-Identifier: Apache-2.0
#include "gui/look/icons.hpp"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace cityproof::gui {

namespace {

QPainterPath triangle(double left, double right) {
    QPainterPath path;
    path.moveTo(left, 3);
    path.lineTo(right, 8);
    path.lineTo(left, 13);
    path.closeSubpath();
    return path;
}

QPainterPath bar(double left) {
    QPainterPath path;
    path.addRect(left, 3, 2.2, 10);
    return path;
}

/// Filled parts, in a square of 16.
QPainterPath filled(Glyph glyph) {
    switch (glyph) {
    case Glyph::first:
        return bar(2).united(triangle(13.5, 5));
    case Glyph::back:
        return bar(11).united(triangle(9.5, 2.5));
    case Glyph::play:
        return triangle(4, 13.5);
    case Glyph::pause:
        return bar(4).united(bar(9.8));
    case Glyph::forward:
        return bar(2.8).united(triangle(6.5, 13.5));
    case Glyph::last:
        return bar(11.8).united(triangle(2.5, 11));
    case Glyph::live: {
        QPainterPath path;
        path.addEllipse(QPointF{8, 8}, 4, 4);
        return path;
    }
    default:
        return {};
    }
}

/// Lines, in a square of 16.
QPainterPath lines(Glyph glyph) {
    QPainterPath path;
    switch (glyph) {
    case Glyph::loop:
        path.arcMoveTo(3, 3, 10, 10, 60);
        path.arcTo(3, 3, 10, 10, 60, 300);
        path.moveTo(13, 3);
        path.lineTo(13, 8);
        path.lineTo(8.5, 7);
        break;
    case Glyph::fit:
        for (const auto& [x, y, dx, dy] :
             {std::tuple{2.5, 2.5, 1, 1}, std::tuple{13.5, 2.5, -1, 1},
              std::tuple{2.5, 13.5, 1, -1}, std::tuple{13.5, 13.5, -1, -1}}) {
            path.moveTo(x + 3.5 * dx, y);
            path.lineTo(x, y);
            path.lineTo(x, y + 3.5 * dy);
        }
        break;
    case Glyph::find:
        path.addEllipse(QPointF{6.8, 6.8}, 4.2, 4.2);
        path.moveTo(10, 10);
        path.lineTo(14, 14);
        break;
    case Glyph::plus:
        path.moveTo(8, 3);
        path.lineTo(8, 13);
        [[fallthrough]];
    case Glyph::minus:
        path.moveTo(3, 8);
        path.lineTo(13, 8);
        break;
    default:
        break;
    }
    return path;
}

class GlyphEngine : public QIconEngine {
  public:
    GlyphEngine(Glyph glyph, QColor ink) : glyph_{glyph}, ink_{ink} {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
               QIcon::State /*state*/) override {
        QColor ink = ink_;
        ink.setAlpha(mode == QIcon::Disabled ? 90 : 255);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16.0, rect.height() / 16.0);
        painter->fillPath(filled(glyph_), ink);
        painter->strokePath(lines(glyph_),
                            QPen{ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture{size};
        picture.fill(Qt::transparent);
        QPainter painter{&picture};
        paint(&painter, QRect{QPoint{0, 0}, size}, mode, state);
        return picture;
    }

    QIconEngine* clone() const override { return new GlyphEngine{glyph_, ink_}; }

  private:
    Glyph glyph_;
    QColor ink_;
};

} // namespace

QIcon glyph_icon(Glyph glyph, const QColor& ink) {
    return QIcon{new GlyphEngine{glyph, ink}};
}

} // namespace cityproof::gui
