// SPDX-License-Identifier: Apache-2.0
#include "gui/window/problems_panel.hpp"

#include "core/base/log.hpp"
#include "gui/map/text.hpp"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTime>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

constexpr double longest_run_s = 1e9; ///< what SimTime holds
constexpr int sentence_role = Qt::UserRole;
constexpr int source_role = Qt::UserRole + 1;
constexpr int place_role = Qt::UserRole + 2; ///< a ProblemPlace

ProblemPlace place_of(const QModelIndex& index) {
    return index.data(place_role).value<ProblemPlace>();
}

/// What can be followed looks like a link, in the colours of every theme.
class ProblemDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        if (place_of(index).leads_somewhere()) {
            option->font.setUnderline(true);
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::Link));
        }
    }
};

QString severity_word(Severity severity) {
    return severity == Severity::error     ? ProblemsPanel::tr("Error")
           : severity == Severity::warning ? ProblemsPanel::tr("Warning")
                                           : ProblemsPanel::tr("Note");
}

QString sentence_of(const Problem& problem) {
    return QString::fromStdString(to_string(problem));
}

bool is_yaml(const QString& file) {
    return file.endsWith(QLatin1String{".yaml"}) || file.endsWith(QLatin1String{".yml"});
}

QString line_in_words(const QString& file, int line) {
    const QString name =
        file.isEmpty() ? ProblemsPanel::tr("New scenario") : QFileInfo{file}.fileName();
    return ProblemsPanel::tr("line %1 of %2").arg(line).arg(name);
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : QWidget{parent},
      list_{new QListWidget{this}},
      copy_{new QPushButton{tr("Copy"), this}},
      clear_{new QPushButton{tr("Clear"), this}} {
    list_->setAccessibleName(tr("Problems"));
    list_->setWordWrap(true);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setItemDelegate(new ProblemDelegate{list_});
    list_->setMouseTracking(true);
    copy_->setAccessibleName(tr("Copy the problems"));
    clear_->setAccessibleName(tr("Clear the problems"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addWidget(clear_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(list_);
    column->addLayout(buttons);
    connect(copy_, &QPushButton::clicked, this, &ProblemsPanel::copy);
    connect(clear_, &QPushButton::clicked, this, &ProblemsPanel::clear);
    connect(list_, &QListWidget::itemClicked, this, &ProblemsPanel::choose);
    connect(list_, &QListWidget::itemActivated, this, &ProblemsPanel::choose);
    connect(list_, &QListWidget::entered, this, [this](const QModelIndex& index) {
        list_->viewport()->setCursor(place_of(index).leads_somewhere() ? Qt::PointingHandCursor
                                                                       : Qt::ArrowCursor);
    });
    connect(list_, &QListWidget::viewportEntered, this,
            [this] { list_->viewport()->setCursor(Qt::ArrowCursor); });
}

ProblemsPanel::Entry ProblemsPanel::entry_of(const Problem& problem) const {
    Entry entry;
    entry.sentence = sentence_of(problem);
    entry.text = QStringLiteral("%1  %2: %3")
                     .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")),
                          severity_word(problem.severity), entry.sentence);
    const QString file = QString::fromStdString(problem.where.file);
    if (problem.where.line > 0 && is_yaml(file)) {
        entry.place.file = file;
        entry.place.line = problem.where.line;
        entry.leads_to = line_in_words(file, problem.where.line);
    }
    return entry;
}

ProblemsPanel::Entry ProblemsPanel::entry_of(const io::EventRecord& event,
                                             const RunClock& clock) const {
    Entry entry;
    entry.source = Source::run;
    // As the run says it while it goes on: see RunQueue.
    const Log::Warning said{.text = event.reason,
                            .at = SimTime::zero() + Duration::from_seconds(event.time_s)};
    Problem problem;
    problem.severity = Severity::warning;
    problem.where.file = run_name_.toStdString();
    problem.message = to_string(said);
    entry.sentence = sentence_of(problem);
    const QString target = plain_text(event.target);
    const QString moment = clock.short_text(event.time_s);
    const QString what = plain_text(event.reason);
    entry.text = QStringLiteral("%1  %2: %3")
                     .arg(moment, tr("In the run"),
                          target.isEmpty() ? what : QStringLiteral("%1: %2").arg(target, what));
    entry.place.time_s = event.time_s;
    entry.place.target = target;
    entry.leads_to = target.isEmpty() ? clock.text(event.time_s)
                                      : tr("%1, %2").arg(clock.text(event.time_s), target);
    return entry;
}

ProblemsPanel::Entry ProblemsPanel::entry_of(const Problem& finding, const QString& file) {
    Entry entry;
    entry.source = Source::finding;
    Problem told = finding;
    told.where.file.clear();
    told.where.line = 0;
    const QString named = QString::fromStdString(finding.where.file);
    entry.place.file = named.isEmpty() || !is_yaml(named) ? file : named;
    entry.place.line = finding.where.line;
    const QString where = finding.where.line > 0
                              ? line_in_words(entry.place.file, finding.where.line)
                              : QFileInfo{entry.place.file}.fileName();
    entry.text = QStringLiteral("%1  %2: %3")
                     .arg(where, severity_word(finding.severity), sentence_of(told))
                     .trimmed();
    entry.sentence = entry.place.file + QLatin1Char{'\n'} + entry.text;
    entry.leads_to = finding.where.line > 0 ? where : QString{};
    return entry;
}

QListWidgetItem* ProblemsPanel::find(const QString& sentence) const {
    for (int row = 0; row < list_->count(); ++row) {
        if (list_->item(row)->data(sentence_role).toString() == sentence) {
            return list_->item(row);
        }
    }
    return nullptr;
}

void ProblemsPanel::fill(QListWidgetItem& item, const Entry& entry) {
    item.setText(entry.text);
    item.setData(sentence_role, entry.sentence);
    item.setData(source_role, static_cast<int>(entry.source));
    item.setData(place_role, QVariant::fromValue(entry.place));
    const QString way =
        entry.place.leads_somewhere() ? tr("Return goes to %1.").arg(entry.leads_to) : QString{};
    item.setToolTip(way);
    item.setData(Qt::AccessibleTextRole,
                 way.isEmpty() ? entry.text : QStringLiteral("%1 %2").arg(entry.text, way));
}

void ProblemsPanel::put(const Entry& entry) {
    QListWidgetItem* item = find(entry.sentence);
    if (item != nullptr) {
        // Of what a run has said and recorded, the record leads somewhere.
        if (entry.source == Source::run) {
            fill(*item, entry);
        }
        return;
    }
    item = new QListWidgetItem;
    fill(*item, entry);
    list_->insertItem(0, item);
    while (list_->count() > most_problems) {
        delete list_->takeItem(list_->count() - 1);
    }
}

void ProblemsPanel::add(const Problem& problem) {
    const Entry entry = entry_of(problem);
    if (find(entry.sentence) == nullptr) {
        put(entry);
        emit count_changed(count());
        emit told(entry.sentence);
    }
}

void ProblemsPanel::show_run(const QString& name, const QString& file, const Events& events,
                             const RunClock& clock) {
    if (file != run_file_ || events.size() < seen_events_) {
        remove(Source::run);
        seen_events_ = 0;
        run_file_ = file;
        run_name_ = name;
    }
    std::vector<const io::EventRecord*> found;
    for (; seen_events_ < events.size(); ++seen_events_) {
        const io::EventRecord& event = events[seen_events_];
        if (event.kind == "problem" && std::abs(event.time_s) < longest_run_s) {
            found.push_back(&event);
        }
    }
    const std::size_t most = most_problems;
    for (std::size_t i = found.size() > most ? found.size() - most : 0; i < found.size(); ++i) {
        put(entry_of(*found[i], clock));
    }
    emit count_changed(count());
}

void ProblemsPanel::show_findings(const std::vector<Findings>& findings) {
    std::vector<Entry> entries;
    std::vector<QString> sentences;
    for (const Findings& one : findings) {
        for (const Problem& problem : one.problems) {
            entries.push_back(entry_of(problem, one.file));
            sentences.push_back(entries.back().sentence);
        }
    }
    if (sentences == finding_sentences_) {
        return; // what is selected stays
    }
    finding_sentences_ = std::move(sentences);
    remove(Source::finding);
    std::for_each(entries.rbegin(), entries.rend(), [this](const Entry& entry) { put(entry); });
    emit count_changed(count());
}

void ProblemsPanel::remove(Source source) {
    for (int row = list_->count() - 1; row >= 0; --row) {
        if (list_->item(row)->data(source_role).toInt() == static_cast<int>(source)) {
            delete list_->takeItem(row);
        }
    }
}

void ProblemsPanel::choose(const QListWidgetItem* item) {
    const auto place = item->data(place_role).value<ProblemPlace>();
    if (place.time_s) {
        emit moment_chosen(*place.time_s, place.target);
    } else if (place.line > 0) {
        emit line_chosen(place.file, place.line);
    }
}

void ProblemsPanel::clear() {
    list_->clear();
    finding_sentences_.clear();
    emit count_changed(0);
}

int ProblemsPanel::count() const {
    return list_->count();
}

QString ProblemsPanel::newest() const {
    return list_->count() == 0 ? QString{} : list_->item(0)->data(sentence_role).toString();
}

void ProblemsPanel::copy() {
    QStringList lines;
    for (int row = 0; row < list_->count(); ++row) {
        lines << list_->item(row)->text();
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char{'\n'}));
}

} // namespace cityproof::gui
