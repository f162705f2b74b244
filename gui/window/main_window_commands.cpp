// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that carries out commands.
#include "gui/compare/compare_view.hpp"
#include "gui/inspect/find_palette.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>

namespace cityproof::gui {

namespace {

constexpr double zoom_step = 1.5;

} // namespace

void MainWindow::make_actions() {
    std::map<QString, QMenu*> menus;
    auto* themes = new QActionGroup{this};
    for (const CommandText& one : command_texts()) {
        QMenu*& menu = menus[one.menu];
        if (menu == nullptr) {
            menu = menuBar()->addMenu(one.menu);
        }
        auto* action = new QAction{one.text, this};
        action->setShortcut(one.key);
        action->setStatusTip(one.tip);
        action->setCheckable(one.checkable);
        connect(action, &QAction::triggered, this,
                [this, command = one.command] { obey(command); });
        menu->addAction(action);
        addAction(action);
        actions_[one.command] = action;
    }
    for (const Command theme : {Command::theme_light, Command::theme_dark, Command::theme_system}) {
        themes->addAction(actions_.at(theme));
    }
    // Its parent, the window, deletes the group.
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks)
    for (const auto& [command, dock] : docks_) {
        QAction* action = actions_.at(command);
        action->setChecked(!dock->isHidden());
        connect(dock, &QDockWidget::visibilityChanged, action,
                [action, dock = dock] { action->setChecked(!dock->isHidden()); });
    }
}

void MainWindow::obey(Command command) {
    if (obey_scenario(command)) {
        return;
    }
    switch (command) {
    case Command::start_page:
        show_start_page();
        break;
    case Command::open:
        choose_file();
        break;
    case Command::compare:
        choose_compared();
        break;
    case Command::compare_study:
        choose_study();
        break;
    case Command::save_picture:
        choose_picture_file();
        break;
    case Command::quit:
        close();
        break;
    case Command::find:
        find_->open();
        break;
    case Command::fit:
        compare_->maps()->leader()->fit();
        break;
    case Command::zoom_in:
        compare_->maps()->leader()->zoom(zoom_step);
        break;
    case Command::zoom_out:
        compare_->maps()->leader()->zoom(1 / zoom_step);
        break;
    case Command::play:
        playback_.toggle();
        break;
    case Command::step_back:
        playback_.step(-1);
        break;
    case Command::step_forward:
        playback_.step(1);
        break;
    case Command::first:
        playback_.to_first();
        break;
    case Command::last:
        playback_.to_last();
        break;
    case Command::slower:
        playback_.change_rate(-1);
        break;
    case Command::faster:
        playback_.change_rate(1);
        break;
    case Command::follow:
        playback_.set_following(store_.progress() && store_.progress()->growing &&
                                !playback_.is_following());
        break;
    case Command::theme_light:
        set_colours(Colours::light);
        break;
    case Command::theme_dark:
        set_colours(Colours::dark);
        break;
    case Command::theme_system:
        set_colours(Colours::system);
        break;
    case Command::help:
        show_guide();
        break;
    case Command::keys:
        show_keys();
        break;
    case Command::about:
        QMessageBox::about(this, tr("About Cityproof"),
                           tr("Cityproof shows, runs and compares simulated cities.\n\nIt uses Qt "
                              "under the LGPL, linked dynamically; THIRD_PARTY.md lists all "
                              "licences."));
        break;
    default: {
        QDockWidget* dock = docks_.at(command);
        dock->setVisible(dock->isHidden());
        if (!dock->isHidden()) {
            dock->raise();
        }
    }
    }
}

void MainWindow::choose_file() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a run or a city package"), {},
                                     tr("Runs, cities (*.h5 *.h5.part city.yaml);;All files (*)"));
    if (!path.isEmpty()) {
        open(path);
    }
}

} // namespace cityproof::gui
