// SPDX-License-Identifier: Apache-2.0
#include "gui/queue/queue_file.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace cityproof::gui {

namespace {

constexpr int format = 1;
constexpr qsizetype kept_log_lines = 40;
constexpr std::array<const char*, 7> state_names{"queued", "running", "paused", "stopping",
                                                 "done",   "failed",  "stopped"};

RunState state_of(const QString& name) {
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        if (name == QLatin1String{state_names[i]}) {
            return static_cast<RunState>(i);
        }
    }
    return RunState::stopped;
}

QJsonObject to_object(const QueuedRun& run) {
    return {{"kind", run.request.kind == RunKind::study ? "study" : "run"},
            {"title", run.request.title},
            {"source", run.request.source},
            {"result", run.request.result},
            {"options", QJsonArray::fromStringList(run.request.options)},
            {"state", state_names[static_cast<std::size_t>(run.state)]},
            {"text", run.text},
            {"log", QJsonArray::fromStringList(
                        run.log.mid(std::max<qsizetype>(0, run.log.size() - kept_log_lines)))}};
}

QStringList strings_of(const QJsonValue& value) {
    QStringList list;
    for (const QJsonValue& one : value.toArray()) {
        list << one.toString();
    }
    return list;
}

} // namespace

QByteArray queue_to_json(const std::vector<QueuedRun>& runs) {
    QJsonArray list;
    for (const QueuedRun& run : runs) {
        list << to_object(run);
    }
    return QJsonDocument{QJsonObject{{"format", format}, {"runs", list}}}.toJson();
}

std::vector<QueuedRun> queue_from_json(const QByteArray& json) {
    std::vector<QueuedRun> runs;
    const QJsonObject document = QJsonDocument::fromJson(json).object();
    if (document.value("format").toInt() != format) {
        return runs;
    }
    for (const QJsonValue& value : document.value("runs").toArray()) {
        const QJsonObject object = value.toObject();
        QueuedRun run;
        run.request = {.kind = object.value("kind").toString() == QLatin1String{"study"}
                                   ? RunKind::study
                                   : RunKind::run,
                       .title = object.value("title").toString(),
                       .source = object.value("source").toString(),
                       .result = object.value("result").toString(),
                       .options = strings_of(object.value("options"))};
        run.state = state_of(object.value("state").toString());
        run.text = object.value("text").toString();
        run.log = strings_of(object.value("log"));
        if (!run.request.source.isEmpty() && !run.request.result.isEmpty()) {
            runs.push_back(std::move(run));
        }
    }
    return runs;
}

} // namespace cityproof::gui
