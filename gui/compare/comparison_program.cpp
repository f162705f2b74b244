// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/comparison_program.hpp"

#include "core/base/exit_code.hpp"
#include "gui/map/text.hpp"
#include "gui/programs/program_run.hpp"

#include <QFile>

namespace cityproof::gui {

namespace {

Problem problem_of(const ProgramEnd& end) {
    return {Severity::error, {"cityproof compare"}, end.sentence().toStdString(), {}, {}};
}

bool ended_with(const ProgramEnd& end, ExitCode code) {
    return end.how == ProgramEnd::How::exited && end.code == to_int(code);
}

/// Of gates that were asked for, the exit code is the verdict; the report is there whatever it is.
bool has_reported(const ProgramEnd& end, const ComparedRuns& runs) {
    const bool asked = runs.study && runs.study->has_gates;
    return end.is_ok() ||
           (asked && (ended_with(end, ExitCode::fail) || ended_with(end, ExitCode::inconclusive)));
}

} // namespace

ComparisonProgram::ComparisonProgram(QObject* parent)
    : QObject{parent},
      folder_{std::make_unique<QTemporaryDir>()} {
}

ComparisonProgram::~ComparisonProgram() = default;

void ComparisonProgram::cancel() {
    if (asking_) {
        asking_->disconnect(this);
        asking_->kill();
        asking_.release()->deleteLater();
    }
}

QStringList ComparisonProgram::arguments(const ComparedRuns& runs, Named named,
                                         const QString& option, const QString& file) {
    QStringList list{QStringLiteral("compare")};
    if (named == Named::study) {
        list << QString::fromStdString(runs.study->path) << QStringLiteral("--point")
             << QString::number(runs.study->point);
        if (runs.study->has_gates) {
            list << QStringLiteral("--assert") << QStringLiteral("study");
        }
        return list << option << file;
    }
    for (const std::string& one : runs.a_files()) {
        list << QString::fromStdString(one);
    }
    list << QStringLiteral("--policy");
    for (const std::string& one : runs.b_files()) {
        list << QString::fromStdString(one);
    }
    return list << option << file;
}

void ComparisonProgram::ask(const ComparedRuns& runs) {
    ask(runs, runs.study ? Named::study : Named::files);
}

void ComparisonProgram::ask(const ComparedRuns& runs, Named named) {
    cancel();
    // A name of its own: a program that was cancelled may still be writing.
    const QString file = folder_->filePath(QStringLiteral("report-%1.json").arg(++asked_));
    asking_ = std::make_unique<ProgramRun>();
    connect(
        asking_.get(), &ProgramRun::finished, this,
        [this, runs, named, file](const ProgramEnd& end) { take_answer(runs, named, file, end); });
    asking_->start(arguments(runs, named, QStringLiteral("--json"), file));
}

void ComparisonProgram::take_answer(const ComparedRuns& runs, Named named, const QString& file,
                                    const ProgramEnd& end) {
    if (named == Named::study && ended_with(end, ExitCode::missing_runs)) {
        asking_.release()->deleteLater(); // it is what calls this
        ask(runs, Named::files);
        return;
    }
    if (!has_reported(end, runs)) {
        emit failed(problem_of(end));
        return;
    }
    QFile report{file};
    const bool opened = report.open(QIODevice::ReadOnly);
    try {
        const std::filesystem::path run = runs.pairs.front().b;
        KeyFigureReport figures = read_key_figures(opened ? report.readAll() : QByteArray{},
                                                   "report.json", run.filename().string());
        if (runs.study) {
            figures.point = plain_text(runs.study->point_name);
            figures.gates_left_out = named == Named::files && runs.study->has_gates;
        }
        emit report_ready(figures);
    } catch (const InputError& error) {
        emit failed(error.problem());
    }
}

void ComparisonProgram::write_html(const ComparedRuns& runs, const QString& path) {
    if (writing_ && writing_->is_running()) {
        emit failed({Severity::warning,
                     {path.toStdString()},
                     tr("is not written: a report is being written already").toStdString(),
                     {},
                     {}});
        return;
    }
    write_html(runs, runs.study ? Named::study : Named::files, path);
}

void ComparisonProgram::write_html(const ComparedRuns& runs, Named named, const QString& path) {
    if (writing_) {
        writing_.release()->deleteLater(); // it may be what calls this
    }
    writing_ = std::make_unique<ProgramRun>();
    connect(writing_.get(), &ProgramRun::finished, this,
            [this, runs, named, path](const ProgramEnd& end) {
                if (named == Named::study && ended_with(end, ExitCode::missing_runs)) {
                    write_html(runs, Named::files, path);
                } else if (has_reported(end, runs)) {
                    emit html_written(path);
                } else {
                    emit failed(problem_of(end));
                }
            });
    writing_->start(arguments(runs, named, QStringLiteral("--html"), path));
}

} // namespace cityproof::gui
