// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/domain_model.hpp"
#include "core/engine/entity_model.hpp"
#include "core/engine/queue_kind.hpp"
#include "core/engine/window_trace.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::engine {

/// A group of domain models that react to each other within one instant, see Engine::add_group.
enum class InstantGroupId : std::uint32_t {};

struct EngineOptions {
    std::uint32_t seed = 0;
    std::uint32_t replication = 0;
    int threads = 1;
    int partitions = 8;                    ///< from the scenario, never from the core count
    Duration rebase_every = {};            ///< see DomainModel::rebase; zero: never
    QueueKind queue = QueueKind::calendar; ///< of pending events; changes speed, never a result
    std::size_t serial_below =
        512; ///< a window with fewer expected events runs on the calling thread, unless a domain
             ///< model outside the group is due in it beside others
    std::uint32_t shuffle = 0;  ///< test mode, above zero: run the tasks of a window in a changing
                                ///< order on a changing number of threads, others for each number;
                                ///< the trace hash must not change
    TraceSink* trace = nullptr; ///< takes everything that happens, at a cost in time; outlives the
                                ///< engine
};

/// Sees what happens between windows, on the thread that runs the engine. Must not change the
/// simulation.
class RunObserver {
  public:
    virtual ~RunObserver() = default;

    /// Every domain model was re-based at `now`; all before it has happened and nothing else: the
    /// moment for Engine::save(). May throw to end the run.
    virtual void on_rebase(SimTime now) { static_cast<void>(now); }

    /// Before the round that starts at `now`. May throw to end the run.
    virtual void on_round(SimTime now) { static_cast<void>(now); }

    /// An entity published an element; called in event order at the window's end.
    virtual void on_publication(const Port& port, std::size_t element, SimTime when, double value) {
        static_cast<void>(port), static_cast<void>(element), static_cast<void>(when),
            static_cast<void>(value);
    }

    /// Everything before `window_end` is done.
    virtual void on_window_end(SimTime window_end) { static_cast<void>(window_end); }
};

/// Counts for reports and benchmarks.
struct EngineStatistics {
    std::uint64_t rounds = 0;
    std::uint64_t parallel_rounds = 0; ///< whose window ran on several threads
    std::uint64_t events = 0;
    std::uint64_t domain_acts = 0; ///< of models in and outside the group
};

/// Conservative windowed engine. A round takes T = the earliest thing due, runs the instant group
/// if a member is due at T, then the window [T, T + lookahead), cut before the group's next
/// instant: every domain model outside the group and every partition with events in the window is
/// one task. Tasks share nothing but committed ports, so their order and the number of threads
/// cannot change a result.
class Engine {
  public:
    explicit Engine(EngineOptions options);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine();

    /// Models are owned by the caller and outlive the engine. Everything is added before run().
    /// A model outside the group; its ports' latencies must be positive.
    void add(DomainModel& model);
    /// Makes a group of domain models that see each other's values at once. Groups that are due at
    /// one instant run in the order in which they were made. Parameters: `name` for messages;
    /// `max_delta` is the number of rounds in one instant, at most 65535. Errors: InputError for
    /// another number.
    InstantGroupId add_group(std::string name, int max_delta = 8);
    /// A member of a group: members act in the order (phase, rank), see each other's values at
    /// once, and act again when an input changed, at most max_delta rounds; then ModelError lists
    /// the members that still act. Members of the record phase only watch: their acts are not part
    /// of the trace. Errors: InputError of run() for an input without latency of another group.
    void add_to_group(InstantGroupId group, DomainModel& model, Phase phase, int rank);
    /// Returns the dense index of the model's first entity. Errors: InputError when two entities
    /// have the same hash.
    EntityIndex add(EntityModel& model);

    /// Runs all that is due up to and including `end`; SimTime::never(): until nothing is due. May
    /// be called again with a later end. `observer` may be nullptr. Errors: ModelError with time
    /// and name of the model or entity for what it throws, a send below lookahead or an endless
    /// instant; InputError of models. Of several errors in one window the first in event order is
    /// thrown, domain models before entities, whatever threads and partitions are. No run() after
    /// an error.
    void run(SimTime end, RunObserver* observer);

    /// The time up to which everything has happened: the end of the last window.
    SimTime now() const;

    /// Writes what restore() needs to go on from now(). Before the first run() or in
    /// RunObserver::on_rebase; after run() has returned only if no model keeps more between two
    /// re-basings than it can write. Changes nothing. Errors: ModelError of a model that has no
    /// checkpoint.
    void save(StateWriter& out) const;
    /// Goes on from a saved state, instead of from time zero: the same models were added in the
    /// same order, and run() was not called. Threads, partitions and queue kind may differ. Errors:
    /// InputError when the state is of other models.
    void restore(StateReader& in);

    /// Begins another run at the time of a saved state, instead of at time zero; run() was not
    /// called. Models that the state knows, by name, take it over (DomainModel::branch), others
    /// begin there (DomainModel::begin_at, EntityModel::start). Seed, replication, threads,
    /// partitions and the re-basing interval may differ; draws and re-basings after it are this
    /// run's. Parameters: `left_behind` names domain models whose state may be left out when this
    /// run has no such model. Errors: InputError when the state does not fit the models.
    void branch(StateReader& in, std::span<const std::string_view> left_behind = {});

    /// Hash of everything that happened: for each domain model when it acted and what it published,
    /// for each entity the events that it handled and what it published, in their order. Equal for
    /// equal histories, however windows were cut.
    std::uint64_t trace_hash() const;

    const EngineStatistics& statistics() const;

    /// Of all entity models: every EntityIndex is below it.
    std::size_t entity_count() const;
    /// "sensor s7". Errors: std::out_of_range for an entity that does not exist.
    std::string name_of(EntityIndex entity) const;
    /// The partition that an entity is in. Errors: std::out_of_range.
    int partition_of(EntityIndex entity) const;

    /// The smallest latency of ports outside the group and of links, at most 1 s: the length of an
    /// uncut window.
    Duration lookahead() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::engine
