// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/scenario/form_edits.hpp"

#include <QWidget>

#include <nlohmann/json.hpp>

#include <map>
#include <vector>

class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace cityproof::gui {

class ItemListEditor;

/// Fields for the properties of an object in a schema, made from it alone: a text, a choice, a
/// section with a box to tick, a list. What a property means is its tooltip, its default is shown
/// in grey. Shows values of a text and asks for edits; changes nothing by itself.
class FieldGroup : public QWidget {
    Q_OBJECT

  public:
    using Schema = nlohmann::ordered_json;

    /// `edits` outlives the group.
    FieldGroup(const Schema& schema, FormEdits& edits, QWidget* parent = nullptr);

    /// Where its values stand: "", "traffic", "events[2]".
    void set_path(const QString& path);
    /// nullptr: there are none.
    void show_values(const YamlPlace* map);
    /// Puts the first problem of each key below its field.
    void show_problems(const std::vector<Problem>& problems);
    /// Names that a list of texts offers, by key.
    void set_choices(const QString& key, const QStringList& choices);
    /// The field's button that asks for a place on the map comes up again.
    void end_pick();

    /// The widget that holds a value; nullptr for a path that is not in the form.
    QWidget* editor(const QString& path) const;
    QLabel* problem_label(const QString& path) const;

  private:
    struct Field {
        QString key;
        bool is_text = true;
        QLineEdit* line = nullptr;
        QComboBox* choice = nullptr;
        QToolButton* pick = nullptr;
        QLabel* problem = nullptr;
    };

    struct Section {
        QString key;
        QGroupBox* box = nullptr;
        FieldGroup* group = nullptr;
    };

    void add_field(const QString& key, const Schema& property, bool required, QFormLayout& rows);
    void add_section(const QString& key, const Schema& property);
    void add_list(const QString& key, const Schema& property);
    QWidget* make_line(Field& field, const Schema& property);
    QWidget* make_choice(Field& field, const Schema& property, bool required);
    QString path_of(const QString& key) const;

    FormEdits& edits_;
    QString path_;
    std::vector<Field> fields_;
    std::vector<Section> sections_;
    std::map<QString, ItemListEditor*> lists_; ///< by key
};

/// What a schema says about a property, and the default that it names.
QString description_of(const FieldGroup::Schema& property);
QString default_of(const FieldGroup::Schema& property);

} // namespace cityproof::gui
