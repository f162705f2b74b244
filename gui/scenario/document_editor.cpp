// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/document_editor.hpp"

#include "gui/scenario/yaml_view.hpp"

#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace cityproof::gui {

namespace {

constexpr int line_role = Qt::UserRole;
constexpr int least_list_height = 40;

QString sentence_of(const Problem& problem) {
    Problem told = problem;
    told.where.file.clear(); // it is the one that is edited
    told.where.line = 0;
    const QString text = QString::fromStdString(to_string(told));
    return problem.where.line > 0
               ? DocumentEditor::tr("Line %1: %2").arg(problem.where.line).arg(text)
               : text;
}

} // namespace

DocumentEditor::DocumentEditor(CheckedAs kind, QWidget* parent)
    : QWidget{parent},
      kind_{kind},
      scroll_{new QScrollArea{this}},
      unreadable_{new QLabel{this}},
      state_{new QLabel{this}},
      list_{new QListWidget{this}},
      text_{new YamlView{document_, this}} {
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    unreadable_->setWordWrap(true);
    unreadable_->setText(tr("The text cannot be read. The form comes back when it is mended."));
    unreadable_->hide();
    state_->setWordWrap(true);
    list_->setAccessibleName(tr("What is wrong"));
    list_->setWordWrap(true);
    auto* lower = new QWidget{this};
    auto* lines = new QVBoxLayout{lower};
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(state_);
    lines->addWidget(list_);
    lines->addWidget(text_, 1);
    auto* upper = new QWidget{this};
    auto* forms = new QVBoxLayout{upper};
    forms->setContentsMargins(0, 0, 0, 0);
    forms->addWidget(unreadable_);
    forms->addWidget(scroll_, 1);
    auto* split = new QSplitter{Qt::Vertical, this};
    split->addWidget(upper);
    split->addWidget(lower);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
    connect(&document_, &YamlDocument::replaced, this, [this] { checked_ = false; });
    connect(&document_, &YamlDocument::read, this,
            [this](const std::shared_ptr<const YamlReading>& reading) {
                show_reading(*reading);
                ask_for_check();
            });
    connect(&document_, &YamlDocument::path_changed, this,
            [this] { show_reading(*document_.reading()); });
    connect(&check_, &ScenarioCheck::checked, this, [this](const std::vector<Problem>& problems) {
        checked_ = true;
        show_problems(problems);
    });
    connect(list_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        text_->go_to_line(item->data(line_role).toInt());
    });
    connect(list_, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        text_->go_to_line(item->data(line_role).toInt());
    });
    join_edits();
    show_problems({});
}

DocumentEditor::~DocumentEditor() {
    check_.disconnect(this);
    document_.disconnect(this);
}

void DocumentEditor::set_schema(const FieldGroup::Schema& schema) {
    schema_ = schema;
    form_ = new FieldGroup{schema_, edits_, scroll_};
    form_->setContentsMargins(4, 4, 8, 4);
    form_->set_path({});
    scroll_->setWidget(form_);
    form_->setAutoFillBackground(false);
    set_policy_names(policy_names_);
    show_reading(*document_.reading());
    form_->show_problems(problems_);
}

void DocumentEditor::set_policy_names(const QStringList& names) {
    policy_names_ = names;
    if (form_ != nullptr && kind_ == CheckedAs::scenario) {
        form_->set_choices(QStringLiteral("policies"), names);
    }
}

KeyOrder DocumentEditor::key_order() const {
    return [this](const QString& path) {
        const FieldGroup::Schema* part = &schema_;
        const QStringList keys = path.split(QLatin1Char{'.'}, Qt::SkipEmptyParts);
        for (QString key : keys) {
            const qsizetype bracket = key.indexOf(QLatin1Char{'['});
            const std::string name = key.left(bracket < 0 ? key.size() : bracket).toStdString();
            const auto properties = part->find("properties");
            if (properties == part->end() || !properties->contains(name)) {
                return QStringList{};
            }
            part = &properties->at(name);
            if (bracket >= 0 && part->contains("items")) {
                part = &part->at("items");
            }
        }
        QStringList order;
        if (const auto properties = part->find("properties"); properties != part->end()) {
            for (const auto& [name, property] : properties->items()) {
                order << QString::fromStdString(name);
            }
        }
        return order;
    };
}

const YamlPlace* DocumentEditor::root() {
    reading_ = document_.reading();
    return reading_->root ? &*reading_->root : nullptr;
}

