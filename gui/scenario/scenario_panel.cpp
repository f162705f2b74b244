// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/scenario_panel.hpp"

#include "gui/scenario/study_plan.hpp"
#include "io/text/files.hpp"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace cityproof::gui {

namespace {

constexpr int default_seeds = 3;

const char* const template_text =
    "format: 1\n"
    "name: New scenario\n"
    "city: NAME.city                # a folder, relative to this file\n"
    "start: \"2026-11-10 06:30\"\n"
    "time_zone: Europe/Berlin\n"
    "duration: 30 min\n"
    "traffic: {}\n";

ScenarioPanel::Answer ask_with_a_box(QWidget* parent, const QString& sentence) {
    const auto answer = QMessageBox::question(
        parent, ScenarioPanel::tr("Not saved"), sentence,
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Save      ? ScenarioPanel::Answer::save
           : answer == QMessageBox::Discard ? ScenarioPanel::Answer::discard
                                            : ScenarioPanel::Answer::cancel;
}

std::filesystem::path shipped_folder() {
    return io::data_folder() / "policies";
}

/// Names of the policies that Cityproof ships; none when its data are not there.
QStringList shipped_policies() {
    try {
        QStringList names;
        const QDir folder{QString::fromStdString(shipped_folder().string())};
        for (const QString& file : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files)) {
            names << QFileInfo{file}.completeBaseName();
        }
        return names;
    } catch (const InputError&) {
        return {};
    }
}

bool is_shipped_name(const QString& reference) {
    return !reference.contains(QLatin1Char{'/'}) && !reference.endsWith(QLatin1String{".yaml"});
}

Problem simple_problem(const QString& file, const QString& message) {
    Problem problem;
    problem.where.file = file.toStdString();
    problem.message = message.toStdString();
    return problem;
}

} // namespace

ScenarioPanel::ScenarioPanel(RunQueue& queue, QWidget* parent)
    : QWidget{parent},
      queue_{queue},
      program_{ProgramRun::default_program()},
      question_{[this](const QString& sentence) { return ask_with_a_box(this, sentence); }},
      tabs_{new QTabWidget{this}},
      scenario_{nullptr},
      new_{new QPushButton{tr("New"), this}},
      open_{new QPushButton{tr("Open…"), this}},
      save_{new QPushButton{tr("Save"), this}},
      undo_{new QPushButton{tr("Undo"), this}},
      redo_{new QPushButton{tr("Redo"), this}},
      run_{new QPushButton{tr("Run"), this}},
      study_{new QPushButton{tr("Run baseline and policies"), this}},
      seeds_{new QSpinBox{this}} {
    tabs_->setDocumentMode(true);
    tabs_->setTabsClosable(true);
    tabs_->setAccessibleName(tr("Scenario and policies"));
    tabs_->tabBar()->setAccessibleName(tr("Scenario and policies"));
    seeds_->setRange(1, 1000);
    seeds_->setValue(default_seeds);
    seeds_->setAccessibleName(tr("Number of seeds"));
    seeds_->setToolTip(tr("Each seed runs the baseline and every policy with the same random "
                          "numbers. One seed alone gives no verdict."));
    make_buttons();
    scenario_ = add_editor(CheckedAs::scenario);
    tabs_->tabBar()->setTabButton(0, QTabBar::RightSide, nullptr);
    connect(tabs_, &QTabWidget::currentChanged, this, &ScenarioPanel::show_state);
    connect(tabs_, &QTabWidget::tabCloseRequested, this, [this](int index) {
        auto* editor = qobject_cast<DocumentEditor*>(tabs_->widget(index));
        if (editor != nullptr && editor != scenario_ && ask_about(*editor)) {
            tabs_->removeTab(index);
            editor->deleteLater();
            emit findings_changed();
        }
    });
    start_new();
}

/// Editors that go must not tell a panel that is gone already.
ScenarioPanel::~ScenarioPanel() {
    tabs_->disconnect(this);
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        auto* editor = qobject_cast<DocumentEditor*>(tabs_->widget(tab));
        editor->disconnect(this);
        editor->document().disconnect(this);
        editor->document().undo_stack().disconnect(this);
    }
}

