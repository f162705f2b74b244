// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "core/engine/error_origin.hpp"
#include "core/engine/instant_group.hpp"
#include "core/engine/partition.hpp"
#include "core/engine/philox.hpp"
#include "core/engine/task_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <tuple>

namespace cityproof::engine {
namespace {

/// Counting the events of a window further would cost more than it helps to order the tasks.
constexpr std::size_t count_limit = 1024;

/// t + d, or never() where that lies beyond the range of time.
SimTime bounded_sum(SimTime t, Duration d) {
    return t < SimTime::never() - d ? t + d : SimTime::never();
}

/// One nanosecond beyond `t`, so that a window's end is exclusive and the run's end inclusive.
SimTime just_after(SimTime t) {
    return bounded_sum(t, Duration::nanoseconds(1));
}

} // namespace

class Engine::Impl {
  public:
    explicit Impl(EngineOptions options)
        : options_{options},
          pool_{options.threads} {
        if (options.threads < 1 || options.partitions < 1) {
            throw InputError({}, "threads and partitions must be at least 1");
        }
        if (options.rebase_every < Duration{}) {
            throw InputError({}, "the time between two re-basings is negative");
        }
        next_rebase_ = options.rebase_every > Duration{} ? SimTime::zero() + options.rebase_every
                                                         : SimTime::never();
        directory_.seed = options.seed;
        directory_.replication = options.replication;
        for (int i = 0; i < options.partitions; ++i) {
            partitions_.emplace_back(static_cast<std::uint32_t>(i), directory_);
        }
    }

    void add(DomainModel& model) {
        watch(model);
        domains_.push_back({&model, model.outputs(), &history_.find(model.name())->second});
        for (Port* port : domains_.back().outputs) {
            require_latency(*port, model.name());
            ports_.push_back(port);
        }
    }

    InstantGroupId add_group(std::string name, int max_delta) {
        if (max_delta < 1 || max_delta > std::numeric_limits<std::uint16_t>::max()) {
            throw InputError({}, fmt::format("{} may have 1 to 65535 rounds of an instant, not {}",
                                             name, max_delta));
        }
        groups_.emplace_back(std::move(name), max_delta);
        return static_cast<InstantGroupId>(groups_.size() - 1);
    }

    void add_to_group(InstantGroupId group, DomainModel& model, Phase phase, int rank) {
        watch(model);
        for (Port* port : model.outputs()) {
            ports_.push_back(port);
        }
        groups_[static_cast<std::size_t>(group)].add(model, phase, rank);
    }

    EntityIndex add(EntityModel& model) {
        const auto first = static_cast<EntityIndex>(directory_.hash_of.size());
        const std::span<const std::string> ids = model.ids();
        const auto owner = static_cast<std::uint32_t>(directory_.owners.size());
        directory_.owners.push_back({&model, first, model.outputs(), model.links()});
        const std::size_t partition_count = partitions_.size();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const std::uint64_t hash = entity_hash(model.table(), ids[i]);
            const auto [known, is_new] = names_.emplace(hash, static_cast<EntityIndex>(first + i));
            directory_.owner_of.push_back(owner);
            directory_.partition_of.push_back(
                static_cast<std::uint32_t>(i * partition_count / ids.size()));
            directory_.hash_of.push_back(hash);
            directory_.sequence_of.push_back(0);
            directory_.trace_of.push_back(hash);
            if (!is_new) {
                throw InputError({},
                                 fmt::format("{} {} has the same hash as {}", model.table(), ids[i],
                                             directory_.name_of(known->second)),
                                 "ids that are unique within their table", "rename one of the two");
            }
        }
        for (Port* port : directory_.owners.back().outputs) {
            require_latency(*port, model.table());
            ports_.push_back(port);
        }
        for (const LinkSpec* link : directory_.owners.back().links) {
            if (link->least_delay <= Duration{}) {
                throw InputError({}, fmt::format("link {} declares no delay", link->name),
                                 "a least delay above zero");
            }
            directory_.lookahead = std::min(directory_.lookahead, link->least_delay);
        }
        return first;
    }

