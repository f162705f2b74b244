// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "core/engine/engine_state.hpp"
#include "core/engine/error_origin.hpp"
#include "core/engine/instant_group.hpp"
#include "core/engine/partition.hpp"
#include "core/engine/window_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <stdexcept>

namespace cityproof::engine {
namespace {

constexpr int most_rounds = std::numeric_limits<std::uint16_t>::max();
constexpr int most_partitions = std::numeric_limits<std::uint16_t>::max();

/// t + d, or never() where that lies beyond the range of time.
SimTime bounded_sum(SimTime t, Duration d) {
    return t < SimTime::never() - d ? t + d : SimTime::never();
}

/// One nanosecond beyond `t`, so that a window's end is exclusive and the run's end inclusive.
SimTime just_after(SimTime t) {
    return bounded_sum(t, Duration::nanoseconds(1));
}

EngineOptions checked(EngineOptions options) {
    if (options.threads < 1 || options.partitions < 1 || options.partitions > most_partitions) {
        throw InputError(
            {}, fmt::format("{} threads and {} partitions", options.threads, options.partitions),
            fmt::format("at least 1 of each, and at most {} partitions", most_partitions));
    }
    if (options.rebase_every < Duration{}) {
        throw InputError({}, "the time between two re-basings is negative");
    }
    return options;
}

} // namespace

class Engine::Impl {
  public:
    explicit Impl(EngineOptions options)
        : options_{checked(options)},
          directory_{static_cast<std::uint32_t>(options.partitions)},
          runner_{options_, directory_, partitions_},
          next_rebase_{rebase_after(SimTime::zero())} {
        partitions_.reserve(static_cast<std::size_t>(options.partitions));
        for (int i = 0; i < options.partitions; ++i) {
            partitions_.emplace_back(static_cast<std::uint16_t>(i),
                                     static_cast<std::size_t>(options.partitions), directory_,
                                     RandomKey{options.seed, options.replication}, options.queue);
            if (options.trace != nullptr) {
                partitions_.back().take_notes();
            }
        }
    }

    void add(DomainModel& model) {
        DomainHistory& history = watch(model);
        for (const Port* port : history.outputs) {
            require_latency(*port, model.name());
        }
        runner_.add(history);
    }

    InstantGroupId add_group(std::string name, int max_delta) {
        if (max_delta < 1 || max_delta > most_rounds) {
            throw InputError({},
                             fmt::format("{} may have {} rounds of an instant", name, max_delta),
                             fmt::format("1 to {}", most_rounds));
        }
        groups_.emplace_back(std::move(name), max_delta);
        return static_cast<InstantGroupId>(groups_.size() - 1);
    }

    void add_to_group(InstantGroupId group, DomainModel& model, Phase phase, int rank) {
        DomainHistory& history = watch(model);
        history.in_trace = phase != Phase::record;
        groups_.at(static_cast<std::size_t>(group)).add(model, phase, rank);
    }

    EntityIndex add(EntityModel& model) {
        const EntityDirectory::Owner& owner = directory_.add(model);
        for (Port* port : owner.outputs) {
            require_latency(*port, model.table());
            ports_.push_back(port);
        }
        for (const LinkSpec* link : owner.links) {
            if (link->least_delay <= Duration{}) {
                throw InputError({}, fmt::format("link {} declares no delay", link->name),
                                 "a least delay above zero");
            }
            lookahead_ = std::min(lookahead_, link->least_delay);
        }
        return owner.first;
    }

