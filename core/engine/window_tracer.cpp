// SPDX-License-Identifier: Apache-2.0
#include "core/engine/window_tracer.hpp"

#include "core/base/stable_hash.hpp"

#include <algorithm>
#include <bit>

namespace cityproof::engine {
namespace {

std::uint64_t bits(SimTime t) {
    return static_cast<std::uint64_t>(t.ns());
}

} // namespace

void WindowTracer::add_act(const DomainHistory& domain, SimTime when, int delta) {
    if (domain.in_trace) {
        acts_.push_back({domain.model->name(), when, delta, domain.published_hash()});
    }
}

void WindowTracer::emit(WindowTrace window, std::vector<Partition>& partitions) {
    handled_.clear();
    sent_.clear();
    publications_.clear();
    for (Partition& partition : partitions) {
        PartitionNotes& notes = *partition.notes();
        handled_.insert(handled_.end(), notes.handled.begin(), notes.handled.end());
        sent_.insert(sent_.end(), notes.sent.begin(), notes.sent.end());
        publications_.insert(publications_.end(), partition.publications().begin(),
                             partition.publications().end());
        notes.handled.clear();
        notes.sent.clear();
    }
    std::ranges::sort(handled_, before);
    std::ranges::sort(sent_, {}, [](const SentEvent& s) {
        return std::pair{s.event.source, s.event.sequence};
    });
    std::ranges::sort(publications_, {}, &Publication::key);
    window.hash = hash();
    window.acts = acts_;
    window.handled = handled_;
    window.sent = sent_;
    window.publications = publications_;
    sink_.on_window(window);
    acts_.clear();
}

std::uint64_t WindowTracer::hash() const {
    std::uint64_t hash = 0;
    for (const DomainAct& act : acts_) {
        hash = fold_hash(hash, stable_hash(act.model), bits(act.when),
                         static_cast<std::uint64_t>(act.delta), act.published);
    }
    for (const Event& event : handled_) {
        hash = fold_hash(hash, bits(event.time), event.sequence,
                         std::uint64_t{event.source} << 32U | event.target,
                         std::uint64_t{event.kind} << 32U | event.delta);
        hash = fold_hash(fold_hash(hash, static_cast<std::uint64_t>(event.payload.whole)),
                         event.payload.real);
    }
    for (const Publication& p : publications_) {
        hash = fold_hash(hash, bits(p.when), std::uint64_t{p.source} << 32U | p.element, p.sequence,
                         std::bit_cast<std::uint64_t>(p.value));
    }
    return hash;
}

} // namespace cityproof::engine
