// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/drift.hpp"

#include "core/base/statistics/multiplicity.hpp"
#include "io/text/files.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace cityproof::verdict {
namespace {

using Json = nlohmann::json;

constexpr int report_format = 2;

/// The differences of one effect by seed, as a report carries them.
struct Effect {
    std::string unit;
    std::map<std::uint64_t, double> difference;
    double baseline_mean = 0;
};

struct Report {
    std::vector<std::pair<std::string, std::string>> order; ///< policy, key figure
    std::map<std::pair<std::string, std::string>, Effect> effects;
    std::string inputs;
};

void read_figure(const Json& figure, const std::string& policy,
                 const std::vector<std::uint64_t>& seeds, Report& report) {
    if (!figure.at("available").get<bool>()) {
        return;
    }
    const auto baseline = figure.at("baseline").get<std::vector<double>>();
    const auto with = figure.at("policy").get<std::vector<double>>();
    Effect effect{one_line(figure.at("unit").get<std::string>()),
                  {},
                  figure.at("baseline_mean").get<double>()};
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        effect.difference[seeds[i]] = with.at(i) - baseline.at(i);
    }
    const std::pair key{policy, one_line(figure.at("id").get<std::string>())};
    report.order.push_back(key);
    report.effects[key] = std::move(effect);
}

Report read_report(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    const Json json = Json::parse(io::read_text_file(path), nullptr, /*allow_exceptions=*/false);
    Report report;
    try {
        if (json.at("format").get<int>() != report_format || json.at("pairing") != "seed") {
            throw InputError({name, 0, "format"}, "is not a report that drift can read",
                             "a report of `cityproof compare --json` on paired seeds");
        }
        report.inputs =
            json.at("city_hash").get<std::string>() + json.at("base_hash").get<std::string>();
        for (const Json& arm : json.at("arms")) {
            const auto seeds = arm.at("seeds").get<std::vector<std::uint64_t>>();
            for (const Json& figure : arm.at("key_figures")) {
                read_figure(figure, one_line(arm.at("policy").get<std::string>()), seeds, report);
            }
        }
    } catch (const Json::exception&) {
        throw InputError({name, 0, ""}, "is no report of a comparison",
                         "a file of `cityproof compare --json`");
    } catch (const std::out_of_range&) {
        throw InputError({name, 0, ""}, "lacks the values of a seed",
                         "a file of `cityproof compare --json`");
    }
    return report;
}

std::vector<double> values_of(const std::map<std::uint64_t, double>& differences) {
    std::vector<double> values;
    for (const auto& [seed, value] : differences) {
        values.push_back(value);
    }
    return values;
}

/// The effects to hold against each other: on common seeds where there are two, else all.
struct Samples {
    std::vector<double> accepted;
    std::vector<double> now;
    bool paired = true;
};

Samples samples_of(const Effect& accepted, const Effect& now) {
    Samples samples;
    for (const auto& [seed, value] : accepted.difference) {
        if (const auto found = now.difference.find(seed); found != now.difference.end()) {
            samples.accepted.push_back(value);
            samples.now.push_back(found->second);
        }
    }
    if (samples.accepted.size() < 2) {
        samples = {values_of(accepted.difference), values_of(now.difference), false};
    }
    return samples;
}

/// p of "the change is at most `margin`", two-sided.
double p_beyond(const Contrast& contrast, double margin) {
    if (contrast.differences_are_equal()) {
        const double change = paired_comparison(contrast.a(), contrast.b(), 0.95).mean_difference;
        return std::abs(change) > margin
                   ? std::ldexp(1.0, 1 - static_cast<int>(
                                             std::min<std::size_t>(contrast.a().size(), 1000)))
                   : 1;
    }
    const double above = p_above(contrast.beyond(margin, false), 0);
    const double below = p_below(contrast.beyond(-margin, false), 0);
    return std::min(1.0, 2 * std::min(above, below));
}

