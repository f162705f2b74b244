// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/json_report.hpp"

#include "scenarios/verdict/report_rows.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace cityproof::verdict {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json number(const std::optional<double>& value) {
    return value ? number(*value) : Json(nullptr);
}

Json interval_json(const std::optional<Interval>& interval) {
    return interval ? Json::array({number(interval->low), number(interval->high)}) : Json(nullptr);
}

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values) {
        list.push_back(number(value));
    }
    return list;
}

std::string_view direction_name(contracts::Direction direction) {
    switch (direction) {
    case contracts::Direction::lower_is_better:
        return "lower_is_better";
    case contracts::Direction::higher_is_better:
        return "higher_is_better";
    case contracts::Direction::neutral:
        break;
    }
    return "neutral";
}

Json figure_json(const FigureComparison& row) {
    Json json;
    json["id"] = row.figure.id;
    json["unit"] = row.figure.unit;
    json["direction"] = direction_name(row.figure.direction);
    json["definition"] = row.figure.definition;
    json["available"] = row.available();
    json["baseline_mean"] = number(row.baseline_mean());
    json["policy_mean"] = number(row.policy_mean());
    json["effect"] = number(row.effect());
    json["interval"] =
        interval_json(row.paired ? std::optional{row.paired->interval} : std::nullopt);
    json["relative_effect"] = number(row.relative_effect);
    json["relative_interval"] = interval_json(row.relative);
    if (row.paired) {
        json["t"] = number(row.paired->t);
        json["p_two_sided"] = number(row.paired->p_two_sided);
        json["constant_difference"] = row.paired->constant_difference;
        json["correlation"] = number(row.paired->correlation);
        json["variance_reduction"] = number(row.paired->variance_reduction);
    }
    json["tendency"] = to_string(row.tendency);
    json["baseline"] = numbers(row.baseline);
    json["policy"] = numbers(row.policy);
    return json;
}

Json run_json(const RunSummary& run) {
    return {{"file", run.file_name},
            {"seed", run.seed},
            {"policy", run.policy},
            {"trace_hash", fmt::format("{:016x}", run.trace_hash.value_or(0))}};
}

Json runs_json(const std::vector<RunSummary>& runs) {
    Json list = Json::array();
    for (const RunSummary& run : runs) {
        list.push_back(run_json(run));
    }
    return list;
}

Json texts_json(const std::vector<std::pair<std::string, std::string>>& texts) {
    Json json = Json::object();
    for (const auto& [key, value] : texts) {
        json[key] = value;
    }
    return json;
}

Json claim_json(const Comparison& comparison) {
    if (!comparison.claim) {
        return nullptr;
    }
    const Judgement& judgement = *comparison.judgement;
    Json json = Json::parse(claim_to_json(*comparison.claim));
    json["relative"] = judgement.relative;
    json["margin_value"] = number(judgement.margin);
    json["verdict"] = to_string(judgement.verdict);
    json["reason"] = judgement.reason;
    json["effect"] = number(judgement.effect);
    json["interval"] = interval_json(judgement.interval);
    json["pairs_needed"] = judgement.pairs_needed ? Json(*judgement.pairs_needed) : Json(nullptr);
    return json;
}

} // namespace

std::string json_report(const Comparison& comparison) {
    const RunSummary& first = comparison.runs.baseline.front();
    Json json;
    json["format"] = 1;
    json["headline"] = headline(comparison);
    json["scenario"] = first.scenario;
    json["policy"] = comparison.runs.policy.front().policy;
    json["confidence"] = report_confidence;
    json["multiplicity"] = "none";
    json["seeds"] = comparison.seeds;
    json["claim"] = claim_json(comparison);
    json["key_figures"] = Json::array();
    for (const FigureComparison& row : comparison.figures) {
        json["key_figures"].push_back(figure_json(row));
    }
    json["runs"] = {{"baseline", runs_json(comparison.runs.baseline)},
                    {"policy", runs_json(comparison.runs.policy)}};
    json["city_hash"] = first.city_hash;
    json["base_hash"] = first.base_hash;
    json["versions"] = texts_json(first.versions);
    json["provenance"] = texts_json(first.provenance);
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace cityproof::verdict