void DocumentEditor::join_edits() {
    connect(&edits_, &FormEdits::value_wanted, this,
            [this](const QString& path, const NewValue& value) {
                if (const YamlPlace* place = root()) {
                    apply(value.text.isEmpty()
                              ? remove_value(document_.text(), *place, path)
                              : set_value(document_.text(), *place, path, value, key_order()),
                          tr("change of %1").arg(path));
                }
            });
    connect(&edits_, &FormEdits::section_wanted, this, [this](const QString& path, bool present) {
        if (const YamlPlace* place = root()) {
            apply(present ? gui::add_section(document_.text(), *place, path, key_order())
                          : remove_value(document_.text(), *place, path),
                  tr("change of %1").arg(path));
        }
    });
    connect(&edits_, &FormEdits::item_wanted, this,
            [this](const QString& path, const QStringList& lines) {
                if (const YamlPlace* place = root()) {
                    apply(append_item(document_.text(), *place, path, lines, key_order()),
                          tr("new entry of %1").arg(path));
                }
            });
    connect(&edits_, &FormEdits::removal_wanted, this, [this](const QString& path) {
        if (const YamlPlace* place = root()) {
            apply(remove_value(document_.text(), *place, path), tr("removal of %1").arg(path));
        }
    });
    connect(&edits_, &FormEdits::swap_wanted, this, [this](const QString& path, std::size_t index) {
        if (const YamlPlace* place = root()) {
            apply(swap_items(document_.text(), *place, path, index), tr("order of %1").arg(path));
        }
    });
    connect(&edits_, &FormEdits::pick_wanted, this, [this](const QString& path, bool on) {
        pick_path_ = on ? path : QString{};
        emit pick_wanted(on);
    });
    connect(&edits_, &FormEdits::open_wanted, this, &DocumentEditor::open_wanted);
}

void DocumentEditor::apply(const TextEdit& edit, const QString& what) {
    document_.apply(edit, what);
    show_reading(*document_.reading());
}

void DocumentEditor::show_reading(const YamlReading& reading) {
    unreadable_->setVisible(!reading.root.has_value());
    if (form_ != nullptr) {
        form_->setEnabled(reading.root.has_value());
        if (reading.root) {
            form_->show_values(&*reading.root);
        }
    }
    if (reading.problem) {
        checked_ = true;
        show_problems({*reading.problem});
    }
}

/// What was hidden may have been changed by then, and so may the policies that it names.
void DocumentEditor::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask_for_check();
}

void DocumentEditor::ask_for_check() {
    if (!isVisible()) {
        return;
    }
    const QString path = document_.path().isEmpty()
                             ? QDir::current().filePath(QStringLiteral("scenario.yaml"))
                             : document_.path();
    if (document_.reading()->root) {
        state_->setText(tr("Checking …"));
        check_.request(kind_, path, document_.text());
    }
}

void DocumentEditor::show_problems(std::vector<Problem> problems) {
    problems_ = std::move(problems);
    list_->clear();
    std::vector<std::pair<int, QString>> marks;
    for (const Problem& problem : problems_) {
        auto* item = new QListWidgetItem{sentence_of(problem), list_};
        item->setData(line_role, problem.where.line);
        const bool here = problem.where.file.empty() || document_.path().isEmpty() ||
                          problem.where.file == document_.path().toStdString();
        if (problem.where.line > 0 && here && problem.severity != Severity::note) {
            marks.emplace_back(problem.where.line, item->text());
        }
    }
    list_->setVisible(!problems_.empty());
    fit_list();
    text_->mark_lines(std::move(marks));
    if (form_ != nullptr) {
        form_->show_problems(problems_);
    }
    const auto errors = std::ranges::count(problems_, Severity::error, &Problem::severity);
    state_->setText(!checked_     ? QString{}
                    : errors == 0 ? tr("Sound: it can be run.")
                    : errors == 1 ? tr("1 thing to mend:")
                                  : tr("%1 things to mend:").arg(errors));
    emit problems_changed();
}

/// As high as what it says, up to a quarter of the editor.
void DocumentEditor::fit_list() {
    int height = 2 * list_->frameWidth() + 2;
    for (int row = 0; row < list_->count(); ++row) {
        height += list_->sizeHintForRow(row);
    }
    list_->setFixedHeight(std::clamp(height, least_list_height, std::max(100, this->height() / 4)));
}

bool DocumentEditor::has_errors() const {
    return std::ranges::count(problems_, Severity::error, &Problem::severity) > 0;
}

void DocumentEditor::add_event(const QString& action, const QString& target) {
    const YamlPlace* place = root();
    if (place == nullptr) {
        return; // the list says what has to be mended first
    }
    const YamlPlace* events = place->find(u"events");
    const std::size_t number = events == nullptr ? 1 : events->items.size() + 1;
    emit edits_.item_wanted(QStringLiteral("events"),
                            {QStringLiteral("id: event-%1").arg(number), QStringLiteral("at: 0 s"),
                             QStringLiteral("action: %1").arg(action),
                             QStringLiteral("target: %1").arg(yaml_scalar({target, true}, false))});
}

void DocumentEditor::add_policy(const QString& reference) {
    const YamlPlace* place = root();
    if (place == nullptr) {
        return; // the list says what has to be mended first
    }
    if (const YamlPlace* policies = place->find(u"policies")) {
        for (const YamlPlace& item : policies->items) {
            if (item.scalar == reference || item.scalar == reference + QStringLiteral(".yaml")) {
                return;
            }
        }
    }
    emit edits_.item_wanted(QStringLiteral("policies"), {reference});
}

void DocumentEditor::set_picked(const QString& target) {
    const QString path = std::exchange(pick_path_, {});
    if (!path.isEmpty()) {
        emit edits_.value_wanted(path, {target, true});
    }
    end_pick();
}

void DocumentEditor::end_pick() {
    pick_path_.clear();
    if (form_ != nullptr) {
        form_->end_pick();
    }
}

} // namespace cityproof::gui
