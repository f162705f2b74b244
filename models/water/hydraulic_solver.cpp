// SPDX-License-Identifier: Apache-2.0
#include "models/water/hydraulic_solver.hpp"

#include "core/base/errors.hpp"
#include "core/base/log.hpp"
#include "models/water/state_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace cityproof::water {
namespace {

/// A tank whose level is within 0.0005 ft of its minimum gives no water: Htol in EPANET's
/// hydsolver.c.
constexpr double empty_tank_m = 0.0005 * 0.3048 * 1.01;
/// EPANET's long is wide enough, its int dates in reports are not.
constexpr long far_future_s = 2'000'000'000;
constexpr int extra_trials = 10;
/// Demands given back or withheld can switch pumps and valves, which can change what is reached.
constexpr int most_rounds = 4;

std::vector<SupplyReach::Link> reach_links(const EpanetProject& project) {
    std::vector<SupplyReach::Link> links;
    const int count = project.count(CountOf::links);
    for (int link = 1; link <= count; ++link) {
        const auto [start, end] = project.link_nodes(link);
        links.push_back(
            {static_cast<std::uint32_t>(start - 1), static_cast<std::uint32_t>(end - 1)});
    }
    return links;
}

int epanet(std::size_t position) {
    return static_cast<int>(position) + 1;
}

const char* warning_text(int warning) {
    constexpr const char* texts[] = {"",
                                     "the hydraulic equations were not balanced",
                                     "the hydraulic solution is unstable",
                                     "parts of the network are disconnected",
                                     "pumps work outside their curves",
                                     "valves cannot keep their settings",
                                     "pressures are negative"};
    return texts[warning];
}

} // namespace

HydraulicSolver::HydraulicSolver(const Settings& settings)
    : file_{settings.network.string()},
      project_{settings.network},
      tables_{read_water_tables(project_)},
      units_{units_of(project_.flow_unit())},
      demands_{project_},
      holds_{project_},
      reach_{tables_.nodes.size(), reach_links(project_)} {
    configure(settings);
    const int links = project_.count(CountOf::links);
    for (int link = 1; link <= links; ++link) {
        link_kinds_.push_back(project_.link_kind(link));
    }
    for (const std::uint32_t tank : tables_.tanks) {
        tank_nodes_.push_back(epanet(tank));
        least_level_m_.push_back(project_.value(epanet(tank), NodeValue::minimum_level) *
                                 units_.length_m);
    }
    const std::size_t nodes = tables_.nodes.size();
    passages_.resize(link_kinds_.size());
    source_.resize(nodes);
    blocks_.resize(nodes);
    reached_.assign(nodes, 1);
    state_.node_pressure_m.resize(nodes);
    state_.node_deficit_m3ps.resize(nodes);
    state_.pipe_flow_m3ps.resize(tables_.pipes.size());
    state_.tank_level_m.resize(tables_.tanks.size());
    state_.pump_power_w.resize(tables_.pumps.size());
    project_.start();
}

void HydraulicSolver::configure(const Settings& settings) {
    for (const std::string& remark : tables_.remarks) {
        Log::warning(remark);
    }
    if (project_.asks_for_quality()) {
        Log::warning(fmt::format(
            "{}: the file asks for a water quality analysis; only the hydraulics are simulated",
            settings.network.string()));
    }
    // The file's duration must not end the run, and with "Unbalanced Stop", EPANET's default, a
    // solution that does not converge would.
    project_.set_time(TimeValue::duration, far_future_s);
    if (project_.option(OptionValue::unbalanced) < 0) {
        project_.set_option(OptionValue::unbalanced, extra_trials);
    }
    trials_ = static_cast<int>(project_.option(OptionValue::trials));
    if (settings.convergence) {
        project_.set_option(OptionValue::accuracy, settings.convergence->accuracy);
        project_.set_option(OptionValue::flow_change,
                            settings.convergence->flow_change_m3ps / units_.flow_m3ps);
    }
    if (settings.pressure_driven) {
        const auto unit =
            static_cast<PressureUnit>(std::lround(project_.option(OptionValue::pressure_units)));
        const double metre =
            pressure_of_one_metre(unit, project_.option(OptionValue::specific_gravity));
        project_.set_pressure_driven(settings.pressure_driven->minimum_pressure_m * metre,
                                     settings.pressure_driven->required_pressure_m * metre);
    }
}

