// SPDX-License-Identifier: Apache-2.0
#include "core/engine/port.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/empty_after_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

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

const Port::Frame& Port::frame_at(SimTime t) const {
    auto frame = frames_.rbegin();
    while (frame->valid_from > t && std::next(frame) != frames_.rend()) {
        ++frame;
    }
    return *frame;
}

const Port::Change& Port::change(std::uint64_t number) const {
    return changes_[free_places_ + (number - first_change_)];
}

/// Number of the element's last change; below first_change_ when none is pending.
std::uint64_t Port::newest_of(std::size_t element) const {
    return newest_.empty() ? 0 : newest_[element];
}

double Port::newest_value(std::size_t element) const {
    const std::uint64_t newest = newest_of(element);
    return newest < first_change_ ? frames_.back().values[element] : change(newest).value;
}

double Port::at(std::size_t element, SimTime t) const {
    assert(element < size_);
    std::uint64_t number = newest_of(element);
    while (number >= first_change_ && change(number).valid_from > t) {
        number = change(number).previous;
    }
    return number < first_change_ ? frame_at(t).values[element] : change(number).value;
}

void Port::read(SimTime t, std::span<double> out) const {
    assert(out.size() == size_);
    std::ranges::copy(frame_at(t).values, out.begin());
    for (std::size_t i = free_places_; i < changes_.size() && changes_[i].valid_from <= t; ++i) {
        out[changes_[i].element] = changes_[i].value;
    }
}

std::vector<double> Port::read(SimTime t) const {
    std::vector<double> values(size_);
    read(t, values);
    return values;
}

void Port::publish(SimTime now, std::span<const double> values) {
    assert(values.size() == size_);
    assert(newest_.empty() && staged_changes_.empty());
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
    staged_changes_.push_back({.valid_from = now + latency_,
                               .value = value,
                               .element = static_cast<std::uint32_t>(element)});
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
    newest_.resize(size_);
    bool changed = false;
    std::uint64_t number = first_change_ + (changes_.size() - free_places_);
    for (Change& staged : staged_changes_) {
        if (!same_bits(newest_value(staged.element), staged.value)) {
            changed = true;
            content_hash_ =
                fold_hash(content_hash_, static_cast<std::uint64_t>(staged.valid_from.ns()),
                          staged.element, std::bit_cast<std::uint64_t>(staged.value), 0);
        }
        staged.previous = std::exchange(newest_[staged.element], number++);
        changes_.push_back(staged);
    }
    empty_after_use(staged_changes_);
    assert(std::is_sorted(
        changes_.begin() + static_cast<std::ptrdiff_t>(free_places_), changes_.end(),
        [](const Change& a, const Change& b) { return a.valid_from < b.valid_from; }));
    return changed;
}

void Port::trim(SimTime t) {
    if (frames_.size() > 1) {
        auto first_kept = frames_.begin();
        while (std::next(first_kept) != frames_.end() && std::next(first_kept)->valid_from <= t) {
            ++first_kept;
        }
        for (auto frame = frames_.begin(); frame != first_kept; ++frame) {
            spare_.push_back(std::move(frame->values));
        }
        frames_.erase(frames_.begin(), first_kept);
    }
    forget_changes(t);
}

void Port::forget_changes(SimTime t) {
    while (free_places_ < changes_.size() && changes_[free_places_].valid_from <= t) {
        frames_.front().values[changes_[free_places_].element] = changes_[free_places_].value;
        ++free_places_;
        ++first_change_;
    }
    // Moving the rest to the front costs less than what was forgotten since the last time.
    if (free_places_ == changes_.size()) {
        empty_after_use(changes_);
        free_places_ = 0;
    } else if (free_places_ > changes_.size() / 2) {
        changes_.erase(changes_.begin(),
                       changes_.begin() + static_cast<std::ptrdiff_t>(free_places_));
        free_places_ = 0;
        if (changes_.capacity() * sizeof(Change) > most_kept_bytes &&
            changes_.size() < changes_.capacity() / 8) {
            changes_.shrink_to_fit();
        }
    }
}

void Port::save(StateWriter& out) const {
    assert(staged_frames_.empty() && staged_changes_.empty());
    out.put(std::uint64_t{frames_.size()});
    for (const Frame& frame : frames_) {
        out.put(frame.valid_from);
        out.put(frame.values);
    }
    out.put(std::span{changes_}.subspan(free_places_));
    out.put(first_change_);
    out.put(newest_);
    out.put(version_);
    out.put(content_hash_);
}

void Port::restore(StateReader& in) {
    const auto count = in.get<std::uint64_t>();
    frames_.clear();
    for (std::uint64_t i = 0; i < count; ++i) {
        Frame& frame = frames_.emplace_back();
        in.get(frame.valid_from);
        frame.values.resize(size_);
        in.get_sized(frame.values);
    }
    in.get(changes_);
    in.get(first_change_);
    in.get(newest_);
    in.get(version_);
    in.get(content_hash_);
    free_places_ = 0;
    if (frames_.empty() || (!newest_.empty() && newest_.size() != size_)) {
        in.fail(fmt::format("the checkpoint has no values of port {}", spec_.name));
    }
}

void Port::skip(StateReader& in) {
    const auto count = in.get<std::uint64_t>();
    std::vector<double> values;
    for (std::uint64_t i = 0; i < count; ++i) {
        in.get<SimTime>();
        in.get(values);
    }
    std::vector<Change> changes;
    in.get(changes);
    std::vector<std::uint64_t> newest;
    in.get<decltype(first_change_)>();
    in.get(newest);
    in.get<std::uint64_t>(); // version
    in.get<std::uint64_t>(); // hash of the content
}

} // namespace cityproof::engine
