// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/content/map_content.hpp"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace cityproof::gui {

class LegendView;

/// Which layers the map shows, what colours them, and the legend.
class LayersPanel : public QWidget {
    Q_OBJECT

  public:
    /// `content` outlives the panel, which changes it.
    explicit LayersPanel(MapContent& content, QWidget* parent = nullptr);

    /// Another run: the list is made anew.
    void show_run();
    void show_legend(const Theme& theme);
    /// Puts a layer's settings below the list.
    void choose(const std::string& table);

    QTreeWidget* list() const { return list_; }

    QComboBox* channel_box() const { return channel_; }

    QLineEdit* limits_line() const { return limits_; }

    LegendView* legend() const { return legend_; }

    /// The chosen table; empty when there is none.
    std::string current() const;

  signals:
    /// Layers, their colours or classes are others now.
    void changed();
    /// Classes are to be taken from the data anew.
    void fit_wanted();

  private:
    void show_settings();
    void take_channel();
    void take_limits();

    MapContent& content_;
    QTreeWidget* list_;
    QLabel* of_layer_;
    QComboBox* channel_;
    QLineEdit* limits_;
    QLabel* problem_;
    LegendView* legend_;
    bool filling_ = false;
};

} // namespace cityproof::gui
