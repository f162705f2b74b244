// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace cityproof::gui {

/// What went wrong, one sentence each, the newest on top. Never in the way: nothing here has to be
/// answered.
class ProblemsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    /// A sentence that stands there already is not said twice.
    void add(const Problem& problem);
    void clear();

    int count() const;
    /// The newest problem.
    QString newest() const;

  signals:
    void count_changed(int count);

  private:
    void copy();

    QListWidget* list_;
    QPushButton* copy_;
    QPushButton* clear_;
};

} // namespace cityproof::gui
