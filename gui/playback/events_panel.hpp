// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <QAbstractTableModel>
#include <QWidget>

#include <memory>
#include <vector>

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace cityproof::gui {

/// What happened in a run: when, what, to whom, why.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    using Events = std::shared_ptr<const std::vector<io::EventRecord>>;

    void set_events(Events events, const RunClock& clock);

    const io::EventRecord& event(int row) const {
        return (*events_)[static_cast<std::size_t>(row)];
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    Events events_;
    RunClock clock_{"", ""};
};

/// The list of events. A click, or Return, asks to go to the event's time and place.
class EventsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit EventsPanel(QWidget* parent = nullptr);

    void set_events(EventsModel::Events events, const RunClock& clock);

    QTableView* list() const { return list_; }

  signals:
    /// `target`: "table/id", as it stands in the run file; may be empty.
    void chosen(double time_s, const QString& target);

  private:
    void choose(const QModelIndex& index);

    EventsModel* model_;
    QSortFilterProxyModel* filtered_;
    QLineEdit* filter_;
    QTableView* list_;
};

} // namespace cityproof::gui
