// SPDX-License-Identifier: Apache-2.0
#include "gui/playback/events_panel.hpp"

#include "gui/map/text.hpp"

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace cityproof::gui {

void EventsModel::set_events(Events events, const RunClock& clock) {
    beginResetModel();
    events_ = std::move(events);
    clock_ = clock;
    endResetModel();
}

int EventsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !events_ ? 0 : static_cast<int>(events_->size());
}

int EventsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 4;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const io::EventRecord& one = event(index.row());
    switch (index.column()) {
    case 0:
        return role == Qt::ToolTipRole ? clock_.text(one.time_s) : clock_.short_text(one.time_s);
    case 1:
        return plain_text(one.kind);
    case 2:
        return plain_text(one.target);
    default:
        return plain_text(one.reason);
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return QStringList{tr("Time"), tr("What"), tr("Where"), tr("Why")}.value(section);
}

EventsPanel::EventsPanel(QWidget* parent)
    : QWidget{parent},
      model_{new EventsModel{this}},
      filtered_{new QSortFilterProxyModel{this}},
      filter_{new QLineEdit{this}},
      list_{new QTableView{this}} {
    filtered_->setSourceModel(model_);
    filtered_->setFilterKeyColumn(-1);
    filtered_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    filter_->setPlaceholderText(tr("Filter events"));
    filter_->setAccessibleName(tr("Filter events"));
    filter_->setClearButtonEnabled(true);
    connect(filter_, &QLineEdit::textChanged, filtered_,
            &QSortFilterProxyModel::setFilterFixedString);
    list_->setModel(filtered_);
    list_->setAccessibleName(tr("Events"));
    list_->setSelectionBehavior(QAbstractItemView::SelectRows);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setShowGrid(false);
    list_->setTabKeyNavigation(false);
    list_->verticalHeader()->hide();
    list_->horizontalHeader()->setStretchLastSection(true);
    list_->horizontalHeader()->setHighlightSections(false);
    connect(list_, &QTableView::clicked, this, &EventsPanel::choose);
    connect(list_, &QTableView::activated, this, &EventsPanel::choose);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(filter_);
    column->addWidget(list_);
}

void EventsPanel::set_events(EventsModel::Events events, const RunClock& clock) {
    model_->set_events(std::move(events), clock);
    list_->resizeColumnsToContents();
}

void EventsPanel::choose(const QModelIndex& index) {
    if (index.isValid()) {
        const io::EventRecord& event = model_->event(filtered_->mapToSource(index).row());
        emit chosen(event.time_s, plain_text(event.target));
    }
}

} // namespace cityproof::gui
