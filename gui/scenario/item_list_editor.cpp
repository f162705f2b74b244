// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/item_list_editor.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace cityproof::gui {

namespace {

constexpr int shown_rows = 4;

/// "cable-fault: outage of line/line:1033 at 5 min"
QString words_of(const YamlPlace& item) {
    if (item.kind != YamlPlace::Kind::mapping) {
        return item.scalar;
    }
    const auto value = [&item](QStringView key) {
        const YamlPlace* found = item.find(key);
        return found == nullptr ? QString{} : found->scalar;
    };
    if (item.find(u"action") == nullptr) {
        return item.entries.empty() ? QString{} : item.entries.front().second.scalar;
    }
    return ItemListEditor::tr("%1: %2 of %3 at %4")
        .arg(value(u"id"), value(u"action"), value(u"target"), value(u"at"));
}

} // namespace

ItemListEditor::ItemListEditor(const QString& name, const FieldGroup::Schema& item,
                               FormEdits& edits, QWidget* parent)
    : QWidget{parent},
      item_(item), // in braces it would be a list of one
      edits_{edits},
      list_{new QListWidget{this}},
      add_{new QPushButton{tr("Add"), this}},
      open_{new QPushButton{tr("Open"), this}},
      remove_{new QPushButton{tr("Remove"), this}},
      up_{new QPushButton{tr("Up"), this}},
      down_{new QPushButton{tr("Down"), this}} {
    list_->setAccessibleName(name);
    list_->setFixedHeight(shown_rows * (fontMetrics().height() + 4) + 8);
    list_->setTextElideMode(Qt::ElideRight);
    make_rows(name);
    connect(list_, &QListWidget::currentRowChanged, this, &ItemListEditor::show_chosen);
    connect(add_, &QPushButton::clicked, this, &ItemListEditor::add_item);
    connect(remove_, &QPushButton::clicked, this, &ItemListEditor::remove_item);
    connect(up_, &QPushButton::clicked, this, [this] { move_item(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { move_item(1); });
    connect(open_, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem* chosen = list_->currentItem()) {
            emit edits_.open_wanted(chosen->text());
        }
    });
    show_chosen();
}

