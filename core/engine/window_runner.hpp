// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_history.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/partition.hpp"
#include "core/engine/task_pool.hpp"
#include "core/engine/window_tracer.hpp"

#include <exception>
#include <optional>
#include <vector>

namespace cityproof::engine {

/// Runs what happens in one window: each domain model outside the groups and each partition that
/// has something to do in it is a task. Then hands on what they left for each other, in an order
/// that no thread can change.
class WindowRunner {
  public:
    WindowRunner(const EngineOptions& options, EntityDirectory& directory,
                 std::vector<Partition>& partitions);

    void add(DomainHistory& domain) { domains_.push_back(&domain); }

    /// When the first of the domain models and partitions has something to do.
    SimTime next_time() const;

    struct Window {
        std::uint64_t number = 0; ///< counted from 1
        SimTime begin;
        SimTime end; ///< exclusive
    };

    /// Returns whether several threads took part. Errors: the first one in event order, domain
    /// models before entities.
    bool run(const Window& window, RunObserver& observer);

    /// A member of a group acted in the instant that the next window begins with.
    void note_act(DomainHistory& domain, SimTime when, int delta);

    /// Delivers what entities published; run() does so itself.
    void hand_on_publications(RunObserver& observer);

  private:
    /// What a task threw, and where that stands in the order of all events.
    struct Failure {
        SimTime when;
        bool of_entity = false;
        Event event = {}; ///< of an entity: the one that it handled
        std::exception_ptr error = {};

        auto order() const { return std::tuple{when, of_entity, event.key()}; }
    };

    /// One due domain model or partition.
    struct Task {
        bool is_domain = false;
        std::size_t place = 0;         ///< in domains_ or partitions_
        std::size_t recent_events = 0; ///< of a partition
        Failure failure = {};
    };

    void collect_tasks(SimTime window_end);
    int threads_for(std::uint64_t number) const;
    void shuffle(std::uint64_t number);
    void advance(Task& task, SimTime window_end);
    void advance_domain(DomainHistory& domain, SimTime window_end, SimTime& now);
    void throw_first() const;
    void commit_domains();
    void deliver_mail(int threads);

    const EngineOptions& options_;
    EntityDirectory& directory_;
    std::vector<Partition>& partitions_;
    std::vector<DomainHistory*> domains_;
    TaskPool pool_;
    std::optional<WindowTracer> tracer_;
    std::vector<Task> tasks_;                   ///< of the window
    std::vector<std::size_t> publishing_;       ///< partitions with publications left
    std::vector<std::size_t> next_publication_; ///< per partition
};

} // namespace cityproof::engine
