// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/field_group.hpp"

#include "gui/scenario/item_list_editor.hpp"

#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cityproof::gui {

namespace {

QString words_of(const QString& key) {
    QString words = key;
    words.replace(QLatin1Char{'_'}, QLatin1Char{' '});
    words[0] = words[0].toUpper();
    return words;
}

std::string type_of(const FieldGroup::Schema& property) {
    return property.value("type", std::string{});
}

/// "line/line:62": can be pointed at.
bool names_a_thing(const QString& key, const FieldGroup::Schema& property) {
    return key == QLatin1String{"target"} && property.contains("pattern");
}

bool is_required(const FieldGroup::Schema& schema, const std::string& key) {
    const auto required = schema.find("required");
    return required != schema.end() &&
           std::ranges::find(*required, FieldGroup::Schema(key)) != required->end();
}

QLabel* make_problem_label(QWidget* parent) {
    auto* label = new QLabel{parent};
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::BrightText);
    label->hide();
    return label;
}

QString sentence_of(const Problem& problem) {
    QString text = QString::fromStdString(problem.message);
    if (!problem.expected.empty()) {
        text =
            FieldGroup::tr("%1; expected: %2").arg(text, QString::fromStdString(problem.expected));
    }
    if (!problem.remedy.empty()) {
        text = FieldGroup::tr("%1; to mend: %2").arg(text, QString::fromStdString(problem.remedy));
    }
    return text;
}

} // namespace

QString description_of(const FieldGroup::Schema& property) {
    return QString::fromStdString(property.value("description", std::string{}));
}

QString default_of(const FieldGroup::Schema& property) {
    const QString text = description_of(property);
    const qsizetype at = text.lastIndexOf(QLatin1String{"Default"});
    if (at < 0) {
        return {};
    }
    QString value = text.mid(at + 7).trimmed();
    if (value.startsWith(QLatin1Char{':'})) {
        value = value.mid(1).trimmed();
    }
    value.chop(value.endsWith(QLatin1Char{'.'}) ? 1 : 0);
    return value;
}

FieldGroup::FieldGroup(const Schema& schema, FormEdits& edits, QWidget* parent)
    : QWidget{parent},
      edits_{edits} {
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    auto* rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->setRowWrapPolicy(QFormLayout::DontWrapRows);
    rows->setVerticalSpacing(4);
    column->addLayout(rows);
    // What a planner changes most, policies and events, stands before the models' settings.
    std::vector<std::pair<QString, const Schema*>> lists;
    std::vector<std::pair<QString, const Schema*>> sections;
    for (const auto& [name, property] : schema.at("properties").items()) {
        const QString key = QString::fromStdString(name);
        const std::string type = type_of(property);
        if (type == "object") {
            sections.emplace_back(key, &property);
        } else if (type == "array") {
            lists.emplace_back(key, &property);
        } else if (!property.contains("const")) { // else there is nothing to choose
            add_field(key, property, is_required(schema, name), *rows);
        }
    }
    for (const auto& [key, property] : lists) {
        add_list(key, *property);
    }
    for (const auto& [key, property] : sections) {
        add_section(key, *property);
    }
    column->addStretch(1);
}

void FieldGroup::add_field(const QString& key, const Schema& property, bool required,
                           QFormLayout& rows) {
    Field field;
    field.key = key;
    field.is_text = type_of(property) != "integer" && type_of(property) != "number";
    QWidget* editor = property.contains("enum") ? make_choice(field, property, required)
                                                : make_line(field, property);
    const QString name = words_of(key);
    QWidget* named = field.line != nullptr ? static_cast<QWidget*>(field.line) : field.choice;
    named->setAccessibleName(name);
    named->setAccessibleDescription(description_of(property));
    named->setToolTip(QStringLiteral("<p>%1</p>").arg(description_of(property).toHtmlEscaped()));
    auto* label = new QLabel{required ? name + QStringLiteral(" *") : name, this};
    label->setBuddy(named);
    label->setToolTip(named->toolTip());
    field.problem = make_problem_label(this);
    auto* cell = new QVBoxLayout;
    cell->setSpacing(0);
    cell->addWidget(editor);
    cell->addWidget(field.problem);
    rows.addRow(label, cell);
    fields_.push_back(field);
}

QWidget* FieldGroup::make_line(Field& field, const Schema& property) {
    auto* line = new QLineEdit{this};
    line->setPlaceholderText(default_of(property));
    line->setMinimumWidth(90);
    field.line = line;
    const std::size_t index = fields_.size();
    connect(line, &QLineEdit::editingFinished, this, [this, line, index] {
        if (line->isModified()) {
            line->setModified(false);
            const Field& edited = fields_[index];
            emit edits_.value_wanted(path_of(edited.key), {line->text(), edited.is_text});
        }
    });
    if (!names_a_thing(field.key, property)) {
        return line;
    }
    auto* pick = new QToolButton{this};
    pick->setText(tr("Pick"));
    pick->setCheckable(true);
    pick->setAccessibleName(tr("Pick on the map"));
    pick->setToolTip(tr("Then click the thing on the map."));
    field.pick = pick;
    connect(pick, &QToolButton::toggled, this,
            [this, index](bool on) { emit edits_.pick_wanted(path_of(fields_[index].key), on); });
    auto* both = new QWidget{this};
    auto* row = new QHBoxLayout{both};
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(line, 1);
    row->addWidget(pick);
    return both;
}

