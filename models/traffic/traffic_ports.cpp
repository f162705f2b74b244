// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/traffic_ports.hpp"

#include "core/base/stable_hash.hpp"
#include "models/contracts/ports.hpp"
#include "models/traffic/sumo_command.hpp"

#include <libsumo/Edge.h>
#include <libsumo/Lane.h>

namespace cityproof::traffic {
namespace {

namespace ports = contracts::ports;

enum PortNumber : std::size_t {
    speed_port,
    vehicles_port,
    halting_port,
    lane_halting_port,
    heads_port,
    dark_port,
    closed_port
};

} // namespace

void TrafficPorts::offer(const Sizes& sizes) {
    const auto port = [this](const char* port_name, const char* unit, const char* table,
                             std::size_t size, const char* description) {
        ports_.emplace_back(engine::PortSpec{port_name, unit, table, description}, size, sumo_step,
                            0.0);
    };
    ports_.reserve(7);
    port(ports::street_speed, "m/s", "street", sizes.streets,
         "mean speed of the last step; the speed limit where the street is empty");
    port(ports::street_vehicles, "1", "street", sizes.streets, "vehicles on the street");
    port(ports::street_halting, "1", "street", sizes.streets, "vehicles slower than 0.1 m/s");
    port(ports::lane_halting, "1", "lane", sizes.lanes,
         "vehicles slower than 0.1 m/s on lanes at signals");
    port(ports::signal_heads_lit, "1", "signal", sizes.signals, "lamp heads that burn");
    port(ports::signal_dark, "1", "signal", sizes.signals,
         "1 when switched off for want of electricity");
    if (sizes.closed_streets) {
        port(ports::street_closed, "1", "street", sizes.streets,
             "1 while no vehicle may enter the street");
    }
}

std::vector<engine::Port*> TrafficPorts::outputs() {
    std::vector<engine::Port*> all;
    for (engine::Port& port : ports_) {
        all.push_back(&port);
    }
    return all;
}

const engine::Port& TrafficPorts::lane_halting() const {
    return ports_[lane_halting_port];
}

void TrafficPorts::publish(std::size_t port, SimTime now, const std::vector<double>& values) {
    for (const double value : values) {
        hash_ = fold_hash(hash_, value);
    }
    if (!silent_) {
        ports_[port].publish(now, values);
    }
}

void TrafficPorts::publish_streets(SimTime now, const std::vector<std::string>& streets) {
    std::vector<double> speed(streets.size());
    std::vector<double> vehicles(streets.size());
    std::vector<double> halting(streets.size());
    for (std::size_t i = 0; i < streets.size(); ++i) {
        speed[i] = libsumo::Edge::getLastStepMeanSpeed(streets[i]);
        vehicles[i] = libsumo::Edge::getLastStepVehicleNumber(streets[i]);
        halting[i] = vehicles[i] > 0 ? libsumo::Edge::getLastStepHaltingNumber(streets[i]) : 0;
    }
    publish(speed_port, now, speed);
    publish(vehicles_port, now, vehicles);
    publish(halting_port, now, halting);
}

void TrafficPorts::publish_signals(SimTime now, const std::vector<SignalHeads>& signals) {
    std::vector<double> heads(signals.size());
    std::vector<double> dark(signals.size());
    for (std::size_t i = 0; i < signals.size(); ++i) {
        heads[i] = signals[i].heads_lit();
        dark[i] = signals[i].dark() ? 1 : 0;
    }
    publish(heads_port, now, heads);
    publish(dark_port, now, dark);
}

void TrafficPorts::publish_closed(SimTime now, const StreetClosures& closures) {
    if (ports_.size() <= closed_port) {
        return;
    }
    std::vector<double> closed(ports_[closed_port].size());
    for (std::uint32_t i = 0; i < closed.size(); ++i) {
        closed[i] = closures.is_closed(i) ? 1 : 0;
    }
    publish(closed_port, now, closed);
}

void TrafficPorts::publish_lanes(SimTime now, const std::vector<std::string>& lanes) {
    std::vector<double> halting(lanes.size());
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        halting[i] = libsumo::Lane::getLastStepHaltingNumber(lanes[i]);
    }
    publish(lane_halting_port, now, halting);
}

} // namespace cityproof::traffic
