// SPDX-License-Identifier: Apache-2.0
#include "gui/start/recent_runs.hpp"

#include <QFileInfo>
#include <QSettings>

namespace cityproof::gui {

namespace {
const QString& key() {
    static const QString name = QStringLiteral("recent_runs");
    return name;
}
} // namespace

QStringList RecentRuns::list() const {
    QStringList paths = QSettings{}.value(key()).toStringList();
    // The file may have been edited by hand.
    paths.removeAll(QString{});
    return paths.mid(0, most);
}

void RecentRuns::add(const QString& path) {
    QStringList paths = list();
    const QString absolute = QFileInfo{path}.absoluteFilePath();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    QSettings{}.setValue(key(), paths.mid(0, most));
}

void RecentRuns::clear() {
    QSettings{}.remove(key());
}

} // namespace cityproof::gui
