// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/data/run_clock.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace cityproof::gui {

/// Where a problem can be looked at: at a moment of the shown run, or in a line of a scenario.
struct ProblemPlace {
    std::optional<double> time_s = {};
    QString target = {}; ///< "table/id" as in the run file; may be empty
    QString file = {};   ///< of the line; empty: the scenario that has no name yet
    int line = 0;        ///< from 1; 0: no line

    /// Else the problem is a sentence only.
    bool leads_somewhere() const { return time_s || line > 0; }
};

/// What the check of a scenario or policy found.
struct Findings {
    QString file; ///< empty: a scenario that has no name yet
    std::vector<Problem> problems;
};

/// What went wrong, one sentence each, the newest on top: what files and programs said, what the
/// shown run recorded, what is wrong with the open scenario. Never in the way: nothing here has to
/// be answered. A click, or Return, on an entry that has a place asks to go there.
class ProblemsPanel : public QWidget {
    Q_OBJECT

  public:
    static constexpr int most_problems = 500;

    explicit ProblemsPanel(QWidget* parent = nullptr);

    /// A sentence that stands there already is not said twice. With a line of a YAML file it leads
    /// there.
    void add(const Problem& problem);

    using Events = std::vector<io::EventRecord>;

    /// The problems among the events of the shown run; those of another run go. `name`: what the
    /// list of runs calls it, so that what a run has said and recorded is one entry. May be called
    /// again as the run grows.
    void show_run(const QString& name, const QString& file, const Events& events,
                  const RunClock& clock);

    /// All that is wrong with the open documents; what was found before goes.
    void show_findings(const std::vector<Findings>& findings);

    void clear();

    int count() const;
    /// The newest problem.
    QString newest() const;

    QListWidget* list() const { return list_; }

  signals:
    void count_changed(int count);
    /// A problem was added that the user could not expect.
    void told(const QString& sentence);
    /// `target`: "table/id", as it stands in the run file; may be empty.
    void moment_chosen(double time_s, const QString& target);
    void line_chosen(const QString& file, int line);

  private:
    /// Who an entry comes from.
    enum class Source { said, run, finding };

    struct Entry {
        Source source = Source::said;
        QString sentence; ///< tells entries apart
        QString text;     ///< as it is shown
        ProblemPlace place;
        QString leads_to; ///< in words; empty when it leads nowhere
    };

    Entry entry_of(const Problem& problem) const;
    Entry entry_of(const io::EventRecord& event, const RunClock& clock) const;
    static Entry entry_of(const Problem& finding, const QString& file);
    QListWidgetItem* find(const QString& sentence) const;
    static void fill(QListWidgetItem& item, const Entry& entry);
    void put(const Entry& entry);
    void remove(Source source);
    void choose(const QListWidgetItem* item);
    void copy();

    QListWidget* list_;
    QPushButton* copy_;
    QPushButton* clear_;
    QString run_name_;
    QString run_file_;            ///< whose problems are shown, without ".part"
    std::size_t seen_events_ = 0; ///< of the run
    std::vector<QString> finding_sentences_;
};

} // namespace cityproof::gui

Q_DECLARE_METATYPE(cityproof::gui::ProblemPlace)
