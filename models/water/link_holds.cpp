// SPDX-License-Identifier: Apache-2.0
#include "models/water/link_holds.hpp"

#include "models/water/state_values.hpp"

#include <cmath>

namespace cityproof::water {
namespace {

constexpr long day_s = 86400;
/// Speeds that mark rule actions: -2 for the first, -3 for the second ... EPANET compares settings
/// with a tolerance of 0.001, so whole numbers are told apart.
constexpr double first_marker = -2.0;

double marker_of(std::size_t action) {
    return first_marker - static_cast<double>(action);
}

} // namespace

LinkHolds::LinkHolds(EpanetProject& project)
    : project_{project},
      actions_{project.rule_actions()},
      day_start_{project.time(TimeValue::clock_start)} {
    const int controls = project.count(CountOf::controls);
    for (int control = 1; control <= controls; ++control) {
        controls_.push_back(project.control(control));
    }
}

void LinkHolds::hold(int link, long clock) {
    if (is_held(link)) {
        return;
    }
    Hold hold;
    // A control of this very second has not been carried out yet, or finds its order fulfilled.
    hold.watched_until = clock - 1;
    // What was ordered counts, not that the pump cannot lift so high just now.
    hold.wanted.open = project_.value(link, LinkValue::state) != link_state_closed;
    const LinkKind kind = project_.link_kind(link);
    const double setting = project_.value(link, LinkValue::setting);
    // A pipe's setting is its roughness. A pump's 0 is "off", a valve's 0 is "fixed open or
    // closed".
    if (kind >= LinkKind::pump && setting != 0) {
        hold.wanted.setting = setting;
    }
    hold.speed_pattern = seize(link);
    project_.set_value(link, LinkValue::status, 0);
    held_.emplace(link, hold);
}

double LinkHolds::seize(int link) {
    touched_.insert(link);
    enable_controls(link, false);
    const bool pump = is_pump(link);
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        if (actions_[i].link != link) {
            continue;
        }
        if (pump) {
            project_.replace_action(actions_[i], rule_status_none, marker_of(i));
        } else {
            project_.replace_action(actions_[i], rule_status_closed, rule_setting_none);
        }
    }
    if (!pump) {
        return 0;
    }
    const double pattern = project_.value(link, LinkValue::speed_pattern);
    project_.set_value(link, LinkValue::speed_pattern, 0);
    return pattern;
}

void LinkHolds::let_go(int link) {
    enable_controls(link, true);
    for (const RuleAction& action : actions_) {
        if (action.link == link) {
            project_.replace_action(action, action.status, action.setting);
        }
    }
}

void LinkHolds::release(int link) {
    const auto found = held_.find(link);
    if (found == held_.end()) {
        return;
    }
    Hold hold = found->second;
    watch_rules(link, hold);
    held_.erase(found);
    let_go(link);
    if (is_pump(link)) {
        project_.set_value(link, LinkValue::speed_pattern, hold.speed_pattern);
    }
    apply(link, hold.wanted);
}

void LinkHolds::enable_controls(int link, bool enabled) {
    for (std::size_t i = 0; i < controls_.size(); ++i) {
        SimpleControl control = controls_[i];
        if (control.link != link) {
            continue;
        }
        const int index = static_cast<int>(i) + 1;
        if (control.node != 0 && project_.node_kind(control.node) == NodeKind::junction) {
            control.setting = enabled ? control.setting : control_closes;
            project_.replace_control(index, control);
        }
        project_.enable_control(index, enabled);
    }
}

void LinkHolds::watch(long clock, const std::vector<char>& reached) {
    for (auto& [link, hold] : held_) {
        watch_rules(link, hold);
        // EPANET makes no step for a control that is off, so several may have fired since.
        long last = hold.watched_until;
        for (const SimpleControl& control : controls_) {
            if (control.link != link) {
                continue;
            }
            const std::optional<long> fired = fired_at(control, hold, clock, reached);
            if (fired && *fired >= last) {
                last = *fired;
                hold.wanted = wanted_by(control);
            }
        }
        hold.watched_until = clock;
    }
}

