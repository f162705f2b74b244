// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/scenario/yaml_places.hpp"

#include <QString>
#include <QStringList>

#include <optional>

namespace cityproof::gui {

/// The study of one scenario: the baseline is the scenario without its policies, and each of them
/// is an arm; several are also one together, in their order.
struct StudyPlan {
    QString study_file; ///< NAME.study.yaml beside the scenario
    QString study_text;
    QString baseline_file; ///< NAME.baseline.yaml
    QString baseline_text; ///< the scenario's text without its policies
    QString folder;        ///< NAME-study, for the runs
    QStringList policies;
};

/// nullopt when the scenario has no policy: there is nothing to compare.
std::optional<StudyPlan> plan_study(const QString& scenario_file, const QString& text,
                                    const YamlPlace& root, int seeds);

/// Writes both files; returns what went wrong.
std::optional<Problem> write_plan(const StudyPlan& plan);

} // namespace cityproof::gui
