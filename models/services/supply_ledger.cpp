// SPDX-License-Identifier: Apache-2.0
#include "models/services/supply_ledger.hpp"

#include "models/services/services_key_figures.hpp"

#include <algorithm>

namespace cityproof::services {

SupplyLedger::SupplyLedger(SupplyLedgerConfig config)
    : config_{config},
      next_{tick_after(SimTime::zero())},
      interrupted_(config.meter_supply != nullptr ? config.meter_supply->size() : 0) {
}

SimTime SupplyLedger::tick_after(SimTime now) const {
    if (now >= config_.end) {
        return SimTime::never();
    }
    return std::min(ceil_to(now + Duration::nanoseconds(1), config_.tick), config_.end);
}

void SupplyLedger::act(SimTime now) {
    const double tick_s = (now - last_).to_seconds();
    if (config_.meter_supply != nullptr) {
        const std::vector<double> supplied = config_.meter_supply->read(now);
        const std::vector<double> load = config_.meter_load->read(now);
        for (std::size_t i = 0; i < supplied.size(); ++i) {
            if (supplied[i] > 0.5) {
                delivered_j_ += load[i] * tick_s;
            } else {
                customer_minutes_ += tick_s / 60;
                interrupted_[i] = true;
            }
        }
    }
    if (config_.lamp_supply != nullptr) {
        const std::vector<double> supplied = config_.lamp_supply->read(now);
        const std::vector<double> load = config_.lamp_load->read(now);
        for (std::size_t i = 0; i < supplied.size(); ++i) {
            if (supplied[i] > 0.5) {
                lamp_energy_j_ += load[i] * tick_s;
            } else if (load[i] > 0) {
                dark_lamp_s_ += tick_s;
            }
        }
    }
    last_ = now;
    next_ = tick_after(now);
}

void SupplyLedger::save(engine::StateWriter& out) const {
    out.put(last_);
    out.put(next_);
    out.put(interrupted_);
    out.put(customer_minutes_);
    out.put(delivered_j_);
    out.put(dark_lamp_s_);
    out.put(lamp_energy_j_);
}

void SupplyLedger::restore(engine::StateReader& in, SimTime now) {
    const std::size_t customers = interrupted_.size();
    in.get(last_);
    in.get(next_);
    in.get(interrupted_);
    in.get(customer_minutes_);
    in.get(delivered_j_);
    in.get(dark_lamp_s_);
    in.get(lamp_energy_j_);
    if (interrupted_.size() != customers || last_ > now || next_ < now) {
        in.fail("the checkpoint's ledger has other customers or another time");
    }
}

void SupplyLedger::branch(engine::StateReader& in, SimTime now) {
    restore(in, now);
    last_ = now;
    next_ = tick_after(now);
    interrupted_.assign(interrupted_.size(), false);
    customer_minutes_ = 0;
    delivered_j_ = 0;
    dark_lamp_s_ = 0;
    lamp_energy_j_ = 0;
}

std::vector<contracts::KeyFigure> SupplyLedger::key_figures() const {
    std::vector<contracts::KeyFigure> figures;
    if (!interrupted_.empty()) {
        const auto customers = static_cast<double>(interrupted_.size());
        figures.push_back(key_figure("services.saidi").with(customer_minutes_ / customers));
        figures.push_back(key_figure("services.customers_interrupted")
                              .with(static_cast<double>(std::ranges::count(interrupted_, true))));
        figures.push_back(key_figure("services.energy_delivered").with(delivered_j_ / 3.6e6));
    }
    if (config_.lamp_supply != nullptr) {
        figures.push_back(key_figure("services.lamp_energy").with(lamp_energy_j_ / 3.6e6));
        figures.push_back(key_figure("services.lamp_dark").with(dark_lamp_s_ / 3600));
    }
    return figures;
}

} // namespace cityproof::services
