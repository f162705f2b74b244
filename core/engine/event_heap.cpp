// SPDX-License-Identifier: Apache-2.0
#include "core/engine/event_heap.hpp"

#include <algorithm>
#include <cassert>

namespace cityproof::engine {
namespace {

constexpr std::size_t arity = 4;

} // namespace

void EventHeap::push(const Event& event) {
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

void EventHeap::pop() {
    assert(!heap_.empty());
    const Event moved = heap_.back();
    heap_.pop_back();
    const std::size_t count = heap_.size();
    if (count == 0) {
        return;
    }
    std::size_t hole = 0;
    for (;;) {
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
    heap_[hole] = moved;
}

} // namespace cityproof::engine
