// SPDX-License-Identifier: Apache-2.0
#include "gui/queue/run_queue.hpp"

#include "gui/queue/queue_file.hpp"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QThread>

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {

// Changes of the list are gathered for this long before it is written down.
constexpr int keeping_pause_ms = 500;

QByteArray order_text(const QJsonObject& object) {
    return QJsonDocument{object}.toJson(QJsonDocument::Compact);
}

/// What a line of the engine means to a reader of the log.
QString readable(const QString& line) {
    const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
    const auto text = [&object](const char* key) {
        return object.value(QLatin1String{key}).toString();
    };
    const QString type = text("type");
    if (type == QLatin1String{"problem"}) {
        return text("text");
    }
    if (type == QLatin1String{"key_figure"}) {
        const QJsonValue value = object.value("value");
        const QString number = value.isDouble() ? QString::number(value.toDouble(), 'g', 6)
                                                : RunQueue::tr("not available");
        const QString unit = text("unit");
        return QStringLiteral("%1: %2%3")
            .arg(text("id"), number,
                 unit == QLatin1String{"1"} ? QString{} : QLatin1Char{' '} + unit);
    }
    if (type == QLatin1String{"paused"}) {
        return RunQueue::tr("paused at %1 s").arg(object.value("t_s").toDouble());
    }
    if (type == QLatin1String{"done"}) {
        return RunQueue::tr("written to %1").arg(text("file"));
    }
    return line;
}

bool result_is_there(const RunRequest& request) {
    return QFileInfo::exists(request.kind == RunKind::run
                                 ? request.result
                                 : QDir{request.result}.filePath(QStringLiteral("study.h5")));
}

/// Not being able to keep the list is no reason to disturb anybody.
void write_list(const QString& path, const QByteArray& json) {
    QDir{}.mkpath(QFileInfo{path}.absolutePath());
    QSaveFile file{path};
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size()) {
        file.commit();
    }
}

} // namespace

bool is_over(RunState state) {
    return state == RunState::done || state == RunState::failed || state == RunState::stopped;
}

RunQueue::RunQueue(QObject* parent) : QObject{parent}, program_{ProgramRun::default_program()} {
    keeping_.setSingleShot(true);
    keeping_.setInterval(keeping_pause_ms);
    connect(&keeping_, &QTimer::timeout, this, &RunQueue::keep);
}

RunQueue::~RunQueue() {
    for (const auto& [id, process] : processes_) {
        process.program->disconnect(this);
        process.program->stop(); // all at once; then each is waited for
    }
    if (!file_.isEmpty()) {
        write_list(file_, queue_to_json(runs_));
    }
}

int RunQueue::default_at_a_time() {
    return std::max(1, QThread::idealThreadCount() - 1);
}

void RunQueue::set_at_a_time(int count) {
    at_a_time_ = std::max(1, count);
    start_waiting();
}

void RunQueue::keep_in(const QString& file) {
    file_ = file;
    QFile kept{file};
    if (!kept.open(QIODevice::ReadOnly)) {
        return; // the first time there is none
    }
    for (QueuedRun& run : queue_from_json(kept.readAll())) {
        run.id = next_id_++;
        if (!is_over(run.state)) {
            const bool done = run.state != RunState::queued && result_is_there(run.request);
            run.state = done ? RunState::done : RunState::stopped;
            run.text = done ? QString{} : tr("had not ended when the window was closed");
        }
        runs_.push_back(std::move(run));
    }
    emit list_changed();
}

int RunQueue::add(RunRequest request) {
    const int id = next_id_++;
    QueuedRun run;
    run.id = id;
    run.request = std::move(request);
    runs_.push_back(std::move(run));
    keeping_.start();
    emit list_changed();
    start_waiting();
    return id;
}

void RunQueue::stop(int id) {
    QueuedRun* run = entry(id);
    if (run == nullptr || is_over(run->state)) {
        return;
    }
    const auto found = processes_.find(id);
    if (found == processes_.end()) {
        run->state = RunState::stopped;
    } else if (run->state == RunState::stopping) {
        found->second.program->kill();
    } else {
        // A run that simulates ends in order at its operator's word, with a complete file.
        if (run->request.kind == RunKind::run && found->second.has_begun) {
            found->second.program->send(order_text({{"command", "stop"}}));
        } else {
            found->second.program->stop();
        }
        run->state = RunState::stopping;
    }
    keeping_.start();
    emit changed(id);
}

