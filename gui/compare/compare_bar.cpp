// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/compare_bar.hpp"

#include "gui/data/typed_limits.hpp"
#include "gui/map/text.hpp"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace cityproof::gui {

CompareBar::CompareBar(QWidget* parent)
    : QWidget{parent},
      channel_{new QComboBox{this}},
      arm_{new QComboBox{this}},
      arm_name_{new QLabel{tr("&Arm"), this}},
      seed_{new QComboBox{this}},
      seed_name_{new QLabel{tr("&Seed"), this}},
      of_range_{new QCheckBox{tr("mean over the &range"), this}},
      of_seeds_{new QCheckBox{tr("mean of a&ll seeds"), this}},
      limits_name_{new QLabel{tr("Limits"), this}},
      limits_{new QLineEdit{this}},
      limits_problem_{new QLabel{this}},
      export_{new QPushButton{tr("E&xport…"), this}},
      close_{new QPushButton{tr("&Close"), this}} {
    modes_ = {{{CompareMode::side_by_side,
                add_mode(CompareMode::side_by_side, tr("Side by side"), tr("A left, B right"))},
               {CompareMode::swipe, add_mode(CompareMode::swipe, tr("Swipe"),
                                             tr("One map: A left of a divider, B right of it"))},
               {CompareMode::difference,
                add_mode(CompareMode::difference, tr("Difference"), tr("One map of B minus A"))}}};
    channel_->setAccessibleName(tr("Channel that is compared"));
    channel_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    channel_->setMinimumContentsLength(16);
    arm_->setAccessibleName(tr("Arm of the study"));
    arm_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    arm_->setMinimumContentsLength(12);
    arm_name_->setBuddy(arm_);
    seed_->setAccessibleName(tr("Seed of the two runs that are shown"));
    seed_name_->setBuddy(seed_);
    of_range_->setAccessibleName(tr("Difference of means over the range"));
    of_seeds_->setAccessibleName(tr("Mean of the differences of all seeds"));
    export_->setAccessibleName(tr("Write these maps to a file"));
    close_->setAccessibleName(tr("Close the comparison"));
    of_range_->setToolTip(tr("The difference of the means over the range of the time bar, or over "
                             "the whole run; else of the shown moment"));
    of_seeds_->setToolTip(tr("The mean of the differences of all pairs of runs with one seed"));
    export_->setToolTip(tr("Write these maps to a file (PNG, SVG)"));
    close_->setToolTip(tr("Show run A alone"));

    limits_->setAccessibleName(tr("Class limits of the difference"));
    limits_->setPlaceholderText(tr("auto", "class limits come from the data"));
    limits_->setMaximumWidth(140);
    limits_name_->setBuddy(limits_);
    limits_problem_->setWordWrap(true);
    show_limits_problem({});

    auto* top = new QHBoxLayout;
    for (const auto& [mode, button] : modes_) {
        top->addWidget(button);
    }
    top->addStretch(1);
    top->addWidget(arm_name_);
    top->addWidget(arm_);
    top->addWidget(seed_name_);
    top->addWidget(seed_);
    top->addWidget(export_);
    top->addWidget(close_);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(channel_);
    bottom->addWidget(of_range_);
    bottom->addWidget(of_seeds_);
    bottom->addStretch(1);
    bottom->addWidget(limits_name_);
    bottom->addWidget(limits_);
    auto* rows = new QVBoxLayout{this};
    rows->setContentsMargins(6, 4, 6, 4);
    rows->setSpacing(4);
    rows->addLayout(top);
    rows->addLayout(bottom);
    rows->addWidget(limits_problem_);

    connect(channel_, &QComboBox::activated, this,
            [this] { emit channel_chosen(QString::fromStdString(channel())); });
    connect(channel_, &QComboBox::currentIndexChanged, this, &CompareBar::show_limits);
    connect(limits_, &QLineEdit::editingFinished, this, &CompareBar::take_limits);
    connect(arm_, &QComboBox::activated, this, &CompareBar::arm_chosen);
    connect(seed_, &QComboBox::activated, this, &CompareBar::pair_chosen);
    connect(of_range_, &QCheckBox::toggled, this, &CompareBar::mean_changed);
    connect(of_seeds_, &QCheckBox::toggled, this, &CompareBar::mean_changed);
    connect(export_, &QPushButton::clicked, this, &CompareBar::export_wanted);
    connect(close_, &QPushButton::clicked, this, &CompareBar::close_wanted);
}

