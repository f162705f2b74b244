// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "gui/look/icons.hpp"
#include "gui/playback/playback.hpp"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace cityproof::gui {

/// The buttons and the slider of a Playback, and the clock on the city's walls.
class PlaybackBar : public QWidget {
    Q_OBJECT

  public:
    /// `playback` outlives the bar.
    explicit PlaybackBar(Playback& playback, QWidget* parent = nullptr);

    void set_clock(const RunClock& clock);
    /// Whether a run is writing the file: the live button can be used.
    void set_growing(bool growing);

    QString clock_text() const;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QToolButton* add_button(Glyph glyph, const QString& name, const QString& tip);
    void add_rates();
    void show_moments();
    void show_time();
    void draw_icons();
    void range_from_here();
    void range_to_here();

    Playback& playback_;
    RunClock clock_{"", ""};
    std::vector<std::pair<QToolButton*, Glyph>> buttons_;
    QToolButton* play_ = nullptr;
    QToolButton* loop_ = nullptr;
    QToolButton* live_ = nullptr;
    QToolButton* range_ = nullptr;
    QSlider* slider_ = nullptr;
    QLabel* time_ = nullptr;
    QComboBox* rate_ = nullptr;
};

} // namespace cityproof::gui