void ScenarioPanel::make_buttons() {
    new_->setAccessibleName(tr("New scenario"));
    open_->setAccessibleName(tr("Open a scenario"));
    run_->setAccessibleName(tr("Run the scenario"));
    for (QPushButton* button : {save_, undo_, redo_, study_}) {
        button->setAccessibleName(button->text());
    }
    run_->setToolTip(tr("Runs the scenario once, with its own seed."));
    auto* files = new QHBoxLayout;
    files->setSpacing(4);
    for (QPushButton* button : {new_, open_, save_, undo_, redo_}) {
        files->addWidget(button);
    }
    files->addStretch(1);
    auto* runs = new QHBoxLayout;
    runs->setSpacing(4);
    runs->addWidget(run_);
    runs->addStretch(1);
    auto* label = new QLabel{tr("See&ds:"), this};
    label->setBuddy(seeds_);
    runs->addWidget(label);
    runs->addWidget(seeds_);
    runs->addWidget(study_);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(6);
    column->addLayout(files);
    column->addWidget(tabs_, 1);
    column->addLayout(runs);
    connect(new_, &QPushButton::clicked, this, [this] {
        if (may_close()) {
            start_new();
        }
    });
    connect(open_, &QPushButton::clicked, this, &ScenarioPanel::choose_file);
    connect(save_, &QPushButton::clicked, this, [this] { save(); });
    connect(undo_, &QPushButton::clicked, this,
            [this] { current()->document().undo_stack().undo(); });
    connect(redo_, &QPushButton::clicked, this,
            [this] { current()->document().undo_stack().redo(); });
    connect(run_, &QPushButton::clicked, this, &ScenarioPanel::run);
    connect(study_, &QPushButton::clicked, this, &ScenarioPanel::run_study);
}

DocumentEditor* ScenarioPanel::add_editor(CheckedAs kind) {
    auto* editor = new DocumentEditor{kind, this};
    editor->check().set_program(program_);
    editor->set_policy_names(shipped_policies());
    tabs_->addTab(editor, QString{});
    connect(editor, &DocumentEditor::pick_wanted, this, &ScenarioPanel::pick_wanted);
    connect(editor, &DocumentEditor::open_wanted, this, &ScenarioPanel::open_policy);
    connect(editor, &DocumentEditor::problems_changed, this, &ScenarioPanel::show_state);
    connect(editor, &DocumentEditor::problems_changed, this, &ScenarioPanel::findings_changed);
    YamlDocument& document = editor->document();
    connect(&document, &YamlDocument::read, this, &ScenarioPanel::show_state);
    connect(&document, &YamlDocument::path_changed, this, &ScenarioPanel::show_state);
    QUndoStack& steps = document.undo_stack();
    connect(&steps, &QUndoStack::indexChanged, this, &ScenarioPanel::show_state);
    connect(&steps, &QUndoStack::cleanChanged, this, &ScenarioPanel::show_state);
    if (kind == CheckedAs::policy) {
        give_schema(*editor, kind);
    }
    return editor;
}

void ScenarioPanel::set_program(const QString& program) {
    program_ = program;
    scenario_->check().set_program(program);
}

/// Who never changes a scenario needs no schema.
void ScenarioPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (scenario_->form() == nullptr) {
        give_schema(*scenario_, CheckedAs::scenario);
    }
}

void ScenarioPanel::give_schema(DocumentEditor& editor, CheckedAs kind) {
    const auto known = schemas_.find(kind);
    if (known != schemas_.end()) {
        editor.set_schema(known->second);
    } else if (asked_.insert(kind).second) {
        ask_for_schema(kind);
    }
}

void ScenarioPanel::ask_for_schema(CheckedAs kind) {
    auto* program = new ProgramRun{this};
    program->set_program(program_);
    connect(program, &ProgramRun::finished, this, [this, program, kind](const ProgramEnd& end) {
        program->deleteLater();
        asked_.erase(kind);
        const auto schema = FieldGroup::Schema::parse(end.output.toStdString(), nullptr, false);
        if (!end.is_ok() || !schema.is_object()) {
            emit problem(simple_problem(
                program_, tr("gives no schema, so there is no form: %1").arg(end.sentence())));
            return;
        }
        schemas_[kind] = schema;
        for (int tab = 0; tab < tabs_->count(); ++tab) {
            auto* editor = qobject_cast<DocumentEditor*>(tabs_->widget(tab));
            const bool same = (editor == scenario_) == (kind == CheckedAs::scenario);
            if (same && editor->form() == nullptr) {
                editor->set_schema(schema);
            }
        }
    });
    program->start(
        {QStringLiteral("schema"),
         kind == CheckedAs::policy ? QStringLiteral("policy") : QStringLiteral("scenario"),
         QStringLiteral("--json")});
}

