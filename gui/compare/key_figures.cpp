// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/key_figures.hpp"

#include "core/base/errors.hpp"
#include "gui/compare/compare_words.hpp"
#include "gui/compare/key_figure_name.hpp"
#include "gui/map/text.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace cityproof::gui {

namespace {

constexpr int newest_format = 2;

QString minus_signs(QString text) {
    return text.replace(QLatin1Char{'-'}, QChar{0x2212});
}

std::optional<double> number(const QJsonValue& value) {
    return value.isDouble() ? std::optional{value.toDouble()} : std::nullopt;
}

std::optional<KeyFigureEffect::Range> range(const QJsonValue& value) {
    const QJsonArray both = value.toArray();
    if (both.size() != 2 || !both[0].isDouble() || !both[1].isDouble()) {
        return std::nullopt;
    }
    return KeyFigureEffect::Range{both[0].toDouble(), both[1].toDouble()};
}

KeyFigureEffect read_effect(const QJsonObject& json) {
    KeyFigureEffect effect;
    effect.id = plain_text(json["id"].toString().toStdString());
    effect.unit = plain_text(json["unit"].toString().toStdString());
    effect.unit = effect.unit == QStringLiteral("1") ? QString{} : effect.unit;
    effect.definition = plain_text(json["definition"].toString().toStdString());
    effect.lower_is_better = json["direction"].toString() == QStringLiteral("lower_is_better");
    effect.higher_is_better = json["direction"].toString() == QStringLiteral("higher_is_better");
    effect.available = json["available"].toBool(true);
    effect.baseline = number(json["baseline_mean"]);
    effect.policy = number(json["policy_mean"]);
    effect.effect = number(json["effect"]);
    effect.interval = range(json["interval"]);
    effect.relative = number(json["relative_effect"]);
    effect.relative_interval = range(json["relative_interval"]);
    effect.p = number(json["p_adjusted"]);
    effect.unchanged = json["tendency"].toString() == QStringLiteral("unchanged");
    effect.pairs = static_cast<int>(
        std::min(json["baseline"].toArray().size(), json["policy"].toArray().size()));
    return effect;
}

/// The arm that has a run file; the first one when none has it.
QJsonObject find_arm(const QJsonArray& arms, const std::string& run) {
    const QString wanted = QString::fromStdString(run);
    for (const QJsonValue& arm : arms) {
        for (const QJsonValue& one : arm.toObject()["runs"].toArray()) {
            if (one.toObject()["file"].toString() == wanted) {
                return arm.toObject();
            }
        }
    }
    return arms.first().toObject();
}

/// Gates that were asked for, of the policy and of the baseline; a policy's claim stands in the
/// headline.
std::vector<GateResult> read_gates(const QJsonObject& root, const QString& policy) {
    std::vector<GateResult> gates;
    if (!root["gates_asserted"].toBool()) {
        return gates;
    }
    for (const QJsonValue& value : root["gates"].toArray()) {
        const QJsonObject json = value.toObject();
        const QString arm = plain_text(json["arm"].toString().toStdString());
        if (arm != policy && arm != QStringLiteral("baseline")) {
            continue;
        }
        const QString verdict = json["verdict"].toString();
        gates.push_back({plain_text(json["id"].toString().toStdString()),
                         plain_text(json["condition"].toString().toStdString()),
                         verdict == QStringLiteral("PASS")   ? GateResult::Verdict::pass
                         : verdict == QStringLiteral("FAIL") ? GateResult::Verdict::fail
                                                             : GateResult::Verdict::inconclusive,
                         plain_text(json["reason"].toString().toStdString())});
    }
    return gates;
}

/// Decimals that show an uncertainty with two digits; without one, a magnitude with four.
int decimals(double uncertainty, double magnitude) {
    const double shown = uncertainty > 0 ? uncertainty : std::abs(magnitude);
    if (!(shown > 0)) {
        return 0;
    }
    const int digits = uncertainty > 0 ? 1 : 3;
    return std::clamp(digits - static_cast<int>(std::floor(std::log10(shown))), 0, 9);
}

double half_width(const std::optional<KeyFigureEffect::Range>& interval) {
    return interval ? (interval->second - interval->first) / 2 : 0;
}

int decimals_of(const KeyFigureEffect& effect) {
    return decimals(half_width(effect.interval), std::max(std::abs(effect.baseline.value_or(0)),
                                                          std::abs(effect.policy.value_or(0))));
}

QString fixed(double value, int places, bool with_sign) {
    QString text = QString::number(value, 'f', places);
    if (text.startsWith(QLatin1Char{'-'}) && text.toDouble() == 0) {
        text.remove(0, 1);
    }
    if (with_sign && text.toDouble() > 0) {
        text.prepend(QLatin1Char{'+'});
    }
    return minus_signs(text);
}

int percent_decimals(const KeyFigureEffect& effect) {
    return std::min(
        2, decimals(100 * half_width(effect.relative_interval), 100 * effect.relative.value_or(0)));
}

/// "5 % (2 … 8 %)", or in the figure's unit where no share can be told.
QString size_text(const KeyFigureEffect& effect) {
    const bool share = effect.relative.has_value();
    const auto& interval = share ? effect.relative_interval : effect.interval;
    const double factor = share ? 100 : 1;
    const int places = share ? percent_decimals(effect) : decimals_of(effect);
    const QString unit = share                   ? QStringLiteral(" %")
                         : effect.unit.isEmpty() ? QString{}
                                                 : QStringLiteral(" ") + effect.unit;
    const double size = std::abs(factor * (share ? *effect.relative : effect.effect.value_or(0)));
    QString text = fixed(size, places, false) + unit;
    // An interval that holds zero has no size to speak of.
    if (interval && interval->first * interval->second > 0) {
        const double one = std::abs(factor * interval->first);
        const double other = std::abs(factor * interval->second);
        const double low = std::min(one, other);
        const double high = std::max(one, other);
        text += QStringLiteral(" (%1 … %2%3)")
                    .arg(fixed(low, places, false), fixed(high, places, false), unit);
    }
    return text;
}

/// Figures whose channel cannot be found by their words.
struct Shown {
    std::string_view figure;
    std::string_view channel;
};

constexpr std::array<Shown, 12> shown_by{{
    {"traffic.delay_mean", "traffic/street_speed"},
    {"traffic.travel_time_mean", "traffic/street_speed"},
    {"traffic.waiting_mean", "traffic/street_halting"},
    {"traffic.arrived", "traffic/street_vehicles"},
    {"traffic.distance", "traffic/street_vehicles"},
    {"energy.unserved", "energy/bus_energised"},
    {"energy.peak_load", "energy/line_loading"},
    {"water.unserved", "water/node_deficit"},
    {"water.pump_energy", "water/pump_power"},
    {"services.energy_delivered", "services/meter_load"},
    {"services.lamp_dark", "supply/lamp"},
    {"sensors.unpowered", "supply/sensor"},
}};

} // namespace

