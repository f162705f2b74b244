// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/interrupt_watch.hpp"

#include <atomic>
#include <stdexcept>

namespace cityproof::process {
namespace {

std::atomic<bool> installed{false};
std::atomic<int> seen{0};
std::atomic<int> first{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may use it");

void on_signal(int number) {
    int none = 0;
    first.compare_exchange_strong(none, number);
    seen.fetch_add(1);
}

} // namespace

InterruptWatch::InterruptWatch() {
    if (installed.exchange(true)) {
        throw std::logic_error("two interrupt watches at once");
    }
    seen = 0;
    first = 0;

    struct sigaction action {};

    action.sa_handler = on_signal; // no SA_RESTART: a poll() that waits returns at once
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &old_int_);
    sigaction(SIGTERM, &action, &old_term_);
}

InterruptWatch::~InterruptWatch() {
    sigaction(SIGINT, &old_int_, nullptr);
    sigaction(SIGTERM, &old_term_, nullptr);
    installed = false;
}

int InterruptWatch::count() const {
    return seen;
}

int InterruptWatch::first_signal() const {
    return first;
}

} // namespace cityproof::process
