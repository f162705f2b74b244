// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/io_thread.hpp"
#include "gui/live/reading.hpp"

#include <QObject>
#include <QTimer>

#include <memory>
#include <mutex>
#include <optional>

namespace cityproof::gui {

/// A run file, or a city package, for a window: questions are answered by signals, on the thread of
/// this object, and the only thread that touches the file is one of its own. A file that a run is
/// writing is looked at again a few times a second. Threads: that of the object.
class RunStore : public QObject {
    Q_OBJECT

  public:
    explicit RunStore(QObject* parent = nullptr);
    ~RunStore() override;

    /// opened() or failed() answers; what was open is let go.
    void open(const QString& path);

    /// frame_ready() answers. Only the newest request is answered: frames are dropped, never
    /// queued.
    void request_frame(const FrameRequest& request);
    /// series_ready() answers.
    void request_series(const QString& channel, std::size_t entity);
    /// range_ready() answers.
    void request_range(const QString& channel);

    /// time_space_ready() answers. Reads every frame of the vehicles: frames of a playing window
    /// wait for it.
    void request_time_space(const std::vector<io::Geometry>& streets);

    /// Null until a file is open.
    const std::shared_ptr<const RunFacts>& facts() const { return facts_; }

    const std::shared_ptr<const RunProgress>& progress() const { return progress_; }

    /// How often the disk is looked at, milliseconds.
    void set_poll_interval(int interval_ms) { poll_.setInterval(interval_ms); }

  signals:
    void opened();
    /// The run went on, or ended.
    void grown();
    void frame_ready(std::shared_ptr<const cityproof::gui::Frame> frame);
    void series_ready(std::shared_ptr<const cityproof::gui::EntitySeries> series);
    void range_ready(std::shared_ptr<const cityproof::gui::ChannelRange> range);
    void time_space_ready(std::shared_ptr<const cityproof::gui::TimeSpace> diagram);
    /// A problem with the file: a sentence for the user, what is shown stays.
    void failed(const cityproof::Problem& problem);

  private:
    /// Runs `question` on the reading thread, and what it returns on this one.
    template <typename Question>
    void ask(Question question);
    template <typename Answer>
    void answer(Answer answer);
    void read_newest_frame();
    void look();

    std::shared_ptr<const RunFacts> facts_;
    std::shared_ptr<const RunProgress> progress_;
    QTimer poll_;
    bool looking_ = false;
    std::size_t generation_ = 0; ///< of opened files: answers about an earlier one are dropped

    std::mutex mutex_;
    std::optional<FrameRequest> wanted_; ///< guarded by mutex_

    std::unique_ptr<Reading> reading_; ///< touched by the reading thread only
    std::unique_ptr<IoThread> thread_; // last member: ends before what it uses goes
};

} // namespace cityproof::gui
