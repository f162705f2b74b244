// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/signal_heads.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <libsumo/TrafficLight.h>

#include <algorithm>

namespace cityproof::traffic {
namespace {

using libsumo::TrafficLight;

/// Used when a plan has no amber phase of its own: 3 s at 50 km/h (RiLSA 2015, table 4).
constexpr int default_amber_s = 3;

bool is_green(char c) {
    return c == 'G' || c == 'g';
}

bool is_amber(char c) {
    return c == 'y' || c == 'Y';
}

bool has_amber(const std::string& state) {
    return std::ranges::any_of(state, is_amber);
}

bool has_red_amber(const std::string& state) {
    return state.find('u') != std::string::npos;
}

/// SUMO's names for the program without lamps and for states that we set.
constexpr const char* off_program = "off";
constexpr const char* ordered_program = "online";

using Phases = std::vector<std::shared_ptr<libsumo::TraCIPhase>>;

/// The longest time, in s, that all links stay without green and amber directly after an amber
/// phase of the plan.
double longest_clearance_s(const Phases& phases) {
    double longest_s = 0;
    for (std::size_t amber = 0; amber < phases.size(); ++amber) {
        if (!has_amber(phases[amber]->state)) {
            continue;
        }
        double clearance_s = 0;
        for (std::size_t i = 1; i < phases.size(); ++i) {
            const libsumo::TraCIPhase& phase = *phases[(amber + i) % phases.size()];
            if (has_amber(phase.state) || std::ranges::any_of(phase.state, is_green)) {
                break;
            }
            clearance_s += phase.duration;
        }
        longest_s = std::max(longest_s, clearance_s);
    }
    return longest_s;
}

std::uint32_t lane_number(std::map<std::string, std::uint32_t>& lanes, const std::string& lane) {
    return lanes.emplace(lane, static_cast<std::uint32_t>(lanes.size())).first->second;
}

} // namespace

SignalHeads::SignalHeads(std::string id, std::map<std::string, std::uint32_t>& lanes) {
    layout_.id = std::move(id);
    own_program_ = TrafficLight::getProgram(layout_.id);
    plan_ = own_program_;
    const auto links = TrafficLight::getControlledLinks(layout_.id);
    double amber_s = 0;
    for (const libsumo::TraCILogic& logic : TrafficLight::getAllProgramLogics(layout_.id)) {
        if (logic.programID != own_program_) {
            continue;
        }
        clearance_ = Duration::from_seconds(longest_clearance_s(logic.phases));
        for (const auto& phase : logic.phases) {
            if (has_amber(phase->state)) {
                amber_s = std::max(amber_s, phase->duration);
                continue;
            }
            if (has_red_amber(phase->state)) {
                continue;
            }
            contracts::SignalLayout::GreenPhase green;
            for (std::size_t i = 0; i < phase->state.size() && i < links.size(); ++i) {
                for (const libsumo::TraCILink& link : links[i]) {
                    const contracts::SignalLayout::Movement movement{
                        lane_number(lanes, link.fromLane), lane_number(lanes, link.toLane)};
                    if (phase->state[i] == 'G') {
                        green.protected_movements.push_back(movement);
                    } else if (phase->state[i] == 'g') {
                        green.permitted_movements.push_back(movement);
                    }
                }
            }
            if (!green.protected_movements.empty() || !green.permitted_movements.empty()) {
                green_states_.push_back(phase->state);
                layout_.phases.push_back(std::move(green));
            }
        }
    }
    amber_ = amber_s > 0 ? Duration::from_seconds(amber_s) : Duration::seconds(default_amber_s);
}

void SignalHeads::update(SimTime now, bool supplied, int target) {
    if (target < -1 || target >= static_cast<int>(green_states_.size())) {
        throw ModelError(now, "signal " + layout_.id,
                         fmt::format("a policy ordered green phase {}, the plan has {}", target,
                                     green_states_.size()));
    }
    const std::string program = TrafficLight::getProgram(layout_.id);
    if (program != off_program && program != ordered_program) {
        own_program_ = program;
    }
    if (!supplied) {
        if (program != off_program) {
            TrafficLight::setProgram(layout_.id, off_program);
        }
        dark_ = true;
        return;
    }
    if (dark_) {
        TrafficLight::setProgram(layout_.id, own_program_);
        dark_ = false;
        target_ = -1;
        at_rest_ = true;
    }
    if (target != target_) {
        if (target_ < 0 && at_rest_) {
            // How long an amber or red of the own plan has burned is not known: it counts from now.
            amber_until_.assign(TrafficLight::getRedYellowGreenState(layout_.id).size(),
                                now + amber_);
            clear_at_ = now + clearance_;
        }
        target_ = target;
        at_rest_ = false;
    }
    if (!at_rest_) {
        approach(now);
    }
}

void SignalHeads::approach(SimTime now) {
    const std::string shown = TrafficLight::getRedYellowGreenState(layout_.id);
    // The own plan may stand anywhere when it takes over: every green ends before.
    const std::string wanted = target_ < 0 ? std::string(shown.size(), 'r')
                                           : green_states_[static_cast<std::size_t>(target_)];
    std::string next = shown;
    bool turns_green = target_ < 0; // the own plan may show green at once
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (is_green(shown[i])) {
            if (!is_green(wanted[i])) {
                next[i] = 'y';
                amber_until_[i] = now + amber_;
            }
            continue;
        }
        turns_green = turns_green || is_green(wanted[i]);
        if (is_amber(shown[i])) {
            if (now < amber_until_[i]) {
                continue;
            }
            clear_at_ = now + clearance_;
        }
        next[i] = 'r';
    }
    if (has_amber(next) || (turns_green && now < clear_at_)) {
        // Also when it is what the own plan shows just now: the plan would go on by itself.
        TrafficLight::setRedYellowGreenState(layout_.id, next);
        return;
    }
    at_rest_ = true;
    if (target_ < 0) {
        TrafficLight::setProgram(layout_.id, own_program_);
    } else {
        TrafficLight::setRedYellowGreenState(layout_.id, wanted);
    }
}

