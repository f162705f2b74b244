// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/claim.hpp"
#include "scenarios/verdict/verdict.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::verdict {

enum class GateKind {
    superiority,     ///< the effect is a decrease or increase by at least the margin
    non_inferiority, ///< the figure does not get worse by the margin or more
    equivalence,     ///< the effect lies within plus or minus the margin
    limit,           ///< the mean over the runs keeps a limit
    run_limit        ///< every single run keeps a limit
};

enum class GateArm { policy, baseline };

/// A condition that a comparison has to meet, with the confidence at which that is asked.
struct Gate {
    std::string id; ///< for reports; unique in a comparison
    std::string key_figure;
    GateKind kind = GateKind::superiority;
    /// superiority: which way. non_inferiority: which way is better; nullopt: as the figure says.
    std::optional<ClaimDirection> direction = std::nullopt;
    Margin margin = {};                            ///< of the effect; for limits the limit itself
    bool upper = true;                             ///< of a limit: the figure must not exceed it
    GateArm on = GateArm::policy;                  ///< whose runs keep the limit
    double confidence = 0.95;                      ///< of the two-sided interval that is judged
    Location where = {};                           ///< what to name in a message
    std::optional<std::size_t> arm = std::nullopt; ///< only this policy arm: its own claim
};

/// "superiority", "non_inferiority", "equivalence", "limit", "run_limit".
std::string_view to_string(GateKind kind);

/// Reads the one-line form, FIGURE: CONDITION [confidence N %], where CONDITION is one of
///   decrease [>= 5 %]        increase [>= 5 s]       superiority
///   no worse than 1 %                                non-inferiority
///   equal within 0.1 m                               equivalence
///   policy <= 480 s          baseline >= 0.95 pu     a limit on the mean
///   every run >= 0.95 pu     every baseline run ...  a limit on each run
/// Its id is the line itself, blanks folded. Errors: InputError at `where`.
Gate parse_gate(std::string_view line, const Location& where);

/// Errors: InputError at the gate's place for "no worse" and "equal" without a margin above zero.
void require_sound(const Gate& gate);

/// The condition in the one-line form, without figure and confidence.
std::string to_text(const Gate& gate);

/// A policy's claim as a gate on arm number `arm`: superiority, or equivalence for no_change.
Gate gate_of_claim(const Claim& claim, std::size_t arm, const Location& where);

} // namespace cityproof::verdict
