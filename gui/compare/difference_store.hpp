// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/compare/difference_reading.hpp"
#include "gui/live/io_thread.hpp"

#include <QObject>

#include <memory>
#include <mutex>
#include <optional>

namespace cityproof::gui {

/// Differences for a window: answered by signals, read in a thread of its own. Of requests that
/// wait, the newest counts. Threads: that of the object.
class DifferenceStore : public QObject {
    Q_OBJECT

  public:
    explicit DifferenceStore(QObject* parent = nullptr);
    ~DifferenceStore() override;

    /// Other runs; answers about earlier ones are dropped.
    void set_runs(ComparedRuns runs);

    /// ready() or failed() answers.
    void request(const DifferenceRequest& request);

    bool is_busy() const { return asked_ != answered_; }

  signals:
    void ready(std::shared_ptr<const cityproof::gui::DifferenceValues> values);
    void failed(const cityproof::Problem& problem);

  private:
    struct Numbered {
        DifferenceRequest request;
        std::size_t number = 0;
    };

    void read_newest();

    std::size_t generation_ = 0; ///< of runs
    std::size_t asked_ = 0;
    std::size_t answered_ = 0;

    std::mutex mutex_;
    std::optional<Numbered> wanted_; ///< guarded by mutex_

    std::unique_ptr<DifferenceReading> reading_; ///< touched by the reading thread only
    std::unique_ptr<IoThread> thread_;           // last member: ends before what it uses goes
};

} // namespace cityproof::gui