void HydraulicSolver::warm_up(long clock) {
    const long file_step = project_.time(TimeValue::hydraulic_step);
    solve();
    if (clock > clock_) {
        advance_to(clock, file_step);
        solve();
    }
    start_totals();
    begin_clock_ = clock;
    // From here on the caller's steps count; a report step of the file would only cut them.
    project_.set_time(TimeValue::report_step, far_future_s);
}

void HydraulicSolver::advance_to(long clock, long longest_step) {
    assert(clock >= clock_);
    while (clock_ < clock) {
        if (!solved_) {
            solve(); // a step goes by the flows at its start
        }
        step_towards(clock, longest_step);
    }
}

void HydraulicSolver::step_towards(long clock, long longest_step) {
    project_.set_time(TimeValue::hydraulic_step, std::min(longest_step, clock - clock_));
    const long length = project_.step();
    if (length <= 0 || clock_ + length > clock) {
        throw EngineError(
            "EPANET",
            fmt::format("made a step of {} s at {} s of the network's clock", length, clock_));
    }
    // What a solution found holds until the next one, as it does for EPANET's tanks.
    totals_.delivered_m3 += state_.delivered_m3ps * static_cast<double>(length);
    totals_.unserved_m3 += state_.unserved_m3ps * static_cast<double>(length);
    clock_ += length;
    solved_ = false;
    holds_.watch(clock_, reached_);
}

void HydraulicSolver::open(int link) {
    holds_.release(link);
    if (project_.value(link, LinkValue::status) == 0) {
        project_.set_value(link, LinkValue::status, 1);
    }
}

void HydraulicSolver::solve() {
    int warning = solve_once();
    // The first round may give demands back; later ones only withhold, so that a pump which reaches
    // a part only as long as nothing is drawn there does not make the rounds endless.
    for (int round = 0; round < most_rounds && withhold_demands(round == 0); ++round) {
        warning = solve_once();
    }
    note(warning);
    read_state();
    solved_ = true;
}

int HydraulicSolver::solve_once() {
    const int warning = run_solution();
    find_reached();
    return warning;
}

int HydraulicSolver::run_solution() {
    const int warning = project_.solve();
    return warning == solution_failed ? solve_without_dry_pipes() : warning;
}

// EPANET's equations are ill-conditioned (error 110) when open pipes, whose conductance grows as
// their flow falls, lie in a part that only closed links, with next to no conductance, join to a
// source. Nothing flows there. So its demands are withheld and its pipes closed for one solution.
int HydraulicSolver::solve_without_dry_pipes() {
    find_reached();
    withhold_demands(false);
    std::vector<int> closed;
    for (std::size_t i = 0; i < tables_.pipes.size(); ++i) {
        const WaterTables::Link& pipe = tables_.pipes[i];
        if (pipe.kind == LinkKind::pipe && reached_[pipe.start] == 0 && reached_[pipe.end] == 0 &&
            project_.value(pipe.epanet_link, LinkValue::status) != 0) {
            project_.set_value(pipe.epanet_link, LinkValue::status, 0);
            closed.push_back(pipe.epanet_link);
        }
    }
    const int warning = project_.solve();
    for (const int pipe : closed) {
        project_.set_value(pipe, LinkValue::status, 1);
    }
    if (warning == solution_failed) {
        throw EngineError("EPANET",
                          fmt::format("cannot solve the hydraulic equations at {} s of the "
                                      "network's clock (error 110)",
                                      clock_),
                          solution_failed);
    }
    return warning;
}

