// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/compare/compared_runs.hpp"
#include "gui/compare/key_figures.hpp"

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace cityproof::gui {

class ProgramRun;
struct ProgramEnd;

/// `cityproof compare` as a child process: the statistics are its, the window only shows them. It
/// gets the study where the arms are a study's, so that gates, directions and the design's point
/// arrive; where runs of it are missing, the pairs of runs that are there.
/// Threads: that of the object.
class ComparisonProgram : public QObject {
    Q_OBJECT

  public:
    explicit ComparisonProgram(QObject* parent = nullptr);
    ~ComparisonProgram() override;

    /// Asks for the key figures of all pairs; report_ready() or failed() answers. An earlier
    /// question is dropped.
    void ask(const ComparedRuns& runs);
    /// Writes the report as HTML; html_written() or failed() answers.
    void write_html(const ComparedRuns& runs, const QString& path);
    /// Drops the question.
    void cancel();

  signals:
    void report_ready(const cityproof::gui::KeyFigureReport& report);
    void html_written(const QString& path);
    void failed(const cityproof::Problem& problem);

  private:
    /// `cityproof compare` of the study itself, with its gates, or of lists of files.
    enum class Named { study, files };

    void ask(const ComparedRuns& runs, Named named);
    void take_answer(const ComparedRuns& runs, Named named, const QString& file,
                     const ProgramEnd& end);
    void write_html(const ComparedRuns& runs, Named named, const QString& path);
    static QStringList arguments(const ComparedRuns& runs, Named named, const QString& option,
                                 const QString& file);

    int asked_ = 0;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ProgramRun> asking_;
    std::unique_ptr<ProgramRun> writing_;
};

} // namespace cityproof::gui