std::optional<long> LinkHolds::fired_at(const SimpleControl& control, const Hold& hold, long clock,
                                        const std::vector<char>& reached) const {
    const auto if_watched = [&](long when) {
        return when > hold.watched_until && when <= clock ? std::optional{when} : std::nullopt;
    };
    const auto due = static_cast<long>(std::lround(control.level));
    switch (control.kind) {
    case ControlKind::at_time:
        return if_watched(due);
    case ControlKind::at_clock_time: {
        const long now = clock + day_start_;
        const long latest =
            now - ((now - due) % day_s + day_s) % day_s; // last time that the clock showed `due`
        return if_watched(latest - day_start_);
    }
    case ControlKind::below_level:
    case ControlKind::above_level:
        break;
    }
    if (control.node == 0 || reached[static_cast<std::size_t>(control.node - 1)] == 0) {
        return std::nullopt;
    }
    // A tank's level is compared in units of length, a junction's pressure in units of pressure.
    const bool junction = project_.node_kind(control.node) == NodeKind::junction;
    const double value = junction ? project_.value(control.node, NodeValue::pressure)
                                  : project_.value(control.node, NodeValue::head) -
                                        project_.value(control.node, NodeValue::elevation);
    const bool holds =
        control.kind == ControlKind::below_level ? value <= control.level : value >= control.level;
    return holds ? std::optional{clock} : std::nullopt;
}

LinkHolds::Wanted LinkHolds::wanted_by(const SimpleControl& control) const {
    if (control.setting == control_closes || (is_pump(control.link) && control.setting == 0)) {
        return {.open = false};
    }
    if (control.setting == control_opens) {
        return {.open = true};
    }
    return {.open = true, .setting = control.setting};
}

LinkHolds::Wanted LinkHolds::wanted_by(const RuleAction& action) const {
    if (action.status == rule_status_open || action.status == rule_status_closed) {
        return {.open = action.status == rule_status_open};
    }
    return {.open = action.setting > 0, .setting = action.setting};
}

void LinkHolds::watch_rules(int link, Hold& hold) const {
    if (!is_pump(link) || actions_.empty()) {
        return;
    }
    const double marker = project_.value(link, LinkValue::setting);
    if (marker <= first_marker && marker != hold.last_marker) {
        hold.last_marker = marker;
        hold.wanted =
            wanted_by(actions_[static_cast<std::size_t>(std::lround(first_marker - marker))]);
    }
}

void LinkHolds::apply(int link, const Wanted& wanted) {
    const LinkKind kind = project_.link_kind(link);
    if (kind <= LinkKind::pipe || !wanted.setting || (kind == LinkKind::pump && !wanted.open)) {
        project_.set_value(link, LinkValue::status, wanted.open ? 1 : 0);
        return;
    }
    if (kind == LinkKind::pump) {
        project_.set_value(link, LinkValue::status, 1);
    }
    // A valve's setting also makes it regulate again, which the status "open" would not.
    project_.set_value(link, LinkValue::setting, *wanted.setting);
}

void LinkHolds::rebase() {
    for (auto& [link, hold] : held_) {
        watch_rules(link, hold);
        // EPANET takes no speed below zero from outside, so that the marker is gone after a start
        // afresh. A rule that fires still writes it again.
        hold.last_marker = 0;
    }
}

void LinkHolds::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{touched_.size()});
    for (const int link : touched_) {
        out.put(link);
        const auto found = held_.find(link);
        put_flag(out, found != held_.end());
        if (found != held_.end()) {
            save(out, found->second);
        }
    }
}

void LinkHolds::save(engine::StateWriter& out, const Hold& hold) const {
    put_flag(out, hold.wanted.open);
    put_optional(out, hold.wanted.setting);
    out.put(hold.watched_until);
}

void LinkHolds::restore(engine::StateReader& in) {
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        const int link = restored_link(in);
        if (get_flag(in)) {
            held_.emplace(link, restored_hold(in, link));
        } else {
            touched_.insert(link);
            let_go(link);
        }
    }
}

LinkHolds::Hold LinkHolds::restored_hold(engine::StateReader& in, int link) {
    Hold hold;
    hold.wanted.open = get_flag(in);
    hold.wanted.setting = get_optional(in);
    in.get(hold.watched_until);
    hold.speed_pattern = seize(link);
    return hold;
}

int LinkHolds::restored_link(engine::StateReader& in) const {
    const int link = in.get<int>();
    const bool known = link >= 1 && link <= project_.count(CountOf::links);
    if (!known || touched_.contains(link) ||
        project_.link_kind(link) == LinkKind::check_valve_pipe) {
        in.fail("the checkpoint keeps links closed that this network does not have");
    }
    return link;
}

} // namespace cityproof::water
