// SPDX-License-Identifier: Apache-2.0
#include "gui/look/palette.hpp"

#include "gui/map/text.hpp"

#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

namespace cityproof::gui {

namespace {

constexpr int font_px = 13;

/// Fusion, with boxes to tick that are outlined in the colour of the text: Fusion darkens the
/// window's colour for them, which is invisible on dark ground.
class LookStyle : public QProxyStyle {
  public:
    LookStyle() : QProxyStyle{QStyleFactory::create(QStringLiteral("Fusion"))} {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        const QRectF box = QRectF{option->rect}.adjusted(0.5, 0.5, -0.5, -0.5);
        const bool enabled = option->state.testFlag(State_Enabled);
        const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen{option->palette.color(group, QPalette::Text), 1});
        painter->setBrush(option->palette.color(group, QPalette::Base));
        painter->drawRoundedRect(box, 2, 2);
        if (option->state.testFlag(State_On)) {
            const double w = box.width();
            painter->setPen(QPen{option->palette.color(group, QPalette::Text), w / 7, Qt::SolidLine,
                                 Qt::RoundCap, Qt::RoundJoin});
            painter->drawPolyline(QPolygonF{{box.topLeft() + QPointF{0.22 * w, 0.52 * w},
                                             box.topLeft() + QPointF{0.43 * w, 0.73 * w},
                                             box.topLeft() + QPointF{0.78 * w, 0.27 * w}}});
        }
        painter->restore();
    }
};

} // namespace

QPalette window_palette(const Theme& theme) {
    const QColor window = theme.dark ? QColor{0x1E2429} : QColor{0xF3F1EC};
    const QColor base = theme.dark ? QColor{0x14181C} : QColor{0xFFFFFF};
    const QColor button = theme.dark ? QColor{0x2B333A} : QColor{0xE9E6DF};
    const QColor accent = theme.dark ? QColor{0x4C9BD6} : QColor{0x0A5F99};
    const QColor faint = theme.dark ? QColor{0x8C969F} : QColor{0x6A7178};

    QPalette palette{button, window};
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, theme.dark ? QColor{0x1A1F24} : QColor{0xF7F5F1});
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::BrightText, theme.failed);
    palette.setColor(QPalette::Light, theme.dark ? QColor{0x3A444C} : QColor{0xFFFFFF});
    palette.setColor(QPalette::Midlight, theme.dark ? QColor{0x333C44} : QColor{0xF1EEE8});
    palette.setColor(QPalette::Mid, theme.dark ? QColor{0x55616B} : QColor{0xB4AEA3});
    palette.setColor(QPalette::Dark, theme.dark ? QColor{0x5B6771} : QColor{0x9A948A});
    palette.setColor(QPalette::Shadow, theme.dark ? QColor{0x05070A} : QColor{0x6A655D});
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, theme.dark ? QColor{0x0B0D10} : QColor{0xFFFFFF});
    palette.setColor(QPalette::Link, theme.dark ? QColor{0x7CC0F0} : QColor{0x0A5F99});
    palette.setColor(QPalette::LinkVisited, theme.dark ? QColor{0xC9A6E8} : QColor{0x66298A});
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, theme.ink);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, button);
    return palette;
}

void apply_look(const Theme& theme) {
    QApplication::setStyle(new LookStyle);
    const QPalette palette = window_palette(theme);
    QApplication::setPalette(palette);
    QApplication::setFont(map_font(font_px));
    QToolTip::setPalette(palette);
    QToolTip::setFont(map_font(font_px));
}

} // namespace cityproof::gui