KeyFigureReport read_key_figures(const QByteArray& json, const std::string& file,
                                 const std::string& run) {
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonArray arms = root["arms"].toArray();
    if (arms.isEmpty()) {
        throw InputError{
            {file}, CompareWords::tr("is no report of `cityproof compare --json`").toStdString()};
    }
    if (root["format"].toInt() > newest_format) {
        throw InputError{
            {file},
            CompareWords::tr("is a report of a newer version of Cityproof").toStdString(),
            CompareWords::tr("a report of this one").toStdString(),
            CompareWords::tr("update the viewer").toStdString()};
    }
    const QJsonObject arm = find_arm(arms, run);
    KeyFigureReport report;
    report.headline = plain_text(arm["headline"].toString().toStdString());
    report.policy = plain_text(arm["policy"].toString().toStdString());
    report.gates = read_gates(root, report.policy);
    report.seeds = static_cast<int>(arm["seeds"].toArray().size());
    report.confidence = root["confidence"].toDouble(0.95);
    for (const QJsonValue& figure : arm["key_figures"].toArray()) {
        report.effects.push_back(read_effect(figure.toObject()));
    }
    return report;
}

Finding finding(const KeyFigureEffect& effect, double confidence) {
    if (!effect.available || !effect.effect) {
        return Finding::unavailable;
    }
    if (!effect.interval) {
        return Finding::one_seed;
    }
    if (effect.unchanged) {
        return Finding::unchanged;
    }
    // Both have to hold: the interval is of this figure alone, the p counts all of them.
    const bool excludes_zero = effect.interval->first * effect.interval->second > 0;
    const bool survives = !effect.p || *effect.p <= 1 - confidence + 1e-12;
    if (!excludes_zero || !survives) {
        return Finding::unclear;
    }
    return *effect.effect < 0 ? Finding::lower : Finding::higher;
}

