// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/theme.hpp"

#include <QPainter>
#include <QString>

#include <vector>

namespace cityproof::gui {

/// How an entry of a legend, and the thing on the map, is drawn.
enum class Symbol { line, dotted_line, area, dot, square, triangle, cross };

/// One line of a legend: a sample and what it means.
struct LegendEntry {
    Symbol symbol = Symbol::line;
    QColor fill;
    QColor edge;         ///< casing or outline
    double width_px = 3; ///< of a line, or the radius of a point symbol
    QString text;
};

/// What a layer says about its colours and symbols. The title ends with the unit where there is
/// one.
struct Legend {
    QString title; ///< may be empty: the entries stand for themselves
    std::vector<LegendEntry> entries;
};

/// Draws one point symbol; the legend and the map use the same function so that they cannot differ.
void draw_symbol(QPainter& painter, Symbol symbol, QPointF centre, double radius_px,
                 const QColor& fill, const QColor& edge);

/// The legends of all layers, one below the other, in a column of a given width. Measured before it
/// is painted, so that the picture can give it the room it needs.
class LegendColumn {
  public:
    LegendColumn(std::vector<Legend> legends, double font_px, double width_px);
    LegendColumn(LegendColumn&&) = default;
    LegendColumn& operator=(LegendColumn&&) = default;

    double height_px() const;
    void paint(QPainter& painter, QPointF top_left, const Theme& theme) const;

  private:
    struct Row {
        QStringList lines;
        const LegendEntry* entry = nullptr; ///< nullptr: a title
        double top_px = 0;
    };

    void add_row(const QString& text, const LegendEntry* entry);

    std::vector<Legend> legends_;
    double font_px_;
    double width_px_;
    double sample_px_;
    std::vector<Row> rows_;
    double height_px_ = 0;
};

} // namespace cityproof::gui
