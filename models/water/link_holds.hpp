// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "models/water/epanet_project.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace cityproof::water {

/// Links that the simulation keeps closed whatever the file's own controls say: pumps without
/// electricity, pipes and valves closed by a command.
///
/// Closing alone is not enough: EPANET re-applies simple controls in each solution, rules in each
/// step and speed patterns in each solution, and re-opens the link without a word (Net3's pump
/// 335). While a link is held, this holds:
///
/// Its simple controls are off, and this class notes what they would have set. EPANET 2.3.5 obeys
/// a control by the pressure of a junction even when it is off (measured); it is made to say
/// "closed".
///
/// The rules' actions on a pipe or valve are replaced by "closed", those on a pump by a speed below
/// zero. EPANET stores that but does not obey it on a closed pump, and from it the last action that
/// fired can be told.
///
/// A pump has no speed pattern.
///
/// On release the link gets the status and setting that it had before, or that its controls asked
/// for last in the meantime. Not modelled: a rule on a held pipe or valve that fired and would not
/// fire again after the release; a rule whose premise is the speed of a held pump.
class LinkHolds {
  public:
    explicit LinkHolds(EpanetProject& project);

    bool is_held(int link) const { return held_.contains(link); }

    /// Closes the link and keeps it closed. `clock`: the network's, in seconds; a control that is
    /// due in this second is noted, since the second's solution comes after. Nothing happens when
    /// it is held already.
    void hold(int link, long clock);

    /// Ends a hold; the next solution applies the link's controls again. Nothing happens when it is
    /// not held.
    void release(int link);

    /// Takes note of what the controls of held links ask for once the clock has moved to `clock`.
    /// Parameters: `reached`: per node, whether its pressure means anything.
    void watch(long clock, const std::vector<char>& reached);

    /// Takes note of the rules that fired on held pumps, before EPANET is started afresh and no
    /// longer knows.
    void rebase();

    /// Writes the holds; not the status and setting of links, which NetworkState has.
    void save(engine::StateWriter& out) const;
    /// Parameters: `in` continues holds of which there are none yet.
    void restore(engine::StateReader& in);

  private:
    struct Wanted {
        bool open = false;
        std::optional<double> setting = {}; ///< pump speed or valve setting
    };

    struct Hold {
        Wanted wanted;
        double speed_pattern = 0;
        double last_marker = 0;
        long watched_until = 0; ///< clock; controls due until then are done with
    };

    void save(engine::StateWriter& out, const Hold& hold) const;
    Hold restored_hold(engine::StateReader& in, int link);
    int restored_link(engine::StateReader& in) const;
    /// Takes the link out of the hands of controls, rules and speed pattern. Returns the pattern.
    double seize(int link);
    /// Gives it back to controls and rules.
    void let_go(int link);
    void enable_controls(int link, bool enabled);
    /// When a control would have acted since the last watch; its last time if several.
    std::optional<long> fired_at(const SimpleControl& control, const Hold& hold, long clock,
                                 const std::vector<char>& reached) const;
    Wanted wanted_by(const SimpleControl& control) const;
    Wanted wanted_by(const RuleAction& action) const;
    void watch_rules(int link, Hold& hold) const;
    void apply(int link, const Wanted& wanted);

    bool is_pump(int link) const { return project_.link_kind(link) == LinkKind::pump; }

    EpanetProject& project_;
    std::vector<SimpleControl> controls_; ///< [i] is EPANET's control i + 1
    std::vector<RuleAction> actions_;
    std::map<int, Hold> held_;
    /// Held at any time. Their controls were rewritten, which may change the last bit of a level:
    /// EPANET converts units when it reads and when it writes.
    std::set<int> touched_;
    long day_start_ = 0; ///< clock time at clock 0
};

} // namespace cityproof::water
