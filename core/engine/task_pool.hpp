// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace cityproof::engine {

/// The only place that touches TBB: runs independent tasks on a fixed number of threads. Idle
/// threads sleep, they do not spin, so a busy machine costs time and never correctness.
class TaskPool {
  public:
    explicit TaskPool(int threads);
    TaskPool(const TaskPool&) = delete;
    TaskPool& operator=(const TaskPool&) = delete;
    ~TaskPool();

    int threads() const { return threads_; }

    /// Calls task(0) ... task(count - 1), each once, begun in this order, and returns when all are
    /// done. A task must not throw: the caller keeps what went wrong, and in which order it counts.
    /// Parameters: at most `threads` of the pool's threads take part.
    void run(std::size_t count, int threads, const std::function<void(std::size_t)>& task);

  private:
    class Impl;
    int threads_;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::engine
