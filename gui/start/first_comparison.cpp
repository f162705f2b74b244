// SPDX-License-Identifier: Apache-2.0
#include "gui/start/first_comparison.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace cityproof::gui {
namespace {

constexpr int narrowest_px = 215;

} // namespace

FirstComparison::FirstComparison(QWidget* parent)
    : QWidget{parent},
      scroll_{new QScrollArea{this}},
      end_{new QLabel} {
    setMinimumWidth(narrowest_px);
    auto* around = new QVBoxLayout{this};
    around->setContentsMargins(0, 0, 0, 0);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget{scroll_};
    auto* grid = new QGridLayout{page};
    grid->setColumnStretch(1, 1);
    around->addWidget(scroll_);
    scroll_->setWidget(page);
    add_row(GuideStep::demo, tr("Open the demo city"),
            tr("An invented town. Its runs are made the first time, which takes a few minutes."),
            tr("Open it"));
    add_row(GuideStep::play, tr("Watch the morning"),
            tr("Space plays and pauses. Colours are speeds, dots are vehicles."), tr("Play"));
    add_row(GuideStep::scenario, tr("Make it your own"),
            tr("A scenario says what is simulated. This opens a copy of the demo's, twenty "
               "minutes long so that it is quick."),
            tr("Open a copy"));
    add_row(GuideStep::policy, tr("Choose a measure"),
            tr("A policy is what is to be tested: here, signals that follow the queues. Change one "
               "of its numbers if you like."),
            tr("Add adaptive signals"));
    add_row(GuideStep::run, tr("Run it with and without"),
            tr("Three seeds: the same three mornings twice. One morning would be chance."),
            tr("Run baseline and policy"));
    add_row(
        GuideStep::verdict, tr("Read the verdict"),
        tr("The sentence above the key figures says what changed and how sure that is. On the map: "
           "where."),
        tr("Show the key figures"));
    add_row(GuideStep::report, tr("Take it with you"),
            tr("A page with tables, charts and a map that opens in any browser."),
            tr("Save the report…"));
    end_->setParent(page);
    end_->setWordWrap(true);
    end_->setText(tr("Done. The guide in Help (F1) goes on from here."));
    grid->addWidget(end_, grid->rowCount(), 0, 1, 2);
    grid->setRowStretch(grid->rowCount(), 1);
    show_state();
}

void FirstComparison::add_row(GuideStep step, const QString& title, const QString& words,
                              const QString& action) {
    QWidget* page = scroll_->widget();
    auto* grid = static_cast<QGridLayout*>(page->layout());
    Row row{new QLabel{page}, new QLabel{title, page}, new QLabel{words, page},
            new QPushButton{action, page}};
    QFont bold = row.title->font();
    bold.setBold(true);
    row.title->setFont(bold);
    row.title->setWordWrap(true);
    row.mark->setFont(bold);
    row.button->setAccessibleName(action);
    row.button->setAccessibleDescription(title);
    row.words->setWordWrap(true);
    const int at = grid->rowCount();
    grid->addWidget(row.mark, at, 0, Qt::AlignTop);
    grid->addWidget(row.title, at, 1);
    grid->addWidget(row.words, at + 1, 1);
    grid->addWidget(row.button, at + 2, 1, Qt::AlignLeft);
    grid->setRowMinimumHeight(at + 3, 6);
    rows_[step] = row;
    connect(row.button, &QPushButton::clicked, this, [this, step] { emit step_wanted(step); });
}

void FirstComparison::set_done(GuideStep step) {
    rows_.at(step).done = true;
    show_state();
}

bool FirstComparison::is_done(GuideStep step) const {
    return rows_.at(step).done;
}

std::optional<GuideStep> FirstComparison::next() const {
    const auto open = std::ranges::find_if(rows_, [](const auto& row) { return !row.second.done; });
    return open == rows_.end() ? std::nullopt : std::optional{open->first};
}

void FirstComparison::start_again() {
    for (auto& [step, row] : rows_) {
        row.done = false;
    }
    show_state();
}

void FirstComparison::show_state() {
    const std::optional<GuideStep> now = next();
    int number = 0;
    for (auto& [step, row] : rows_) {
        ++number;
        row.mark->setText(row.done ? QStringLiteral("✓") : QStringLiteral("%1.").arg(number));
        row.mark->setAccessibleName(row.done ? tr("done") : tr("to do"));
        row.words->setVisible(step == now);
        row.button->setDefault(step == now);
    }
    end_->setVisible(!now);
    if (now) {
        scroll_->widget()->layout()->activate();
        scroll_->ensureWidgetVisible(rows_.at(*now).button);
    }
}

} // namespace cityproof::gui
