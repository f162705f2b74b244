// SPDX-License-Identifier: Apache-2.0
#include "gui/queue/operator_actions.hpp"

#include <QCoreApplication>

namespace cityproof::gui {

std::vector<QString> operator_actions(const std::string& table, bool supplied) {
    std::vector<QString> actions;
    if (table == "line" || table == "transformer" || table == "source") {
        actions.insert(actions.end(), {QStringLiteral("outage"), QStringLiteral("restore")});
    }
    if (table == "pipe" || table == "valve") {
        actions.insert(actions.end(), {QStringLiteral("close_pipe"), QStringLiteral("open_pipe")});
    }
    if (table == "street") {
        actions.insert(actions.end(),
                       {QStringLiteral("close_street"), QStringLiteral("open_street")});
    }
    if (supplied) {
        actions.insert(actions.end(),
                       {QStringLiteral("supply_loss"), QStringLiteral("supply_restore")});
    }
    return actions;
}

QString operator_action_name(const QString& action) {
    if (action == QLatin1String{"outage"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions",
                                           "take out of service");
    }
    if (action == QLatin1String{"restore"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions",
                                           "put back into service");
    }
    if (action == QLatin1String{"supply_loss"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions",
                                           "cut off its electricity");
    }
    if (action == QLatin1String{"supply_restore"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions",
                                           "give its electricity back");
    }
    if (action == QLatin1String{"close_street"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions",
                                           "close the street to vehicles");
    }
    if (action == QLatin1String{"open_street"}) {
        return QCoreApplication::translate("cityproof::gui::OperatorActions", "reopen the street");
    }
    return action == QLatin1String{"close_pipe"}
               ? QCoreApplication::translate("cityproof::gui::OperatorActions", "close")
               : QCoreApplication::translate("cityproof::gui::OperatorActions", "open");
}

} // namespace cityproof::gui
