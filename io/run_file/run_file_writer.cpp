// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_file_writer.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/bounded_queue.hpp"
#include "io/run_file/final_file.hpp"
#include "io/run_file/part_file.hpp"
#include "io/run_file/unfinished_run.hpp"
#include "io/run_file/writer_lock.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <future>
#include <limits>
#include <stdexcept>
#include <thread>
#include <variant>

namespace cityproof::io {
namespace {

/// What waits for the disk at most, before the caller has to wait too.
constexpr std::size_t queue_bytes = 64U << 20U;
/// Frames that come faster are made visible together: a flush costs more than a frame.
constexpr std::chrono::milliseconds commit_interval{50};
/// Entity, place and speed.
constexpr std::size_t moving_row_bytes = sizeof(std::uint32_t) + 2 * sizeof(double) + sizeof(float);

struct FrameItem {
    std::size_t axis = 0;
    double time_s = 0;
    std::vector<std::vector<float>> values;
};

struct MovingItem {
    double time_s = 0;
    OwnedMovingRows rows;
};

/// Says when everything before it is on the disk.
struct SyncItem {
    std::shared_ptr<std::promise<void>> done;
};

using Item = std::variant<FrameItem, MovingItem, EventRecord, TraceBlock, SyncItem>;

std::size_t bytes_of(const std::vector<std::vector<float>>& values) {
    std::size_t bytes = sizeof(Item);
    for (const auto& row : values) {
        bytes += sizeof(std::vector<float>) + row.size() * sizeof(float);
    }
    return bytes;
}

std::size_t bytes_of(const OwnedMovingRows& rows) {
    std::size_t bytes = sizeof(Item) + rows.entity.size() * moving_row_bytes;
    for (const std::string& id : rows.new_ids) {
        bytes += sizeof(std::string) + id.size();
    }
    return bytes;
}

/// The writer thread takes no signals: Ctrl-C belongs to the run, and a file-size limit must be an
/// error, not a death.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

std::filesystem::path part_of(std::filesystem::path path) {
    path += ".part";
    return path;
}

/// A new beginning of a run grows here, until it is whole.
std::filesystem::path growing_name(const std::filesystem::path& path, const UnfinishedRun* before) {
    std::filesystem::path name = part_of(checked_output(path));
    if (before != nullptr) {
        name += ".new";
    }
    return name;
}

} // namespace

class RunFileWriter::Impl {
  public:
    /// Parameters: `before` may be nullptr.
    Impl(std::filesystem::path path, const RunFileLayout& layout, const UnfinishedRun* before)
        : path_{std::move(path)},
          old_lock_{before == nullptr
                        ? std::nullopt
                        : std::optional<WriterLock>{WriterLock::of_leftover(before->part())}},
          lock_{growing_name(path_, before)},
          has_trace_{layout.trace.has_value()},
          queue_{queue_bytes} {
        for (const AxisDescription& axis : layout::all_axes(layout)) {
            axes_.push_back({axis.name, -std::numeric_limits<double>::infinity(), {}});
        }
        if (before != nullptr) {
            position_ = before->position();
            for (std::size_t i = 0; i < axes_.size(); ++i) {
                axes_[i].last_s = before->last_time_s(i);
            }
        } else {
            position_.frames.resize(axes_.size());
            // Of a run that was killed while it was being resumed.
            std::error_code ignored;
            std::filesystem::remove(part_of(path_) += ".new", ignored);
        }
        for (const ChannelDescription& channel : layout.channels) {
            const auto table = std::ranges::find(layout.tables, channel.table, &EntityTable::name);
            axis(channel.axis).entity_counts.push_back(table->ids.size());
        }
        std::promise<void> started;
        std::future<void> start = started.get_future();
        thread_ = std::thread{[this, &layout, before, promise = std::move(started)]() mutable {
            write_all(layout, before, std::move(promise));
        }};
        try {
            start.get();
        } catch (...) {
            thread_.join();
            std::error_code ignored;
            std::filesystem::remove(lock_.part(), ignored);
            throw;
        }
        old_lock_.reset();
    }

    ~Impl() {
        if (thread_.joinable()) {
            end();
        }
    }

    void append_frame(std::string_view axis_name, double time_s,
                      std::vector<std::vector<float>> values) {
        require_open();
        Axis& target = axis(axis_name);
        const bool fits =
            std::ranges::equal(values, target.entity_counts, {}, &std::vector<float>::size);
        if (!fits || axis_name == layout::moving_axis) {
            throw std::invalid_argument{fmt::format(
                "run file: a frame of axis '{}' does not have the shape of its channels",
                axis_name)};
        }
        advance(target, time_s);
        const std::size_t bytes = bytes_of(values);
        push(FrameItem{static_cast<std::size_t>(&target - axes_.data()), time_s, std::move(values)},
             bytes);
    }