    void run(SimTime end, RunObserver* observer) {
        RunObserver silent;
        RunObserver& watcher = observer != nullptr ? *observer : silent;
        begin(watcher);
        const SimTime beyond_end = just_after(end);
        for (;;) {
            const SimTime now = std::min(next_instant(), runner_.next_time());
            if (now > end || now == SimTime::never()) {
                if (end != SimTime::never() && next_rebase_ <= end) {
                    rebase(watcher); // an instant is one whether or not something is due
                    continue;
                }
                break;
            }
            if (now < done_) {
                throw ModelError(done_, latecomer(),
                                 fmt::format("wants to act at {}, which is over", to_string(now)));
            }
            if (next_rebase_ <= now) {
                rebase(watcher);
                continue; // a model may want to act earlier than before
            }
            ++statistics_.rounds;
            watcher.on_round(now);
            for (Port* port : ports_) {
                port->trim(now);
            }
            run_groups(now);
            const SimTime window_end =
                std::min({bounded_sum(now, lookahead_), beyond_end, next_instant(), next_rebase_});
            if (runner_.run({.number = statistics_.rounds, .begin = now, .end = window_end},
                            watcher)) {
                ++statistics_.parallel_rounds;
            }
            done_ = window_end;
            watcher.on_window_end(window_end);
        }
    }

    std::uint64_t trace_hash() const {
        std::uint64_t hash = stable_hash("cityproof trace 2");
        for (const auto& [name, history] : histories_) {
            if (history.in_trace) {
                hash = fold_hash(hash, history.hash());
            }
        }
        return directory_.fold_traces(hash);
    }

    SimTime now() const { return done_; }

    void save(StateWriter& out) const {
        out.section("engine");
        out.put(options_.seed);
        out.put(options_.replication);
        out.put(options_.rebase_every);
        out.put(done_);
        out.put(next_rebase_);
        out.put(begun_);
        out.put(count_events());
        state_.save(out);
    }

    void restore(StateReader& in) {
        in.section("engine");
        if (in.get<std::uint32_t>() != options_.seed ||
            in.get<std::uint32_t>() != options_.replication ||
            in.get<Duration>() != options_.rebase_every) {
            in.fail("the checkpoint is of another seed, replication or re-basing interval");
        }
        in.get(done_);
        in.get(next_rebase_);
        in.get(begun_);
        in.get(events_before_);
        state_.restore(in, done_);
    }

    void branch(StateReader& in, std::span<const std::string_view> left_behind) {
        in.section("engine");
        in.get<std::uint32_t>(); // the seed and the replication of the run that saved it
        in.get<std::uint32_t>();
        in.get<Duration>();
        in.get(done_);
        if (done_ < SimTime::zero() || done_ == SimTime::never()) {
            in.fail("the checkpoint is of a time that cannot be");
        }
        in.skip_rest();
        next_rebase_ = rebase_after(done_);
        taken_over_ = state_.branch(in, done_, left_behind);
    }

    const EngineStatistics& statistics() {
        statistics_.events = count_events();
        statistics_.domain_acts = 0;
        for (const auto& [name, history] : histories_) {
            statistics_.domain_acts += history.count;
        }
        return statistics_;
    }

    Duration lookahead() const { return lookahead_; }

    std::size_t entity_count() const { return directory_.size(); }

    /// The directory, for an entity that is in it.
    const EntityDirectory& existing(EntityIndex entity) const {
        if (entity >= directory_.size()) {
            throw std::out_of_range(fmt::format("entity {} of {}", entity, directory_.size()));
        }
        return directory_;
    }

  private:
    void require_latency(const Port& port, std::string_view owner) {
        if (port.latency() <= Duration{}) {
            throw InputError({},
                             fmt::format("port {} of {} has no latency", port.spec().name, owner),
                             "a latency above zero outside an instant group");
        }
        lookahead_ = std::min(lookahead_, port.latency());
    }

    DomainHistory& watch(DomainModel& model) {
        const auto [place, is_new] = histories_.try_emplace(
            std::string{model.name()}, DomainHistory{.model = &model, .outputs = model.outputs()});
        if (!is_new) {
            throw InputError({}, fmt::format("two models are called {}", model.name()));
        }
        ports_.insert(ports_.end(), place->second.outputs.begin(), place->second.outputs.end());
        return place->second;
    }

