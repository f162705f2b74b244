// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/io_thread.hpp"
#include "gui/recorded/feed_of_run.hpp"

#include <QObject>
#include <QString>

#include <memory>

namespace cityproof::gui {

/// Reads recorded feeds for a window: answered by signals, read in a thread of its own, so that
/// frames do not wait for a large file. Of several questions the last one is answered. Threads:
/// that of the object.
class RecordedStore : public QObject {
    Q_OBJECT

  public:
    explicit RecordedStore(QObject* parent = nullptr);
    ~RecordedStore() override;

    /// ready() or failed() answers, unless something else was asked meanwhile.
    void read(const QString& path, const RunClock& clock, std::shared_ptr<const RunFacts> facts);

    /// What is being read is not wanted any more.
    void cancel() { ++generation_; }

  signals:
    void ready(std::shared_ptr<const cityproof::gui::FeedOfRun> feed);
    void failed(const cityproof::Problem& problem);

  private:
    std::size_t generation_ = 0;
    std::unique_ptr<IoThread> thread_; // last member: ends before what it uses goes
};

} // namespace cityproof::gui
