// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/scenario/field_group.hpp"

class QComboBox;
class QListWidget;
class QPushButton;

namespace cityproof::gui {

/// An ordered list of a schema: of texts (policies), or of objects (events), of which the chosen
/// one has its fields below the list.
class ItemListEditor : public QWidget {
    Q_OBJECT

  public:
    ItemListEditor(const QString& name, const FieldGroup::Schema& item, FormEdits& edits,
                   QWidget* parent = nullptr);

    void set_path(const QString& path);
    void show_values(const YamlPlace* list);
    void show_problems(const std::vector<Problem>& problems);
    /// What the box for a new text offers. A list with choices lets its items be opened.
    void set_choices(const QStringList& choices);
    void end_pick();

    /// Fields of the chosen object; nullptr for a list of texts.
    FieldGroup* group() const { return group_; }

    QListWidget* list() const { return list_; }

    QComboBox* new_text() const { return new_text_; }

    QPushButton* add_button() const { return add_; }

    QPushButton* remove_button() const { return remove_; }

    QPushButton* down_button() const { return down_; }

  private:
    void make_rows(const QString& name);
    void add_item();
    QStringList new_object() const;
    void remove_item();
    void move_item(int by);
    void show_chosen();
    QString path_of_row(int row) const;

    FieldGroup::Schema item_;
    FormEdits& edits_;
    QString path_;
    std::optional<YamlPlace> shown_;
    std::vector<Problem> problems_;
    QListWidget* list_;
    QComboBox* new_text_ = nullptr;
    FieldGroup* group_ = nullptr;
    QPushButton* add_;
    QPushButton* open_;
    QPushButton* remove_;
    QPushButton* up_;
    QPushButton* down_;
};

} // namespace cityproof::gui
