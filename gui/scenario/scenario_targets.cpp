// SPDX-License-Identifier: Apache-2.0
// The part of ScenarioPanel that the map and the list of problems lead to.
#include "gui/scenario/scenario_panel.hpp"
#include "gui/scenario/yaml_view.hpp"

#include <QTabWidget>

namespace cityproof::gui {

std::vector<DocumentEditor*> ScenarioPanel::editors() const {
    std::vector<DocumentEditor*> all;
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        all.push_back(qobject_cast<DocumentEditor*>(tabs_->widget(tab)));
    }
    return all;
}

bool ScenarioPanel::go_to_line(const QString& file, int line) {
    for (DocumentEditor* editor : editors()) {
        if (editor->document().path() == file) {
            tabs_->setCurrentWidget(editor);
            editor->text_view()->go_to_line(line);
            return true;
        }
    }
    return false;
}

void ScenarioPanel::add_event(const QString& action, const QString& target) {
    tabs_->setCurrentWidget(scenario_);
    scenario_->add_event(action, target);
}

void ScenarioPanel::set_picked(const QString& target) {
    current()->set_picked(target);
}

void ScenarioPanel::end_pick() {
    current()->end_pick();
}

} // namespace cityproof::gui
