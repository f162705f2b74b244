// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cityproof::traffic {

/// Closes a street, or ends one closing of it.
struct StreetOrder {
    std::uint32_t street = 0; ///< among the streets in ascending order of their ids
    bool close = true;

    friend bool operator==(const StreetOrder&, const StreetOrder&) = default;
};

/// A street that is closed at the moment of a saved state.
struct ClosedStreet {
    std::string id;
    std::uint32_t times = 1; ///< closings that were not ended

    friend bool operator==(const ClosedStreet&, const ClosedStreet&) = default;
};

/// How many trips a closed street has cut off since the last notice of it.
struct ClosureNotice {
    SimTime when;
    std::string street;
    std::uint64_t vehicles = 0;
};

/// Warns of each, with its time and street.
void warn_of(const std::vector<ClosureNotice>& notices);

/// Streets of the running SUMO that no vehicle may enter. The street itself stays as it is, so that
/// who is on it, or begins a trip on it, drives on and leaves: what changes is the way of everybody
/// else. Whose way leads over a closed street is given the fastest one around it, by SUMO's present
/// travel times (mean speeds of the last 180 s): vehicles on the road when the street is closed,
/// others when they depart. Nobody is given a way back when it is opened. A vehicle in the junction
/// before the street, or too near to brake, still drives through.
///
/// Who has no way around, or a destination on the street, drives to the end of the last street
/// before it and ends the trip there: `cut_off()`. Stops of buses on the street are left out.
///
/// A street that is closed twice is open when both closings were ended. Opening an open street does
/// nothing.
///
/// While no street is closed it costs nothing. Vehicles are taken in ascending order of their ids.
class StreetClosures {
  public:
    /// `streets`: ascending ids, known from the first order on; outlives it.
    explicit StreetClosures(const std::vector<std::string>& streets) : streets_{streets} {}

    bool any() const { return !closed_.empty(); }

    bool is_closed(std::uint32_t street) const { return times_.contains(street); }

    /// Whether any was ever closed.
    bool were_any() const { return were_any_; }

    /// Carries out orders before the step at `now`, all closings at once.
    void carry_out(std::span<const StreetOrder> orders, SimTime now);

    /// To be called after a step that ends at `now` while any street is closed. `last`: none
    /// follows.
    void after_step(SimTime now, bool last);

    /// Vehicles whose trip was ended before a closed street.
    const std::set<std::string>& cut_off() const { return cut_off_; }

    /// What is to be told since the last call: at a closing, every full hour, at the opening and at
    /// the end, where any trip was cut off.
    std::vector<ClosureNotice> take_notices();

    std::vector<ClosedStreet> closed() const;
    /// In a SUMO that has loaded the state of that moment: nobody has to be given another way.
    /// Errors: InputError for a street that does not exist.
    void restore(const std::vector<ClosedStreet>& closed, std::set<std::string> cut_off);

  private:
    std::uint32_t times_of(std::uint32_t street) const;
    void set_times(std::uint32_t street, std::uint32_t times);
    void divert(std::vector<std::string> vehicles);
    void divert(const std::string& vehicle);
    void give_way_around(const std::string& vehicle) const;
    void leave_out_stops(const std::string& vehicle) const;
    void give_notice(std::uint32_t street, SimTime now);

    const std::vector<std::string>& streets_;
    std::map<std::uint32_t, std::uint32_t> times_; ///< per closed street: closings in force
    std::map<std::string, std::uint32_t, std::less<>> closed_; ///< id to number
    std::vector<std::string> approaches_;             ///< streets that lead to a closed one
    std::map<std::uint32_t, std::uint64_t> not_told_; ///< per street: trips cut off
    std::vector<ClosureNotice> notices_;
    std::set<std::string> cut_off_;
    bool were_any_ = false;
};

} // namespace cityproof::traffic
