// SPDX-License-Identifier: Apache-2.0
#include "gui/start/demo_maker.hpp"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <utility>

namespace cityproof::gui {

namespace {

constexpr int kept_lines = 6;
constexpr int patience_ms = 5000; ///< for a program that was asked to end
const QString seeds = QStringLiteral("3");

} // namespace

DemoMaker::DemoMaker(QString program, QObject* parent)
    : QObject{parent},
      program_{std::move(program)} {
    process_.setProcessChannelMode(QProcess::MergedChannels);
    connect(&process_, &QProcess::readyRead, this, &DemoMaker::read_lines);
    connect(&process_, &QProcess::finished, this, &DemoMaker::end);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            tell_failure(process_.errorString());
            emit ended();
        }
    });
}

DemoMaker::~DemoMaker() {
    process_.disconnect(this);
    if (is_working()) {
        process_.terminate();
        if (!process_.waitForFinished(patience_ms)) {
            process_.kill();
            process_.waitForFinished(patience_ms);
        }
    }
}

QString DemoMaker::usual_folder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/cityproof/demo");
}

QString DemoMaker::first_run(const QString& folder) {
    return folder + QStringLiteral("/runs/baseline-1.h5");
}

void DemoMaker::make(const QString& folder) {
    if (is_working()) {
        return;
    }
    folder_ = folder;
    said_.clear();
    told_ready_ = false;
    stopped_ = false;
    emit progressed(0, 0);
    process_.start(program_, {QStringLiteral("demo"), QStringLiteral("--out"), folder,
                              QStringLiteral("--seeds"), seeds});
}

void DemoMaker::stop() {
    if (is_working()) {
        stopped_ = true;
        process_.terminate(); // it ends its runs and keeps the finished ones
    }
}

void DemoMaker::read_lines() {
    static const QRegularExpression step{
        QStringLiteral(R"(^cityproof demo: (\S+) is finished \((\d+) of (\d+)\))")};
    while (process_.canReadLine()) {
        const QString line = QString::fromUtf8(process_.readLine()).trimmed();
        if (line.isEmpty()) {
            continue;
        }
        said_ << line;
        said_ = said_.mid(std::max(0, static_cast<int>(said_.size()) - kept_lines));
        const QRegularExpressionMatch match = step.match(line);
        if (!match.hasMatch()) {
            continue;
        }
        emit progressed(match.captured(2).toInt(), match.captured(3).toInt());
        if (!told_ready_ && QFileInfo{first_run(folder_)}.isFile()) {
            told_ready_ = true;
            emit run_ready(first_run(folder_));
        }
    }
}

void DemoMaker::end(int code, QProcess::ExitStatus status) {
    read_lines();
    if (!stopped_ && (status != QProcess::NormalExit || code != 0)) {
        tell_failure(status == QProcess::NormalExit ? tr("exit code %1").arg(code)
                                                    : tr("it crashed"));
    } else if (!stopped_ && !told_ready_) {
        told_ready_ = true;
        emit run_ready(first_run(folder_));
    }
    emit ended();
}

void DemoMaker::tell_failure(const QString& message) {
    QString sentence = tr("the demo city could not be made (%1)").arg(message);
    if (!said_.isEmpty()) {
        sentence += QStringLiteral(": ") + said_.join(QStringLiteral(" | "));
    }
    Problem problem;
    problem.where.file = folder_.toStdString();
    problem.message = sentence.toStdString();
    problem.remedy = tr("what is finished stays; the same button goes on from there").toStdString();
    emit failed(problem);
}

} // namespace cityproof::gui
