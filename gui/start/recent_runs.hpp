// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace cityproof::gui {

/// Run files that were opened, the newest first, kept in the user's settings.
class RecentRuns {
  public:
    static constexpr int most = 10;

    /// Absolute paths, whether their files are still there or not.
    QStringList list() const;
    /// Puts a file on top; one that stood further down moves.
    void add(const QString& path);
    void clear();
};

} // namespace cityproof::gui
