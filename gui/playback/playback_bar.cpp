// SPDX-License-Identifier: Apache-2.0
#include "gui/playback/playback_bar.hpp"

#include "gui/look/menu_letters.hpp"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace cityproof::gui {

PlaybackBar::PlaybackBar(Playback& playback, QWidget* parent)
    : QWidget{parent},
      playback_{playback} {
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    connect(add_button(Glyph::first, tr("First moment"), tr("First moment (Home)")),
            &QToolButton::clicked, &playback_, &Playback::to_first);
    connect(add_button(Glyph::back, tr("Step back"), tr("One recorded moment back (,)")),
            &QToolButton::clicked, &playback_, [this] { playback_.step(-1); });
    play_ = add_button(Glyph::play, tr("Play"), tr("Play or pause (Space)"));
    connect(play_, &QToolButton::clicked, &playback_, &Playback::toggle);
    connect(add_button(Glyph::forward, tr("Step forward"), tr("One recorded moment on (.)")),
            &QToolButton::clicked, &playback_, [this] { playback_.step(1); });
    connect(add_button(Glyph::last, tr("Last moment"), tr("Last moment (End)")),
            &QToolButton::clicked, &playback_, &Playback::to_last);

    slider_ = new QSlider{Qt::Horizontal, this};
    slider_->setAccessibleName(tr("Time"));
    slider_->setMinimumWidth(120);
    connect(slider_, &QSlider::valueChanged, this, [this](int index) {
        playback_.go_to_index(static_cast<std::size_t>(std::max(0, index)));
    });
    row->addWidget(slider_, 1);
    time_ = new QLabel{this};
    time_->setAccessibleName(tr("Shown moment"));
    row->addWidget(time_);

    rate_ = new QComboBox{this};
    rate_->setAccessibleName(tr("Speed"));
    rate_->setToolTip(tr("Time of the run in a second ([ and ])"));
    add_rates();
    row->addWidget(rate_);
    loop_ = add_button(Glyph::loop, tr("Loop"), tr("Begin anew at the end"));
    loop_->setCheckable(true);
    connect(loop_, &QToolButton::toggled, &playback_, &Playback::set_loops);
    range_ = new QToolButton{this};
    range_->setText(tr("Range"));
    range_->setAccessibleName(tr("Range"));
    range_->setToolTip(tr("Play a part of the run"));
    range_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu{range_};
    connect(menu->addAction(tr("From here")), &QAction::triggered, this,
            &PlaybackBar::range_from_here);
    connect(menu->addAction(tr("Up to here")), &QAction::triggered, this,
            &PlaybackBar::range_to_here);
    connect(menu->addAction(tr("The whole run")), &QAction::triggered, &playback_,
            [this] { playback_.set_range(std::nullopt); });
    give_letters(*menu);
    range_->setMenu(menu);
    row->addWidget(range_);
    live_ = add_button(Glyph::live, tr("Live"), tr("Follow the end of a run that goes on"));
    live_->setText(tr("Live"));
    live_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    live_->setCheckable(true);
    connect(live_, &QToolButton::toggled, &playback_, &Playback::set_following);

    connect(&playback_, &Playback::time_changed, this, &PlaybackBar::show_time);
    connect(&playback_, &Playback::moments_changed, this, &PlaybackBar::show_moments);
    connect(&playback_, &Playback::playing_changed, this, &PlaybackBar::draw_icons);
    connect(&playback_, &Playback::following_changed, live_, &QToolButton::setChecked);
    connect(&playback_, &Playback::rate_changed, this,
            [this](double rate) { rate_->setCurrentIndex(rate_->findData(rate)); });
    set_growing(false);
    show_moments();
    draw_icons();
}

QToolButton* PlaybackBar::add_button(Glyph glyph, const QString& name, const QString& tip) {
    auto* button = new QToolButton{this};
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::StrongFocus);
    buttons_.emplace_back(button, glyph);
    layout()->addWidget(button);
    return button;
}

void PlaybackBar::add_rates() {
    for (const double rate : Playback::usual_rates()) {
        const QString text = rate >= 3600 ? tr("%1 h/s").arg(rate / 3600)
                             : rate >= 60 ? tr("%1 min/s").arg(rate / 60)
                                          : tr("%1 s/s").arg(rate);
        rate_->addItem(text, rate);
    }
    rate_->setCurrentIndex(rate_->findData(playback_.rate()));
    connect(rate_, &QComboBox::activated, this,
            [this] { playback_.set_rate(rate_->currentData().toDouble()); });
}

void PlaybackBar::set_clock(const RunClock& clock) {
    clock_ = clock;
    show_moments();
}

void PlaybackBar::set_growing(bool growing) {
    live_->setEnabled(growing);
    if (!growing) {
        live_->setChecked(false);
    }
}

QString PlaybackBar::clock_text() const {
    return time_->text();
}

void PlaybackBar::show_moments() {
    {
        const QSignalBlocker quiet{slider_};
        slider_->setRange(0, std::max(0, static_cast<int>(playback_.moment_count()) - 1));
        slider_->setPageStep(std::max(1, static_cast<int>(playback_.moment_count()) / 20));
    }
    setEnabled(!playback_.is_empty());
    range_->setText(playback_.has_range()
                        ? tr("%1 – %2").arg(clock_.short_text(playback_.first_s()),
                                            clock_.short_text(playback_.last_s()))
                        : tr("Range"));
    show_time();
}

void PlaybackBar::show_time() {
    const QSignalBlocker quiet{slider_};
    slider_->setValue(static_cast<int>(playback_.index()));
    const QString text = playback_.is_empty() ? tr("no moments") : clock_.text(playback_.time_s());
    time_->setText(text);
    slider_->setAccessibleDescription(text);
    // The longest text that was shown keeps its room: the slider must not jump while playing.
    time_->setMinimumWidth(std::max(time_->minimumWidth(), time_->sizeHint().width()));
}

void PlaybackBar::range_from_here() {
    playback_.set_range(std::pair{playback_.time_s(), playback_.last_s()});
}

void PlaybackBar::range_to_here() {
    playback_.set_range(std::pair{playback_.first_s(), playback_.time_s()});
}

void PlaybackBar::draw_icons() {
    const QColor ink = palette().color(QPalette::ButtonText);
    for (const auto& [button, glyph] : buttons_) {
        button->setIcon(glyph_icon(glyph, ink));
    }
    if (playback_.is_playing()) {
        play_->setIcon(glyph_icon(Glyph::pause, ink));
    }
    play_->setAccessibleName(playback_.is_playing() ? tr("Pause") : tr("Play"));
}

void PlaybackBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && live_ != nullptr) {
        draw_icons();
    }
    QWidget::changeEvent(event);
}

} // namespace cityproof::gui