QString verdict_text(const KeyFigureEffect& effect, double confidence) {
    const Finding found = finding(effect, confidence);
    switch (found) {
    case Finding::unavailable:
        return CompareWords::tr("not in every run");
    case Finding::one_seed:
        return CompareWords::tr("one seed: no statistical statement possible");
    case Finding::unchanged:
        return CompareWords::tr("the same in every pair");
    case Finding::unclear:
        return effect.interval->first * effect.interval->second > 0
                   ? CompareWords::tr("not distinguishable, counting all figures")
                   : CompareWords::tr("not distinguishable");
    default:
        break;
    }
    const bool lower = found == Finding::lower;
    const QString text =
        (lower ? CompareWords::tr("lower by %1") : CompareWords::tr("higher by %1"))
            .arg(size_text(effect));
    if (!effect.lower_is_better && !effect.higher_is_better) {
        return text;
    }
    return (lower == effect.lower_is_better ? CompareWords::tr("better: %1")
                                            : CompareWords::tr("worse: %1"))
        .arg(text);
}

QString mean_text(const KeyFigureEffect& effect, const std::optional<double>& mean) {
    return mean ? fixed(*mean, decimals_of(effect), false) : QString{};
}

QString effect_text(const KeyFigureEffect& effect) {
    return effect.effect ? fixed(*effect.effect, decimals_of(effect), true) : QString{};
}

QString interval_text(const KeyFigureEffect& effect) {
    if (!effect.interval) {
        return {};
    }
    const int places = decimals_of(effect);
    return QStringLiteral("%1 … %2").arg(fixed(effect.interval->first, places, true),
                                         fixed(effect.interval->second, places, true));
}

QString relative_text(const KeyFigureEffect& effect) {
    return effect.relative ? fixed(100 * *effect.relative, percent_decimals(effect), true) +
                                 QStringLiteral(" %")
                           : QString{};
}

QString p_text(const KeyFigureEffect& effect) {
    if (!effect.p) {
        return {};
    }
    return *effect.p < 0.001 ? QStringLiteral("< 0.001")
                             : QString::number(*effect.p, 'f', *effect.p < 0.1 ? 3 : 2);
}

QString name_text(const KeyFigureEffect& effect) {
    const QString name = key_figure_name(effect.id);
    return effect.unit.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, effect.unit);
}

std::string channel_of_figure(const QString& figure,
                              const std::vector<io::ChannelDescription>& channels) {
    const auto has = [&](std::string_view name) {
        return std::any_of(channels.begin(), channels.end(),
                           [&](const io::ChannelDescription& one) { return one.name == name; });
    };
    const std::string id = figure.toStdString();
    for (const Shown& one : shown_by) {
        if (one.figure == id && has(one.channel)) {
            return std::string{one.channel};
        }
    }
    // A channel of the same domain that shares most of its words.
    const QString domain = figure.section(QLatin1Char{'.'}, 0, 0);
    const QStringList words =
        figure.section(QLatin1Char{'.'}, 1).split(QLatin1Char{'_'}, Qt::SkipEmptyParts);
    std::string best;
    qsizetype most = 0;
    for (const io::ChannelDescription& channel : channels) {
        const QString name = QString::fromStdString(channel.name);
        if (name.section(QLatin1Char{'/'}, 0, 0) != domain) {
            continue;
        }
        const QStringList parts =
            name.section(QLatin1Char{'/'}, 1).split(QLatin1Char{'_'}, Qt::SkipEmptyParts);
        const auto common = std::count_if(words.begin(), words.end(), [&](const QString& word) {
            return parts.contains(word) ||
                   (word.endsWith(QLatin1Char{'s'}) && parts.contains(word.left(word.size() - 1)));
        });
        if (common > most) {
            most = common;
            best = channel.name;
        }
    }
    return best;
}

} // namespace cityproof::gui
