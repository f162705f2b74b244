// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>

namespace cityproof::gui {

/// How far a program has come, as far as it tells.
struct ProgramProgress {
    std::optional<double> share;       ///< of its work that is done, 0 to 1
    std::optional<double> remaining_s; ///< as it estimates itself
    QString text;                      ///< "2 of 6 runs"; may be empty
};

/// How a program ended.
struct ProgramEnd {
    enum class How { exited, crashed, not_started };

    How how = How::exited;
    int code = 0;       ///< exit code; of a crash the number of the signal, as far as it is known
    bool asked = false; ///< stop() had been called
    QByteArray output;  ///< standard output, up to ProgramRun::most_output bytes of its begin
    QStringList errors; ///< the last lines of standard error

    bool is_ok() const { return how == How::exited && code == 0; }

    /// One sentence for the user: "ended with exit code 2: scenario.yaml:3: ...".
    QString sentence() const;
};

/// The `cityproof` program as a child process, for the window's thread: nothing here waits. Lines
/// of `--log json` become progress; all lines are passed on. Threads: that of the object.
class ProgramRun : public QObject {
    Q_OBJECT

  public:
    static constexpr qsizetype most_output = qsizetype{64} << 20;
    static constexpr int most_error_lines = 40;

    explicit ProgramRun(QObject* parent = nullptr);
    /// A program that still runs is interrupted, and killed if it does not end soon.
    ~ProgramRun() override;

    /// The `cityproof` beside the running program; $CITYPROOF_PROGRAM wins.
    static QString default_program();

    /// Another program than the default one.
    void set_program(const QString& program) { program_ = program; }

    /// Starts "cityproof ARGUMENTS..." in `folder` (empty: the current one). finished() follows in
    /// any case, also when the program is not there. One run an object.
    void start(const QStringList& arguments, const QString& folder = {});
    /// A line for the program's standard input.
    void send(const QByteArray& line);
    /// Standard input ends here.
    void end_input();

    /// Asks the program to end (SIGINT: it leaves a file that can be read). Asked a second time,
    /// kills it.
    void stop();
    void kill();

    bool is_running() const { return process_.state() != QProcess::NotRunning; }

    bool is_stopping() const { return asked_; }

    qint64 process_id() const { return process_.processId(); }

    const QStringList& error_lines() const { return errors_; }

  signals:
    void progress(const cityproof::gui::ProgramProgress& progress);
    /// A line of standard output or standard error, without its end.
    void line(const QString& text, bool is_error);
    /// Once a start().
    void finished(const cityproof::gui::ProgramEnd& end);

  private:
    void read_output();
    void read_errors();
    void take_lines(QByteArray& rest, bool is_error, bool ended);
    void take_line(const QString& text, bool is_error);
    void end(ProgramEnd::How how, int code);

    QString program_;
    QProcess process_;
    QByteArray output_;
    QByteArray output_rest_; ///< the begin of a line whose end has not come
    QByteArray error_rest_;
    QStringList errors_;
    bool asked_ = false;
    bool ended_ = false;
};

/// What a line of `--log json` says about progress; nothing for other lines.
std::optional<ProgramProgress> progress_of_line(const QString& line);

} // namespace cityproof::gui