    void run(SimTime end, RunObserver* observer) {
        RunObserver silent;
        observer_ = observer != nullptr ? observer : &silent;
        if (!started_) {
            start_entities();
        }
        const SimTime beyond_end = just_after(end);
        for (;;) {
            const SimTime now = earliest();
            if (now > end || now == SimTime::never()) {
                break;
            }
            if (now < done_) {
                throw ModelError(done_, latecomer(),
                                 fmt::format("wants to act at {}, which is over", to_string(now)));
            }
            if (next_rebase_ <= now) {
                rebase();
                continue;
            }
            ++statistics_.rounds;
            observer_->on_round(now);
            for (Port* port : ports_) {
                port->trim(now);
            }
            for (InstantGroup& group : groups_) {
                if (group.next_time() <= now) {
                    group.run(now, [this, now](DomainModel& model, int delta) {
                        History& history = history_.find(model.name())->second;
                        history.acts = fold_hash(history.acts, static_cast<std::uint64_t>(delta));
                        history.add_act(now);
                    });
                }
            }
            const SimTime window_end = std::min({bounded_sum(now, directory_.lookahead), beyond_end,
                                                 next_instant(), next_rebase_});
            run_window(window_end);
            done_ = window_end;
            observer_->on_window_end(window_end);
        }
    }

    std::uint64_t trace_hash() const {
        std::uint64_t hash = stable_hash("cityproof trace 1");
        for (const auto& [name, history] : history_) {
            hash = fold_hash(fold_hash(hash, stable_hash(name)), history.acts);
            for (const Port* port : history.outputs) {
                hash = fold_hash(hash, port->content_hash());
            }
        }
        // By entity hash: independent of the order in which models were added.
        for (const auto& [entity_name, index] : names_) {
            hash = fold_hash(fold_hash(hash, entity_name), directory_.trace_of[index]);
        }
        return hash;
    }

    SimTime now() const { return done_; }

    void save(StateWriter& out) const {
        out.section("engine");
        out.put(done_);
        out.put(next_rebase_);
        out.put(started_);
        for (const auto& [name, history] : history_) {
            out.section("model " + name);
            out.put(history.acts);
            out.put(history.count);
            for (const Port* port : history.outputs) {
                port->save(out);
            }
            history.model->save(out);
        }
    }

    void restore(StateReader& in) {
        in.section("engine");
        in.get(done_);
        in.get(next_rebase_);
        in.get(started_);
        for (auto& [name, history] : history_) {
            in.section("model " + name);
            in.get(history.acts);
            in.get(history.count);
            for (Port* port : history.outputs) {
                port->restore(in);
            }
            history.model->restore(in, done_);
        }
    }

    const EngineStatistics& statistics() {
        statistics_.events = 0;
        for (const Partition& partition : partitions_) {
            statistics_.events += partition.events_handled();
        }
        statistics_.domain_acts = 0;
        for (const auto& [name, history] : history_) {
            statistics_.domain_acts += history.count;
        }
        return statistics_;
    }

    Duration lookahead() const { return directory_.lookahead; }

  private:
    /// What a domain model did, for the trace. What it published is in its ports' content hashes.
    struct History {
        DomainModel* model = nullptr;
        std::vector<Port*> outputs;
        std::uint64_t acts = 0; ///< order-sensitive hash of the times
        std::uint64_t count = 0;

        void add_act(SimTime when) {
            acts = fold_hash(acts, static_cast<std::uint64_t>(when.ns()));
            ++count;
        }
    };

    /// A model outside the group.
    struct Domain {
        DomainModel* model = nullptr;
        std::vector<Port*> outputs;
        History* history = nullptr; ///< written by the model's own task only
    };

    /// What a task of a window threw, and where that stands in the order of all events.
    struct Failure {
        SimTime when;
        bool of_entity = false;
        Event event; ///< of an entity: the one that it handled
        std::exception_ptr error = {};

        auto order() const { return std::tuple{when, of_entity, event.key()}; }
    };

    void require_latency(const Port& port, std::string_view owner) {
        if (port.latency() <= Duration{}) {
            throw InputError({},
                             fmt::format("port {} of {} has no latency", port.spec().name, owner),
                             "a latency above zero outside an instant group");
        }
        directory_.lookahead = std::min(directory_.lookahead, port.latency());
    }

