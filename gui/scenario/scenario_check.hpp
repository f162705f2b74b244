// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/programs/program_run.hpp"

#include <QObject>
#include <QTimer>

#include <vector>

namespace cityproof::gui {

/// What a text is checked as.
enum class CheckedAs { scenario, policy };

/// The problems in what `cityproof check --json` prints, one object a line.
std::vector<Problem> problems_of_json(const QByteArray& lines);

/// Asks `cityproof check` about a text that is being written: a while after the last request, in a
/// process of its own, one at a time. The answer to an older text is dropped. Threads: that of the
/// object; nothing waits.
class ScenarioCheck : public QObject {
    Q_OBJECT

  public:
    explicit ScenarioCheck(QObject* parent = nullptr);
    ~ScenarioCheck() override;

    /// Another program than the `cityproof` beside this one.
    void set_program(const QString& program) { program_ = program; }

    void set_pause(int pause_ms) { pause_.setInterval(pause_ms); }

    /// `path`: where the text would stand; what it names is looked for from there.
    void request(CheckedAs kind, const QString& path, const QString& text);

    bool is_checking() const { return pause_.isActive() || running_ != nullptr; }

  signals:
    void checked(const std::vector<cityproof::Problem>& problems);

  private:
    void start();
    void drop();
    void finish(const ProgramEnd& end);

    QString program_;
    QTimer pause_;
    CheckedAs kind_ = CheckedAs::scenario;
    QString path_;
    QString text_;
    ProgramRun* running_ = nullptr;
};

} // namespace cityproof::gui
