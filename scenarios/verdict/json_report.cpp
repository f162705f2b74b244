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
    json["interval"] = interval_json(row.interval());
    json["relative_effect"] = number(row.relative_effect);
    json["relative_interval"] = interval_json(row.relative);
    if (row.paired) {
        json["t"] = number(row.paired->t);
        json["p_two_sided"] = number(row.paired->p_two_sided);
        json["constant_difference"] = row.paired->constant_difference;
        json["correlation"] = number(row.paired->correlation);
        json["variance_reduction"] = number(row.paired->variance_reduction);
    }
    if (row.welch) {
        json["p_two_sided"] = number(row.p());
        json["standard_error"] = number(row.welch->standard_error);
        json["degrees_of_freedom"] = number(row.welch->degrees_of_freedom);
    }
    if (row.paired) {
        json["deviation_baseline"] = number(std::sqrt(row.paired->variance_a));
        json["deviation_policy"] = number(std::sqrt(row.paired->variance_b));
        json["p_sign_flip"] = number(row.p_sign_flip);
        json["bootstrap_relative_interval"] = interval_json(row.bootstrap);
    }
    json["p_adjusted"] = number(row.p_adjusted);
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

Json arm_json(const Comparison& arm) {
    Json json;
    json["policy"] = arm.runs.policy.front().policy;
    json["headline"] = headline(arm);
    json["seeds"] = arm.seeds;
    json["claim"] = claim_json(arm);
    json["key_figures"] = Json::array();
    for (const FigureComparison& row : arm.figures) {
        json["key_figures"].push_back(figure_json(row));
    }
    json["runs"] = runs_json(arm.runs.policy);
    return json;
}

Json gate_json(const ArmsComparison& comparison, const GateOutcome& outcome) {
    const Gate& gate = comparison.gates[outcome.gate];
    return {{"id", gate.id},
            {"key_figure", gate.key_figure},
            {"kind", to_string(gate.kind)},
            {"condition", to_text(gate)},
            {"confidence", gate.confidence},
            {"arm", arm_name(comparison, outcome.arm)},
            {"verdict", to_string(outcome.verdict)},
            {"reason", outcome.reason},
            {"relative", outcome.relative},
            {"unit", outcome.relative ? "1" : outcome.unit},
            {"n", outcome.n},
            {"value", number(outcome.value)},
            {"interval", interval_json(outcome.interval)},
            {"thresholds", numbers(outcome.thresholds)},
            {"p", number(outcome.p)},
            {"p_adjusted", number(outcome.p_adjusted)},
            {"p_sign_flip", number(outcome.p_sign_flip)},
            {"opinions_differ", outcome.opinions_differ},
            {"n_needed", outcome.pairs_needed ? Json(*outcome.pairs_needed) : Json(nullptr)}};
}

Json estimate_json(const Estimate& estimate) {
    return {{"mean", number(estimate.mean)}, {"interval", interval_json(estimate.interval)}};
}

Json costs_json(const CostBenefit& costs) {
    Json json{{"prices", costs.table},
              {"currency", costs.currency},
              {"days_per_year", costs.days_per_year},
              {"discount_rate", costs.discount_rate},
              {"items", Json::array()},
              {"left_out", costs.left_out}};
    for (const BenefitItem& item : costs.items) {
        Json entry = estimate_json(item.minor_per_year);
        entry["id"] = item.price.id;
        entry["price"] = item.price.text;
        entry["source"] = item.price.source;
        json["items"].push_back(entry);
    }
    json["benefit_minor_per_year"] = estimate_json(costs.benefit);
    if (costs.net_present_value) {
        json["net_present_value_minor"] = estimate_json(*costs.net_present_value);
        json["payback_years"] = estimate_json(*costs.payback_years);
    }
    return json;
}

Json pareto_json(const ParetoTable& pareto) {
    Json json;
    json["objectives"] = Json::array();
    for (const contracts::KeyFigure& objective : pareto.objectives) {
        json["objectives"].push_back(objective.id);
    }
    json["alternatives"] = Json::array();
    for (const Alternative& alternative : pareto.alternatives) {
        json["alternatives"].push_back({{"name", alternative.name},
                                        {"means", numbers(alternative.means)},
                                        {"on_front", alternative.on_front},
                                        {"dominated_by", alternative.dominated_by}});
    }
    return json;
}

Json quantiles_json(const ArmsComparison& comparison, std::size_t arm) {
    Json rows = Json::array();
    for (const QuantileComparison& row : comparison.quantiles[arm]) {
        rows.push_back({{"id", row.key_figure},
                        {"unit", row.unit},
                        {"baseline", row.baseline},
                        {"policy", row.policy},
                        {"effect", row.effect()},
                        {"interval", interval_json(row.interval)}});
    }
    return {{"policy", arm_name(comparison, arm)}, {"key_figures", rows}};
}

} // namespace

std::string json_report(const ArmsComparison& comparison) {
    const RunSummary& first = comparison.arms.front().runs.baseline.front();
    Json json;
    json["format"] = 2;
    json["scenario"] = first.scenario;
    json["confidence"] = report_confidence;
    json["pairing"] = comparison.arms.front().paired() ? "seed" : "none";
    json["multiplicity"] = to_string(comparison.correction);
    json["gates_asserted"] = comparison.asserted;
    json["gates"] = Json::array();
    for (const GateOutcome& outcome : comparison.outcomes) {
        json["gates"].push_back(gate_json(comparison, outcome));
    }
    if (comparison.pareto) {
        json["pareto"] = pareto_json(*comparison.pareto);
    }
    for (const CostBenefit& costs : comparison.costs) {
        json["costs"].push_back(costs_json(costs));
    }
    if (comparison.quantile) {
        json["quantile"] = *comparison.quantile;
        for (std::size_t arm = 0; arm < comparison.quantiles.size(); ++arm) {
            json["quantiles"].push_back(quantiles_json(comparison, arm));
        }
    }
    json["arms"] = Json::array();
    for (const Comparison& arm : comparison.arms) {
        json["arms"].push_back(arm_json(arm));
    }
    json["baseline_runs"] = runs_json(comparison.arms.front().runs.baseline);
    json["city_hash"] = first.city_hash;
    json["base_hash"] = first.base_hash;
    json["versions"] = texts_json(first.versions);
    json["provenance"] = texts_json(first.provenance);
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string json_report(const Comparison& comparison) {
    ArmsComparison single;
    single.arms = {comparison};
    single.correction = Correction::none;
    return json_report(single);
}

} // namespace cityproof::verdict
