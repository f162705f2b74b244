// SPDX-License-Identifier: Apache-2.0
#include "gui/window/legend_view.hpp"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {
constexpr double font_px = 12;
constexpr double margin_px = 8;
} // namespace

LegendView::LegendView(QWidget* parent) : QWidget{parent} {
    setAccessibleName(tr("Legend"));
}

void LegendView::set_legends(std::vector<Legend> legends, const Theme& theme) {
    legends_ = std::move(legends);
    theme_ = theme;
    QStringList words;
    for (const Legend& legend : legends_) {
        words << legend.title;
        for (const LegendEntry& entry : legend.entries) {
            words << entry.text;
        }
    }
    words.removeAll(QString{});
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    fit_height();
    update();
}

void LegendView::fit_height() {
    const LegendColumn column{legends_, font_px, std::max(1.0, width() - 2 * margin_px)};
    setMinimumHeight(static_cast<int>(std::ceil(column.height_px() + 2 * margin_px)));
}

void LegendView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit_height();
}

void LegendView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter{this};
    // The colours of classes are made for the map's ground.
    painter.fillRect(rect(), theme_.background);
    LegendColumn{legends_, font_px, std::max(1.0, width() - 2 * margin_px)}.paint(
        painter, {margin_px, margin_px}, theme_);
}

} // namespace cityproof::gui
