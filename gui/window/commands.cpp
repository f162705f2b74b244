// SPDX-License-Identifier: Apache-2.0
#include "gui/window/commands.hpp"

#include <QCoreApplication>

namespace cityproof::gui {

namespace {

/// What gives the texts their context for translation.
class Commands {
    Q_DECLARE_TR_FUNCTIONS(cityproof::gui::Commands)

  public:
    static std::vector<CommandText> texts();
};

std::vector<CommandText> Commands::texts() {
    const QString file = tr("&File");
    const QString edit = tr("&Edit");
    const QString map = tr("&Map");
    const QString time = tr("&Time");
    const QString view = tr("&View");
    const QString help = tr("&Help");
    return {
        {Command::start_page,
         file,
         tr("S&tart page"),
         {},
         tr("The demo city, recent runs and help")},
        {Command::open, file, tr("&Open a run…"), QKeySequence::Open, tr("Show another run file")},
        {Command::open_scenario, file, tr("Open a s&cenario…"),
         QKeySequence{QStringLiteral("Ctrl+Shift+O")}, tr("Change a scenario and run it")},
        {Command::save_scenario, file, tr("&Save the scenario"), QKeySequence::Save,
         tr("Write the scenario or policy that is being changed")},
        {Command::run_scenario, file, tr("&Run the scenario"),
         QKeySequence{QStringLiteral("Ctrl+R")}, tr("Run the scenario as it is")},
        {Command::run_study, file, tr("Run &baseline and policies"),
         QKeySequence{QStringLiteral("Ctrl+Shift+R")},
         tr("Run the scenario with and without its policies, over several seeds")},
        {Command::compare, file, tr("Compare &with…"), QKeySequence{QStringLiteral("C")},
         tr("Hold other runs against this one")},
        {Command::compare_study,
         file,
         tr("Compare the &arms of a study…"),
         {},
         tr("Hold the policies of a study against its baseline")},
        {Command::save_picture, file, tr("Save the &map…"), QKeySequence{QStringLiteral("Ctrl+E")},
         tr("Write what the map shows to a file (PNG, SVG)")},
        {Command::quit, file, tr("&Quit"), QKeySequence{QStringLiteral("Ctrl+Q")},
         tr("Close the window")},
        {Command::undo, edit, tr("&Undo"), QKeySequence{QStringLiteral("Ctrl+Z")},
         tr("Take back the last change of the scenario")},
        {Command::redo, edit, tr("&Redo"), QKeySequence{QStringLiteral("Ctrl+Shift+Z")},
         tr("Make the change again")},
        {Command::find, map, tr("&Find…"), QKeySequence{QStringLiteral("Ctrl+F")},
         tr("Find a street, a signal or anything else by its id")},
        {Command::fit, map, tr("Show &all"), QKeySequence{QStringLiteral("F")},
         tr("Fit the whole city into the window")},
        {Command::zoom_in, map, tr("Zoom &in"), QKeySequence{QStringLiteral("Ctrl++")},
         tr("Show less of the city, larger")},
        {Command::zoom_out, map, tr("Zoom &out"), QKeySequence{QStringLiteral("Ctrl+-")},
         tr("Show more of the city, smaller")},
        {Command::play, time, tr("&Play or pause"), QKeySequence{QStringLiteral("Space")},
         tr("Let the time of the run pass")},
        {Command::step_back, time, tr("Step &back"), QKeySequence{QStringLiteral(",")},
         tr("One recorded moment back")},
        {Command::step_forward, time, tr("&Step forward"), QKeySequence{QStringLiteral(".")},
         tr("One recorded moment on")},
        {Command::first, time, tr("&First moment"), QKeySequence{QStringLiteral("Home")},
         tr("The first recorded moment")},
        {Command::last, time, tr("&Last moment"), QKeySequence{QStringLiteral("End")},
         tr("The last recorded moment")},
        {Command::slower, time, tr("Slo&wer"), QKeySequence{QStringLiteral("[")},
         tr("Let the time pass more slowly")},
        {Command::faster, time, tr("Fas&ter"), QKeySequence{QStringLiteral("]")},
         tr("Let the time pass faster")},
        {Command::follow, time, tr("Follow the &end"), QKeySequence{QStringLiteral("Ctrl+L")},
         tr("Show the newest moment of a run that goes on")},
        {Command::toggle_layers, view, tr("&Layers"), QKeySequence{QStringLiteral("L")},
         tr("Layers and legend"), true},
        {Command::toggle_inspector, view, tr("&Inspector"), QKeySequence{QStringLiteral("I")},
         tr("Values of what is selected"), true},
        {Command::toggle_chart, view, tr("&Chart"), QKeySequence{QStringLiteral("H")},
         tr("Values over time"), true},
        {Command::toggle_profile, view, tr("Pro&file"), QKeySequence{QStringLiteral("V")},
         tr("Values along lines, pipes and streets"), true},
        {Command::toggle_key_figures, view, tr("&Key figures"), QKeySequence{QStringLiteral("K")},
         tr("Key figures of the compared runs"), true},
        {Command::toggle_events, view, tr("&Events"), QKeySequence{QStringLiteral("E")},
         tr("What happened in the run"), true},
        {Command::toggle_problems, view, tr("&Problems"), QKeySequence{QStringLiteral("P")},
         tr("What went wrong"), true},
        {Command::toggle_scenario, view, tr("&Scenario"), QKeySequence{QStringLiteral("S")},
         tr("The scenario and its policies"), true},
        {Command::toggle_queue, view, tr("&Runs"), QKeySequence{QStringLiteral("R")},
         tr("Runs that wait, go on and have ended"), true},
        {Command::toggle_guide, view, tr("First co&mparison"), QKeySequence{QStringLiteral("G")},
         tr("Step by step to a verdict of your own"), true},
        {Command::theme_light, view, tr("Li&ght colours"), {}, tr("Colours of paper"), true},
        {Command::theme_dark, view, tr("&Dark colours"), QKeySequence{QStringLiteral("Ctrl+D")},
         tr("Colours of a dark room"), true},
        {Command::theme_system,
         view,
         tr("S&ystem's colours"),
         {},
         tr("Light or dark, as the desktop is"),
         true},
        {Command::help, help, tr("User's &guide"), QKeySequence{QStringLiteral("F1")},
         tr("Read how the viewer is used")},
        {Command::keys, help, tr("&Keys"), QKeySequence{QStringLiteral("?")},
         tr("All keys on one page")},
        {Command::about, help, tr("&About Cityproof"), {}, tr("Version and licences")},
    };
}

} // namespace

std::vector<CommandText> command_texts() {
    return Commands::texts();
}

} // namespace cityproof::gui
