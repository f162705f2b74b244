// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that has to do with recorded feeds.
#include "gui/inspect/chart_panel.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>

namespace cityproof::gui {

void MainWindow::join_recorded() {
    connect(chart_, &ChartPanel::recorded_wanted, this, &MainWindow::choose_recorded);
    connect(chart_, &ChartPanel::recorded_dropped, this, &MainWindow::show_recorded);
    connect(chart_, &ChartPanel::recorded_cleared, this, [this] {
        recorded_store_.cancel();
        recorded_file_.clear();
    });
    connect(&recorded_store_, &RecordedStore::ready, this,
            [this](const std::shared_ptr<const FeedOfRun>& feed) {
                state_->setText(
                    tr("%1 is beside the simulation: select what it was recorded at.")
                        .arg(QFileInfo{QString::fromStdString(feed->file())}.fileName()));
                if (feed->missing()) {
                    problems_->add(*feed->missing());
                }
                chart_->set_recorded(feed);
            });
    connect(&recorded_store_, &RecordedStore::failed, this, [this](const Problem& problem) {
        // What was shown before stays.
        recorded_file_ =
            chart_->recorded() ? QString::fromStdString(chart_->recorded()->file()) : QString{};
        state_->setText(QString::fromStdString(to_string(problem)));
        problems_->add(problem);
    });
}

void MainWindow::show_recorded(const QString& path) {
    recorded_file_ = path;
    read_recorded_again();
}

/// Times on the city's clock and ids mean something in a run only.
void MainWindow::read_recorded_again() {
    if (store_.facts() && !recorded_file_.isEmpty()) {
        state_->setText(tr("Reading %1 …").arg(QFileInfo{recorded_file_}.fileName()));
        recorded_store_.read(recorded_file_, clock_, store_.facts());
    }
}

void MainWindow::choose_recorded() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open recorded values"), {}, tr("Comma-separated values (*.csv);;All files (*)"));
    if (!path.isEmpty()) {
        show_recorded(path);
    }
}

} // namespace cityproof::gui
