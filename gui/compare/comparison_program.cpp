// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/comparison_program.hpp"

#include "gui/programs/program_run.hpp"

#include <QFile>

namespace cityproof::gui {

namespace {

QStringList arguments(const ComparedRuns& runs, const QString& option, const QString& file) {
    QStringList list{QStringLiteral("compare")};
    for (const std::string& one : runs.a_files()) {
        list << QString::fromStdString(one);
    }
    list << QStringLiteral("--policy");
    for (const std::string& one : runs.b_files()) {
        list << QString::fromStdString(one);
    }
    return list << option << file;
}

Problem problem_of(const ProgramEnd& end) {
    return {Severity::error, {"cityproof compare"}, end.sentence().toStdString(), {}, {}};
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

void ComparisonProgram::ask(const ComparedRuns& runs) {
    cancel();
    // A name of its own: a program that was cancelled may still be writing.
    const QString file = folder_->filePath(QStringLiteral("report-%1.json").arg(++asked_));
    asking_ = std::make_unique<ProgramRun>();
    connect(asking_.get(), &ProgramRun::finished, this, [this, file](const ProgramEnd& end) {
        if (!end.is_ok()) {
            emit failed(problem_of(end));
            return;
        }
        QFile report{file};
        const bool opened = report.open(QIODevice::ReadOnly);
        try {
            emit report_ready(
                read_key_figures(opened ? report.readAll() : QByteArray{}, "report.json"));
        } catch (const InputError& error) {
            emit failed(error.problem());
        }
    });
    asking_->start(arguments(runs, QStringLiteral("--json"), file));
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
    writing_ = std::make_unique<ProgramRun>();
    connect(writing_.get(), &ProgramRun::finished, this, [this, path](const ProgramEnd& end) {
        if (end.is_ok()) {
            emit html_written(path);
        } else {
            emit failed(problem_of(end));
        }
    });
    writing_->start(arguments(runs, QStringLiteral("--html"), path));
}

} // namespace cityproof::gui
