// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/report_headline.hpp"

#include "gui/compare/compare_words.hpp"

#include <QStringList>

#include <algorithm>

namespace cityproof::gui {

namespace {

QString gate_text(const GateResult& gate) {
    const QString name = gate.condition.isEmpty() || gate.id.contains(gate.condition)
                             ? gate.id
                             : QStringLiteral("%1, %2").arg(gate.id, gate.condition);
    return gate.reason.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, gate.reason);
}

/// The gates with a verdict, separated by semicolons; empty for none.
QString gates_with(const KeyFigureReport& report, GateResult::Verdict verdict) {
    QStringList texts;
    for (const GateResult& gate : report.gates) {
        if (gate.verdict == verdict) {
            texts << gate_text(gate);
        }
    }
    return texts.join(QStringLiteral("; "));
}

} // namespace

QString gates_text(const KeyFigureReport& report) {
    using Verdict = GateResult::Verdict;
    if (report.gates_left_out) {
        return CompareWords::tr(
            "The study's gates are not checked, because runs of the study are missing.");
    }
    if (report.gates.empty()) {
        return {};
    }
    const auto all = static_cast<int>(report.gates.size());
    const auto passed =
        static_cast<int>(std::ranges::count(report.gates, Verdict::pass, &GateResult::verdict));
    QStringList sentences{
        passed == all
            ? all == 1 ? CompareWords::tr("The study's gate passes: %1.")
                             .arg(gates_with(report, Verdict::pass))
                       : CompareWords::tr("All %1 gates of the study pass.").arg(all)
            : CompareWords::tr("Gates of the study that pass: %1 of %2.").arg(passed).arg(all)};
    if (const QString failed = gates_with(report, Verdict::fail); !failed.isEmpty()) {
        sentences << CompareWords::tr("Fail: %1.").arg(failed);
    }
    if (const QString open = gates_with(report, Verdict::inconclusive); !open.isEmpty()) {
        sentences << CompareWords::tr("Inconclusive: %1.").arg(open);
    }
    return sentences.join(QLatin1Char{' '});
}

QString headline_text(const KeyFigureReport& report) {
    const QString one_pair =
        report.seeds == 1
            ? CompareWords::tr("One pair of runs: no statistical statement is possible.")
            : QString{};
    QStringList parts;
    for (const QString& part :
         {report.point.isEmpty() ? QString{} : CompareWords::tr("At %1:").arg(report.point),
          report.headline.isEmpty() ? one_pair : report.headline, gates_text(report)}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.join(QLatin1Char{' '});
}

} // namespace cityproof::gui
