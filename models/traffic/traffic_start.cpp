// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/traffic_start.hpp"

#include <cmath>
#include <string_view>
#include <utility>

namespace cityproof::traffic {
namespace {

void put(engine::StateWriter& out, const SignalState& signal) {
    out.put(signal.id);
    out.put(signal.plan);
    out.put(signal.own_program);
    out.put(signal.ordered);
    out.put(signal.order.target);
    out.put(std::uint8_t{signal.order.supplied});
    out.put(signal.target);
    out.put(std::uint8_t{signal.dark});
    out.put(std::uint8_t{signal.at_rest});
    out.put(signal.amber_until);
    out.put(signal.clear_at);
}

SignalState get(engine::StateReader& in) {
    SignalState signal;
    in.get(signal.id);
    in.get(signal.plan);
    in.get(signal.own_program);
    in.get(signal.ordered);
    in.get(signal.order.target);
    signal.order.supplied = in.get<std::uint8_t>() != 0;
    in.get(signal.target);
    signal.dark = in.get<std::uint8_t>() != 0;
    signal.at_rest = in.get<std::uint8_t>() != 0;
    in.get(signal.amber_until);
    in.get(signal.clear_at);
    return signal;
}

} // namespace

void TrafficStart::save(engine::StateWriter& out) const {
    out.put(at);
    out.put(sumo_time_s);
    out.put(sumo_state);
    out.put(std::uint64_t{signals.size()});
    for (const SignalState& signal : signals) {
        put(out, signal);
    }
    out.put(std::uint64_t{closed_streets.size()});
    for (const ClosedStreet& street : closed_streets) {
        out.put(street.id);
        out.put(street.times);
    }
    out.put(std::uint64_t{street_orders.size()});
    for (const StreetOrder& order : street_orders) {
        out.put(order.street);
        out.put(std::uint8_t{order.close});
    }
    out.put(std::uint64_t{cut_off.size()});
    for (const std::string& vehicle : cut_off) {
        out.put(vehicle);
    }
}

TrafficStart TrafficStart::restored(engine::StateReader& in) {
    TrafficStart start;
    in.get(start.at);
    in.get(start.sumo_time_s);
    in.get(start.sumo_state);
    const auto signals = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < signals; ++i) {
        start.signals.push_back(get(in));
    }
    const auto closed = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < closed; ++i) {
        ClosedStreet& street = start.closed_streets.emplace_back();
        in.get(street.id);
        in.get(street.times);
    }
    const auto orders = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < orders; ++i) {
        StreetOrder& order = start.street_orders.emplace_back();
        in.get(order.street);
        order.close = in.get<std::uint8_t>() != 0;
    }
    const auto cut_off = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < cut_off; ++i) {
        std::string vehicle;
        in.get(vehicle);
        start.cut_off.insert(std::move(vehicle));
    }
    if (start.at < SimTime::zero() || !std::isfinite(start.sumo_time_s) ||
        start.sumo_state.empty()) {
        in.fail("the checkpoint is of traffic that cannot be");
    }
    return start;
}

std::string without_comments(std::string xml) {
    constexpr std::string_view begin = "<!--";
    constexpr std::string_view end = "-->";
    for (auto first = xml.find(begin); first != std::string::npos; first = xml.find(begin, first)) {
        const auto last = xml.find(end, first);
        xml.erase(first, last == std::string::npos ? last : last + end.size() - first);
    }
    return xml;
}

} // namespace cityproof::traffic
