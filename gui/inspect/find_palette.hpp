// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/inspect/id_search.hpp"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace cityproof::gui {

/// A line to type a part of an id into and a list of what it fits, over the window. Up and Down
/// move in the list, Return chooses, Escape closes.
class FindPalette : public QFrame {
    Q_OBJECT

  public:
    /// `search` outlives the palette.
    explicit FindPalette(const IdSearch& search, QWidget* parent);

    /// Opens at the top middle of the parent.
    void open();

    QLineEdit* line() const { return line_; }

    QListWidget* list() const { return list_; }

  signals:
    void chosen(const cityproof::gui::ObjectRef& object);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show_hits();
    void choose(int row);

    const IdSearch& search_;
    QLineEdit* line_;
    QListWidget* list_;
    std::vector<ObjectRef> hits_;
};

} // namespace cityproof::gui
