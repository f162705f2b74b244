// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <QObject>
#include <QProcess>

namespace cityproof::gui {

/// Makes the demo city and its runs with `cityproof demo`, a process of its own. Runs that are in
/// the folder from an earlier time are used again.
class DemoMaker : public QObject {
    Q_OBJECT

  public:
    /// `program`: the front program, `cityproof`.
    explicit DemoMaker(QString program, QObject* parent = nullptr);
    ~DemoMaker() override; ///< stops the program; what it has finished stays

    /// Where the demo goes unless the user names another folder.
    static QString usual_folder();
    /// The run that is shown first: the baseline's of seed 1.
    static QString first_run(const QString& folder);

    bool is_working() const { return process_.state() != QProcess::NotRunning; }

    /// Does nothing while is_working().
    void make(const QString& folder);
    void stop();

  signals:
    /// `done` of `all` runs are made; both are 0 before the first one begins.
    void progressed(int done, int all);
    /// The first run can be looked at; others may still be on their way.
    void run_ready(const QString& path);
    /// Ended: well, stopped by the user, or after failed().
    void ended();
    void failed(const cityproof::Problem& problem);

  private:
    void read_lines();
    void end(int code, QProcess::ExitStatus status);
    void tell_failure(const QString& message);

    QString program_;
    QString folder_;
    QProcess process_;
    QStringList said_; ///< the last lines, for who wants to know why
    bool told_ready_ = false;
    bool stopped_ = false;
};

} // namespace cityproof::gui
