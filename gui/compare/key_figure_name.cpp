// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/key_figure_name.hpp"

#include <QCoreApplication>

#include <array>

namespace cityproof::gui {

namespace {

// Key figures of the models that there are, for translation. Others are shown as they are named.
constexpr const char* context = "cityproof::gui::KeyFigures";

constexpr std::array known_names{
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: loss"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: transformer loss"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: unserved"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: voltage min"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: line loading max"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: peak load"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: supplied"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "energy: unsolved steps"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "sensors: readings"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "sensors: lost"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "sensors: no data"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "sensors: unpowered"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "services: saidi"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "services: customers interrupted"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "services: energy delivered"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "services: lamp energy"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "services: lamp dark"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: delay mean"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: waiting mean"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: travel time mean"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: vehicles"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: arrived"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: never in"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: closed out"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: teleports"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: distance"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: signal dark"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "traffic: co2"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: pump energy"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: unserved"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: delivered"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: unsolved steps"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: tank level min"),
    QT_TRANSLATE_NOOP("cityproof::gui::KeyFigures", "water: pressure min"),
};

} // namespace

QString key_figure_name(const QString& id) {
    QString name = id;
    const auto dot = name.indexOf(QLatin1Char{'.'});
    if (dot > 0) {
        name = name.left(dot) + QStringLiteral(": ") + name.mid(dot + 1);
    }
    name.replace(QLatin1Char{'_'}, QLatin1Char{' '});
    for (const char* known : known_names) {
        if (name == QLatin1String{known}) {
            return QCoreApplication::translate(context, known);
        }
    }
    return name;
}

} // namespace cityproof::gui
