// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/radial_flow.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace cityproof::energy {
namespace {

constexpr double base_va = 1e6;
constexpr double frequency_rad = 2 * 3.14159265358979323846 * 50;

/// A complex number with the four operations and no others: std::abs calls hypot, whose last bit
/// differs between machines.
struct Phasor {
    double re = 0;
    double im = 0;

    friend Phasor operator+(const Phasor& a, const Phasor& b) { return {a.re + b.re, a.im + b.im}; }

    friend Phasor operator-(const Phasor& a, const Phasor& b) { return {a.re - b.re, a.im - b.im}; }

    friend Phasor operator*(const Phasor& a, const Phasor& b) {
        return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    }

    friend Phasor operator*(double a, const Phasor& b) { return {a * b.re, a * b.im}; }

    double square() const { return re * re + im * im; }

    double size() const { return std::sqrt(square()); }
};

/// Current of a power at a voltage: conj(S / V).
Phasor current(const Phasor& power, const Phasor& voltage) {
    const double square = voltage.square();
    return {(power.re * voltage.re + power.im * voltage.im) / square,
            (power.re * voltage.im - power.im * voltage.re) / square};
}

/// A line, or all transformers side by side.
struct Branch {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Phasor impedance;    ///< pu
    double charging = 0; ///< pu, susceptance at each end
    Phasor shunt;        ///< pu, admittance at the from side
    double ratio = 1;    ///< of the from side's turns to rated ones
    std::uint32_t line = no_asset;
    std::uint32_t first_transformer = no_asset;
    std::uint32_t transformers = 0;
};

class Sweep {
  public:
    explicit Sweep(const SyntheticGrid& grid) : grid_{grid}, injected_(grid.buses.size()) {
        add_lines();
        add_transformers();
        order_buses();
        for (const GridLoad& load : grid.loads) {
            injected_[load.bus] =
                injected_[load.bus] + Phasor{load.active_w / base_va, load.reactive_var / base_va};
        }
    }

    RadialState solve() {
        constexpr int most_sweeps = 100;
        constexpr double close_enough = 1e-9;
        voltage_.assign(grid_.buses.size(), {});
        for (const std::uint32_t bus : order_) {
            voltage_[bus] = {1, 0};
        }
        for (int sweep = 0;; ++sweep) {
            backward();
            if (forward() < close_enough) {
                break;
            }
            if (sweep == most_sweeps) {
                throw std::logic_error("the synthetic grid has no steady state");
            }
        }
        return collect();
    }

  private:
    void add_lines() {
        for (std::uint32_t i = 0; i < grid_.lines.size(); ++i) {
            const GridLine& line = grid_.lines[i];
            if (!line.from_closed || !line.to_closed) {
                continue;
            }
            const double rated_v = grid_.buses[line.from_bus].rated_v;
            const double base_ohm = rated_v * rated_v / base_va;
            const double km = line.length_m / 1000 / line.parallel;
            const double farad =
                line.cable.c_nf_per_km * 1e-9 * line.length_m / 1000 * line.parallel;
            Branch branch{
                line.from_bus,
                line.to_bus,
                {line.cable.r_ohm_per_km * km / base_ohm, line.cable.x_ohm_per_km * km / base_ohm},
                frequency_rad * farad * base_ohm / 2,
                {},
                1,
                i};
            branches_.push_back(branch);
        }
    }

    void add_transformers() {
        for (std::uint32_t i = 0; i < grid_.transformers.size(); ++i) {
            const GridTransformer& item = grid_.transformers[i];
            if (!branches_.empty() && branches_.back().first_transformer != no_asset &&
                branches_.back().from == item.from_bus && branches_.back().to == item.to_bus) {
                ++branches_.back().transformers;
                continue;
            }
            const double r = item.type.pk_w / item.type.sn_va;
            const double x = std::sqrt(item.type.uk * item.type.uk - r * r);
            const double to_base = base_va / item.type.sn_va;
            const double g = item.type.p0_w / item.type.sn_va;
            const double b = std::sqrt(std::max(0.0, item.type.i0 * item.type.i0 - g * g));
            Branch branch{item.from_bus,
                          item.to_bus,
                          {r * to_base, x * to_base},
                          0,
                          {g / to_base, -b / to_base},
                          1 + item.tap * item.type.tap_step,
                          no_asset,
                          i,
                          1};
            branches_.push_back(branch);
        }
        for (Branch& branch : branches_) {
            if (branch.transformers > 1) {
                branch.impedance = (1.0 / branch.transformers) * branch.impedance;
                branch.shunt = static_cast<double>(branch.transformers) * branch.shunt;
            }
        }
    }

