// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/study_plan.hpp"

#include "gui/scenario/yaml_edit.hpp"
#include "io/text/files.hpp"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace cityproof::gui {

namespace {

/// A word for an arm: the policy's file name without what a name of an arm should not hold.
QString arm_of(const QString& policy, const QStringList& taken) {
    static const QRegularExpression others{QStringLiteral("[^A-Za-z0-9_-]+")};
    QString name = QFileInfo{policy}.completeBaseName().replace(others, QStringLiteral("_"));
    if (name.isEmpty() || name == QLatin1String{"baseline"}) {
        name += QStringLiteral("_policy");
    }
    QString arm = name;
    for (int number = 2; taken.contains(arm); ++number) {
        arm = name + QStringLiteral("-%1").arg(number);
    }
    return arm;
}

QString flow_list(const QStringList& words) {
    QStringList quoted;
    for (const QString& word : words) {
        quoted << yaml_scalar({word, true}, true);
    }
    return QStringLiteral("[%1]").arg(quoted.join(QStringLiteral(", ")));
}

QString arms_text(const QStringList& policies) {
    QString text;
    QStringList arms;
    for (const QString& policy : policies) {
        arms << arm_of(policy, arms);
        text += QStringLiteral("  %1: %2\n").arg(arms.back(), flow_list({policy}));
    }
    if (policies.size() > 1) {
        text += QStringLiteral("  %1: %2\n")
                    .arg(arm_of(QStringLiteral("all"), arms), flow_list(policies));
    }
    return text;
}

} // namespace

std::optional<StudyPlan> plan_study(const QString& scenario_file, const QString& text,
                                    const YamlPlace& root, int seeds) {
    const YamlPlace* list = root.find(u"policies");
    if (list == nullptr || list->items.empty()) {
        return std::nullopt;
    }
    StudyPlan plan;
    for (const YamlPlace& item : list->items) {
        plan.policies << item.scalar;
    }
    const QFileInfo scenario{scenario_file};
    const QString stem = scenario.completeBaseName();
    const QDir folder = scenario.absoluteDir();
    plan.study_file = folder.filePath(stem + QStringLiteral(".study.yaml"));
    plan.baseline_file = folder.filePath(stem + QStringLiteral(".baseline.yaml"));
    plan.folder = folder.filePath(stem + QStringLiteral("-study"));
    const TextEdit edit = remove_value(text, root, QStringLiteral("policies"));
    QString baseline = text;
    baseline.replace(edit.span.begin, edit.span.size(), edit.with);
    plan.baseline_text =
        QStringLiteral("# %1 without its policies; written anew with every study of it.\n")
            .arg(scenario.fileName()) +
        baseline;
    const YamlPlace* seed = root.find(u"seed");
    const YamlPlace* name = root.find(u"name");
    plan.study_text =
        QStringLiteral("# Baseline and policies of %1; written anew when the study is started from "
                       "the viewer.\n"
                       "format: 1\n"
                       "name: %2\n"
                       "scenario: %3\n"
                       "policies:\n%4"
                       "seeds: {first: %5, count: %6}\n")
            .arg(scenario.fileName(),
                 yaml_scalar({name == nullptr ? stem : name->scalar, true}, false),
                 yaml_scalar({QFileInfo{plan.baseline_file}.fileName(), true}, false),
                 arms_text(plan.policies), seed == nullptr ? QStringLiteral("1") : seed->scalar,
                 QString::number(seeds));
    return plan;
}

std::optional<Problem> write_plan(const StudyPlan& plan) {
    try {
        io::write_file_atomically(plan.baseline_file.toStdString(),
                                  plan.baseline_text.toStdString());
        io::write_file_atomically(plan.study_file.toStdString(), plan.study_text.toStdString());
        return std::nullopt;
    } catch (const InputError& error) {
        return error.problem();
    } catch (const EngineError& error) {
        Problem problem;
        problem.where.file = plan.study_file.toStdString();
        problem.message = error.what();
        return problem;
    }
}

} // namespace cityproof::gui
