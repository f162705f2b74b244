// SPDX-License-Identifier: Apache-2.0
#include "core/engine/event_queue.hpp"

#include <algorithm>
#include <cassert>

namespace cityproof::engine {
namespace {

constexpr std::size_t arity = 4;

} // namespace

std::size_t EventQueue::count_before(SimTime time, std::size_t limit) const {
    return count_before(time, limit, 0);
}

std::size_t EventQueue::count_before(SimTime time, std::size_t limit, std::size_t root) const {
    // A subtree whose root is not before `time` holds nothing that is.
    if (limit == 0 || root >= heap_.size() || heap_[root].time >= time) {
        return 0;
    }
    std::size_t count = 1;
    for (std::size_t child = root * arity + 1; child <= root * arity + arity && count < limit;
         ++child) {
        count += count_before(time, limit - count, child);
    }
    return count;
}

void EventQueue::push(const Event& event) {
    std::size_t hole = heap_.size();
    heap_.push_back(event);
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / arity;
        if (!before(event, heap_[parent])) {
            break;
        }
        heap_[hole] = heap_[parent];
        hole = parent;
    }
    heap_[hole] = event;
}

Event EventQueue::pop() {
    assert(!heap_.empty());
    const Event first = heap_.front();
    const Event moved = heap_.back();
    heap_.pop_back();
    const std::size_t count = heap_.size();
    std::size_t hole = 0;
    while (count > 0) {
        const std::size_t first_child = hole * arity + 1;
        if (first_child >= count) {
            break;
        }
        std::size_t smallest = first_child;
        const std::size_t end = std::min(first_child + arity, count);
        for (std::size_t child = first_child + 1; child < end; ++child) {
            if (before(heap_[child], heap_[smallest])) {
                smallest = child;
            }
        }
        if (!before(heap_[smallest], moved)) {
            break;
        }
        heap_[hole] = heap_[smallest];
        hole = smallest;
    }
    if (count > 0) {
        heap_[hole] = moved;
    }
    return first;
}

} // namespace cityproof::engine