    void order_buses() {
        std::vector<std::vector<std::uint32_t>> at(grid_.buses.size());
        for (std::uint32_t b = 0; b < branches_.size(); ++b) {
            at[branches_[b].from].push_back(b);
            at[branches_[b].to].push_back(b);
        }
        feeding_.assign(grid_.buses.size(), no_asset);
        std::vector<bool> seen(grid_.buses.size(), false);
        for (const GridSource& source : grid_.sources) {
            order_.push_back(source.bus);
            seen[source.bus] = true;
        }
        for (std::size_t i = 0; i < order_.size(); ++i) {
            for (const std::uint32_t b : at[order_[i]]) {
                if (b == feeding_[order_[i]]) {
                    continue;
                }
                const std::uint32_t next =
                    branches_[b].from == order_[i] ? branches_[b].to : branches_[b].from;
                if (seen[next]) {
                    throw std::logic_error("the synthetic grid has a closed loop");
                }
                seen[next] = true;
                feeding_[next] = b;
                order_.push_back(next);
            }
        }
    }

    bool turned(std::uint32_t bus) const { return branches_[feeding_[bus]].to != bus; }

    void backward() {
        std::vector<Phasor> drawn(grid_.buses.size());
        for (const std::uint32_t bus : order_) {
            drawn[bus] = current(injected_[bus], voltage_[bus]);
        }
        for (const Branch& branch : branches_) {
            const Phasor charging{0, branch.charging};
            drawn[branch.from] =
                drawn[branch.from] + (charging + branch.shunt) * voltage_[branch.from];
            drawn[branch.to] = drawn[branch.to] + charging * voltage_[branch.to];
        }
        for (std::size_t i = order_.size(); i-- > 0;) {
            const std::uint32_t bus = order_[i];
            if (feeding_[bus] != no_asset) {
                const Branch& branch = branches_[feeding_[bus]];
                const std::uint32_t above = turned(bus) ? branch.to : branch.from;
                drawn[above] = drawn[above] + (1 / branch.ratio) * drawn[bus];
            }
        }
        through_ = std::move(drawn);
    }

    /// Returns the largest change of a voltage.
    double forward() {
        double most = 0;
        const auto set = [&](std::uint32_t bus, const Phasor& voltage) {
            most = std::max(most, (voltage - voltage_[bus]).size());
            voltage_[bus] = voltage;
        };
        for (const GridSource& source : grid_.sources) {
            // Resistance to reactance 0.1, as power-grid-model assumes for a source.
            const double x = base_va / source.sk_va / std::sqrt(1.01);
            set(source.bus,
                Phasor{source.voltage_pu, 0} - Phasor{0.1 * x, x} * through_[source.bus]);
        }
        for (const std::uint32_t bus : order_) {
            if (feeding_[bus] != no_asset) {
                const Branch& branch = branches_[feeding_[bus]];
                const std::uint32_t above = turned(bus) ? branch.to : branch.from;
                set(bus, (1 / branch.ratio) * voltage_[above] - branch.impedance * through_[bus]);
            }
        }
        return most;
    }

    RadialState collect() const {
        RadialState state;
        state.voltage_pu.resize(grid_.buses.size(), 0);
        state.line_loading.resize(grid_.lines.size(), 0);
        state.transformer_loading.resize(grid_.transformers.size(), 0);
        for (const std::uint32_t bus : order_) {
            state.voltage_pu[bus] = voltage_[bus].size();
            state.load_w += injected_[bus].re * base_va;
            if (feeding_[bus] == no_asset) {
                continue;
            }
            const Branch& branch = branches_[feeding_[bus]];
            state.loss_w += (branch.impedance.re * through_[bus].square() +
                             branch.shunt.re * voltage_[branch.from].square()) *
                            base_va;
            if (branch.line != no_asset) {
                state.line_loading[branch.line] = line_loading(branch, bus);
                continue;
            }
            const double loading =
                through_[bus].size() * voltage_[branch.from].size() / branch.ratio * base_va /
                grid_.transformers[branch.first_transformer].type.sn_va / branch.transformers;
            for (std::uint32_t i = 0; i < branch.transformers; ++i) {
                state.transformer_loading[branch.first_transformer + i] = loading;
            }
        }
        return state;
    }

    /// At the worse of both ends; what a cable's own charging adds flows at its ends only.
    double line_loading(const Branch& branch, std::uint32_t bus) const {
        const GridLine& line = grid_.lines[branch.line];
        const double base_a = base_va / (std::sqrt(3.0) * grid_.buses[bus].rated_v);
        const Phasor charging{0, branch.charging};
        const std::uint32_t above = turned(bus) ? branch.to : branch.from;
        const double far = (through_[bus] - charging * voltage_[bus]).size();
        const double near = (through_[bus] + charging * voltage_[above]).size();
        return std::max(far, near) * base_a / (line.cable.rated_a * line.parallel);
    }

    const SyntheticGrid& grid_;
    std::vector<Branch> branches_;
    std::vector<Phasor> injected_;       ///< per bus, pu: what customers draw
    std::vector<std::uint32_t> order_;   ///< buses with supply, from the sources on
    std::vector<std::uint32_t> feeding_; ///< per bus: the branch towards the source
    std::vector<Phasor> voltage_;
    std::vector<Phasor> through_; ///< per bus: current of it and all beyond
};

} // namespace

RadialState solve_radially(const SyntheticGrid& grid) {
    return Sweep{grid}.solve();
}

} // namespace cityproof::energy
