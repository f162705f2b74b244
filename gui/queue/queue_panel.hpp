// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/queue/run_queue.hpp"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace cityproof::gui {

/// "Running", "Paused" ...
QString state_name(RunState state);
/// "about 2 min 10 s left"; empty when it is not known.
QString remaining_text(const std::optional<double>& remaining_s);

/// The runs of the queue with their progress, what can be done with the chosen one, and what it
/// said last.
class QueuePanel : public QWidget {
    Q_OBJECT

  public:
    /// `queue` outlives the panel, which changes it.
    explicit QueuePanel(RunQueue& queue, QWidget* parent = nullptr);
    ~QueuePanel() override;

    void choose(int id);
    /// Id of the chosen run; 0 for none.
    int chosen() const;

    QTreeWidget* list() const { return list_; }

    QPlainTextEdit* log() const { return log_; }

    QPushButton* pause_button() const { return pause_; }

    QPushButton* stop_button() const { return stop_; }

    QPushButton* retry_button() const { return retry_; }

    QPushButton* open_button() const { return open_; }

    QPushButton* remove_button() const { return remove_; }

  signals:
    /// The user wants to see this run, or the results of this study.
    void open_wanted(cityproof::gui::RunKind kind, const QString& path);

  private:
    void make_buttons();
    void fill();
    void show_row(int id);
    void show_chosen();
    void show_log(const QueuedRun& run);
    void open_chosen();
    QTreeWidgetItem* row_of(int id) const;

    RunQueue& queue_;
    QTreeWidget* list_;
    QSpinBox* at_a_time_;
    QPushButton* pause_;
    QPushButton* stop_;
    QPushButton* retry_;
    QPushButton* open_;
    QPushButton* remove_;
    QLabel* sentence_;
    QPlainTextEdit* log_;
};

} // namespace cityproof::gui
