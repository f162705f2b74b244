// SPDX-License-Identifier: Apache-2.0
#include "core/engine/task_pool.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace cityproof::engine {
namespace {

/// Debian's TBB is not instrumented, so ThreadSanitizer cannot see that it orders a loop's tasks
/// between what stands before and after the loop. These calls tell it; they are nothing in other
/// builds.
void happens_before(void* address) {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(address);
#else
    static_cast<void>(address);
#endif
}

void happens_after(void* address) {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(address);
#else
    static_cast<void>(address);
#endif
}

/// One parallel loop. Its threads take the next task when they have done one, so that long tasks
/// that come first are begun first.
struct Loop {
    const std::function<void(std::size_t)>& task;
    std::size_t count = 0;
    std::atomic<std::size_t> next = 0;
    // Two, so that no task seems to come after another one: a race of two tasks is found even when
    // they did not run at the same time.
    char begin = 0;
    char end = 0;

    void take_part() noexcept {
        happens_after(&begin);
        // Relaxed: what orders the tasks' data is the loop's begin and end.
        for (std::size_t number = next.fetch_add(1, std::memory_order_relaxed); number < count;
             number = next.fetch_add(1, std::memory_order_relaxed)) {
            task(number);
        }
        happens_before(&end);
    }
};

} // namespace

class TaskPool::Impl {
  public:
    // Asking for more threads than cores is allowed: results must not depend on it, and tests show
    // that.
    explicit Impl(int threads)
        : limit_{tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)},
          arena_{threads} {}

    void run(std::size_t count, int threads, const std::function<void(std::size_t)>& task) {
        Loop loop{.task = task, .count = count};
        happens_before(&loop.begin);
        arena_.execute([&loop, threads] {
            // The closure lives in TBB's memory, so it reads nothing but this one reference (see
            // tests/tsan.supp).
            tbb::parallel_for(
                0, threads, [&loop](int) { loop.take_part(); }, tbb::simple_partitioner{});
        });
        happens_after(&loop.end);
    }

  private:
    tbb::global_control limit_;
    tbb::task_arena arena_;
};

TaskPool::TaskPool(int threads) : threads_{threads} {
    if (threads > 1) {
        impl_ = std::make_unique<Impl>(threads);
    }
}

TaskPool::~TaskPool() = default;

void TaskPool::run(std::size_t count, int threads, const std::function<void(std::size_t)>& task) {
    if (impl_ && count > 1 && threads > 1) {
        impl_->run(count, std::min(threads, threads_), task);
        return;
    }
    for (std::size_t number = 0; number < count; ++number) {
        task(number);
    }
}

} // namespace cityproof::engine
