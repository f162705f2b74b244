// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/scenario_check.hpp"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace cityproof::gui {

namespace {

constexpr int pause_ms = 400;

std::string text_of(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String{key}).toString().toStdString();
}

} // namespace

std::vector<Problem> problems_of_json(const QByteArray& lines) {
    std::vector<Problem> problems;
    for (const QByteArray& line : lines.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.contains("message")) {
            continue; // no problem: another line that a program said
        }
        Problem problem;
        const std::string severity = text_of(object, "severity");
        problem.severity = severity == "warning" ? Severity::warning
                           : severity == "note"  ? Severity::note
                                                 : Severity::error;
        problem.where = {text_of(object, "file"), object.value(QLatin1String{"line"}).toInt(),
                         text_of(object, "key")};
        problem.message = text_of(object, "message");
        problem.expected = text_of(object, "expected");
        problem.remedy = text_of(object, "remedy");
        problems.push_back(std::move(problem));
    }
    return problems;
}

ScenarioCheck::ScenarioCheck(QObject* parent)
    : QObject{parent},
      program_{ProgramRun::default_program()} {
    pause_.setSingleShot(true);
    pause_.setInterval(pause_ms);
    connect(&pause_, &QTimer::timeout, this, &ScenarioCheck::start);
}

ScenarioCheck::~ScenarioCheck() {
    if (running_ != nullptr) {
        running_->kill(); // its answer is for nobody
    }
}

void ScenarioCheck::request(CheckedAs kind, const QString& path, const QString& text) {
    kind_ = kind;
    path_ = path;
    text_ = text;
    drop();
    pause_.start();
}

/// The process ends by itself; its object goes with it.
void ScenarioCheck::drop() {
    if (ProgramRun* old = std::exchange(running_, nullptr)) {
        old->disconnect(this);
        connect(old, &ProgramRun::finished, old, &QObject::deleteLater);
        old->kill();
    }
}

void ScenarioCheck::start() {
    running_ = new ProgramRun{this};
    running_->set_program(program_);
    connect(running_, &ProgramRun::finished, this, &ScenarioCheck::finish);
    QStringList words{QStringLiteral("check"), path_, QStringLiteral("--json"),
                      QStringLiteral("--stdin")};
    if (kind_ == CheckedAs::policy) {
        words << QStringLiteral("--policy");
    }
    running_->start(words, QFileInfo{path_}.absolutePath());
    running_->send(text_.toUtf8());
    running_->end_input();
}

void ScenarioCheck::finish(const ProgramEnd& end) {
    std::exchange(running_, nullptr)->deleteLater();
    constexpr int bad_input = 2; // core/base/exit_code.hpp
    std::vector<Problem> problems = problems_of_json(end.output);
    const bool said = end.is_ok() || (end.code == bad_input && !problems.empty());
    if (end.how != ProgramEnd::How::exited || !said) {
        Problem problem;
        problem.severity = Severity::warning;
        problem.message =
            tr("could not be checked: the check %1").arg(end.sentence()).toStdString();
        problems.push_back(std::move(problem));
    }
    emit checked(problems);
}

} // namespace cityproof::gui
