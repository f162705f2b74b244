// SPDX-License-Identifier: Apache-2.0
#include "gui/look/language.hpp"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <algorithm>

// The resource is in a static library: without this nobody links it. Outside of any namespace.
static void add_translations() {
    Q_INIT_RESOURCE(translations);
}

namespace cityproof::gui {

namespace {

QString settings_key() {
    return QStringLiteral("language");
}

void install(const QString& file, const QString& folder) {
    auto* translator = new QTranslator{QCoreApplication::instance()};
    if (translator->load(file, folder)) {
        QCoreApplication::installTranslator(translator);
    } else {
        delete translator;
    }
}

} // namespace

const std::vector<Language>& languages() {
    static const std::vector<Language> all{{QStringLiteral("en"), QStringLiteral("English")},
                                           {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                           {QStringLiteral("zh"), QStringLiteral("中文")}};
    return all;
}

QString chosen_language() {
    return QSettings{}.value(settings_key()).toString();
}

void choose_language(const QString& code) {
    if (code.isEmpty()) {
        QSettings{}.remove(settings_key());
    } else {
        QSettings{}.setValue(settings_key(), code);
    }
}

void install_language(const QString& wanted) {
    QString code = wanted;
    if (code.isEmpty()) {
        const QStringList system = QLocale::system().uiLanguages();
        code = system.isEmpty() ? QString{} : system.front().left(2);
    }
    const bool known = std::ranges::any_of(
        languages(), [&](const Language& language) { return language.code == code; });
    if (!known || code == QLatin1String{"en"}) {
        QLocale::setDefault(QLocale::c());
        return; // the sources are English
    }
    QLocale::setDefault(QLocale{code}); // names of days and months
    add_translations();
    install(QStringLiteral("cityproof_") + code, QStringLiteral(":/translations"));
    // The few words of Qt's own dialogs, where Qt's translations are installed.
    const QString of_qt = code == QLatin1String{"zh"} ? QStringLiteral("zh_CN") : code;
    install(QStringLiteral("qtbase_") + of_qt, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

} // namespace cityproof::gui
