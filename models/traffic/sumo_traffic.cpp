// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/sumo_traffic.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "models/traffic/captured_stderr.hpp"
#include "models/traffic/crash_report.hpp"
#include "models/traffic/pending_street_orders.hpp"
#include "models/traffic/signal_heads.hpp"
#include "models/traffic/sumo_command.hpp"
#include "models/traffic/sumo_state.hpp"
#include "models/traffic/traffic_figures.hpp"
#include "models/traffic/traffic_ports.hpp"
#include "models/traffic/traffic_record.hpp"
#include "models/traffic/trip_report.hpp"

#include <fmt/format.h>
#include <libsumo/Edge.h>
#include <libsumo/Simulation.h>
#include <libsumo/TrafficLight.h>
#include <libsumo/Vehicle.h>

#include <algorithm>
#include <ctime>
#include <map>

namespace cityproof::traffic {
namespace {

using contracts::KeyFigure;
using engine::Port;
using libsumo::Simulation;

constexpr Duration step = sumo_step;

bool simulation_is_open = false; // libsumo is one simulation per process

/// CPU time of the calling thread: the step runs on one.
double thread_cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

} // namespace

class SumoTraffic::Impl {
  public:
    explicit Impl(const SumoConfig& config) : config_{config} {
        require_valid(config);
        start();
        street_ids_ = streets();
        for (const std::string& id : sorted(libsumo::TrafficLight::getIDList())) {
            signals_.emplace_back(id, lane_number_);
            signal_ids_.push_back(id);
        }
        record_ = TrafficRecord{signals_.size(), street_ids_.size()};
        begin_from_start();
        lane_ids_.resize(lane_number_.size());
        for (const auto& [lane, number] : lane_number_) {
            lane_ids_[number] = lane;
        }
        ports_.offer({.streets = street_ids_.size(),
                      .lanes = lane_ids_.size(),
                      .signals = signals_.size(),
                      .closed_streets = config_.offers_closed_streets});
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    ~Impl() { close_simulation(); }

    void act(SimTime now) {
        for (std::size_t i = 0; i < signals_.size(); ++i) {
            record_.order(
                now, i,
                {.supplied = supply_ == nullptr || supply_->at(i, now) > 0.5,
                 .target = target_ == nullptr ? -1 : static_cast<int>(target_->at(i, now))});
        }
        const std::vector<StreetOrder> orders = pending_.take_due(now);
        for (const StreetOrder& order : orders) {
            record_.order(now, order);
        }
        simulate(now, orders);
    }

    void receive(const contracts::Command& command, SimTime now) { pending_.add(command, now); }

    void rebase() { record_.mark(next_, state_hash()); }

    void save(engine::StateWriter& out) const {
        out.put(next_);
        out.put(state_hash());
        record_.save(out);
        pending_.save(out);
        std::vector<std::string> names(vehicle_number_.size());
        for (const auto& [name, number] : vehicle_number_) {
            names[number] = name;
        }
        out.put(std::uint64_t{names.size()});
        for (const std::string& name : names) {
            out.put(name);
        }
    }

    void restore(engine::StateReader& in) {
        const auto until = in.get<SimTime>();
        const auto state = in.get<std::uint64_t>();
        record_.restore(in);
        pending_.restore(in);
        const auto names = in.get<std::uint64_t>();
        for (std::uint64_t i = 0; i < names; ++i) {
            std::string name;
            in.get(name);
            vehicle_number_.emplace(std::move(name), static_cast<std::uint32_t>(i));
        }
        replay(until);
        if (state_hash() != state) {
            throw EngineError("SUMO", fmt::format("it did not repeat itself: at {} it is not where "
                                                  "it was; run the scenario again from the start",
                                                  to_string(until)));
        }
    }

    void branch(engine::StateReader& in, SimTime now) {
        if (!config_.start || config_.start->at != now || in.get<SimTime>() != now) {
            in.fail("the checkpoint's traffic is at another time");
        }
        in.skip_rest(); // what SUMO was told before does not matter any more
    }

    TrafficStart saved_start() const {
        TrafficStart start{.at = next_,
                           .sumo_time_s = Simulation::getTime(),
                           .sumo_state = save_sumo_state(config_.sumo_config.string(), next_),
                           .signals = {},
                           .closed_streets = closures_.closed(),
                           .street_orders = pending_.all()};
        for (const std::string& vehicle : libsumo::Vehicle::getIDList()) {
            if (closures_.cut_off().contains(vehicle)) {
                start.cut_off.insert(vehicle);
            }
        }
        for (std::size_t i = 0; i < signals_.size(); ++i) {
            start.signals.push_back(signals_[i].state());
            start.signals.back().order = record_.orders()[i];
        }
        return start;
    }

    void on_replay(std::function<void(SimTime, SimTime)> callback) {
        on_replay_ = std::move(callback);
    }

    void collect(contracts::MovingFrame& frame) {
        for (const std::string& id : libsumo::Vehicle::getIDList()) {
            const auto position = libsumo::Vehicle::getPosition(id);
            if (position.x == libsumo::INVALID_DOUBLE_VALUE) {
                continue; // being teleported: nowhere
            }
            const auto [known, is_new] =
                vehicle_number_.emplace(id, static_cast<std::uint32_t>(vehicle_number_.size()));
            if (is_new) {
                frame.new_ids.push_back(id);
            }
            frame.entity.push_back(known->second);
            frame.x_m.push_back(position.x - config_.offset_x_m);
            frame.y_m.push_back(position.y - config_.offset_y_m);
            frame.speed_mps.push_back(static_cast<float>(libsumo::Vehicle::getSpeed(id)));
        }
    }

    std::vector<KeyFigure> key_figures() {
        close_simulation();
        return traffic_figures({.trips = read_trip_report(tripinfo_.path(), closures_.cut_off()),
                                .teleports = teleports_,
                                .dark_s = dark_s_,
                                .began = config_.start ? config_.start->at : SimTime::zero(),
                                .emissions = config_.emissions,
                                .closures = config_.offers_closed_streets || closures_.were_any()});
    }

    void connect(const Port* supply, const Port* target) {
        supply_ = supply;
        target_ = target;
    }

    SimTime next_time() const { return next_ >= config_.end ? SimTime::never() : next_; }

    std::vector<Port*> outputs() { return ports_.outputs(); }

    std::vector<contracts::SignalLayout> layouts() const {
        std::vector<contracts::SignalLayout> all;
        for (const SignalHeads& signal : signals_) {
            all.push_back(signal.layout());
        }
        return all;
    }

    const std::vector<std::string>& street_ids() const { return street_ids_; }

    const std::vector<std::string>& signal_ids() const { return signal_ids_; }

    const Port& lane_halting() const { return ports_.lane_halting(); }

    double cpu_s() const { return cpu_s_; }

  private:
    static std::vector<std::string> sorted(std::vector<std::string> ids) {
        std::ranges::sort(ids);
        return ids;
    }

    static std::vector<std::string> streets() {
        std::vector<std::string> ids = libsumo::Edge::getIDList();
        std::erase_if(ids, [](const std::string& id) { return id.starts_with(':'); });
        return sorted(std::move(ids));
    }

    void start() {
        if (simulation_is_open) {
            // libsumo would silently replace the running simulation.
            throw EngineError("SUMO", "a process can run one simulation at a time");
        }
        const CrashReport crash_report{
            fmt::format("{}: SUMO crashes while it reads this scenario; expected a net as "
                        "netconvert writes it; to mend: run netconvert on it again",
                        config_.sumo_config.string())};
        const MemoryFile file{"SUMO configuration", config_.configuration};
        const MemoryFile state{"saved state", config_.start ? config_.start->sumo_state : ""};
        CapturedStderr captured;
        try {
            Simulation::start(sumo_command_line(
                config_,
                {.configuration =
                     config_.configuration.empty() ? config_.sumo_config.string() : file.path(),
                 .tripinfo = tripinfo_.path(),
                 .state = config_.start ? state.path() : std::string{}}));
            simulation_is_open = true;
            running_ = true;
        } catch (const std::exception& error) {
            const std::string reason = captured.finish();
            throw InputError({config_.sumo_config.string()},
                             fmt::format("SUMO refuses the scenario: {}",
                                         reason.empty() ? error.what() : reason),
                             "net, routes and additionals that fit each other",
                             "open it with sumo and mend what it names");
        }
        captured.finish();
    }

    /// Takes over what a saved state says beside what SUMO has loaded.
    void begin_from_start() {
        if (!config_.start) {
            return;
        }
        const std::vector<SignalState>& saved = config_.start->signals;
        if (!std::ranges::equal(saved, signal_ids_, {}, &SignalState::id)) {
            throw InputError({config_.sumo_config.string()},
                             "the saved state has other signals than this city");
        }
        std::vector<SignalOrder> orders;
        for (std::size_t i = 0; i < signals_.size(); ++i) {
            signals_[i].restore(saved[i]);
            orders.push_back(saved[i].order);
        }
        record_.begin_with(std::move(orders));
        closures_.restore(config_.start->closed_streets, config_.start->cut_off);
        pending_.begin_with(config_.start->street_orders, config_.start->at);
        next_ = config_.start->at;
    }

    /// One step, with what the signals were told last.
    void simulate(SimTime now, const std::vector<StreetOrder>& orders) {
        if (!orders.empty()) {
            closures_.carry_out(orders, now);
        }
        for (std::size_t i = 0; i < signals_.size(); ++i) {
            const SignalOrder& order = record_.orders()[i];
            signals_[i].update(now, order.supplied, order.target);
        }
        const double before = thread_cpu_s();
        try {
            Simulation::step();
        } catch (const std::exception& error) {
            throw EngineError("SUMO", error.what());
        }
        cpu_s_ += thread_cpu_s() - before;
        teleports_ += static_cast<std::uint64_t>(Simulation::getStartingTeleportNumber());
        for (const SignalHeads& signal : signals_) {
            dark_s_ += signal.dark() ? step.to_seconds() : 0;
        }
        next_ = now + step;
        if (closures_.any()) {
            closures_.after_step(next_, next_ >= config_.end);
        }
        if (!ports_.silent()) { // what is repeated was told before
            warn_of(closures_.take_notices());
        }
        if (next_.ns() % config_.exchange.ns() == 0) {
            ports_.publish_streets(now, street_ids_);
            ports_.publish_signals(now, signals_);
            ports_.publish_closed(now, closures_);
        }
        if (config_.signal_exchange && next_.ns() % config_.signal_exchange->ns() == 0) {
            ports_.publish_lanes(now, lane_ids_);
        }
    }

    /// Simulates from the start again, as the record tells, without publishing: the ports have
    /// their saved values.
    void replay(SimTime until) {
        ports_.set_silent(true);
        while (next_ < until) {
            if (on_replay_) {
                on_replay_(next_, until);
            }
            check_marks();
            record_.repeat_orders(next_);
            simulate(next_, record_.repeat_street_orders(next_));
        }
        check_marks();
        ports_.set_silent(false);
        closures_.take_notices(); // told before
        if (on_replay_) {
            on_replay_(until, until);
        }
    }

    void check_marks() {
        while (record_.has_mark(next_)) {
            record_.check_mark(next_, state_hash());
        }
    }

    /// Of what was published so far and of where every vehicle is now.
    std::uint64_t state_hash() const {
        std::uint64_t hash = fold_hash(ports_.hash(), teleports_);
        for (const std::string& id : libsumo::Vehicle::getIDList()) {
            const auto position = libsumo::Vehicle::getPosition(id);
            hash = fold_hash(fold_hash(hash, stable_hash(id)), position.x);
            hash = fold_hash(fold_hash(hash, position.y), libsumo::Vehicle::getSpeed(id));
        }
        return hash;
    }

    void close_simulation() {
        if (running_) {
            running_ = false;
            simulation_is_open = false;
            const CapturedStderr captured;
            Simulation::close();
        }
    }

    SumoConfig config_;
    MemoryFile tripinfo_{"trip report"};
    bool running_ = false;
    std::vector<std::string> street_ids_;
    std::vector<std::string> signal_ids_;
    std::vector<std::string> lane_ids_;
    std::map<std::string, std::uint32_t> lane_number_;
    std::vector<SignalHeads> signals_;
    TrafficPorts ports_;
    const Port* supply_ = nullptr;
    const Port* target_ = nullptr;
    SimTime next_;
    std::map<std::string, std::uint32_t> vehicle_number_;
    TrafficRecord record_{0};
    PendingStreetOrders pending_{street_ids_};
    StreetClosures closures_{street_ids_};
    std::function<void(SimTime, SimTime)> on_replay_;
    std::uint64_t teleports_ = 0;
    double dark_s_ = 0;
    double cpu_s_ = 0;
};

SumoTraffic::SumoTraffic(const SumoConfig& config) : impl_{std::make_unique<Impl>(config)} {
}

SumoTraffic::~SumoTraffic() = default;

const std::vector<std::string>& SumoTraffic::street_ids() const {
    return impl_->street_ids();
}

const std::vector<std::string>& SumoTraffic::signal_ids() const {
    return impl_->signal_ids();
}

std::vector<contracts::SignalLayout> SumoTraffic::signal_layouts() const {
    return impl_->layouts();
}

void SumoTraffic::connect(const Port* signal_supply, const Port* signal_target) {
    impl_->connect(signal_supply, signal_target);
}

SimTime SumoTraffic::next_time() const {
    return impl_->next_time();
}

void SumoTraffic::act(SimTime now) {
    impl_->act(now);
}

std::vector<Port*> SumoTraffic::outputs() {
    return impl_->outputs();
}

const Port& SumoTraffic::lane_halting() const {
    return impl_->lane_halting();
}

bool SumoTraffic::accepts(const contracts::Command& command) const {
    return PendingStreetOrders::are(command);
}

void SumoTraffic::receive(const contracts::Command& command, SimTime now) {
    impl_->receive(command, now);
}

void SumoTraffic::collect(contracts::MovingFrame& frame) {
    impl_->collect(frame);
}

void SumoTraffic::on_replay(std::function<void(SimTime, SimTime)> callback) {
    impl_->on_replay(std::move(callback));
}

void SumoTraffic::rebase(SimTime /*now*/) {
    impl_->rebase();
}

void SumoTraffic::save(engine::StateWriter& out) const {
    impl_->save(out);
}

void SumoTraffic::restore(engine::StateReader& in, SimTime /*now*/) {
    impl_->restore(in);
}

void SumoTraffic::branch(engine::StateReader& in, SimTime now) {
    impl_->branch(in, now);
}

TrafficStart SumoTraffic::saved_start() const {
    return impl_->saved_start();
}

std::vector<KeyFigure> SumoTraffic::key_figures() const {
    return impl_->key_figures();
}

std::string SumoTraffic::engine_version() {
    return Simulation::getVersion().second;
}

double SumoTraffic::cpu_s() const {
    return impl_->cpu_s();
}

} // namespace cityproof::traffic
