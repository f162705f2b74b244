// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/legend.hpp"

#include <QWidget>

namespace cityproof::gui {

/// The legend of the map, as high as it needs for the width that it gets.
class LegendView : public QWidget {
    Q_OBJECT

  public:
    explicit LegendView(QWidget* parent = nullptr);

    void set_legends(std::vector<Legend> legends, const Theme& theme);

    const std::vector<Legend>& legends() const { return legends_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fit_height();

    std::vector<Legend> legends_;
    Theme theme_ = Theme::light();
};

} // namespace cityproof::gui