void RunQueue::retry(int id) {
    const auto found = std::ranges::find(runs_, id, &QueuedRun::id);
    if (found == runs_.end() || !is_over(found->state)) {
        return;
    }
    QueuedRun again;
    again.id = id;
    again.request = found->request;
    runs_.erase(found);
    runs_.push_back(std::move(again));
    keeping_.start();
    emit list_changed();
    start_waiting();
}

void RunQueue::remove(int id) {
    const auto found = std::ranges::find(runs_, id, &QueuedRun::id);
    if (found == runs_.end() || processes_.contains(id)) {
        return;
    }
    runs_.erase(found);
    keeping_.start();
    emit list_changed();
}

void RunQueue::pause(int id) {
    order(id, order_text({{"command", "pause"}}));
}

void RunQueue::resume(int id) {
    QueuedRun* run = entry(id);
    if (run != nullptr && run->state == RunState::paused) {
        order(id, order_text({{"command", "resume"}}));
        run->state = RunState::running;
        emit changed(id);
    }
}

void RunQueue::intervene(int id, const QString& action, const QString& target) {
    order(id, order_text({{"command", "intervene"}, {"action", action}, {"target", target}}));
}

void RunQueue::order(int id, const QByteArray& json) {
    const QueuedRun* run = find(id);
    const auto found = processes_.find(id);
    if (run != nullptr && run->request.kind == RunKind::run && found != processes_.end()) {
        found->second.program->send(json);
        take_line(id, QStringLiteral("> ") + QString::fromUtf8(json), true);
    }
}

const QueuedRun* RunQueue::find(int id) const {
    const auto found = std::ranges::find(runs_, id, &QueuedRun::id);
    return found == runs_.end() ? nullptr : &*found;
}

QueuedRun* RunQueue::entry(int id) {
    const auto found = std::ranges::find(runs_, id, &QueuedRun::id);
    return found == runs_.end() ? nullptr : &*found;
}

const QueuedRun* RunQueue::going_on(const QString& run_file) const {
    const auto found = std::ranges::find_if(runs_, [&](const QueuedRun& run) {
        return run.request.kind == RunKind::run && processes_.contains(run.id) &&
               (run_file == run.request.result || run_file == run.request.result + ".part");
    });
    return found == runs_.end() ? nullptr : &*found;
}

/// A study makes as many runs at a time as the queue may.
int RunQueue::slots_of(RunKind kind) const {
    return kind == RunKind::study ? at_a_time_ : 1;
}

int RunQueue::used_slots() const {
    int used = 0;
    for (const auto& [id, process] : processes_) {
        used += slots_of(find(id)->request.kind);
    }
    return used;
}

void RunQueue::start_waiting() {
    for (QueuedRun& run : runs_) {
        if (run.state != RunState::queued) {
            continue;
        }
        const int used = used_slots();
        if (used > 0 && used + slots_of(run.request.kind) > at_a_time_) {
            return; // in order: a study is not overtaken for ever
        }
        start(run);
    }
}

QStringList RunQueue::arguments_of(const RunRequest& request) const {
    QStringList words{request.kind == RunKind::run ? QStringLiteral("run")
                                                   : QStringLiteral("batch"),
                      request.source,
                      QStringLiteral("-o"),
                      request.result,
                      QStringLiteral("--log"),
                      QStringLiteral("json")};
    if (request.kind == RunKind::study) {
        words << QStringLiteral("--jobs") << QString::number(at_a_time_);
    }
    return words + request.options;
}