void HydraulicSolver::note(int warning) {
    // The code tells one kind only: 4, 5 and 6 hide an unstable solution, which took more than the
    // allowed trials.
    if (warning == 1 || warning == 2 || project_.iterations() > trials_) {
        ++totals_.unsolved_steps;
    }
    if (warning < 1 || warning > 6) {
        return;
    }
    const auto kind = static_cast<std::size_t>(warning);
    if (!said_[kind]) {
        said_[kind] = true;
        Log::Warning said{
            .text = fmt::format(
                "water: at {} s of the network's clock {} (EPANET warning {}); said once only",
                clock_, warning_text(warning), warning)};
        if (begin_clock_) {
            said.at = SimTime::zero() + Duration::seconds(clock_ - *begin_clock_);
        }
        Log::warning(said);
    }
}

Passage HydraulicSolver::passage(std::size_t link) const {
    const LinkKind kind = link_kinds_[link];
    // Closed may also mean: into a full tank or out of an empty one. No part hangs on such a pipe
    // alone, since EPANET opens it as soon as water would come out of the full tank.
    const bool open = statuses_[link] != 0;
    switch (kind) {
    case LinkKind::check_valve_pipe:
        return Passage::forward; // closed only when its far side has the higher head, and so is
                                 // supplied
    case LinkKind::pump:
        return open ? Passage::forward : Passage::none;
    case LinkKind::pressure_reducing_valve:
    case LinkKind::pressure_sustaining_valve:
        // A setting means that the valve regulates and the solution closed it; fixed valves have
        // none.
        if (project_.value(epanet(link), LinkValue::setting) != 0) {
            return Passage::forward;
        }
        break;
    default:
        break;
    }
    return open ? Passage::both : Passage::none;
}

void HydraulicSolver::find_reached() {
    project_.read_values(LinkValue::status, statuses_);
    project_.read_values(NodeValue::head, heads_);
    bool changed = false;
    for (std::size_t link = 0; link < passages_.size(); ++link) {
        const Passage now = passage(link);
        changed = changed || now != passages_[link];
        passages_[link] = now;
    }
    for (std::size_t i = 0; i < tables_.tanks.size(); ++i) {
        const std::uint32_t node = tables_.tanks[i];
        const double level = heads_[node] * units_.length_m - tables_.nodes[node].elevation_m;
        const char has_water = level > least_level_m_[i] + empty_tank_m ? 1 : 0;
        changed = changed || has_water != source_[node];
        source_[node] = has_water;
        blocks_[node] = has_water == 0 ? 1 : 0;
    }
    for (std::size_t node = 0; node < source_.size(); ++node) {
        if (tables_.nodes[node].kind == NodeKind::reservoir && source_[node] == 0) {
            source_[node] = 1;
            changed = true;
        }
    }
    if (changed) {
        reached_ = reach_.search(passages_, source_, blocks_);
    }
}

bool HydraulicSolver::withhold_demands(bool give_back) {
    bool changed = false;
    for (std::size_t i = 0; i < reached_.size(); ++i) {
        const int node = epanet(i);
        if (tables_.nodes[i].kind != NodeKind::junction || !demands_.is_user(node)) {
            continue;
        }
        const bool dry = reached_[i] == 0;
        if (dry && !demands_.is_withheld(node)) {
            demands_.withhold(node);
            changed = true;
        } else if (!dry && give_back && demands_.is_withheld(node)) {
            demands_.give_back(node);
            changed = true;
        }
    }
    return changed;
}

void HydraulicSolver::read_state() {
    read_nodes();
    project_.read_values(LinkValue::flow, flows_);
    for (std::size_t i = 0; i < tables_.pipes.size(); ++i) {
        const WaterTables::Link& pipe = tables_.pipes[i];
        const bool dry = reached_[pipe.start] == 0 && reached_[pipe.end] == 0;
        const double flow = flows_[static_cast<std::size_t>(pipe.epanet_link - 1)];
        state_.pipe_flow_m3ps[i] = dry ? 0.0 : flow * units_.flow_m3ps;
    }
    for (std::size_t i = 0; i < tables_.tanks.size(); ++i) {
        const std::uint32_t node = tables_.tanks[i];
        state_.tank_level_m[i] = heads_[node] * units_.length_m - tables_.nodes[node].elevation_m;
    }
    for (std::size_t i = 0; i < tables_.pumps.size(); ++i) {
        state_.pump_power_w[i] =
            project_.value(tables_.pumps[i].epanet_link, LinkValue::power_kw) * 1000.0;
    }
}

