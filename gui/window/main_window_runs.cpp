// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that changes scenarios, runs them and orders what happens in a run.
#include "gui/compare/compare_bar.hpp"
#include "gui/compare/compare_view.hpp"
#include "gui/look/menu_letters.hpp"
#include "gui/queue/operator_actions.hpp"
#include "gui/queue/queue_panel.hpp"
#include "gui/scenario/document_editor.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"

#include <QCheckBox>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>

namespace cityproof::gui {

namespace {

constexpr int editor_width = 440;

/// The folder that a scenario names as its city; empty when it names none.
QString city_of(YamlDocument& scenario) {
    const auto reading = scenario.reading();
    const YamlPlace* city = reading->root ? reading->root->at(u"city") : nullptr;
    return city == nullptr || city->scalar.isEmpty()
               ? QString{}
               : QDir::cleanPath(
                     QFileInfo{scenario.path()}.absoluteDir().absoluteFilePath(city->scalar));
}

} // namespace

void MainWindow::make_run_panels() {
    queue_panel_ = new QueuePanel{queue_, this};
    scenario_ = new ScenarioPanel{queue_, this};
    auto* queue =
        add_dock(Command::toggle_queue, tr("Runs"), queue_panel_, Qt::BottomDockWidgetArea);
    tabifyDockWidget(docks_.at(Command::toggle_problems), queue);
    // On the left it has the window's whole height.
    auto* scenario =
        add_dock(Command::toggle_scenario, tr("Scenario"), scenario_, Qt::LeftDockWidgetArea);
    tabifyDockWidget(docks_.at(Command::toggle_layers), scenario);
    scenario->hide(); // most windows only look
    docks_.at(Command::toggle_layers)->raise();
}

/// "Is it better, where, how sure": the mean difference of all seeds, its legend, the key figures.
void MainWindow::show_study(const QString& folder) {
    compare({folder.toStdString()}, {});
    if (!compare_->is_open()) {
        return;
    }
    compare_->set_mode(CompareMode::difference);
    compare_->bar()->range_box()->setChecked(true);
    compare_->bar()->seeds_box()->setChecked(true);
    docks_.at(Command::toggle_layers)->raise();
}

void MainWindow::join_run_panels() {
    const auto tell = [this](const Problem& problem) { problems_->add(problem); };
    connect(&queue_, &RunQueue::problem, this, tell);
    connect(scenario_, &ScenarioPanel::problem, this, tell);
    connect(scenario_, &ScenarioPanel::pick_wanted, this, &MainWindow::set_picking);
    connect(scenario_, &ScenarioPanel::started, this, [this](int id) {
        followed_run_ = id;
        show_dock(Command::toggle_queue);
        queue_panel_->choose(id);
    });
    connect(&queue_, &RunQueue::growing, this, [this](int id, const QString& file) {
        if (id == followed_run_) {
            open(file);
        }
    });
    connect(&queue_, &RunQueue::run_finished, this, [this](int id, const QString& file) {
        // A window that follows the run goes over to its result by itself.
        const bool follows = shown_file_ == file.toStdString() + ".part";
        if (id == followed_run_ && !follows) {
            open(file);
        }
    });
    connect(&queue_, &RunQueue::study_finished, this, &MainWindow::study_finished);
    connect(this, &MainWindow::study_finished, this,
            [this](const QString& folder) { show_study(folder); });
    connect(queue_panel_, &QueuePanel::open_wanted, this,
            [this](RunKind kind, const QString& path) {
                if (kind == RunKind::study) {
                    emit study_finished(path);
                } else {
                    open(path);
                }
            });
    connect(map_, &MapView::menu_wanted, this,
            [this](const ObjectRef& object, const QPoint& place) {
                auto* menu = new QMenu{this};
                menu->setAttribute(Qt::WA_DeleteOnClose);
                fill_menu(*menu, object);
                give_letters(*menu);
                menu->popup(place);
            });
}

bool MainWindow::obey_scenario(Command command) {
    switch (command) {
    case Command::open_scenario: {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a scenario"), {}, tr("Scenarios (*.yaml *.yml);;All files (*)"));
        if (!path.isEmpty()) {
            open_scenario(path);
        }
        return true;
    }
    case Command::save_scenario:
        scenario_->save();
        return true;
    case Command::run_scenario:
        show_dock(Command::toggle_scenario);
        scenario_->run();
        return true;
    case Command::run_study:
        show_dock(Command::toggle_scenario);
        scenario_->run_study();
        return true;
    case Command::undo:
        scenario_->current()->document().undo_stack().undo();
        return true;
    case Command::redo:
        scenario_->current()->document().undo_stack().redo();
        return true;
    case Command::toggle_scenario:
        if (docks_.at(command)->isHidden()) {
            show_dock(command);
            return true;
        }
        return false;
    default:
        return false;
    }
}

void MainWindow::show_dock(Command command) {
    QDockWidget* dock = docks_.at(command);
    const bool was_hidden = dock->isHidden();
    dock->show();
    dock->raise();
    if (was_hidden && command == Command::toggle_scenario) {
        resizeDocks({dock}, {editor_width}, Qt::Horizontal);
    }
}

void MainWindow::open_scenario(const QString& path) {
    show_dock(Command::toggle_scenario);
    if (!scenario_->open(path) || store_.facts()) {
        return;
    }
    // Without a run the scenario's city is on the map, so that targets can be pointed at.
    const QString city = city_of(scenario_->scenario()->document());
    if (!city.isEmpty() && is_city(city.toStdString())) {
        open(city);
    }
}

void MainWindow::set_picking(bool on) {
    picking_ = on;
    map_->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
    state_->setText(on ? tr("Click the thing on the map.") : QString{});
}

bool MainWindow::take_picked(const ObjectRef& object) {
    if (!picking_) {
        return false;
    }
    set_picking(false);
    scenario_->set_picked(QString::fromStdString(object.table + "/" + search_.id(object)));
    return true;
}

void MainWindow::fill_menu(QMenu& menu, const ObjectRef& object) {
    const QString id = QString::fromStdString(search_.id(object));
    const QString target = QString::fromStdString(object.table) + QLatin1Char{'/'} + id;
    QString shown = target;
    shown.replace(QLatin1Char{'&'}, QStringLiteral("&&"));
    menu.addAction(tr("Select %1").arg(shown), this, [this, object] { select(object); });
    const bool supplied =
        store_.facts() && store_.facts()->channel("supply/" + object.table) != nullptr;
    const std::vector<QString> actions = operator_actions(object.table, supplied);
    const QueuedRun* run = queue_.going_on(QString::fromStdString(shown_file_));
    if (run != nullptr && !actions.empty()) {
        menu.addSeparator();
        for (const QString& action : actions) {
            menu.addAction(tr("Now in this run: %1").arg(operator_action_name(action)), this,
                           [this, run_id = run->id, action, target] {
                               queue_.intervene(run_id, action, target);
                           });
        }
    }
    if (!actions.empty()) {
        menu.addSeparator();
    }
    for (std::size_t i = 0; i < actions.size(); i += 2) {
        menu.addAction(tr("New event of the scenario: %1").arg(operator_action_name(actions[i])),
                       this, [this, action = actions[i], target] {
                           show_dock(Command::toggle_scenario);
                           scenario_->add_event(action, target);
                       });
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!scenario_->may_close()) {
        event->ignore();
        return;
    }
    if (!queue_.is_idle() &&
        QMessageBox::question(
            this, tr("Runs go on"),
            tr("Runs that have not ended are stopped when the window closes. What "
               "they have simulated stays."),
            QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel) != QMessageBox::Close) {
        event->ignore();
        return;
    }
    event->accept();
}

} // namespace cityproof::gui
