// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow before a run is open: start page, demo city, help.
#include "gui/start/help_window.hpp"
#include "gui/start/start_page.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"

#include <QDockWidget>
#include <QLabel>
#include <QToolBar>
#include <QVBoxLayout>

namespace cityproof::gui {
namespace {

/// Of the demo's morning: at its start the streets are empty.
constexpr const char* busy_moment = "07:00";

} // namespace

void MainWindow::make_start_page() {
    start_ = new StartPage{demo_, map_};
    start_->hide();
    help_ = new HelpWindow{this};
    // It covers the map and does not decide how small the map may become.
    auto* over = new QVBoxLayout{map_};
    over->setContentsMargins(0, 0, 0, 0);
    over->setSizeConstraint(QLayout::SetNoConstraint);
    over->addWidget(start_);
    connect(start_, &StartPage::run_chosen, this, &MainWindow::open);
    connect(start_, &StartPage::file_dialog_wanted, this, &MainWindow::choose_file);
    connect(start_, &StartPage::keys_wanted, this, &MainWindow::show_keys);
    connect(start_, &StartPage::help_wanted, this, &MainWindow::show_guide);
    connect(&demo_, &DemoMaker::run_ready, this, [this](const QString& path) {
        set_start_time(busy_moment);
        open(path);
    });
    connect(&demo_, &DemoMaker::failed, this,
            [this](const Problem& problem) { problems_->add(problem); });
    connect(&demo_, &DemoMaker::progressed, this, [this](int done, int all) {
        if (start_->isHidden() && all > 0) {
            state_->setText(tr("Runs of the demo city: %1 of %2 are made.").arg(done).arg(all));
        }
    });
}

void MainWindow::show_start_page() {
    if (!start_->isHidden()) {
        return;
    }
    behind_start_.clear();
    for (QWidget* part : findChildren<QWidget*>()) {
        const bool panel =
            qobject_cast<QDockWidget*>(part) != nullptr || qobject_cast<QToolBar*>(part) != nullptr;
        if (panel && part->parentWidget() == this && !part->isHidden()) {
            behind_start_.push_back(part);
            part->hide();
        }
    }
    playback_.pause();
    start_->refresh();
    start_->show();
    place_->clear();
    scale_->clear();
    start_->setFocus();
}

void MainWindow::leave_start_page() {
    if (start_->isHidden()) {
        return;
    }
    start_->hide();
    for (QWidget* part : behind_start_) {
        part->show();
    }
    behind_start_.clear();
    docks_.at(Command::toggle_chart)->raise(); // of the two that share a place
    show_scale();
    map_->setFocus();
}

void MainWindow::show_keys() {
    QString rows;
    QString menu;
    for (const CommandText& one : command_texts()) {
        if (one.key.isEmpty()) {
            continue;
        }
        if (one.menu != menu) {
            menu = one.menu;
            rows += QStringLiteral("<tr><td colspan=2><b>%1</b></td></tr>")
                        .arg(QString{menu}.remove(QLatin1Char{'&'}).toHtmlEscaped());
        }
        QString text = one.text;
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(one.key.toString(QKeySequence::NativeText).toHtmlEscaped(),
                         text.remove(QLatin1Char{'&'}).toHtmlEscaped());
    }
    help_->show_page(tr("Keys"), QStringLiteral("<table cellpadding=3>%1</table><p>%2</p>")
                                     .arg(rows, tr("On the map: arrow keys move it, + and - zoom, "
                                                   "Return selects what is in the middle.")
                                                    .toHtmlEscaped()));
}

void MainWindow::show_guide() {
    if (!help_->show_document(QStringLiteral("viewer.md"))) {
        Problem problem;
        problem.severity = Severity::warning;
        problem.where.file = "viewer.md";
        problem.message = tr("the user's guide is not beside the program").toStdString();
        problem.remedy = tr("install it with `cmake --install`, or read docs/viewer.md of the "
                            "sources")
                             .toStdString();
        problems_->add(problem);
    }
}

} // namespace cityproof::gui
