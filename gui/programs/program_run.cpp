// SPDX-License-Identifier: Apache-2.0
#include "gui/programs/program_run.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <csignal>

namespace cityproof::gui {

namespace {

// A line without an end that is longer than this is passed on in pieces.
constexpr qsizetype longest_line = 1 << 20;
// What a program gets to end in order when the window that started it goes away.
constexpr int last_wait_ms = 3000;

std::optional<double> number_of(const QJsonObject& object, const char* key) {
    const QJsonValue value = object.value(QLatin1String{key});
    return value.isDouble() ? std::optional{value.toDouble()} : std::nullopt;
}

} // namespace

std::optional<ProgramProgress> progress_of_line(const QString& line) {
    if (!line.startsWith(QLatin1Char{'{'})) {
        return std::nullopt;
    }
    const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
    const QString type = object.value(QLatin1String{"type"}).toString();
    if (type != QLatin1String{"progress"} && type != QLatin1String{"replay"}) {
        return std::nullopt;
    }
    ProgramProgress progress{.share = number_of(object, "share"),
                             .remaining_s = number_of(object, "remaining_s"),
                             .text = object.value(QLatin1String{"text"}).toString()};
    const auto now_s = number_of(object, "t_s");
    const auto end_s = number_of(object, "end_s");
    if (now_s && end_s && *end_s > 0) {
        progress.share = *now_s / *end_s;
    }
    if (progress.share) {
        progress.share = std::clamp(*progress.share, 0.0, 1.0);
    }
    return progress;
}

QString ProgramEnd::sentence() const {
    const QString last = errors.isEmpty() ? QString{} : errors.back();
    QString text;
    switch (how) {
    case How::not_started:
        text = ProgramRun::tr("could not be started");
        break;
    case How::crashed:
        text = ProgramRun::tr("ended by signal %1 (a crash, or it was killed)").arg(code);
        break;
    case How::exited:
        text = ProgramRun::tr("ended with exit code %1").arg(code);
        break;
    }
    return last.isEmpty() ? text : text + QStringLiteral(": ") + last;
}

ProgramRun::ProgramRun(QObject* parent) : QObject{parent}, program_{default_program()} {
    connect(&process_, &QProcess::readyReadStandardOutput, this, &ProgramRun::read_output);
    connect(&process_, &QProcess::readyReadStandardError, this, &ProgramRun::read_errors);
    connect(&process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        end(status == QProcess::NormalExit ? ProgramEnd::How::exited : ProgramEnd::How::crashed,
            code);
    });
    connect(
        &process_, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) {
                take_line(QDir::toNativeSeparators(program_) + QStringLiteral(": ") +
                              process_.errorString(),
                          true);
                end(ProgramEnd::How::not_started, 0);
            }
        },
        // start() has returned before anybody hears of the end.
        Qt::QueuedConnection);
}

ProgramRun::~ProgramRun() {
    process_.disconnect(this);
    if (!is_running()) {
        return;
    }
    if (!asked_) {
        stop();
    }
    if (!process_.waitForFinished(last_wait_ms)) {
        process_.kill();
        process_.waitForFinished(last_wait_ms);
    }
}

QString ProgramRun::default_program() {
    const QString wanted = qEnvironmentVariable("CITYPROOF_PROGRAM");
    return wanted.isEmpty()
               ? QDir{QCoreApplication::applicationDirPath()}.filePath(QStringLiteral("cityproof"))
               : wanted;
}

void ProgramRun::start(const QStringList& arguments, const QString& folder) {
    if (!folder.isEmpty()) {
        process_.setWorkingDirectory(folder);
    }
    process_.start(program_, arguments);
}

void ProgramRun::send(const QByteArray& line) {
    process_.write(line.endsWith('\n') ? line : line + '\n');
}

void ProgramRun::end_input() {
    process_.closeWriteChannel();
}

void ProgramRun::stop() {
    if (!is_running()) {
        return;
    }
    const auto id = static_cast<pid_t>(process_.processId());
    if (asked_ || id <= 0) {
        kill();
        return;
    }
    asked_ = true;
    ::kill(id, SIGCONT); // a stopped process takes no other signal
    ::kill(id, SIGINT);
}

void ProgramRun::kill() {
    asked_ = true;
    process_.kill();
}

void ProgramRun::read_output() {
    const QByteArray bytes = process_.readAllStandardOutput();
    output_ += bytes.left(most_output - output_.size());
    output_rest_ += bytes;
    take_lines(output_rest_, false, false);
}

void ProgramRun::read_errors() {
    error_rest_ += process_.readAllStandardError();
    take_lines(error_rest_, true, false);
}

void ProgramRun::take_lines(QByteArray& rest, bool is_error, bool ended) {
    qsizetype from = 0;
    for (qsizetype at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n', from)) {
        take_line(QString::fromUtf8(rest.mid(from, at - from)), is_error);
        from = at + 1;
    }
    rest.remove(0, from);
    if (rest.size() > longest_line || (ended && !rest.isEmpty())) {
        take_line(QString::fromUtf8(rest), is_error);
        rest.clear();
    }
}

void ProgramRun::take_line(const QString& text, bool is_error) {
    if (is_error) {
        errors_ << text;
        if (errors_.size() > most_error_lines) {
            errors_.removeFirst();
        }
    } else if (const auto said = progress_of_line(text)) {
        emit progress(*said);
    }
    emit line(text, is_error);
}

void ProgramRun::end(ProgramEnd::How how, int code) {
    if (ended_) {
        return;
    }
    ended_ = true;
    if (how != ProgramEnd::How::not_started) {
        read_output();
        read_errors();
    }
    take_lines(output_rest_, false, true);
    take_lines(error_rest_, true, true);
    emit finished({how, code, asked_, output_, errors_});
}

} // namespace cityproof::gui