QWidget* FieldGroup::make_choice(Field& field, const Schema& property, bool required) {
    auto* choice = new QComboBox{this};
    if (!required) {
        choice->addItem({});
    }
    for (const auto& value : property.at("enum")) {
        choice->addItem(QString::fromStdString(value.get<std::string>()));
    }
    choice->setCurrentIndex(-1);
    choice->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the form
    field.choice = choice;
    connect(choice, &QComboBox::activated, this, [this, choice, index = fields_.size()] {
        emit edits_.value_wanted(path_of(fields_[index].key), {choice->currentText(), true});
    });
    return choice;
}

void FieldGroup::add_section(const QString& key, const Schema& property) {
    auto* box = new QGroupBox{words_of(key), this};
    box->setCheckable(true);
    box->setAccessibleName(words_of(key));
    box->setAccessibleDescription(description_of(property));
    box->setToolTip(QStringLiteral("<p>%1</p>").arg(description_of(property).toHtmlEscaped()));
    auto* group = new FieldGroup{property, edits_, box};
    auto* inside = new QVBoxLayout{box};
    inside->setContentsMargins(8, 6, 8, 8);
    inside->addWidget(group);
    layout()->addWidget(box);
    connect(box, &QGroupBox::clicked, this,
            [this, key](bool on) { emit edits_.section_wanted(path_of(key), on); });
    sections_.push_back({key, box, group});
}

void FieldGroup::add_list(const QString& key, const Schema& property) {
    auto* box = new QGroupBox{words_of(key), this};
    box->setToolTip(QStringLiteral("<p>%1</p>").arg(description_of(property).toHtmlEscaped()));
    auto* list = new ItemListEditor{words_of(key), property.at("items"), edits_, box};
    auto* inside = new QVBoxLayout{box};
    inside->setContentsMargins(8, 6, 8, 8);
    inside->addWidget(list);
    layout()->addWidget(box);
    lists_[key] = list;
}

QString FieldGroup::path_of(const QString& key) const {
    return path_.isEmpty() ? key : path_ + QLatin1Char{'.'} + key;
}

void FieldGroup::set_path(const QString& path) {
    path_ = path;
    for (const Section& section : sections_) {
        section.group->set_path(path_of(section.key));
    }
    for (const auto& [key, list] : lists_) {
        list->set_path(path_of(key));
    }
}

void FieldGroup::show_values(const YamlPlace* map) {
    for (const Field& field : fields_) {
        const YamlPlace* value = map == nullptr ? nullptr : map->find(field.key);
        const QString text = value == nullptr ? QString{} : value->scalar;
        if (field.choice != nullptr) {
            field.choice->setCurrentIndex(field.choice->findText(text));
        } else if (!(field.line->hasFocus() && field.line->isModified()) &&
                   field.line->text() != text) {
            field.line->setText(text);
            field.line->setCursorPosition(0);
        }
    }
    for (const Section& section : sections_) {
        const YamlPlace* value = map == nullptr ? nullptr : map->find(section.key);
        section.box->setChecked(value != nullptr);
        section.group->setVisible(value != nullptr);
        section.group->show_values(value);
    }
    for (const auto& [key, list] : lists_) {
        list->show_values(map == nullptr ? nullptr : map->find(key));
    }
}

void FieldGroup::show_problems(const std::vector<Problem>& problems) {
    for (const Field& field : fields_) {
        const std::string path = path_of(field.key).toStdString();
        const auto found = std::ranges::find_if(
            problems, [&](const Problem& problem) { return problem.where.key == path; });
        const QString text = found == problems.end() ? QString{} : sentence_of(*found);
        field.problem->setText(text);
        field.problem->setVisible(!text.isEmpty());
    }
    for (const Section& section : sections_) {
        section.group->show_problems(problems);
    }
    for (const auto& [key, list] : lists_) {
        list->show_problems(problems);
    }
}

void FieldGroup::set_choices(const QString& key, const QStringList& choices) {
    if (const auto found = lists_.find(key); found != lists_.end()) {
        found->second->set_choices(choices);
    }
}

void FieldGroup::end_pick() {
    for (const Field& field : fields_) {
        if (field.pick != nullptr) {
            const QSignalBlocker quiet{field.pick};
            field.pick->setChecked(false);
        }
    }
    for (const auto& [key, list] : lists_) {
        list->end_pick();
    }
}

QWidget* FieldGroup::editor(const QString& path) const {
    for (const Field& field : fields_) {
        if (path_of(field.key) == path) {
            return field.line != nullptr ? static_cast<QWidget*>(field.line) : field.choice;
        }
    }
    for (const Section& section : sections_) {
        if (path_of(section.key) == path) {
            return section.box;
        }
        if (QWidget* found = section.group->editor(path)) {
            return found;
        }
    }
    for (const auto& [key, list] : lists_) {
        if (path_of(key) == path) {
            return list;
        }
        if (list->group() != nullptr) {
            if (QWidget* found = list->group()->editor(path)) {
                return found;
            }
        }
    }
    return nullptr;
}

QLabel* FieldGroup::problem_label(const QString& path) const {
    for (const Field& field : fields_) {
        if (path_of(field.key) == path) {
            return field.problem;
        }
    }
    for (const Section& section : sections_) {
        if (QLabel* found = section.group->problem_label(path)) {
            return found;
        }
    }
    for (const auto& [key, list] : lists_) {
        if (list->group() != nullptr) {
            if (QLabel* found = list->group()->problem_label(path)) {
                return found;
            }
        }
    }
    return nullptr;
}

} // namespace cityproof::gui