SignalState SignalHeads::state() const {
    const bool ordered = TrafficLight::getProgram(layout_.id) == ordered_program;
    return {.id = layout_.id,
            .plan = plan_,
            .own_program = own_program_,
            .ordered = ordered ? TrafficLight::getRedYellowGreenState(layout_.id) : std::string{},
            .order = {},
            .target = target_,
            .dark = dark_,
            .at_rest = at_rest_,
            .amber_until = amber_until_,
            .clear_at = clear_at_};
}

void SignalHeads::restore(const SignalState& state) {
    const std::size_t links = TrafficLight::getRedYellowGreenState(layout_.id).size();
    const bool fits = (state.ordered.empty() || state.ordered.size() == links) &&
                      (state.amber_until.empty() || state.amber_until.size() == links);
    if (state.target >= 0 && (state.plan != plan_ || !fits)) {
        throw InputError({{}, 0, "signal " + layout_.id},
                         fmt::format("the saved state has ordered a phase of plan {}, and plan {} "
                                     "is in force",
                                     state.plan, plan_),
                         "a state from an instant at which the plan of the start is in force");
    }
    own_program_ = state.own_program;
    target_ = state.target;
    dark_ = state.dark;
    at_rest_ = state.at_rest;
    amber_until_ = state.amber_until;
    clear_at_ = state.clear_at;
    if (dark_) {
        TrafficLight::setProgram(layout_.id, off_program);
    } else if (!state.ordered.empty()) {
        TrafficLight::setRedYellowGreenState(layout_.id, state.ordered);
    }
}

int SignalHeads::heads_lit() const {
    const std::string state = TrafficLight::getRedYellowGreenState(layout_.id);
    return static_cast<int>(std::ranges::count_if(state, [](char c) {
        return std::string_view{"gGyYrR"}.find(c) != std::string_view::npos;
    }));
}

} // namespace cityproof::traffic