    /// The first instant of re-basing after `now`.
    SimTime rebase_after(SimTime now) const {
        return options_.rebase_every > Duration{}
                   ? ceil_to(bounded_sum(now, Duration::nanoseconds(1)), options_.rebase_every)
                   : SimTime::never();
    }

    /// Once per run, unless it goes on from a checkpoint: entities schedule their first events.
    void begin(RunObserver& observer) {
        if (begun_) {
            return;
        }
        begun_ = true;
        require_group_inputs();
        for (EntityIndex entity = 0; entity < directory_.size(); ++entity) {
            const EntityRecord& record = directory_.record(entity);
            if (taken_over_.empty() || !taken_over_[record.owner]) {
                partitions_[record.partition].start(entity, done_);
            }
        }
        runner_.hand_on_publications(observer);
    }

    /// What a member publishes without latency is final at the instant's end only: a member of
    /// another group that reacted to it would depend on the order of groups.
    void require_group_inputs() const {
        for (const InstantGroup& group : groups_) {
            for (const InstantGroup& other : groups_) {
                if (&group != &other) {
                    group.require_no_input_from(other);
                }
            }
        }
    }

    void rebase(RunObserver& observer) {
        const SimTime when = next_rebase_;
        for (const auto& [name, history] : histories_) {
            with_origin(
                when, [&name = name] { return name; },
                [&model = *history.model, when] { model.rebase(when); });
        }
        next_rebase_ = bounded_sum(next_rebase_, options_.rebase_every);
        done_ = when;
        observer.on_rebase(when);
    }

    void run_groups(SimTime now) {
        for (InstantGroup& group : groups_) {
            if (group.next_time() <= now) {
                group.run(now, [this, now](const DomainModel& model, int delta) {
                    runner_.note_act(histories_.find(model.name())->second, now, delta);
                });
            }
        }
    }

    /// When the next group is due.
    SimTime next_instant() const {
        SimTime time = SimTime::never();
        for (const InstantGroup& group : groups_) {
            time = std::min(time, group.next_time());
        }
        return time;
    }

    /// Who wants to act at a time that is over.
    std::string latecomer() const {
        for (const auto& [name, history] : histories_) {
            if (history.model->next_time() < done_) {
                return name;
            }
        }
        return "the event queue";
    }

    std::uint64_t count_events() const {
        std::uint64_t count = events_before_;
        for (const Partition& partition : partitions_) {
            count += partition.events_handled();
        }
        return count;
    }

    EngineOptions options_;
    std::vector<InstantGroup> groups_;
    EntityDirectory directory_;
    std::vector<Partition> partitions_;
    WindowRunner runner_;
    std::vector<Port*> ports_;
    DomainHistories histories_;
    EngineState state_{histories_, directory_, partitions_};
    Duration lookahead_ = Duration::seconds(1); ///< no window is longer
    SimTime done_;                              ///< everything before it is over
    SimTime next_rebase_;
    bool begun_ = false;
    std::vector<bool> taken_over_; ///< per owner of entities: from a saved state; empty: none was
    std::uint64_t events_before_ = 0; ///< the checkpoint that this run goes on from
    EngineStatistics statistics_;
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

void Engine::branch(StateReader& in, std::span<const std::string_view> left_behind) {
    impl_->branch(in, left_behind);
}

std::uint64_t Engine::trace_hash() const {
    return impl_->trace_hash();
}

const EngineStatistics& Engine::statistics() const {
    return impl_->statistics();
}

std::size_t Engine::entity_count() const {
    return impl_->entity_count();
}

std::string Engine::name_of(EntityIndex entity) const {
    return impl_->existing(entity).name_of(entity);
}

int Engine::partition_of(EntityIndex entity) const {
    return impl_->existing(entity).record(entity).partition;
}

Duration Engine::lookahead() const {
    return impl_->lookahead();
}

} // namespace cityproof::engine
