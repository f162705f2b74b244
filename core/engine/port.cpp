// SPDX-License-Identifier: Apache-2.0
#include "core/engine/port.hpp"

#include "core/base/stable_hash.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace cityproof::engine {
namespace {

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

} // namespace

Port::Port(PortSpec spec, std::size_t size, Duration latency, double initial)
    : spec_{std::move(spec)},
      size_{size},
      latency_{latency} {
    frames_.push_back({SimTime::zero(), std::vector<double>(size, initial)});
}

double Port::at(std::size_t element, SimTime t) const {
    assert(element < size_);
    auto frame = frames_.rbegin();
    while (frame->valid_from > t && std::next(frame) != frames_.rend()) {
        ++frame;
    }
    double value = frame->values[element];
    for (const Change& change : changes_) {
        if (change.valid_from > t) {
            break;
        }
        if (change.element == element) {
            value = change.value;
        }
    }
    return value;
}

void Port::read(SimTime t, std::span<double> out) const {
    assert(out.size() == size_);
    auto frame = frames_.rbegin();
    while (frame->valid_from > t && std::next(frame) != frames_.rend()) {
        ++frame;
    }
    std::ranges::copy(frame->values, out.begin());
    for (const Change& change : changes_) {
        if (change.valid_from > t) {
            break;
        }
        out[change.element] = change.value;
    }
}

std::vector<double> Port::read(SimTime t) const {
    std::vector<double> values(size_);
    read(t, values);
    return values;
}

void Port::publish(SimTime now, std::span<const double> values) {
    assert(values.size() == size_);
    assert(last_.empty() && staged_changes_.empty());
    std::vector<double> storage;
    if (!spare_.empty()) {
        storage = std::move(spare_.back());
        spare_.pop_back();
    }
    storage.assign(values.begin(), values.end());
    staged_frames_.push_back({now + latency_, std::move(storage)});
}

void Port::publish_element(SimTime now, std::size_t element, double value) {
    assert(element < size_);
    staged_changes_.push_back({now + latency_, element, value});
}

bool Port::commit() {
    const bool frames_changed = commit_frames();
    const bool elements_changed = commit_changes();
    if (frames_changed || elements_changed) {
        ++version_;
        return true;
    }
    return false;
}

bool Port::commit_frames() {
    bool changed = false;
    for (Frame& staged : staged_frames_) {
        if (!std::ranges::equal(staged.values, frames_.back().values, same_bits)) {
            changed = true;
            content_hash_ =
                fold_hash(content_hash_, static_cast<std::uint64_t>(staged.valid_from.ns()));
            for (const double value : staged.values) {
                content_hash_ = fold_hash(content_hash_, value);
            }
        }
        // A second publication of one instant replaces the first: delta rounds of an instant group.
        if (frames_.back().valid_from == staged.valid_from) {
            spare_.push_back(std::move(frames_.back().values));
            frames_.back() = std::move(staged);
        } else {
            frames_.push_back(std::move(staged));
        }
    }
    staged_frames_.clear();
    return changed;
}

bool Port::commit_changes() {
    if (staged_changes_.empty()) {
        return false;
    }
    if (last_.empty()) {
        last_ = frames_.back().values;
    }
    bool changed = false;
    for (const Change& change : staged_changes_) {
        changes_.push_back(change);
        double& last = last_[change.element];
        if (same_bits(last, change.value)) {
            continue;
        }
        changed = true;
        last = change.value;
        content_hash_ =
            fold_hash(content_hash_, static_cast<std::uint64_t>(change.valid_from.ns()));
        content_hash_ = fold_hash(content_hash_, std::uint64_t{change.element});
        content_hash_ = fold_hash(content_hash_, change.value);
    }
    staged_changes_.clear();
    assert(std::ranges::is_sorted(changes_, {}, &Change::valid_from));
    return changed;
}

void Port::trim(SimTime t) {
    auto first_kept = frames_.begin();
    while (std::next(first_kept) != frames_.end() && std::next(first_kept)->valid_from <= t) {
        ++first_kept;
    }
    for (auto frame = frames_.begin(); frame != first_kept; ++frame) {
        spare_.push_back(std::move(frame->values));
    }
    frames_.erase(frames_.begin(), first_kept);
    const auto first_pending =
        std::ranges::find_if(changes_, [t](const Change& c) { return c.valid_from > t; });
    for (auto change = changes_.begin(); change != first_pending; ++change) {
        frames_.front().values[change->element] = change->value;
    }
    changes_.erase(changes_.begin(), first_pending);
}

void Port::save(StateWriter& out) const {
    assert(staged_frames_.empty() && staged_changes_.empty());
    out.put(std::uint64_t{frames_.size()});
    for (const Frame& frame : frames_) {
        out.put(frame.valid_from);
        out.put(frame.values);
    }
    out.put(changes_);
    out.put(last_);
    out.put(version_);
    out.put(content_hash_);
}

void Port::restore(StateReader& in) {
    frames_.resize(in.get<std::uint64_t>());
    if (frames_.empty()) {
        in.fail("the checkpoint has a port without a value");
    }
    for (Frame& frame : frames_) {
        in.get(frame.valid_from);
        frame.values.resize(size_);
        in.get_sized(frame.values);
    }
    in.get(changes_);
    in.get(last_);
    in.get(version_);
    in.get(content_hash_);
}

} // namespace cityproof::engine