DocumentEditor* ScenarioPanel::current() const {
    auto* editor = qobject_cast<DocumentEditor*>(tabs_->currentWidget());
    return editor == nullptr ? scenario_ : editor;
}

void ScenarioPanel::start_new() {
    close_policies();
    scenario_->document().start(QString::fromUtf8(template_text));
}

void ScenarioPanel::choose_file() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a scenario"), QFileInfo{scenario_->document().path()}.absolutePath(),
        tr("Scenarios (*.yaml *.yml);;All files (*)"));
    if (!path.isEmpty()) {
        open(path);
    }
}

bool ScenarioPanel::open(const QString& path) {
    if (!may_close()) {
        return false;
    }
    if (const auto found = scenario_->document().open(QFileInfo{path}.absoluteFilePath())) {
        emit problem(*found);
        return false;
    }
    close_policies();
    return true;
}

void ScenarioPanel::close_policies() {
    while (tabs_->count() > 1) {
        QWidget* editor = tabs_->widget(1);
        tabs_->removeTab(1);
        editor->deleteLater();
    }
    emit findings_changed();
}

void ScenarioPanel::open_policy(const QString& reference) {
    if (reference.isEmpty() || (scenario_->document().path().isEmpty() && !save(*scenario_))) {
        return;
    }
    const QDir folder = QFileInfo{scenario_->document().path()}.absoluteDir();
    const QString path =
        is_shipped_name(reference) ? copy_shipped(reference) : folder.absoluteFilePath(reference);
    if (path.isEmpty()) {
        return;
    }
    for (int tab = 1; tab < tabs_->count(); ++tab) {
        if (qobject_cast<DocumentEditor*>(tabs_->widget(tab))->document().path() == path) {
            tabs_->setCurrentIndex(tab);
            return;
        }
    }
    DocumentEditor* editor = add_editor(CheckedAs::policy);
    if (const auto found = editor->document().open(path)) {
        emit problem(*found);
        tabs_->removeTab(tabs_->indexOf(editor));
        editor->deleteLater();
        return;
    }
    tabs_->setCurrentWidget(editor);
}

/// What Cityproof ships stays as it is: a copy beside the scenario takes its place there.
QString ScenarioPanel::copy_shipped(const QString& name) {
    const QString file = name + QStringLiteral(".yaml");
    const QString copy =
        QFileInfo{scenario_->document().path()}.absoluteDir().absoluteFilePath(file);
    try {
        if (!QFileInfo::exists(copy)) {
            io::write_file_atomically(copy.toStdString(),
                                      io::read_text_file(shipped_folder() / file.toStdString()));
        }
    } catch (const InputError& error) {
        emit problem(error.problem());
        return {};
    } catch (const EngineError& error) {
        emit problem(simple_problem(copy, QString::fromUtf8(error.what())));
        return {};
    }
    const auto reading = scenario_->document().reading();
    const YamlPlace* list = reading->root ? reading->root->find(u"policies") : nullptr;
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        if (list->items[i].scalar == name) {
            scenario_->document().apply(set_value(scenario_->document().text(), *reading->root,
                                                  QStringLiteral("policies[%1]").arg(i),
                                                  {file, true}, {}),
                                        tr("own copy of %1").arg(name));
            break;
        }
    }
    return copy;
}

bool ScenarioPanel::save() {
    return save(*current());
}

bool ScenarioPanel::save(DocumentEditor& editor) {
    YamlDocument& document = editor.document();
    QString path = document.path();
    if (path.isEmpty()) {
        path = QFileDialog::getSaveFileName(this, tr("Save the scenario"),
                                            QStringLiteral("scenario.yaml"),
                                            tr("Scenarios (*.yaml *.yml)"));
        if (path.isEmpty()) {
            return false;
        }
    } else if (document.is_changed_on_disk() &&
               question_(tr("%1 was changed outside, too. Saving it replaces that change.")
                             .arg(QFileInfo{path}.fileName())) != Answer::save) {
        return false;
    }
    if (const auto found = document.save(path)) {
        emit problem(*found);
        return false;
    }
    return true;
}

bool ScenarioPanel::save_all() {
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        auto* editor = qobject_cast<DocumentEditor*>(tabs_->widget(tab));
        const bool needs = editor->document().is_modified() || editor->document().path().isEmpty();
        if (needs && !save(*editor)) {
            return false;
        }
    }
    return true;
}