void RunQueue::start(QueuedRun& run) {
    const int id = run.id;
    run.state = RunState::running;
    Process& process = processes_[id];
    process.program = std::make_unique<ProgramRun>();
    process.since.start();
    ProgramRun& program = *process.program;
    program.set_program(program_);
    connect(&program, &ProgramRun::progress, this,
            [this, id](const ProgramProgress& said) { take_progress(id, said); });
    connect(&program, &ProgramRun::line, this,
            [this, id](const QString& line, bool is_error) { take_line(id, line, is_error); });
    connect(&program, &ProgramRun::finished, this,
            [this, id](const ProgramEnd& end) { finish(id, end); });
    program.start(arguments_of(run.request), QFileInfo{run.request.source}.absolutePath());
    keeping_.start();
    emit changed(id);
}

void RunQueue::take_progress(int id, const ProgramProgress& progress) {
    QueuedRun& run = *entry(id);
    Process& process = processes_.at(id);
    process.has_begun = true;
    run.share = progress.share ? progress.share : run.share;
    run.remaining_s = progress.remaining_s;
    if (!run.share || *run.share <= 0) {
        run.remaining_s.reset(); // nobody can know yet
    } else if (!run.remaining_s) {
        const double passed_s = static_cast<double>(process.since.elapsed()) / 1000;
        run.remaining_s = passed_s * (1 - *run.share) / *run.share;
    }
    if (!progress.text.isEmpty()) {
        run.text = progress.text;
    }
    look_for_file(id);
    emit changed(id);
}

void RunQueue::take_line(int id, const QString& line, bool is_error) {
    QueuedRun& run = *entry(id);
    if (!is_error && progress_of_line(line)) {
        return; // twice a second, and said by the bar
    }
    run.log << (is_error ? line : readable(line));
    if (run.log.size() > most_log_lines) {
        run.log.removeFirst();
    }
    if (!is_error) {
        take_event(run, line);
    }
    emit changed(id);
}

void RunQueue::take_event(QueuedRun& run, const QString& line) {
    const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
    const QString type = object.value("type").toString();
    if (type == QLatin1String{"paused"} && run.state == RunState::running) {
        run.state = RunState::paused;
    } else if (type == QLatin1String{"problem"}) {
        const QString severity = object.value("severity").toString();
        tell(run,
             severity == QLatin1String{"error"}     ? Severity::error
             : severity == QLatin1String{"warning"} ? Severity::warning
                                                    : Severity::note,
             object.value("text").toString());
    }
}

void RunQueue::tell(const QueuedRun& run, Severity severity, const QString& sentence) {
    Problem told;
    told.severity = severity;
    told.where.file = run.request.title.toStdString();
    told.message = sentence.toStdString();
    emit problem(told);
}

/// A run's file can be read from its first moment on.
void RunQueue::look_for_file(int id) {
    const QueuedRun& run = *find(id);
    Process& process = processes_.at(id);
    const QString part = run.request.result + QStringLiteral(".part");
    if (run.request.kind == RunKind::run && !process.told_growing && QFileInfo::exists(part)) {
        process.told_growing = true;
        emit growing(id, part);
    }
}

void RunQueue::finish(int id, const ProgramEnd& end) {
    QueuedRun& run = *entry(id);
    auto process = processes_.extract(id);
    process.mapped().program.release()->deleteLater(); // it is the one that calls
    const bool asked = run.state == RunState::stopping;
    const bool there = result_is_there(run.request);
    run.remaining_s.reset();
    if (end.is_ok() && there) {
        run.state = asked ? RunState::stopped : RunState::done;
        run.share = asked ? run.share : 1.0;
        run.text.clear();
    } else if (asked) {
        run.state = RunState::stopped;
    } else {
        run.state = RunState::failed;
        run.text = end.is_ok() ? tr("ended without a result") : end.sentence();
        tell(run, Severity::error, run.text);
    }
    const RunRequest request = run.request;
    const bool good = end.is_ok() && there;
    keeping_.start();
    emit changed(id);
    if (good && request.kind == RunKind::run) {
        emit run_finished(id, request.result);
    } else if (good) {
        emit study_finished(request.result);
    }
    start_waiting();
}

void RunQueue::keep() {
    if (!file_.isEmpty()) {
        writer_.post([file = file_, json = queue_to_json(runs_)] { write_list(file, json); });
    }
}

} // namespace cityproof::gui