    void watch(DomainModel& model) {
        if (!history_.try_emplace(std::string{model.name()}, History{&model, model.outputs()}).second) {
            throw InputError({}, fmt::format("two models are called {}", model.name()));
        }
    }

    void start_entities() {
        started_ = true;
        for (EntityIndex entity = 0; entity < directory_.hash_of.size(); ++entity) {
            partitions_[directory_.partition_of[entity]].start(entity);
        }
        exchange();
    }

    void rebase() {
        const SimTime when = next_rebase_;
        for (auto& [name, history] : history_) {
            with_origin(
                when, [&name] { return name; }, [&] { history.model->rebase(when); });
        }
        next_rebase_ = bounded_sum(next_rebase_, options_.rebase_every);
        done_ = when;
        observer_->on_rebase(when);
    }

    /// When the next group is due.
    SimTime next_instant() const {
        SimTime time = SimTime::never();
        for (const InstantGroup& group : groups_) {
            time = std::min(time, group.next_time());
        }
        return time;
    }

    SimTime earliest() const {
        SimTime time = next_instant();
        for (const Domain& domain : domains_) {
            time = std::min(time, domain.model->next_time());
        }
        for (const Partition& partition : partitions_) {
            time = std::min(time, partition.next_time());
        }
        return time;
    }

    void run_window(SimTime window_end) {
        // Domain models first: they are the longest tasks. Partitions follow, those with most to do
        // first.
        std::vector<std::size_t> due_domains;
        std::vector<std::size_t> due_partitions;
        std::vector<std::size_t> work(partitions_.size());
        std::size_t events = 0;
        for (std::size_t i = 0; i < domains_.size(); ++i) {
            if (domains_[i].model->next_time() < window_end) {
                due_domains.push_back(i);
            }
        }
        for (std::size_t i = 0; i < partitions_.size(); ++i) {
            work[i] = partitions_[i].due(window_end, count_limit);
            if (work[i] > 0) {
                due_partitions.push_back(i);
                events += work[i];
            }
        }
        std::ranges::stable_sort(due_partitions, std::greater{},
                                 [&work](std::size_t i) { return work[i]; });
        const std::size_t count = due_domains.size() + due_partitions.size();
        std::vector<std::size_t> order(count);
        for (std::size_t i = 0; i < count; ++i) {
            order[i] = i;
        }
        if (options_.shuffle) {
            shuffle(order);
        }
        std::vector<Failure> failures(count);
        // Catches what models throw: which error comes first does not depend on who found it first.
        const auto task = [&](std::size_t position) {
            const std::size_t number = order[position];
            if (number < due_domains.size()) {
                const std::size_t domain = due_domains[number];
                failures[number] = advance(domains_[domain], window_end);
                failures[number].event.source = static_cast<EntityIndex>(domain);
            } else {
                failures[number] =
                    advance(partitions_[due_partitions[number - due_domains.size()]], window_end);
            }
        };
        // How much a domain model has to do is not known; beside one, others are worth a thread.
        const bool worth_it = !due_domains.empty() || events >= options_.serial_below;
        const bool parallel = pool_.threads() > 1 && count > 1 && worth_it;
        if (parallel) {
            ++statistics_.parallel_rounds;
            pool_.run(count, task);
        } else {
            for (std::size_t position = 0; position < count; ++position) {
                task(position);
            }
        }
        throw_first(failures);
        for (const std::size_t i : due_domains) {
            for (Port* port : domains_[i].outputs) {
                port->commit();
            }
        }
        exchange();
    }

    static Failure advance(const Domain& domain, SimTime window_end) {
        DomainModel& model = *domain.model;
        SimTime now = model.next_time();
        const auto name = [&model] { return std::string{model.name()}; };
        try {
            for (; now < window_end; now = model.next_time()) {
                with_origin(now, name, [&] { model.act(now); });
                domain.history->add_act(now);
                if (model.next_time() <= now) {
                    throw ModelError(now, name(), "its next time does not move on");
                }
            }
        } catch (...) {
            return {.when = now, .event = {}, .error = std::current_exception()};
        }
        return {};
    }