bool ScenarioPanel::ask_about(DocumentEditor& editor) {
    if (!editor.document().is_modified()) {
        return true;
    }
    const QString path = editor.document().path();
    const QString sentence =
        path.isEmpty() ? tr("The new scenario has changes that are not saved.")
                       : tr("%1 has changes that are not saved.").arg(QFileInfo{path}.fileName());
    switch (question_(sentence)) {
    case Answer::save:
        return save(editor);
    case Answer::discard:
        return true;
    case Answer::cancel:
        break;
    }
    return false;
}

bool ScenarioPanel::may_close() {
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        if (!ask_about(*qobject_cast<DocumentEditor*>(tabs_->widget(tab)))) {
            return false;
        }
    }
    return true;
}

/// NAME.h5 beside the scenario, or the first NAME-2.h5 that is free.
QString ScenarioPanel::free_result(const QString& stem, const QString& ending) const {
    const QDir folder = QFileInfo{scenario_->document().path()}.absoluteDir();
    const auto taken = [&](const QString& path) {
        return QFileInfo::exists(path) || QFileInfo::exists(path + QStringLiteral(".part")) ||
               std::ranges::any_of(queue_.runs(), [&](const QueuedRun& run) {
                   return run.request.result == path && !is_over(run.state);
               });
    };
    QString path = folder.filePath(stem + ending);
    for (int number = 2; taken(path); ++number) {
        path = folder.filePath(QStringLiteral("%1-%2%3").arg(stem).arg(number).arg(ending));
    }
    return path;
}

void ScenarioPanel::run() {
    if (!save_all()) {
        return;
    }
    const QString path = scenario_->document().path();
    const QString stem = QFileInfo{path}.completeBaseName();
    const QString result = free_result(stem, QStringLiteral(".h5"));
    emit started(queue_.add({.kind = RunKind::run,
                             .title = QFileInfo{result}.completeBaseName(),
                             .source = path,
                             .result = result,
                             .options = {}}));
}

void ScenarioPanel::run_study() {
    if (!save_all()) {
        return;
    }
    YamlDocument& document = scenario_->document();
    const auto reading = document.reading();
    const auto plan = reading->root ? plan_study(document.path(), document.text(), *reading->root,
                                                 seeds_->value())
                                    : std::nullopt;
    if (!plan) {
        emit problem(simple_problem(document.path(), tr("names no policy to compare with")));
        return;
    }
    if (const auto found = write_plan(*plan)) {
        emit problem(*found);
        return;
    }
    const QString seeds = seeds_->value() == 1 ? tr("1 seed") : tr("%1 seeds").arg(seeds_->value());
    emit started(queue_.add({.kind = RunKind::study,
                             .title = tr("%1: baseline and %2, %3")
                                          .arg(QFileInfo{document.path()}.completeBaseName(),
                                               plan->policies.join(QStringLiteral(", ")), seeds),
                             .source = plan->study_file,
                             .result = plan->folder,
                             .options = {}}));
}

void ScenarioPanel::show_state() {
    if (scenario_ == nullptr) {
        return; // still being made
    }
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        auto* editor = qobject_cast<DocumentEditor*>(tabs_->widget(tab));
        const QString path = editor->document().path();
        const QString name = path.isEmpty() ? tr("New scenario") : QFileInfo{path}.fileName();
        tabs_->setTabText(tab,
                          editor->document().is_modified() ? name + QStringLiteral(" *") : name);
        tabs_->setTabToolTip(tab, path);
    }
    QUndoStack& steps = current()->document().undo_stack();
    undo_->setEnabled(steps.canUndo());
    redo_->setEnabled(steps.canRedo());
    undo_->setToolTip(steps.canUndo() ? tr("Undo: %1").arg(steps.undoText()) : QString{});
    redo_->setToolTip(steps.canRedo() ? tr("Redo: %1").arg(steps.redoText()) : QString{});
    save_->setEnabled(current()->document().is_modified() ||
                      current()->document().path().isEmpty());
    const auto reading = scenario_->document().last_reading(); // this is called for every letter
    const bool readable = reading && reading->root;
    const YamlPlace* policies = readable ? reading->root->find(u"policies") : nullptr;
    const bool sound = readable && !scenario_->has_errors();
    const bool comparable = policies != nullptr && !policies->items.empty();
    run_->setEnabled(sound);
    study_->setEnabled(sound && comparable);
    study_->setToolTip(comparable
                           ? tr("Runs the scenario without its policies and with each of them, "
                                "for every seed, and compares them.")
                           : tr("Add a policy to the scenario first."));
}

} // namespace cityproof::gui
