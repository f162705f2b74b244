// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/explanation.hpp"

#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cityproof::diverge {
namespace {

constexpr std::size_t most_recorded = 5;

std::optional<HandledEvent> effect_of(const io::TraceReader& trace, const DivergentSide& side) {
    if (!side.happening || !side.window_place) {
        return std::nullopt;
    }
    if (const auto* event = std::get_if<io::TraceEvent>(&*side.happening)) {
        return HandledEvent{*event, *side.window_place};
    }
    if (const auto* publication = std::get_if<io::TracePublication>(&*side.happening)) {
        return handling_of(trace, *publication, *side.window_place);
    }
    return std::nullopt;
}

SideExplanation explain_side(const TracedRun& run, const Divergence& divergence,
                             const DivergentSide& side, std::size_t depth) {
    SideExplanation explanation;
    if (const auto effect = effect_of(run.trace(), side)) {
        explanation.causes = cause_chain(run.trace(), *effect, divergence.equal_windows, depth);
    }
    if (side.window) {
        for (const io::EventRecord& event : run.file().events()) {
            const bool inside = event.time_s * 1e9 >= static_cast<double>(side.window->begin_ns) &&
                                event.time_s * 1e9 < static_cast<double>(side.window->end_ns);
            if (inside && explanation.recorded.size() < most_recorded) {
                explanation.recorded.push_back(event);
            }
        }
    }
    return explanation;
}

/// "1:02:03.5" in nanoseconds.
std::optional<std::int64_t> clock_ns(const std::string& text) {
    std::int64_t hours = 0;
    int minutes = 0;
    double seconds = 0;
    const char* const end = text.data() + text.size();
    const auto [colon, error] = std::from_chars(text.data(), end, hours);
    if (error != std::errc{} || colon == end || *colon != ':') {
        return std::nullopt;
    }
    const auto [second_colon, error_2] = std::from_chars(colon + 1, end, minutes);
    if (error_2 != std::errc{} || second_colon == end || *second_colon != ':') {
        return std::nullopt;
    }
    const auto [rest, error_3] = std::from_chars(second_colon + 1, end, seconds);
    constexpr std::int64_t most_hours = 1'000'000;
    if (error_3 != std::errc{} || rest != end || hours < 0 || hours > most_hours || minutes < 0 ||
        minutes > 59 || !(seconds >= 0) || !(seconds < 60)) {
        return std::nullopt;
    }
    return (hours * 3600 + minutes * 60) * 1'000'000'000 + std::llround(seconds * 1e9);
}

} // namespace

Explanation explain(const TracedRun& a, const TracedRun& b, std::size_t depth) {
    require_comparable(a, b);
    Explanation explanation{.a = &a, .b = &b, .inputs = input_differences(a, b), .divergence = {}};
    explanation.divergence = find_divergence(a.trace(), b.trace());
    if (!explanation.divergence) {
        const auto in_a = a.file().trace_hash();
        const auto in_b = b.file().trace_hash();
        explanation.hashes_differ = in_a && in_b && *in_a != *in_b;
        return explanation;
    }
    for (std::size_t side = 0; side < 2; ++side) {
        explanation.sides[side] = explain_side(explanation.run(side), *explanation.divergence,
                                               explanation.divergence->sides[side], depth);
    }
    return explanation;
}

EventQuestion parse_event_question(const std::string& text) {
    const Location where{{}, 0, "--why"};
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0) {
        throw InputError(where, fmt::format("\"{}\" names no entity and time", text),
                         "ENTITY@TIME, as in sensor/s7@1:02:03");
    }
    const std::string time = text.substr(at + 1);
    if (const std::optional<std::int64_t> ns = clock_ns(time)) {
        return {text.substr(0, at), SimTime::at_ns(*ns)};
    }
    if (time.find(':') != std::string::npos) {
        throw InputError(where, fmt::format("\"{}\" is no simulated time", time),
                         "h:mm:ss, as in 1:02:03");
    }
    return {text.substr(0, at), SimTime::zero() + parse_duration(time, where)};
}

CauseChain answer(const TracedRun& run, const EventQuestion& question, std::size_t depth) {
    const Location where{run.name(), 0, "--why"};
    if (run.trace().detail() == io::TraceDetail::windows) {
        throw InputError(where, "its trace holds the windows' hashes and no events",
                         "a run with `cityproof run --trace`");
    }
    const std::vector<std::string>& entities = run.trace().entities();
    const auto entity = std::ranges::find(entities, question.entity);
    if (entity == entities.end()) {
        throw InputError(where, fmt::format("there is no entity \"{}\"", question.entity),
                         entities.empty() ? "an entity with events; the run has none"
                                          : fmt::format("TABLE/ID, as in {}", entities.front()));
    }
    const auto event = last_handled(
        run.trace(), static_cast<std::uint32_t>(entity - entities.begin()), question.time.ns());
    if (!event) {
        throw InputError(where, fmt::format("{} handled no event up to {}", question.entity,
                                            to_string(question.time)));
    }
    return cause_chain(run.trace(), *event, 0, depth);
}

} // namespace cityproof::diverge
