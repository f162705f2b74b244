// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

class QAction;
class QObject;

namespace cityproof::gui {

/// What the window can be told to do, besides by pointing.
enum class Command {
    start_page,
    open,
    open_scenario,
    save_scenario,
    run_scenario,
    run_study,
    compare,
    compare_study,
    save_picture,
    quit,
    undo,
    redo,
    find,
    fit,
    zoom_in,
    zoom_out,
    play,
    step_back,
    step_forward,
    first,
    last,
    slower,
    faster,
    follow,
    toggle_layers,
    toggle_inspector,
    toggle_chart,
    toggle_profile,
    toggle_key_figures,
    toggle_events,
    toggle_problems,
    toggle_scenario,
    toggle_queue,
    toggle_guide,
    theme_light,
    theme_dark,
    theme_system,
    help,
    keys,
    about,
};

/// One command: its words and its key. The only table of shortcuts; a test looks for two of a kind.
struct CommandText {
    Command command;
    QString menu; ///< of the menu that it stands in
    QString text;
    QKeySequence key; ///< may be empty
    QString tip;
    bool checkable = false;
};

/// In the language of now.
std::vector<CommandText> command_texts();

} // namespace cityproof::gui
