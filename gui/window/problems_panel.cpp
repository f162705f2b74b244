// SPDX-License-Identifier: Apache-2.0
#include "gui/window/problems_panel.hpp"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QTime>
#include <QVBoxLayout>

namespace cityproof::gui {

namespace {
constexpr int sentence_role = Qt::UserRole;
constexpr int most_problems = 500;
} // namespace

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : QWidget{parent},
      list_{new QListWidget{this}},
      copy_{new QPushButton{tr("Copy"), this}},
      clear_{new QPushButton{tr("Clear"), this}} {
    list_->setAccessibleName(tr("Problems"));
    list_->setWordWrap(true);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    copy_->setAccessibleName(tr("Copy the problems"));
    clear_->setAccessibleName(tr("Clear the problems"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addWidget(clear_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(list_);
    column->addLayout(buttons);
    connect(copy_, &QPushButton::clicked, this, &ProblemsPanel::copy);
    connect(clear_, &QPushButton::clicked, this, &ProblemsPanel::clear);
}

void ProblemsPanel::add(const Problem& problem) {
    const QString sentence = QString::fromStdString(to_string(problem));
    for (int row = 0; row < list_->count(); ++row) {
        if (list_->item(row)->data(sentence_role).toString() == sentence) {
            return;
        }
    }
    const QString kind = problem.severity == Severity::error     ? tr("Error")
                         : problem.severity == Severity::warning ? tr("Warning")
                                                                 : tr("Note");
    auto* item = new QListWidgetItem{
        QStringLiteral("%1  %2: %3")
            .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), kind, sentence)};
    item->setData(sentence_role, sentence);
    list_->insertItem(0, item);
    while (list_->count() > most_problems) {
        delete list_->takeItem(list_->count() - 1);
    }
    emit count_changed(count());
}

void ProblemsPanel::clear() {
    list_->clear();
    emit count_changed(0);
}

int ProblemsPanel::count() const {
    return list_->count();
}

QString ProblemsPanel::newest() const {
    return list_->count() == 0 ? QString{} : list_->item(0)->data(sentence_role).toString();
}

void ProblemsPanel::copy() {
    QStringList lines;
    for (int row = 0; row < list_->count(); ++row) {
        lines << list_->item(row)->text();
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char{'\n'}));
}

} // namespace cityproof::gui
