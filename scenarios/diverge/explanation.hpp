// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/diverge/cause_chain.hpp"
#include "scenarios/diverge/divergence.hpp"
#include "scenarios/diverge/traced_run.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::diverge {

/// What can be said about the first difference in one run.
struct SideExplanation {
    std::optional<CauseChain> causes;      ///< of an event, or of what published
    std::vector<io::EventRecord> recorded; ///< in the run file during the window: outages, orders
};

/// The answer to "where do these two runs part".
struct Explanation {
    const TracedRun* a = nullptr;
    const TracedRun* b = nullptr;
    std::vector<InputDifference> inputs;
    std::optional<Divergence> divergence; ///< none: the traces are equal
    bool hashes_differ = false;           ///< although the traces are equal
    std::array<SideExplanation, 2> sides = {};

    bool equal() const { return !divergence && !hashes_differ; }

    const TracedRun& run(std::size_t side) const { return side == 0 ? *a : *b; }
};

/// Parameters: `depth` limits the chains of causes; the runs outlive the result. Errors: InputError
/// for runs that cannot be compared, and of the files.
Explanation explain(const TracedRun& a, const TracedRun& b, std::size_t depth);

/// Lines for a person.
std::string text_report(const Explanation& explanation);
/// One object, for programs.
std::string json_report(const Explanation& explanation);

/// One event of one run, as "sensor/s7@1:02:03" names it: the last one that the entity handled up
/// to that time (h:mm:ss, with a fraction, or a duration such as "62 min").
struct EventQuestion {
    std::string entity;
    SimTime time;
};

/// Errors: InputError for another form.
EventQuestion parse_event_question(const std::string& text);

/// Errors: InputError when there is no such entity, or it handled nothing up to then.
CauseChain answer(const TracedRun& run, const EventQuestion& question, std::size_t depth);

std::string text_report(const TracedRun& run, const CauseChain& chain);
std::string json_report(const TracedRun& run, const CauseChain& chain);

} // namespace cityproof::diverge
