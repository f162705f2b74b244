// SPDX-License-Identifier: Apache-2.0
#include "shown_texts.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTabBar>

namespace cityproof::gui::testing {

namespace {

QString place_of(const QWidget& widget) {
    const QWidget* parent = widget.parentWidget();
    return QString::fromLatin1(widget.metaObject()->className()) + QStringLiteral(" in ") +
           (parent == nullptr ? QString{} : QString::fromLatin1(parent->metaObject()->className()));
}

/// Parts that a user never meets by themselves: insides of Qt's widgets.
bool is_inside_of_qt(const QWidget& widget) {
    return widget.objectName().startsWith(QStringLiteral("qt_")) ||
           (widget.parentWidget() != nullptr && widget.parentWidget()->inherits("QTabBar")) ||
           widget.inherits("QToolBarExtension") || widget.inherits("QDockWidgetTitleButton");
}

/// The form of a scenario has the words of its schema, which are English.
bool is_of_schema(const QWidget& widget) {
    for (const QWidget* around = &widget; around != nullptr; around = around->parentWidget()) {
        if (around->inherits("cityproof::gui::FieldGroup")) {
            return true;
        }
    }
    return false;
}

class Collector {
  public:
    void add(const QString& where, const QString& text) {
        if (!text.isEmpty()) {
            texts.push_back({where, text});
        }
    }

    void add_widget(const QWidget& widget) {
        const QString where = place_of(widget);
        add(where, widget.toolTip());
        add(where + QStringLiteral(" (name)"), widget.accessibleName());
        add(where + QStringLiteral(" (description)"), widget.accessibleDescription());
        for (const QAction* action : widget.actions()) {
            add(where + QStringLiteral(" action"), action->text());
            add(where + QStringLiteral(" action's tip"), action->statusTip());
        }
        if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
            add(where, label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
            add(where, button->text());
        } else if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) {
            add(where, line->placeholderText());
        } else if (const auto* group = qobject_cast<const QGroupBox*>(&widget)) {
            add(where, group->title());
        } else if (const auto* dock = qobject_cast<const QDockWidget*>(&widget)) {
            add(where, dock->windowTitle());
        } else if (const auto* menu = qobject_cast<const QMenu*>(&widget)) {
            add(where, menu->title());
        } else if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
            for (int row = 0; row < box->count(); ++row) {
                add(where, box->itemText(row));
            }
        } else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
            add_model(where, *view);
        }
    }

    std::vector<ShownText> texts;

  private:
    void add_model(const QString& where, const QAbstractItemView& view) {
        const QAbstractItemModel* model = view.model();
        if (model == nullptr || view.inherits("QHeaderView")) {
            return;
        }
        const bool has_header = view.findChild<QHeaderView*>() != nullptr;
        for (int column = 0; column < model->columnCount(); ++column) {
            // Without words of its own a model numbers its columns.
            const QString title = model->headerData(column, Qt::Horizontal).toString();
            if (has_header && title != QString::number(column + 1)) {
                add(where + QStringLiteral(" header"), title);
            }
            for (int row = 0; row < model->rowCount(); ++row) {
                add(where, model->index(row, column).data().toString());
            }
        }
    }
};

QSize needed(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget); label && label->wordWrap()) {
        return {label->minimumSizeHint().width(), label->heightForWidth(label->width())};
    }
    return widget.sizeHint();
}

} // namespace

std::vector<ShownText> shown_texts(const QWidget& window) {
    Collector collector;
    collector.add(QStringLiteral("window's title"), window.windowTitle());
    collector.add_widget(window);
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!is_inside_of_qt(*widget) && !is_of_schema(*widget)) {
            collector.add_widget(*widget);
        }
    }
    return collector.texts;
}

std::vector<ShownText> clipped_texts(const QWidget& window) {
    std::vector<ShownText> clipped;
    const auto judge = [&](const QWidget& widget, const QString& text, const QSize& need) {
        if (need.width() > widget.width() + 1 || need.height() > widget.height() + 1) {
            clipped.push_back({place_of(widget), QStringLiteral("%1 needs %2x%3, has %4x%5")
                                                     .arg(text)
                                                     .arg(need.width())
                                                     .arg(need.height())
                                                     .arg(widget.width())
                                                     .arg(widget.height())});
        }
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        // A panel behind another one is visible to Qt.
        const bool is_covered = !widget->size().isEmpty() && widget->visibleRegion().isEmpty();
        if (!widget->isVisible() || is_covered || is_inside_of_qt(*widget)) {
            continue;
        }
        if (const auto* label = qobject_cast<const QLabel*>(widget);
            label && !label->text().isEmpty()) {
            judge(*label, label->text(), needed(*label));
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget);
                   button && !button->text().isEmpty()) {
            // A flat button may be lower than it likes to be, but not than its text.
            judge(*button, button->text(),
                  {button->sizeHint().width(), button->fontMetrics().height()});
        } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
            // Text, its margins and the arrow.
            judge(*box, box->currentText(),
                  {box->fontMetrics().horizontalAdvance(box->currentText()) + 26, 0});
        } else if (const auto* line = qobject_cast<const QLineEdit*>(widget)) {
            judge(*line, line->placeholderText(),
                  {line->fontMetrics().horizontalAdvance(line->placeholderText()) + 8, 0});
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                const int need = tabs->fontMetrics().horizontalAdvance(tabs->tabText(tab)) + 12;
                judge(*tabs, tabs->tabText(tab),
                      {need - tabs->tabRect(tab).width() + tabs->width(), 0});
            }
        } else if (const auto* header = qobject_cast<const QHeaderView*>(widget);
                   header && header->orientation() == Qt::Horizontal) {
            for (int section = 0; section < header->count(); ++section) {
                const int need = header->sectionSizeHint(section);
                judge(*header, header->model()->headerData(section, Qt::Horizontal).toString(),
                      {need - header->sectionSize(section) + header->width(), 0});
            }
        }
    }
    return clipped;
}

} // namespace cityproof::gui::testing
