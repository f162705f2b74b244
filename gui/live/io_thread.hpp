// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace cityproof::gui {

/// One thread that carries out tasks in the order in which they come. The destructor lets the
/// running task end and drops those that wait.
class IoThread {
  public:
    IoThread() : thread_{[this] { run(); }} {}

    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    ~IoThread() {
        {
            const std::scoped_lock lock{mutex_};
            stopped_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    void post(std::function<void()> task) {
        {
            const std::scoped_lock lock{mutex_};
            tasks_.push_back(std::move(task));
        }
        wake_.notify_one();
    }

  private:
    void run() {
        for (;;) {
            std::function<void()> task;
            {
                std::unique_lock lock{mutex_};
                wake_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
                if (stopped_) {
                    return;
                }
                task = std::move(tasks_.front());
                tasks_.pop_front();
            }
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> tasks_;
    bool stopped_ = false;
    std::thread thread_; // last member: starts when the others are there
};

} // namespace cityproof::gui
