// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/theme.hpp"

#include <QWidget>

namespace cityproof::gui {

/// The divider between two maps that lie on each other: dragged with the mouse, moved with the
/// left and right arrow keys (with Shift further).
class SwipeHandle : public QWidget {
    Q_OBJECT

  public:
    explicit SwipeHandle(QWidget* parent = nullptr);

    void set_theme(const Theme& theme);
    /// Where it is, as a share of the width of its parent, for those who cannot see it.
    void set_share(double share);

    static constexpr int width_px = 28; ///< of what can be grasped; the line is in its middle

  signals:
    /// It is to move by so many pixels.
    void moved(double by_px);
    void stepped(double by_share);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    Theme theme_ = Theme::light();
    double grasped_px_ = 0;
};

} // namespace cityproof::gui