    void append_moving(double time_s, const MovingRows& rows) {
        require_open();
        Axis& target = axis(layout::moving_axis);
        const std::size_t count = rows.entity.size();
        if (rows.x_m.size() != count || rows.y_m.size() != count ||
            rows.speed_mps.size() != count) {
            throw std::invalid_argument{
                "run file: the columns of a vehicle frame differ in length"};
        }
        const std::size_t known = position_.moving_ids + rows.new_ids.size();
        if (std::ranges::any_of(rows.entity, [&](std::uint32_t e) { return e >= known; })) {
            throw std::invalid_argument{
                "run file: a vehicle frame names a vehicle that was not announced"};
        }
        for (const std::string& id : rows.new_ids) {
            if (id.size() > layout::moving_id_bytes) {
                throw InputError{{"vehicle '" + id + "'"},
                                 fmt::format("its name has {} bytes, and run files keep {}",
                                             id.size(), layout::moving_id_bytes),
                                 {},
                                 "give the vehicle a shorter name"};
            }
        }
        advance(target, time_s);
        position_.moving_ids = known;
        MovingItem item{time_s,
                        {{rows.entity.begin(), rows.entity.end()},
                         {rows.x_m.begin(), rows.x_m.end()},
                         {rows.y_m.begin(), rows.y_m.end()},
                         {rows.speed_mps.begin(), rows.speed_mps.end()},
                         {rows.new_ids.begin(), rows.new_ids.end()}}};
        const std::size_t bytes = bytes_of(item.rows);
        push(std::move(item), bytes);
    }

    void append_event(EventRecord event) {
        require_open();
        if (!std::isfinite(event.time_s)) {
            throw std::invalid_argument{"run file: event '" + event.kind + "' has no time"};
        }
        const std::size_t bytes =
            sizeof(Item) + event.kind.size() + event.target.size() + event.reason.size();
        ++position_.events;
        push(std::move(event), bytes);
    }

    void append_trace(TraceBlock block) {
        require_open();
        if (!has_trace_) {
            throw std::invalid_argument{"run file: its layout has no trace"};
        }
        trace::require_names(block);
        const std::size_t bytes = sizeof(Item) + block.bytes();
        push(std::move(block), bytes);
    }

    RunFilePosition sync() {
        require_open();
        auto done = std::make_shared<std::promise<void>>();
        std::future<void> wait = done->get_future();
        push(SyncItem{std::move(done)}, sizeof(Item)); // kept by the queue alone: see the catch
        try {
            wait.get();
        } catch (const std::future_error&) { // the writer thread gave up: its own error says more
            end();
            raise_failure();
            throw;
        }
        position_.bytes = std::filesystem::file_size(lock_.part());
        return position_;
    }

    void finish(Completion completion) {
        require_open();
        completion_ = std::move(completion);
        end();
        raise_failure();
    }

    void abandon() {
        require_open();
        end();
        raise_failure();
    }

  private:
    struct Axis {
        std::string name;
        double last_s = 0;
        std::vector<std::size_t> entity_counts; ///< of its channels, in the layout's order
    };

    Axis& axis(std::string_view name) {
        const auto found = std::ranges::find(axes_, name, &Axis::name);
        if (found == axes_.end()) {
            throw std::invalid_argument{fmt::format("run file: there is no axis '{}'", name)};
        }
        return *found;
    }

    void advance(Axis& target, double time_s) {
        if (!std::isfinite(time_s) || time_s <= target.last_s) {
            throw std::invalid_argument{
                fmt::format("run file: frame at {} s of axis '{}' after one at {} s", time_s,
                            target.name, target.last_s)};
        }
        target.last_s = time_s;
        ++position_.frames[static_cast<std::size_t>(&target - axes_.data())];
    }

    void require_open() {
        if (!thread_.joinable()) {
            raise_failure();
            throw std::logic_error{"run file: used after its end"};
        }
    }

    void push(Item item, std::size_t bytes) {
        if (!queue_.push(std::move(item), bytes)) {
            end(); // the writer thread gave up: learn why
            raise_failure();
        }
    }

    void end() {
        queue_.close();
        thread_.join();
    }

