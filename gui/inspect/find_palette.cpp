// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/find_palette.hpp"

#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cityproof::gui {

namespace {
constexpr std::size_t most_hits = 200;
}

FindPalette::FindPalette(const IdSearch& search, QWidget* parent)
    : QFrame{parent},
      search_{search},
      line_{new QLineEdit{this}},
      list_{new QListWidget{this}} {
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Find"));
    line_->setPlaceholderText(tr("Find by id: street, signal, bus, vehicle …"));
    line_->setAccessibleName(tr("Find by id"));
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    list_->setAccessibleName(tr("Found"));
    list_->setFocusPolicy(Qt::NoFocus); // the arrow keys reach it from the line
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(line_);
    column->addWidget(list_);
    connect(line_, &QLineEdit::textChanged, this, &FindPalette::show_hits);
    connect(list_, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { choose(list_->row(item)); });
    hide();
}

void FindPalette::open() {
    const QWidget* window = parentWidget();
    const int wide = std::clamp(window->width() / 2, 240, 520);
    const int high = std::clamp(window->height() / 2, 160, 360);
    setGeometry((window->width() - wide) / 2, window->height() / 10, wide, high);
    show();
    raise();
    line_->selectAll();
    line_->setFocus();
    show_hits();
}

void FindPalette::show_hits() {
    list_->clear();
    hits_ = search_.find(line_->text().trimmed().toStdString(), most_hits);
    for (const ObjectRef& hit : hits_) {
        list_->addItem(
            QStringLiteral("%1    %2").arg(plain_text(search_.id(hit)), layer_title(hit.table)));
    }
    if (hits_.empty() && !line_->text().trimmed().isEmpty()) {
        auto* none = new QListWidgetItem{tr("Nothing in this run has that id."), list_};
        none->setFlags(Qt::NoItemFlags);
    }
    list_->setCurrentRow(hits_.empty() ? -1 : 0);
}

void FindPalette::choose(int row) {
    if (row >= 0 && static_cast<std::size_t>(row) < hits_.size()) {
        const ObjectRef object = hits_[static_cast<std::size_t>(row)];
        hide();
        emit chosen(object);
    }
}

bool FindPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != line_) {
        return QFrame::eventFilter(watched, event);
    }
    // Elsewhere in the window these keys are shortcuts; in the line they are the palette's.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress) {
        return QFrame::eventFilter(watched, event);
    }
    const int rows = static_cast<int>(hits_.size());
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        list_->setCurrentRow(std::min(rows - 1, list_->currentRow() + 1));
        return true;
    case Qt::Key_Up:
        list_->setCurrentRow(std::max(0, list_->currentRow() - 1));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(list_->currentRow());
        return true;
    case Qt::Key_Escape:
        hide();
        parentWidget()->setFocus();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace cityproof::gui
