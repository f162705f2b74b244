// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/swipe_handle.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace cityproof::gui {

namespace {

constexpr double step = 0.02;      ///< of the map, for an arrow key
constexpr double large_step = 0.1; ///< with Shift

} // namespace

SwipeHandle::SwipeHandle(QWidget* parent) : QWidget{parent} {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SplitHCursor);
    setAccessibleName(tr("Divider between A and B"));
    setToolTip(tr("Drag it, or use the arrow keys: A is on its left, B on its right"));
}

void SwipeHandle::set_theme(const Theme& theme) {
    theme_ = theme;
    update();
}

void SwipeHandle::set_share(double share) {
    setAccessibleDescription(tr("A fills %1 percent of the map. Arrow keys move the divider.")
                                 .arg(static_cast<int>(std::lround(100 * share))));
}

void SwipeHandle::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const double x = width() / 2.0;
    painter.setPen(QPen{theme_.background, 5});
    painter.drawLine(QPointF{x, 0}, QPointF{x, static_cast<double>(height())});
    painter.setPen(QPen{theme_.ink, 2});
    painter.drawLine(QPointF{x, 0}, QPointF{x, static_cast<double>(height())});
    const QRectF grip{1.5, height() / 2.0 - 18, width() - 3.0, 36};
    painter.setBrush(hasFocus() ? theme_.ink : theme_.background);
    painter.setPen(QPen{theme_.ink, 1.5});
    painter.drawRoundedRect(grip, 5, 5);
    painter.setPen(QPen{hasFocus() ? theme_.background : theme_.ink, 2, Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin});
    painter.setBrush(Qt::NoBrush);
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip{x + side * 9, grip.center().y()};
        painter.drawPolyline(
            QPolygonF{{tip + QPointF{-side * 5, -6}, tip, tip + QPointF{-side * 5, 6}}});
    }
}

void SwipeHandle::mousePressEvent(QMouseEvent* event) {
    grasped_px_ = event->position().x();
    setFocus(Qt::MouseFocusReason);
}

void SwipeHandle::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        emit moved(event->position().x() - grasped_px_);
    }
}

void SwipeHandle::keyPressEvent(QKeyEvent* event) {
    const bool far = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Left) {
        emit stepped(far ? -large_step : -step);
    } else if (event->key() == Qt::Key_Right) {
        emit stepped(far ? large_step : step);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace cityproof::gui