EffectDrift drift_of(const Effect& accepted, const Effect& now, double margin) {
    EffectDrift drift;
    drift.unit = accepted.unit;
    const Samples samples = samples_of(accepted, now);
    drift.paired = samples.paired;
    drift.n = std::min(samples.accepted.size(), samples.now.size());
    drift.accepted = mean(samples.accepted);
    drift.now = mean(samples.now);
    if (drift.n < 2 || now.unit != accepted.unit) {
        drift.state = now.unit != accepted.unit ? DriftState::missing : DriftState::unclear;
        return drift;
    }
    const Contrast contrast{samples.accepted, samples.now,
                            samples.paired ? Pairing::by_seed : Pairing::none};
    drift.interval = contrast.interval(false, report_confidence);
    if (samples.paired && samples.accepted == samples.now) {
        drift.state = DriftState::unchanged;
        return drift;
    }
    drift.p = p_beyond(contrast, margin * std::abs(accepted.baseline_mean));
    return drift;
}

void judge(std::vector<EffectDrift>& effects) {
    std::vector<double> p;
    for (const EffectDrift& effect : effects) {
        if (effect.p) {
            p.push_back(*effect.p);
        }
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    auto next = adjusted.begin();
    for (EffectDrift& effect : effects) {
        if (effect.p) {
            effect.p_adjusted = *next++;
            effect.state = *effect.p_adjusted <= 1 - report_confidence ? DriftState::changed
                                                                       : DriftState::unchanged;
        }
    }
}

} // namespace

std::string_view to_string(DriftState state) {
    constexpr std::array<std::string_view, 4> names{"unchanged", "changed", "unclear", "missing"};
    return names[static_cast<std::size_t>(state)];
}

DriftState Drift::overall() const {
    for (const DriftState state : {DriftState::changed, DriftState::missing, DriftState::unclear}) {
        if (std::ranges::any_of(effects, [&](const auto& e) { return e.state == state; })) {
            return state;
        }
    }
    return DriftState::unchanged;
}

Drift find_drift(const std::filesystem::path& accepted, const std::filesystem::path& now,
                 double margin) {
    const Report before = read_report(accepted);
    const Report after = read_report(now);
    Drift drift;
    drift.other_inputs = before.inputs != after.inputs;
    for (const auto& key : before.order) {
        const Effect& effect = before.effects.at(key);
        const auto found = after.effects.find(key);
        EffectDrift change;
        if (found == after.effects.end() || effect.difference.empty() ||
            found->second.difference.empty()) {
            change.unit = effect.unit;
            change.state = DriftState::missing;
        } else {
            change = drift_of(effect, found->second, margin);
        }
        change.policy = key.first;
        change.key_figure = key.second;
        drift.effects.push_back(std::move(change));
    }
    judge(drift.effects);
    return drift;
}

ReportTable drift_table(const Drift& drift) {
    ReportTable table{.title = "Effects against the accepted report",
                      .columns = {{"key figure", false, 9},
                                  {"policy", false, 6},
                                  {"accepted", true, 8},
                                  {"now", true, 8},
                                  {"change, 95 % interval", true, 5},
                                  {"p adjusted", true, 7},
                                  {"", false, 9}},
                      .rows = {},
                      .notes = {}};
    std::size_t same = 0;
    for (const EffectDrift& effect : drift.effects) {
        if (effect.state == DriftState::unchanged && !effect.p) {
            ++same;
            continue;
        }
        const double half =
            effect.interval ? (effect.interval->high - effect.interval->low) / 2 : 0;
        const int decimals = decimals_for(half, effect.accepted);
        const bool known = effect.state != DriftState::missing;
        table.rows.push_back(
            {effect.key_figure, effect.policy,
             known ? signed_text(effect.accepted, decimals) + " " + effect.unit : "",
             known ? signed_text(effect.now, decimals) + " " + effect.unit : "",
             effect.interval ? fmt::format("[{}, {}]", signed_text(effect.interval->low, decimals),
                                           signed_text(effect.interval->high, decimals))
                             : "",
             effect.p_adjusted ? p_text(*effect.p_adjusted) : "",
             std::string{to_string(effect.state)}});
    }
    if (same > 0) {
        table.notes.push_back(fmt::format("{} effects are exactly the same.", same));
    }
    if (drift.other_inputs) {
        table.notes.emplace_back("The two reports are of different inputs (scenario or city).");
    }
    return table;
}

} // namespace cityproof::verdict
