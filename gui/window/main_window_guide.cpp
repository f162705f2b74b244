// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that leads through a first comparison.
#include "gui/compare/key_figure_table.hpp"
#include "gui/scenario/document_editor.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/scenario/yaml_edit.hpp"
#include "gui/start/first_comparison.hpp"
#include "gui/start/start_page.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"
#include "io/text/files.hpp"

#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLineEdit>
#include <QSpinBox>

namespace cityproof::gui {
namespace {

constexpr int guide_seeds = 3;
constexpr const char* guide_policy = "adaptive_signals";
constexpr const char* guide_duration = "20 min";
constexpr const char* demo_scenario = "morning_peak.yaml";
constexpr const char* own_scenario = "my_comparison.yaml";

/// The demo's scenario, but shorter.
std::string own_text(const std::string& file) {
    const QString text = QString::fromStdString(io::read_text_file(file));
    const auto reading = read_places(text, file);
    if (!reading->root) {
        return text.toStdString();
    }
    const TextEdit edit = set_value(text, *reading->root, QStringLiteral("duration"),
                                    {QString::fromLatin1(guide_duration), true},
                                    [](const QString&) { return QStringList{}; });
    QString changed = text;
    changed.replace(edit.span.begin, edit.span.size(), edit.with);
    return changed.toStdString();
}

} // namespace

void MainWindow::make_guide() {
    guide_ = new FirstComparison{this};
    auto* dock = add_dock(Command::toggle_guide, tr("Guide"), guide_, Qt::RightDockWidgetArea);
    tabifyDockWidget(docks_.at(Command::toggle_inspector), dock);
    dock->hide(); // until it is asked for
    docks_.at(Command::toggle_inspector)->raise();
}

void MainWindow::join_guide() {
    connect(guide_, &FirstComparison::step_wanted, this, &MainWindow::take_step);
    connect(start_, &StartPage::guide_wanted, this, [this] {
        leave_start_page();
        guide_->start_again();
        show_dock(Command::toggle_guide);
    });
    const auto done = [this](GuideStep step) { return [this, step] { guide_->set_done(step); }; };
    connect(&store_, &RunStore::opened, guide_, done(GuideStep::demo));
    connect(&playback_, &Playback::playing_changed, guide_, [this](bool playing) {
        if (playing) {
            guide_->set_done(GuideStep::play);
        }
    });
    connect(&scenario_->scenario()->document(), &YamlDocument::read, guide_,
            [this](const std::shared_ptr<const YamlReading>& reading) {
                if (scenario_->scenario()->document().path().isEmpty() || !reading->root) {
                    return;
                }
                guide_->set_done(GuideStep::scenario);
                const YamlPlace* policies = reading->root->find(u"policies");
                if (policies != nullptr && !policies->items.empty()) {
                    guide_->set_done(GuideStep::policy);
                }
            });
    connect(this, &MainWindow::study_finished, guide_, done(GuideStep::run));
    connect(&compare_program_, &ComparisonProgram::report_ready, guide_, done(GuideStep::verdict));
    connect(&compare_program_, &ComparisonProgram::html_written, guide_, done(GuideStep::report));
}

void MainWindow::take_step(GuideStep step) {
    switch (step) {
    case GuideStep::demo:
        demo_.make(start_->folder_line()->text());
        break;
    case GuideStep::play:
        playback_.play();
        break;
    case GuideStep::scenario:
        open_own_scenario();
        break;
    case GuideStep::policy:
        show_dock(Command::toggle_scenario);
        scenario_->scenario()->add_policy(QString::fromLatin1(guide_policy));
        scenario_->open_policy(QString::fromLatin1(guide_policy));
        break;
    case GuideStep::run:
        show_dock(Command::toggle_scenario);
        scenario_->seeds()->setValue(guide_seeds);
        scenario_->run_study();
        break;
    case GuideStep::verdict:
        show_dock(Command::toggle_key_figures);
        break;
    case GuideStep::report:
        emit key_figures_->html_wanted();
        break;
    }
}

/// Made once beside the demo's scenario; the user's changes of it stay.
void MainWindow::open_own_scenario() {
    const QDir folder{start_->folder_line()->text()};
    const QString own = folder.absoluteFilePath(QString::fromLatin1(own_scenario));
    const QString demo = folder.absoluteFilePath(QString::fromLatin1(demo_scenario));
    try {
        if (!QFileInfo::exists(own)) {
            io::write_file_atomically(own.toStdString(), own_text(demo.toStdString()));
        }
        open_scenario(own);
    } catch (const InputError& error) {
        Problem problem = error.problem();
        problem.remedy = tr("open the demo city first").toStdString();
        problems_->add(problem);
    } catch (const std::exception& error) { // a full disk
        problems_->add(problem_from(error));
    }
}

} // namespace cityproof::gui
