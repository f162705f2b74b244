// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/explanation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cityproof::diverge {
namespace {

using Json = nlohmann::ordered_json;

/// JSON readers take numbers for doubles, which do not hold 64 bits.
std::string hash_text(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

Json event_json(const TracedRun& run, const io::TraceEvent& event) {
    return {{"time_ns", event.time_ns},
            {"entity", run.entity(event.target)},
            {"partition", run.trace().partition_of(event.target)},
            {"event_kind", event.kind},
            {"source", run.entity(event.source)},
            {"sequence", event.sequence},
            {"delta", event.delta},
            {"whole", event.whole},
            {"real", event.real}};
}

Json happening_json(const TracedRun& run, const Happening& happening) {
    if (const auto* act = std::get_if<io::TraceAct>(&happening)) {
        return {{"time_ns", act->time_ns},
                {"model", run.trace().models()[act->model]},
                {"delta", act->delta},
                {"published", hash_text(act->published)}};
    }
    if (const auto* event = std::get_if<io::TraceEvent>(&happening)) {
        return event_json(run, *event);
    }
    const auto& p = std::get<io::TracePublication>(happening);
    return {{"time_ns", p.time_ns},
            {"entity", run.entity(p.source)},
            {"partition", run.trace().partition_of(p.source)},
            {"port", run.trace().ports()[p.port].name},
            {"element", run.element(p)},
            {"sequence", p.sequence},
            {"value", p.value}};
}

const char* end_text(CauseChain::End end) {
    switch (end) {
    case CauseChain::End::start:
        return "start";
    case CauseChain::End::common:
        return "same_in_both";
    case CauseChain::End::cut:
        return "cut";
    case CauseChain::End::lost:
        break;
    }
    return "lost";
}

Json chain_json(const TracedRun& run, const CauseChain& chain) {
    Json steps = Json::array();
    for (const HandledEvent& step : chain.steps) {
        steps.push_back(event_json(run, step.event));
    }
    return {{"events", steps}, {"end", end_text(chain.end)}};
}

Json side_json(const TracedRun& run, const DivergentSide& side, const SideExplanation& why) {
    Json json{{"file", run.name()}};
    json["window"] = nullptr;
    if (side.window) {
        json["window"] = {{"number", side.window->number},
                          {"begin_ns", side.window->begin_ns},
                          {"end_ns", side.window->end_ns},
                          {"hash", hash_text(side.window->hash)}};
    }
    json["happened"] = side.happening ? happening_json(run, *side.happening) : Json(nullptr);
    json["causes"] = why.causes ? chain_json(run, *why.causes) : Json(nullptr);
    json["recorded"] = Json::array();
    for (const io::EventRecord& event : why.recorded) {
        json["recorded"].push_back({{"time_s", event.time_s},
                                    {"kind", event.kind},
                                    {"target", event.target},
                                    {"reason", event.reason}});
    }
    return json;
}

const char* kind_text(DivergenceKind kind) {
    switch (kind) {
    case DivergenceKind::act:
        return "act";
    case DivergenceKind::event:
        return "event";
    case DivergenceKind::publication:
        return "publication";
    case DivergenceKind::window:
        break;
    }
    return "window";
}

/// Texts of foreign files may be no UTF-8.
std::string dump(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::string json_report(const Explanation& explanation) {
    Json json{{"equal", explanation.equal()}, {"hashes_differ", explanation.hashes_differ}};
    json["files"] = {explanation.run(0).name(), explanation.run(1).name()};
    json["inputs_that_differ"] = Json::array();
    for (const InputDifference& input : explanation.inputs) {
        json["inputs_that_differ"].push_back({{"key", input.key}, {"values", {input.a, input.b}}});
    }
    if (const auto& divergence = explanation.divergence) {
        json["kind"] = kind_text(divergence->kind);
        json["time_ns"] = divergence->when.ns();
        json["equal_windows"] = divergence->equal_windows;
        json["runs"] = Json::array();
        for (std::size_t side = 0; side < 2; ++side) {
            json["runs"].push_back(
                side_json(explanation.run(side), divergence->sides[side], explanation.sides[side]));
        }
    }
    return dump(json);
}

std::string json_report(const TracedRun& run, const CauseChain& chain) {
    Json json{{"file", run.name()}};
    json["causes"] = chain_json(run, chain);
    return dump(json);
}

} // namespace cityproof::diverge
