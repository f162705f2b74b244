// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/scenario/field_group.hpp"
#include "gui/scenario/scenario_check.hpp"
#include "gui/scenario/yaml_document.hpp"

#include <QWidget>

class QLabel;
class QListWidget;
class QScrollArea;
class QSplitter;

namespace cityproof::gui {

class YamlView;

/// One scenario or policy: a form and the text, each showing what the other does, and what
/// `cityproof check` says about it while it is being written.
class DocumentEditor : public QWidget {
    Q_OBJECT

  public:
    explicit DocumentEditor(CheckedAs kind, QWidget* parent = nullptr);
    ~DocumentEditor() override;

    /// The form is made from it.
    void set_schema(const FieldGroup::Schema& schema);
    /// Names that the list of policies offers.
    void set_policy_names(const QStringList& names);

    YamlDocument& document() { return document_; }

    const YamlDocument& document() const { return document_; }

    ScenarioCheck& check() { return check_; }

    /// Null until there is a schema.
    FieldGroup* form() const { return form_; }

    YamlView* text_view() const { return text_; }

    QListWidget* problem_list() const { return list_; }

    const std::vector<Problem>& problems() const { return problems_; }

    bool has_errors() const;

    /// Whether the problems are those of the text as it is now.
    bool is_checked() const { return checked_; }

    /// Appends an event of a scenario.
    void add_event(const QString& action, const QString& target);
    /// Appends a policy of a scenario that is not in its list, by name or as a copy beside it.
    void add_policy(const QString& reference);
    /// The thing that was pointed at for the field that asked for it: "line/line:62".
    void set_picked(const QString& target);
    /// Nobody points at anything any more.
    void end_pick();

  signals:
    void pick_wanted(bool on);
    void open_wanted(const QString& reference);
    void problems_changed();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void join_edits();
    void apply(const TextEdit& edit, const QString& what);
    void show_reading(const YamlReading& reading);
    void show_problems(std::vector<Problem> problems);
    void ask_for_check();
    void fit_list();
    KeyOrder key_order() const;
    const YamlPlace* root();

    CheckedAs kind_;
    YamlDocument document_;
    ScenarioCheck check_;
    FormEdits edits_;
    FieldGroup::Schema schema_;
    std::vector<Problem> problems_;
    std::shared_ptr<const YamlReading> reading_; ///< keeps what root() returned
    bool checked_ = false;
    QString pick_path_;
    QStringList policy_names_;
    QScrollArea* scroll_;
    FieldGroup* form_ = nullptr;
    QLabel* unreadable_;
    QLabel* state_;
    QListWidget* list_;
    YamlView* text_;
};

} // namespace cityproof::gui
