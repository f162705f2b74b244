// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/live/io_thread.hpp"
#include "gui/programs/program_run.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace cityproof::gui {

/// One run of a scenario, or all runs of a study.
enum class RunKind { run, study };

/// From the queue to the end. A stopped run was ended by its user: what it simulated is there.
enum class RunState { queued, running, paused, stopping, done, failed, stopped };

bool is_over(RunState state);

/// What is to be run, for the user and for the engine.
struct RunRequest {
    RunKind kind = RunKind::run;
    QString title;
    QString source;      ///< scenario or study file, absolute
    QString result;      ///< run file, or folder of the study; absolute
    QStringList options; ///< further ones, as in --seed 3
};

/// An entry of the queue.
struct QueuedRun {
    int id = 0;
    RunRequest request;
    RunState state = RunState::queued;
    std::optional<double> share;       ///< that is done, 0 to 1
    std::optional<double> remaining_s; ///< of real time
    QString text;                      ///< "2 of 6 runs", or why it failed
    QStringList log;                   ///< the last lines that it said
};

/// Runs and studies that wait for their turn, go on or have ended; some at a time, each a process
/// of its own. Live control goes through the run's standard input, which writes every intervention
/// down beside the run file. Threads: that of the object; nothing waits.
class RunQueue : public QObject {
    Q_OBJECT

  public:
    static constexpr int most_log_lines = 200;

    explicit RunQueue(QObject* parent = nullptr);
    ~RunQueue() override;

    /// One core is left for the window.
    static int default_at_a_time();

    void set_at_a_time(int count);

    int at_a_time() const { return at_a_time_; }

    /// Another program than the `cityproof` beside this one.
    void set_program(const QString& program) { program_ = program; }

    /// Keeps the list in this file from now on and reads what it holds. Runs that had not ended
    /// when the file was written count as stopped, or as done when their result is there.
    void keep_in(const QString& file);

    /// Appends; returns its id.
    int add(RunRequest request);
    /// Asks to end; a second time kills.
    void stop(int id);
    /// Puts one that is over to the end of the queue again.
    void retry(int id);
    /// Takes one that is over, or waits, from the list. Its files stay.
    void remove(int id);
    void pause(int id);
    void resume(int id);
    /// "outage", "line/line:62". Carried out at the next whole second of the run.
    void intervene(int id, const QString& action, const QString& target);

    const std::vector<QueuedRun>& runs() const { return runs_; }

    const QueuedRun* find(int id) const;
    /// Of the run that writes this file now.
    const QueuedRun* going_on(const QString& run_file) const;

    bool is_idle() const { return processes_.empty(); }

  signals:
    /// An entry came or went.
    void list_changed();
    void changed(int id);
    /// A run's file exists and grows.
    void growing(int id, const QString& run_file);
    /// A run has ended well, or was stopped, and its file is there.
    void run_finished(int id, const QString& run_file);
    /// All runs of a study are there.
    void study_finished(const QString& folder);
    void problem(const cityproof::Problem& problem);

  private:
    struct Process {
        std::unique_ptr<ProgramRun> program;
        QElapsedTimer since;
        bool has_begun = false; ///< it simulates: its file can be read
        bool told_growing = false;
    };

    QueuedRun* entry(int id);
    void start_waiting();
    void start(QueuedRun& run);
    QStringList arguments_of(const RunRequest& request) const;
    int used_slots() const;
    int slots_of(RunKind kind) const;
    void take_progress(int id, const ProgramProgress& progress);
    void take_line(int id, const QString& line, bool is_error);
    void take_event(QueuedRun& run, const QString& line);
    void look_for_file(int id);
    void finish(int id, const ProgramEnd& end);
    void order(int id, const QByteArray& json);
    void tell(const QueuedRun& run, Severity severity, const QString& sentence);
    void keep();

    QString program_;
    int at_a_time_ = default_at_a_time();
    int next_id_ = 1;
    std::vector<QueuedRun> runs_;
    std::map<int, Process> processes_; ///< by id
    QString file_;
    QTimer keeping_;
    IoThread writer_; // last member: a disk that is slow holds nobody up
};

} // namespace cityproof::gui