void HydraulicSolver::read_nodes() {
    project_.read_values(NodeValue::demand_flow, demand_flows_);
    project_.read_values(NodeValue::demand_deficit, deficits_);
    project_.read_values(NodeValue::full_demand, full_demands_);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    state_.delivered_m3ps = 0;
    state_.unserved_m3ps = 0;
    state_.lowest_pressure_m = none;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        const WaterTables::Node& node = tables_.nodes[i];
        double& pressure = state_.node_pressure_m[i];
        double& deficit = state_.node_deficit_m3ps[i];
        deficit = 0;
        if (node.kind != NodeKind::junction) {
            // A reservoir's elevation is its head, which a pattern may move.
            pressure =
                node.kind == NodeKind::tank ? heads_[i] * units_.length_m - node.elevation_m : 0.0;
            continue;
        }
        // Withheld although reached: what happens when the rounds of one instant do not come to
        // rest.
        if (reached_[i] == 0 || demands_.is_withheld(epanet(i))) {
            pressure = reached_[i] == 0 ? none : heads_[i] * units_.length_m - node.elevation_m;
            deficit = std::max(0.0, demands_.full_demand(epanet(i), clock_)) * units_.flow_m3ps;
        } else {
            pressure = heads_[i] * units_.length_m - node.elevation_m;
            deficit = std::max(0.0, deficits_[i]) * units_.flow_m3ps;
            state_.delivered_m3ps += std::max(0.0, demand_flows_[i]) * units_.flow_m3ps;
            if (full_demands_[i] > 0 && !(pressure >= state_.lowest_pressure_m)) {
                state_.lowest_pressure_m = pressure;
            }
        }
        state_.unserved_m3ps += deficit;
    }
}

void HydraulicSolver::rebase(long clock, long longest_step) {
    const bool based = base_ && base_->clock == clock && !solved_;
    if (based && clock_ == clock) {
        return;
    }
    advance_to(clock, longest_step);
    holds_.rebase();
    base_ = read_network_state(project_, tank_nodes_, clock_);
    start_from_base();
}

void HydraulicSolver::start_from_base() {
    apply_network_state(project_, tank_nodes_, *base_);
    clock_ = base_->clock;
    // EPANET looks ahead by a tank's inflow when it compares a level with a control's; after a
    // start afresh it has none, and a control that is due now would be late by a step.
    run_solution();
    solved_ = false;
}

void HydraulicSolver::save(engine::StateWriter& out) const {
    if (base_ && solved_) {
        throw std::logic_error("a water network is saved only at the instant of its re-basing");
    }
    if (project_.asks_for_quality()) {
        throw InputError({file_, 0, "QUALITY"},
                         "water-quality runs cannot be resumed: EPANET does not give its state",
                         "QUALITY NONE under [OPTIONS]",
                         "ask for no quality, or run without checkpoints and saved states");
    }
    put_flag(out, base_.has_value());
    demands_.save(out);
    holds_.save(out);
    out.put(totals_.delivered_m3);
    out.put(totals_.unserved_m3);
    out.put(totals_.unsolved_steps);
    for (const bool said : said_) {
        put_flag(out, said);
    }
    if (base_) {
        base_->save(out);
    }
}

void HydraulicSolver::restore(engine::StateReader& in) {
    const bool has_base = get_flag(in);
    demands_.restore(in);
    holds_.restore(in);
    in.get(totals_.delivered_m3);
    in.get(totals_.unserved_m3);
    in.get(totals_.unsolved_steps);
    for (bool& said : said_) {
        said = get_flag(in);
    }
    if (has_base) {
        base_ = NetworkState::restored(in, tank_nodes_.size(), link_kinds_.size());
        start_from_base();
    }
}

} // namespace cityproof::water
