// SPDX-License-Identifier: Apache-2.0
#include "gui/data/typed_limits.hpp"

#include "gui/data/value_range.hpp"
#include "gui/map/words.hpp"

#include <QRegularExpression>
#include <QStringList>

namespace cityproof::gui {

TypedLimits read_limits(const QString& text, bool difference) {
    static const QRegularExpression between{QStringLiteral("[,;\\s]+")};
    std::vector<double> limits;
    for (QString part : text.split(between, Qt::SkipEmptyParts)) {
        bool ok = false;
        const double limit = part.replace(QChar{0x2212}, QLatin1Char{'-'}).toDouble(&ok);
        if (!ok) {
            return {{}, Words::tr("numbers separated by commas")};
        }
        limits.push_back(limit);
    }
    const QString problem = limits_problem(limits, difference);
    return problem.isEmpty() ? TypedLimits{std::move(limits), {}} : TypedLimits{{}, problem};
}

QString limits_text(const std::vector<double>& limits) {
    QStringList parts;
    for (const double limit : limits) {
        parts << QString::number(limit, 'g', 6);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace cityproof::gui