QToolButton* CompareBar::add_mode(CompareMode mode, const QString& text, const QString& tip) {
    auto* button = new QToolButton{this};
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this, mode] { emit mode_chosen(mode); });
    return button;
}

QToolButton* CompareBar::mode_button(CompareMode mode) const {
    for (const auto& [one, button] : modes_) {
        if (one == mode) {
            return button;
        }
    }
    return nullptr;
}

void CompareBar::set_mode(CompareMode mode) {
    for (const auto& [one, button] : modes_) {
        button->setChecked(one == mode);
    }
    of_range_->setEnabled(mode == CompareMode::difference);
    of_seeds_->setEnabled(mode == CompareMode::difference);
    limits_->setEnabled(mode == CompareMode::difference);
    show_limits();
}

void CompareBar::set_channels(const std::vector<std::pair<std::string, QString>>& channels,
                              const std::string& chosen) {
    channel_->clear();
    for (const auto& [name, title] : channels) {
        channel_->addItem(title, QString::fromStdString(name));
    }
    choose_channel(chosen);
}

void CompareBar::choose_channel(const std::string& channel) {
    const int row = channel_->findData(QString::fromStdString(channel));
    if (row >= 0) {
        channel_->setCurrentIndex(row);
    }
}

void CompareBar::set_arms(const std::vector<ComparedRuns>& arms, std::size_t arm,
                          std::size_t pair) {
    arm_->clear();
    for (const ComparedRuns& one : arms) {
        arm_->addItem(plain_text(one.name));
        arm_->setItemData(arm_->count() - 1, plain_text(one.name), Qt::ToolTipRole);
    }
    arm_->setCurrentIndex(static_cast<int>(arm));
    arm_->setToolTip(plain_text(arms.at(arm).name));
    seed_->clear();
    for (const RunPair& one : arms.at(arm).pairs) {
        seed_->addItem(plain_text(one.seed));
    }
    seed_->setCurrentIndex(static_cast<int>(pair));
    const std::size_t pairs = arms[arm].pairs.size();
    for (QWidget* widget : std::initializer_list<QWidget*>{arm_, arm_name_}) {
        widget->setVisible(arms.size() > 1);
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{seed_, seed_name_, of_seeds_}) {
        widget->setVisible(pairs > 1);
    }
    of_seeds_->setText(tr("mean of a&ll %1 seeds").arg(pairs));
}

void CompareBar::show_limits() {
    limits_->setText(limits_text(limits_of(channel())));
    show_limits_problem({});
}

/// What cannot be used stays in the field, and the classes as they were.
void CompareBar::take_limits() {
    const TypedLimits typed = read_limits(limits_->text(), true);
    show_limits_problem(typed.problem);
    if (typed.problem.isEmpty() && typed.limits != limits_of(channel())) {
        typed_limits_[channel()] = typed.limits;
        emit limits_changed();
    }
}

void CompareBar::show_limits_problem(const QString& problem) {
    const QString wrong = problem.isEmpty() ? QString{} : tr("Class limits: %1.").arg(problem);
    limits_problem_->setText(wrong);
    limits_problem_->setVisible(!wrong.isEmpty());
    limits_->setToolTip(wrong.isEmpty()
                            ? tr("At most 3 positive numbers in the legend's unit, ascending, "
                                 "separated by commas: \"2, 5\" means −5, −2, 2 and 5. Empty: from "
                                 "the data")
                            : wrong);
    limits_->setAccessibleDescription(limits_->toolTip());
}

std::vector<double> CompareBar::limits_of(const std::string& channel) const {
    const auto found = typed_limits_.find(channel);
    return found == typed_limits_.end() ? std::vector<double>{} : found->second;
}

std::string CompareBar::channel() const {
    return channel_->currentData().toString().toStdString();
}

bool CompareBar::wants_mean_of_range() const {
    return of_range_->isChecked();
}

bool CompareBar::wants_all_seeds() const {
    return of_seeds_->isChecked() && seed_->count() > 1;
}

} // namespace cityproof::gui
