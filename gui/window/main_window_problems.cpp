// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that shows problems and leads to where they are.
#include "gui/scenario/scenario_panel.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"

#include <QFileInfo>
#include <QLabel>
#include <QToolButton>

namespace cityproof::gui {

void MainWindow::join_problems() {
    connect(problems_, &ProblemsPanel::count_changed, this, [this](int count) {
        problem_count_->setText(count == 0   ? tr("No problems")
                                : count == 1 ? tr("1 problem")
                                             : tr("%1 problems").arg(count));
    });
    connect(problems_, &ProblemsPanel::told, this,
            [this](const QString& sentence) { state_->setText(sentence); });
    connect(problems_, &ProblemsPanel::moment_chosen, this, &MainWindow::jump_to_problem);
    connect(problems_, &ProblemsPanel::line_chosen, this, &MainWindow::show_line);
    connect(scenario_, &ScenarioPanel::findings_changed, this, [this] {
        std::vector<Findings> findings;
        for (const DocumentEditor* editor : scenario_->editors()) {
            findings.push_back({editor->document().path(), editor->problems()});
        }
        problems_->show_findings(findings);
    });
}

void MainWindow::show_run_problems() {
    QString file = QString::fromStdString(shown_file_);
    if (file.endsWith(QLatin1String{".part"})) {
        file.chop(5); // a run that ends is the same run
    }
    if (const auto& events = store_.progress()->events) {
        problems_->show_run(QFileInfo{file}.completeBaseName(), file, *events, clock_);
    }
}

/// To the first recorded moment that can show it, not to the last one before it.
void MainWindow::jump_to_problem(double time_s, const QString& target) {
    constexpr double same_time_s = 1e-6;
    jump_to(time_s, target);
    if (playback_.time_s() < time_s - same_time_s) {
        playback_.step(1);
    }
}

void MainWindow::show_line(const QString& file, int line) {
    show_dock(Command::toggle_scenario);
    if (!scenario_->go_to_line(file, line) && scenario_->open(file)) {
        scenario_->go_to_line(file, line);
    }
}

} // namespace cityproof::gui
