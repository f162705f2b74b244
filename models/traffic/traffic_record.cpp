// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/traffic_record.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <utility>

namespace cityproof::traffic {
namespace {

/// Of a whole second, the time of a step.
std::uint32_t step_of(SimTime now) {
    return static_cast<std::uint32_t>(now.ns() / 1'000'000'000);
}

} // namespace

void TrafficRecord::begin_with(std::vector<SignalOrder> orders) {
    first_orders_ = std::move(orders);
    orders_ = first_orders_;
}

void TrafficRecord::order(SimTime now, std::size_t signal, SignalOrder order) {
    if (order == orders_[signal]) {
        return;
    }
    orders_[signal] = order;
    changes_.push_back(
        {step_of(now), static_cast<std::uint32_t>(signal), order.target, order.supplied ? 1U : 0U});
}

void TrafficRecord::order(SimTime now, StreetOrder order) {
    street_changes_.push_back({step_of(now), order.street, order.close ? 1U : 0U});
}

void TrafficRecord::mark(SimTime now, std::uint64_t state) {
    marks_.push_back({now, state});
}

void TrafficRecord::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{orders_.size()});
    out.put(changes_);
    out.put(street_changes_);
    out.put(marks_);
}

void TrafficRecord::restore(engine::StateReader& in) {
    if (in.get<std::uint64_t>() != orders_.size()) {
        in.fail("the checkpoint is of traffic with another number of signals");
    }
    in.get(changes_);
    in.get(street_changes_);
    in.get(marks_);
    for (const Change& change : changes_) {
        if (change.signal >= orders_.size()) {
            in.fail("the checkpoint tells of a signal that the traffic does not have");
        }
    }
    for (const StreetChange& change : street_changes_) {
        if (change.street >= streets_) {
            in.fail("the checkpoint tells of a street that the traffic does not have");
        }
    }
    orders_ = first_orders_;
    next_change_ = 0;
    next_street_change_ = 0;
    next_mark_ = 0;
}

void TrafficRecord::repeat_orders(SimTime now) {
    const std::uint32_t step = step_of(now);
    for (; next_change_ < changes_.size() && changes_[next_change_].step_s <= step;
         ++next_change_) {
        const Change& change = changes_[next_change_];
        orders_[change.signal] = {change.supplied != 0, change.target};
    }
}

std::vector<StreetOrder> TrafficRecord::repeat_street_orders(SimTime now) {
    const std::uint32_t step = step_of(now);
    std::vector<StreetOrder> orders;
    for (; next_street_change_ < street_changes_.size() &&
           street_changes_[next_street_change_].step_s <= step;
         ++next_street_change_) {
        const StreetChange& change = street_changes_[next_street_change_];
        orders.push_back({.street = change.street, .close = change.close != 0});
    }
    return orders;
}

bool TrafficRecord::has_mark(SimTime now) const {
    return next_mark_ < marks_.size() && marks_[next_mark_].when <= now;
}

void TrafficRecord::check_mark(SimTime now, std::uint64_t state) {
    const Mark& mark = marks_[next_mark_];
    if (mark.when != now || mark.state != state) {
        const SimTime before = next_mark_ == 0 ? SimTime::zero() : marks_[next_mark_ - 1].when;
        throw EngineError(
            "SUMO", fmt::format("it did not repeat itself: between {} and {} its vehicles moved "
                                "otherwise than in the run that is resumed; run it again from the "
                                "start",
                                to_string(before), to_string(mark.when)));
    }
    ++next_mark_;
}

} // namespace cityproof::traffic
