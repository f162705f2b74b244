// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/pending_street_orders.hpp"

#include "core/base/errors.hpp"
#include "models/traffic/sumo_command.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::traffic {

bool PendingStreetOrders::are(const contracts::Command& command) {
    return command.table == "street" && (command.kind == contracts::CommandKind::close_street ||
                                         command.kind == contracts::CommandKind::open_street);
}

void PendingStreetOrders::add(const contracts::Command& command, SimTime now) {
    const auto found = std::ranges::lower_bound(streets_, command.target);
    if (found == streets_.end() || *found != command.target) {
        throw InputError({{}, 0, command.reason},
                         fmt::format("{} of street '{}': the traffic has no such street",
                                     to_string(command.kind), command.target),
                         "the id of a SUMO edge");
    }
    pending_.push_back({.due = ceil_to(std::max(command.at, now), sumo_step),
                        .order = {.street = static_cast<std::uint32_t>(found - streets_.begin()),
                                  .close = command.kind == contracts::CommandKind::close_street}});
}

std::vector<StreetOrder> PendingStreetOrders::take_due(SimTime now) {
    std::vector<StreetOrder> due;
    std::erase_if(pending_, [&](const Pending& pending) {
        if (pending.due <= now) {
            due.push_back(pending.order);
        }
        return pending.due <= now;
    });
    return due;
}

void PendingStreetOrders::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{pending_.size()});
    for (const Pending& pending : pending_) {
        out.put(pending.due);
        out.put(pending.order.street);
        out.put(std::uint8_t{pending.order.close});
    }
}

void PendingStreetOrders::restore(engine::StateReader& in) {
    pending_.clear();
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        Pending& pending = pending_.emplace_back();
        in.get(pending.due);
        in.get(pending.order.street);
        pending.order.close = in.get<std::uint8_t>() != 0;
        if (pending.order.street >= streets_.size()) {
            in.fail("the checkpoint closes a street that the traffic does not have");
        }
    }
}

std::vector<StreetOrder> PendingStreetOrders::all() const {
    std::vector<StreetOrder> orders;
    for (const Pending& pending : pending_) {
        orders.push_back(pending.order);
    }
    return orders;
}

void PendingStreetOrders::begin_with(const std::vector<StreetOrder>& orders, SimTime at) {
    for (const StreetOrder& order : orders) {
        if (order.street >= streets_.size()) {
            throw InputError({}, "the saved state closes a street that this city does not have");
        }
        pending_.push_back({.due = at, .order = order});
    }
}

} // namespace cityproof::traffic