    void raise_failure() const {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

    // From here on: the writer thread.

    void write_all(const RunFileLayout& layout, const UnfinishedRun* before,
                   std::promise<void> started) {
        block_signals();
        const hdf5::QuietErrors quiet;
        std::optional<PartFile> part;
        try {
            part.emplace(lock_.part(), layout);
            if (before != nullptr) {
                before->copy_to(*part);
                sync_to_disk(lock_.part());
                lock_.rename_to(part_of(path_));
            }
        } catch (...) {
            if (part) {
                part->give_up();
            }
            started.set_exception(failure_of(std::current_exception()));
            return;
        }
        started.set_value(); // both are the caller's: not to be touched any more
        try {
            write_items(*part);
            part->close();
            part.reset();
            if (completion_) {
                complete();
            }
        } catch (...) {
            failure_ = failure_of(std::current_exception());
        }
        if (failure_ && part) {
            part->give_up();
        }
        queue_.stop();
    }

    /// What the caller learns of an error of the writer thread.
    std::exception_ptr failure_of(const std::exception_ptr& error) const {
        try {
            std::rethrow_exception(error);
        } catch (const hdf5::Hdf5Error& hdf5_error) {
            return std::make_exception_ptr(EngineError{
                "HDF5", fmt::format("{}: {}", lock_.part().string(), hdf5_error.what())});
        } catch (...) {
            return error;
        }
    }

    void write_items(PartFile& part) {
        auto last_commit = std::chrono::steady_clock::now() - commit_interval;
        bool waiting = false;
        while (!queue_.is_done()) {
            auto next = waiting ? queue_.pop_until(last_commit + commit_interval) : queue_.pop();
            if (next) {
                write_item(part, next->first);
                queue_.release(next->second);
                waiting = true;
            }
            const auto now = std::chrono::steady_clock::now();
            if (waiting && now - last_commit >= commit_interval) {
                part.commit();
                last_commit = now;
                waiting = false;
            }
        }
    }

    void write_item(PartFile& part, const Item& item) const {
        if (const auto* frame = std::get_if<FrameItem>(&item)) {
            part.append_frame(frame->axis, frame->time_s, frame->values);
        } else if (const auto* moving = std::get_if<MovingItem>(&item)) {
            part.append_moving(moving->time_s, moving->rows);
        } else if (const auto* sync = std::get_if<SyncItem>(&item)) {
            part.commit();
            sync_to_disk(lock_.part());
            sync->done->set_value();
        } else if (const auto* block = std::get_if<TraceBlock>(&item)) {
            part.append_trace(*block);
        } else {
            part.append_event(std::get<EventRecord>(item));
        }
    }

    void complete() {
        const RunContent content{lock_.part()};
        write_final_file(content, completion_, path_);
        std::error_code ignored; // the result stands: a .part that stays is no failure
        std::filesystem::remove(lock_.part(), ignored);
    }

    std::filesystem::path path_;
    std::optional<WriterLock> old_lock_; ///< of the .part that is resumed, until it is replaced
    WriterLock lock_;
    std::vector<Axis> axes_;
    bool has_trace_;
    RunFilePosition position_; ///< with all that waits in the queue
    BoundedQueue<Item> queue_;
    std::optional<Completion> completion_; ///< set before the queue is closed
    std::exception_ptr failure_;           ///< read after the thread has ended
    std::thread thread_;
};

RunFileWriter::RunFileWriter(std::filesystem::path path, const RunFileLayout& layout) {
    layout::check_layout(layout);
    impl_ = std::make_unique<Impl>(std::move(path), layout, nullptr);
}

RunFileWriter::RunFileWriter(std::filesystem::path path, const RunFileLayout& layout,
                             const UnfinishedRun& before) {
    layout::check_layout(layout);
    before.require_layout(layout);
    impl_ = std::make_unique<Impl>(std::move(path), layout, &before);
}

RunFileWriter::~RunFileWriter() = default;

void RunFileWriter::append_frame(std::string_view axis, double time_s,
                                 std::vector<std::vector<float>> values) {
    impl_->append_frame(axis, time_s, std::move(values));
}

void RunFileWriter::append_vehicles(double time_s, const MovingRows& rows) {
    impl_->append_moving(time_s, rows);
}

void RunFileWriter::append_event(EventRecord event) {
    impl_->append_event(std::move(event));
}

void RunFileWriter::append_trace(TraceBlock block) {
    impl_->append_trace(std::move(block));
}

void RunFileWriter::finish(std::span<const contracts::KeyFigure> key_figures,
                           std::uint64_t trace_hash, std::span<const MetaEntry> meta) {
    impl_->finish(
        {{key_figures.begin(), key_figures.end()}, trace_hash, {meta.begin(), meta.end()}});
}

RunFilePosition RunFileWriter::sync() {
    return impl_->sync();
}

void RunFileWriter::abandon() {
    impl_->abandon();
}

} // namespace cityproof::io