void ItemListEditor::make_rows(const QString& name) {
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(list_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    const bool objects = item_.value("type", std::string{}) == "object";
    if (!objects) {
        new_text_ = new QComboBox{this};
        new_text_->setEditable(true);
        new_text_->setInsertPolicy(QComboBox::NoInsert);
        new_text_->setFocusPolicy(Qt::StrongFocus);
        new_text_->setAccessibleName(tr("New entry of %1").arg(name));
        new_text_->lineEdit()->setAccessibleName(new_text_->accessibleName());
        new_text_->lineEdit()->setPlaceholderText(tr("Name or file"));
        connect(new_text_->lineEdit(), &QLineEdit::returnPressed, this, &ItemListEditor::add_item);
        auto* line = new QHBoxLayout;
        line->setSpacing(4);
        line->addWidget(new_text_, 1);
        line->addWidget(add_);
        column->addLayout(line);
    } else {
        buttons->addWidget(add_);
    }
    open_->setVisible(false);
    for (auto [button, words] : {std::pair{add_, tr("Add to %1")},
                                 {open_, tr("Open the chosen one of %1")},
                                 {remove_, tr("Remove from %1")},
                                 {up_, tr("Move up in %1")},
                                 {down_, tr("Move down in %1")}}) {
        button->setAccessibleName(words.arg(name));
        if (button != add_) {
            buttons->addWidget(button);
        }
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    if (objects) {
        group_ = new FieldGroup{item_, edits_, this};
        column->addWidget(group_);
    }
}

void ItemListEditor::set_choices(const QStringList& choices) {
    if (new_text_ != nullptr) {
        new_text_->clear();
        new_text_->addItems(choices);
        new_text_->setCurrentIndex(choices.isEmpty() ? -1 : 0);
        open_->setVisible(true);
    }
}

QString ItemListEditor::path_of_row(int row) const {
    return QStringLiteral("%1[%2]").arg(path_).arg(row);
}

void ItemListEditor::set_path(const QString& path) {
    path_ = path;
}

void ItemListEditor::show_values(const YamlPlace* list) {
    shown_ = list == nullptr ? std::nullopt : std::optional{*list};
    const std::size_t count = shown_ ? shown_->items.size() : 0;
    const int row = list_->currentRow();
    {
        const QSignalBlocker quiet{list_};
        while (list_->count() > static_cast<int>(count)) {
            delete list_->takeItem(list_->count() - 1);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const QString words = words_of(shown_->items[i]);
            if (static_cast<int>(i) == list_->count()) {
                list_->addItem(words);
            } else if (list_->item(static_cast<int>(i))->text() != words) {
                list_->item(static_cast<int>(i))->setText(words);
            }
            list_->item(static_cast<int>(i))->setToolTip(words);
        }
        if (row < 0 && count > 0) {
            list_->setCurrentRow(0);
        }
    }
    show_chosen();
}

void ItemListEditor::show_chosen() {
    const int row = list_->currentRow();
    remove_->setEnabled(row >= 0);
    open_->setEnabled(row >= 0);
    up_->setEnabled(row > 0);
    down_->setEnabled(row >= 0 && row + 1 < list_->count());
    if (group_ == nullptr) {
        return;
    }
    const bool is_there = shown_ && row >= 0 && row < static_cast<int>(shown_->items.size());
    group_->setVisible(is_there);
    if (is_there) {
        group_->set_path(path_of_row(row));
        group_->show_values(&shown_->items[static_cast<std::size_t>(row)]);
        group_->show_problems(problems_);
    }
}

void ItemListEditor::show_problems(const std::vector<Problem>& problems) {
    problems_ = problems;
    if (group_ != nullptr) {
        group_->show_problems(problems_);
    }
}

void ItemListEditor::end_pick() {
    if (group_ != nullptr) {
        group_->end_pick();
    }
}

void ItemListEditor::add_item() {
    const int row = list_->count();
    if (new_text_ == nullptr) {
        emit edits_.item_wanted(path_, new_object());
    } else if (const QString text = new_text_->currentText().trimmed(); !text.isEmpty()) {
        emit edits_.item_wanted(path_, {yaml_scalar({text, true}, true)});
    }
    if (list_->count() > row) {
        list_->setCurrentRow(row);
    }
}

/// A line for each required key: the first choice, a number in an id, or what is to be filled in.
QStringList ItemListEditor::new_object() const {
    QStringList lines;
    for (const auto& required : item_.at("required")) {
        const std::string key = required.get<std::string>();
        const auto& property = item_.at("properties").at(key);
        QString value = QStringLiteral("\"\"");
        if (property.contains("enum")) {
            value = QString::fromStdString(property.at("enum").front().get<std::string>());
        } else if (key == "id") {
            value = QStringLiteral("event-%1").arg(list_->count() + 1);
        } else if (property.value("x-dimension", std::string{}) == "duration") {
            value = QStringLiteral("0 s");
        }
        lines << QString::fromStdString(key) + QStringLiteral(": ") + value;
    }
    return lines;
}

void ItemListEditor::remove_item() {
    if (list_->currentRow() >= 0) {
        emit edits_.removal_wanted(path_of_row(list_->currentRow()));
    }
}

void ItemListEditor::move_item(int by) {
    const int row = list_->currentRow();
    const int upper = by < 0 ? row - 1 : row;
    if (upper < 0 || upper + 1 >= list_->count()) {
        return;
    }
    emit edits_.swap_wanted(path_, static_cast<std::size_t>(upper));
    list_->setCurrentRow(row + by);
}

} // namespace cityproof::gui
