// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/queue/run_queue.hpp"
#include "gui/scenario/document_editor.hpp"

#include <QWidget>

#include <set>

class QPushButton;
class QSpinBox;
class QTabWidget;

namespace cityproof::gui {

/// A scenario and its policies, each in an editor of its own, and the buttons that run them.
class ScenarioPanel : public QWidget {
    Q_OBJECT

  public:
    /// What to do with work that is not saved.
    enum class Answer { save, discard, cancel };
    using Question = std::function<Answer(const QString& sentence)>;

    /// `queue` outlives the panel, which adds runs to it.
    explicit ScenarioPanel(RunQueue& queue, QWidget* parent = nullptr);
    ~ScenarioPanel() override;

    /// Another program than the `cityproof` beside this one.
    void set_program(const QString& program);

    /// How the user is asked; tests answer by themselves.
    void set_question(Question question) { question_ = std::move(question); }

    void start_new();
    /// Asks first when work would be lost. Returns whether it is open now.
    bool open(const QString& path);
    /// A policy of the scenario in a tab of its own: a file, or the name of one that Cityproof
    /// ships, which is copied beside the scenario first.
    void open_policy(const QString& reference);
    bool save();
    /// Whether nothing would be lost by closing; asks for what is not saved.
    bool may_close();

    /// Runs the scenario as it is. Saves first.
    void run();
    /// Runs the baseline and every policy with the chosen seeds. Saves first.
    void run_study();

    DocumentEditor* scenario() const { return scenario_; }

    /// The one that is shown.
    DocumentEditor* current() const;

    /// The scenario's, then those of open policies.
    std::vector<DocumentEditor*> editors() const;

    /// Shows a line of an open document. Returns whether the file is open.
    bool go_to_line(const QString& file, int line);

    QTabWidget* tabs() const { return tabs_; }

    QSpinBox* seeds() const { return seeds_; }

    QPushButton* run_button() const { return run_; }

    QPushButton* study_button() const { return study_; }

    QPushButton* undo_button() const { return undo_; }

    QPushButton* redo_button() const { return redo_; }

    QPushButton* save_button() const { return save_; }

    /// Appends an event at the scenario's start, whose time is then to be set.
    void add_event(const QString& action, const QString& target);
    /// The thing on the map that the user pointed at.
    void set_picked(const QString& target);
    void end_pick();

  signals:
    void pick_wanted(bool on);
    void problem(const cityproof::Problem& problem);
    /// What is wrong with the open documents, or which ones are open, is something else now.
    void findings_changed();
    /// A run was added to the queue.
    void started(int id);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void make_buttons();
    DocumentEditor* add_editor(CheckedAs kind);
    void ask_for_schema(CheckedAs kind);
    void give_schema(DocumentEditor& editor, CheckedAs kind);
    void choose_file();
    bool save(DocumentEditor& editor);
    bool save_all();
    bool ask_about(DocumentEditor& editor);
    void close_policies();
    QString copy_shipped(const QString& name);
    QString free_result(const QString& stem, const QString& ending) const;
    void show_state();

    RunQueue& queue_;
    QString program_;
    Question question_;
    std::map<CheckedAs, FieldGroup::Schema> schemas_;
    std::set<CheckedAs> asked_; ///< schemas that are on their way
    QTabWidget* tabs_;
    DocumentEditor* scenario_;
    QPushButton* new_;
    QPushButton* open_;
    QPushButton* save_;
    QPushButton* undo_;
    QPushButton* redo_;
    QPushButton* run_;
    QPushButton* study_;
    QSpinBox* seeds_;
};

} // namespace cityproof::gui
