// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::diverge {
namespace {

std::string at(std::int64_t time_ns) {
    return to_string(SimTime::at_ns(time_ns));
}

std::string content(const TracedRun& run, const io::TraceEvent& event) {
    return fmt::format("kind {}, payload {} and {}, sent by {} as its number {}", event.kind,
                       event.whole, event.real, run.entity(event.source), event.sequence);
}

std::string content(const TracedRun& run, const Happening& happening) {
    if (const auto* act = std::get_if<io::TraceAct>(&happening)) {
        return fmt::format("acted in round {}; hash of all it published so far: {:016x}",
                           act->delta, act->published);
    }
    if (const auto* event = std::get_if<io::TraceEvent>(&happening)) {
        return content(run, *event);
    }
    return fmt::format("value {}", std::get<io::TracePublication>(happening).value);
}

/// What happened to whom, without what differs.
std::string title(const TracedRun& run, const Happening& happening) {
    if (const auto* act = std::get_if<io::TraceAct>(&happening)) {
        return fmt::format("an act of the model {} at {}", run.trace().models()[act->model],
                           at(act->time_ns));
    }
    if (const auto* event = std::get_if<io::TraceEvent>(&happening)) {
        return fmt::format("an event of {} at {}", run.entity(event->target), at(event->time_ns));
    }
    const auto& p = std::get<io::TracePublication>(happening);
    return fmt::format("a publication of {} at {}: {} of {}", run.entity(p.source), at(p.time_ns),
                       run.trace().ports()[p.port].name, run.element(p));
}

std::optional<std::uint32_t> entity_of(const Happening& happening) {
    if (const auto* event = std::get_if<io::TraceEvent>(&happening)) {
        return event->target;
    }
    if (const auto* publication = std::get_if<io::TracePublication>(&happening)) {
        return publication->source;
    }
    return std::nullopt;
}

std::string row(const std::string& label, std::size_t width, const std::string& text) {
    return fmt::format("  {:<{}}  {}\n", label, width, text);
}

std::string chain_lines(const TracedRun& run, const CauseChain& chain) {
    std::string text;
    for (const HandledEvent& step : chain.steps) {
        text += fmt::format("  {:<14} {}: {}\n", at(step.event.time_ns),
                            run.entity(step.event.target), content(run, step.event));
    }
    switch (chain.end) {
    case CauseChain::End::start:
        return text + fmt::format("  {:<14} {} was started\n", "before",
                                  run.entity(chain.steps.back().event.source));
    case CauseChain::End::common:
        return text +
               "  This one is the same in both runs; what its handler found or drew is not.\n";
    case CauseChain::End::cut:
        return text + "  ... and so on; a larger --depth shows more.\n";
    case CauseChain::End::lost:
        return text + "  The trace does not say what made this one.\n";
    }
    return text;
}

std::string window_text(const std::optional<io::TraceWindow>& window) {
    return window ? fmt::format("number {}, from {} to before {}", window->number,
                                at(window->begin_ns), at(window->end_ns))
                  : "none: the run ended before";
}

std::string first_line(const Explanation& explanation, const Divergence& divergence) {
    const DivergentSide& a = divergence.sides[0];
    const DivergentSide& b = divergence.sides[1];
    if (!a.happening && !b.happening) {
        return fmt::format("First difference: the window at {}\n", to_string(divergence.when));
    }
    const std::string who =
        a.happening && b.happening
            ? "in both, with another content"
            : fmt::format("in {} only", explanation.run(a.happening ? 0 : 1).name());
    return fmt::format("First difference: {}, {}\n",
                       a.happening ? title(explanation.run(0), *a.happening)
                                   : title(explanation.run(1), *b.happening),
                       who);
}

std::string difference_text(const Explanation& explanation, const Divergence& divergence) {
    std::string text = first_line(explanation, divergence);
    std::size_t width = std::string_view{"equal windows"}.size();
    for (std::size_t side = 0; side < 2; ++side) {
        width = std::max(width, explanation.run(side).name().size());
    }
    text += row("equal windows", width, fmt::format("{}", divergence.equal_windows));
    for (std::size_t side = 0; side < 2; ++side) {
        const DivergentSide& one = divergence.sides[side];
        const TracedRun& run = explanation.run(side);
        text += row(run.name(), width, "window " + window_text(one.window));
        if (one.happening) {
            if (const auto entity = entity_of(*one.happening)) {
                text +=
                    row("", width, fmt::format("partition {}", run.trace().partition_of(*entity)));
            }
            text += row("", width, content(run, *one.happening));
        } else if (divergence.kind != DivergenceKind::window) {
            text += row("", width, "did not happen");
        } else if (one.window) {
            text += row("", width, fmt::format("hash {:016x}", one.window->hash));
        }
        for (const io::EventRecord& event : explanation.sides[side].recorded) {
            text +=
                row("", width,
                    fmt::format("recorded at {}: {} {} ({})",
                                to_string(SimTime::zero() + Duration::from_seconds(event.time_s)),
                                event.kind, event.target, event.reason));
        }
    }
    for (std::size_t side = 0; side < 2; ++side) {
        if (explanation.sides[side].causes) {
            const TracedRun& run = explanation.run(side);
            text += fmt::format("Why, in {}:\n", run.name());
            text += chain_lines(run, *explanation.sides[side].causes);
        }
    }
    if (divergence.kind == DivergenceKind::window) {
        text += "Run both with --trace to see what happened in it.\n";
    }
    return text;
}

std::string inputs_text(const Explanation& explanation) {
    std::string text;
    for (const InputDifference& input : explanation.inputs) {
        text += (text.empty() ? "" : ", ") + input.key;
        if (!input.a.empty() || !input.b.empty()) {
            text += fmt::format(" (\"{}\", \"{}\")", input.a, input.b);
        }
    }
    return text.empty() ? "The runs were given the same.\n"
                        : fmt::format("The runs were given other: {}\n", text);
}

} // namespace

std::string text_report(const Explanation& explanation) {
    if (explanation.equal()) {
        return fmt::format("equal: {} windows of {} and {}\n",
                           explanation.run(0).trace().window_count(), explanation.run(0).name(),
                           explanation.run(1).name());
    }
    if (explanation.hashes_differ) {
        return fmt::format("{} and {} have equal traces and different trace hashes: one of them "
                           "was changed after its run\n",
                           explanation.run(0).name(), explanation.run(1).name());
    }
    return difference_text(explanation, *explanation.divergence) + inputs_text(explanation);
}

std::string text_report(const TracedRun& run, const CauseChain& chain) {
    return fmt::format("Why {} handled this at {}, in {}:\n",
                       run.entity(chain.steps.front().event.target),
                       at(chain.steps.front().event.time_ns), run.name()) +
           chain_lines(run, chain);
}

} // namespace cityproof::diverge