    static Failure advance(Partition& partition, SimTime window_end) {
        try {
            partition.run_window(window_end);
        } catch (...) {
            return {.when = partition.last().time,
                    .of_entity = true,
                    .event = partition.last(),
                    .error = std::current_exception()};
        }
        return {};
    }

    static void throw_first(const std::vector<Failure>& failures) {
        const Failure* first = nullptr;
        for (const Failure& failure : failures) {
            if (failure.error && (first == nullptr || failure.order() < first->order())) {
                first = &failure;
            }
        }
        if (first != nullptr) {
            std::rethrow_exception(first->error);
        }
    }

    /// Who wants to act at a time that is over.
    std::string latecomer() const {
        for (const Domain& domain : domains_) {
            if (domain.model->next_time() < done_) {
                return std::string{domain.model->name()};
            }
        }
        for (const InstantGroup& group : groups_) {
            for (const DomainModel* model : group.models()) {
                if (model->next_time() < done_) {
                    return std::string{model->name()};
                }
            }
        }
        return "the event queue";
    }

    /// Delivers what the window's tasks left for others, in an order that no thread can change.
    void exchange() {
        std::vector<Publication> publications;
        for (Partition& partition : partitions_) {
            for (const Event& event : partition.outbox()) {
                partitions_[directory_.partition_of[event.target]].receive(event);
            }
            partition.outbox().clear();
            publications.insert(publications.end(), partition.publications().begin(),
                                partition.publications().end());
            partition.publications().clear();
        }
        if (publications.empty()) {
            return;
        }
        std::ranges::sort(publications, {}, [](const Publication& p) {
            return std::tuple{p.when, p.source, p.sequence};
        });
        for (const Publication& p : publications) {
            p.port->publish_element(p.when, p.element, p.value);
            observer_->on_publication(*p.port, p.element, p.when, p.value);
        }
        for (const EntityDirectory::Owner& owner : directory_.owners) {
            for (Port* port : owner.outputs) {
                port->commit();
            }
        }
    }

    /// A changing but repeatable order: Fisher and Yates with Philox numbers of the round.
    void shuffle(std::vector<std::size_t>& order) const {
        for (std::size_t i = order.size(); i > 1; --i) {
            const auto block = philox4x32_10({static_cast<std::uint32_t>(statistics_.rounds),
                                              static_cast<std::uint32_t>(i), 0, 0},
                                             {options_.seed, 1});
            std::swap(order[i - 1], order[block[0] % i]);
        }
    }

    EngineOptions options_;
    std::vector<InstantGroup> groups_;
    TaskPool pool_;
    EntityDirectory directory_;
    std::map<std::uint64_t, EntityIndex>
        names_; ///< entity hash -> index; ordered for the trace hash
    std::vector<Partition> partitions_;
    std::vector<Domain> domains_;
    std::vector<Port*> ports_;
    std::map<std::string, History, std::less<>> history_; ///< by the model's name
    SimTime done_;                                        ///< everything before it is over
    SimTime next_rebase_ = SimTime::never();
    RunObserver* observer_ = nullptr;
    EngineStatistics statistics_;
    bool started_ = false;
};

Engine::Engine(EngineOptions options) : impl_{std::make_unique<Impl>(options)} {
}

Engine::~Engine() = default;

void Engine::add(DomainModel& model) {
    impl_->add(model);
}

InstantGroupId Engine::add_group(std::string name, int max_delta) {
    return impl_->add_group(std::move(name), max_delta);
}

void Engine::add_to_group(InstantGroupId group, DomainModel& model, Phase phase, int rank) {
    impl_->add_to_group(group, model, phase, rank);
}

EntityIndex Engine::add(EntityModel& model) {
    return impl_->add(model);
}

void Engine::run(SimTime end, RunObserver* observer) {
    impl_->run(end, observer);
}

SimTime Engine::now() const {
    return impl_->now();
}

void Engine::save(StateWriter& out) const {
    impl_->save(out);
}

void Engine::restore(StateReader& in) {
    impl_->restore(in);
}

std::uint64_t Engine::trace_hash() const {
    return impl_->trace_hash();
}

const EngineStatistics& Engine::statistics() const {
    return impl_->statistics();
}

Duration Engine::lookahead() const {
    return impl_->lookahead();
}

} // namespace cityproof::engine
