// SPDX-License-Identifier: Apache-2.0
#include "core/engine/window_runner.hpp"

#include "core/base/errors.hpp"
#include "core/base/philox.hpp"
#include "core/engine/empty_after_use.hpp"
#include "core/engine/error_origin.hpp"

#include <algorithm>
#include <functional>

namespace cityproof::engine {
namespace {

/// Delivering fewer messages on several threads costs more than it saves.
constexpr std::size_t parallel_mail = 4096;

/// A number for the order of a shuffled run; no model sees it.
std::uint32_t shuffle_draw(std::uint32_t shuffle, std::uint64_t window, std::uint32_t index) {
    return philox4x32_10(
        {static_cast<std::uint32_t>(window), static_cast<std::uint32_t>(window >> 32U), index, 0},
        {shuffle, 0})[0];
}

} // namespace

WindowRunner::WindowRunner(const EngineOptions& options, EntityDirectory& directory,
                           std::vector<Partition>& partitions)
    : options_{options},
      directory_{directory},
      partitions_{partitions},
      pool_{options.threads} {
    if (options.trace != nullptr) {
        tracer_.emplace(*options.trace);
    }
}

SimTime WindowRunner::next_time() const {
    SimTime time = SimTime::never();
    for (const DomainHistory* domain : domains_) {
        time = std::min(time, domain->model->next_time());
    }
    for (const Partition& partition : partitions_) {
        time = std::min(time, partition.next_time());
    }
    return time;
}

void WindowRunner::collect_tasks(SimTime window_end) {
    tasks_.clear();
    for (std::size_t i = 0; i < domains_.size(); ++i) {
        if (domains_[i]->model->next_time() < window_end) {
            tasks_.push_back({.is_domain = true, .place = i});
        }
    }
    const auto first_partition = static_cast<std::ptrdiff_t>(tasks_.size());
    for (std::size_t i = 0; i < partitions_.size(); ++i) {
        if (partitions_[i].next_time() < window_end) {
            tasks_.push_back({.place = i, .recent_events = partitions_[i].recent_events()});
        }
    }
    // Domain models first: they are the longest tasks. Partitions follow, those with most to do
    // first.
    std::stable_sort(
        tasks_.begin() + first_partition, tasks_.end(),
        [](const Task& a, const Task& b) { return a.recent_events > b.recent_events; });
}

int WindowRunner::threads_for(std::uint64_t number) const {
    if (pool_.threads() == 1 || tasks_.size() < 2) {
        return 1;
    }
    if (options_.shuffle > 0) {
        return 1 + static_cast<int>(shuffle_draw(options_.shuffle, number, 0) %
                                    static_cast<std::uint32_t>(pool_.threads()));
    }
    // How much a domain model has to do is not known; beside one, others are worth a thread.
    if (tasks_.front().is_domain) {
        return pool_.threads();
    }
    std::size_t events = 0;
    for (const Task& task : tasks_) {
        events += task.recent_events;
    }
    return events >= options_.serial_below ? pool_.threads() : 1;
}

void WindowRunner::shuffle(std::uint64_t number) {
    // Fisher and Yates.
    for (std::size_t i = tasks_.size(); i > 1; --i) {
        const std::uint32_t draw =
            shuffle_draw(options_.shuffle, number, static_cast<std::uint32_t>(i));
        std::swap(tasks_[i - 1], tasks_[draw % i]);
    }
}

void WindowRunner::note_act(DomainHistory& domain, SimTime when, int delta) {
    domain.add_act(when, delta);
    if (tracer_) {
        tracer_->add_act(domain, when, delta);
    }
}

bool WindowRunner::run(const Window& window, RunObserver& observer) {
    collect_tasks(window.end);
    const int threads = threads_for(window.number);
    if (options_.shuffle > 0) {
        shuffle(window.number);
    }
    const auto call = [&](std::size_t i) { advance(tasks_[i], window.end); };
    pool_.run(tasks_.size(), threads, std::ref(call)); // by reference: no allocation per window
    throw_first();
    commit_domains();
    deliver_mail(threads);
    if (tracer_) {
        tracer_->emit({.number = window.number, .begin = window.begin, .end = window.end},
                      partitions_);
    }
    hand_on_publications(observer);
    return threads > 1;
}

void WindowRunner::commit_domains() {
    // In the order in which the models were added, whatever the order of the tasks was.
    for (DomainHistory* domain : domains_) {
        for (Port* port : domain->outputs) {
            port->commit();
        }
        for (const SimTime when : domain->acted) {
            note_act(*domain, when, 0);
        }
        domain->acted.clear();
    }
}

void WindowRunner::advance(Task& task, SimTime window_end) {
    SimTime now;
    try {
        if (task.is_domain) {
            advance_domain(*domains_[task.place], window_end, now);
        } else {
            partitions_[task.place].run_window(window_end);
        }
    } catch (...) {
        if (task.is_domain) {
            task.failure = {.when = now, .error = std::current_exception()};
            task.failure.event.source = static_cast<EntityIndex>(task.place);
        } else {
            const Event& last = partitions_[task.place].last();
            task.failure = {.when = last.time,
                            .of_entity = true,
                            .event = last,
                            .error = std::current_exception()};
        }
    }
}

void WindowRunner::advance_domain(DomainHistory& domain, SimTime window_end, SimTime& now) {
    DomainModel& model = *domain.model;
    const auto name = [&model] { return std::string{model.name()}; };
    for (now = model.next_time(); now < window_end; now = model.next_time()) {
        with_origin(now, name, [&] { model.act(now); });
        domain.acted.push_back(now);
        if (model.next_time() <= now) {
            throw ModelError(now, name(), "its next time does not move on");
        }
    }
}

void WindowRunner::throw_first() const {
    const Failure* first = nullptr;
    for (const Task& task : tasks_) {
        if (task.failure.error && (first == nullptr || task.failure.order() < first->order())) {
            first = &task.failure;
        }
    }
    if (first != nullptr) {
        std::rethrow_exception(first->error);
    }
}

void WindowRunner::deliver_mail(int threads) {
    std::size_t posted = 0;
    for (const Partition& partition : partitions_) {
        posted += partition.outbox().size();
    }
    if (posted == 0) {
        return;
    }
    // The order in which a queue takes events does not matter: its order is total.
    if (threads == 1 || posted < parallel_mail) {
        for (const Partition& partition : partitions_) {
            partition.outbox().for_each_letter(
                [this](std::size_t to, const Event& event) { partitions_[to].receive(event); });
        }
    } else {
        pool_.run(partitions_.size(), threads, [this](std::size_t to) {
            for (const Partition& partition : partitions_) {
                for (const Event& event : partition.outbox().letters(to)) {
                    partitions_[to].receive(event);
                }
            }
        });
    }
    for (Partition& partition : partitions_) {
        partition.outbox().clear();
    }
}

void WindowRunner::hand_on_publications(RunObserver& observer) {
    // Each partition's publications are in order: a merge puts them into one.
    const auto later = [this](std::size_t a, std::size_t b) {
        const auto key = [this](std::size_t i) {
            return partitions_[i].publications()[next_publication_[i]].key();
        };
        return key(a) > key(b);
    };
    publishing_.clear();
    next_publication_.assign(partitions_.size(), 0);
    for (std::size_t i = 0; i < partitions_.size(); ++i) {
        if (!partitions_[i].publications().empty()) {
            publishing_.push_back(i);
        }
    }
    if (publishing_.empty()) {
        return;
    }
    std::ranges::make_heap(publishing_, later);
    while (!publishing_.empty()) {
        std::ranges::pop_heap(publishing_, later);
        const std::size_t i = publishing_.back();
        std::vector<Publication>& publications = partitions_[i].publications();
        const Publication& p = publications[next_publication_[i]];
        p.port->publish_element(p.when, p.element, p.value);
        observer.on_publication(*p.port, p.element, p.when, p.value);
        if (++next_publication_[i] < publications.size()) {
            std::ranges::push_heap(publishing_, later);
        } else {
            empty_after_use(publications);
            publishing_.pop_back();
        }
    }
    for (const EntityDirectory::Owner& owner : directory_.owners()) {
        for (Port* port : owner.outputs) {
            port->commit();
        }
    }
}

} // namespace cityproof::engine
