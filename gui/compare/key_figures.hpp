// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <QString>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QByteArray;

namespace cityproof::gui {

/// One key figure of two arms, as `cityproof compare --json` reports it.
struct KeyFigureEffect {
    using Range = std::pair<double, double>;

    QString id;
    QString unit; ///< empty: without dimension
    QString definition;
    bool lower_is_better = false;
    bool higher_is_better = false;
    bool available = true; ///< every run has it
    std::optional<double> baseline;
    std::optional<double> policy;
    std::optional<double> effect; ///< policy minus baseline
    std::optional<Range> interval;
    std::optional<double> relative; ///< a share of the baseline's mean
    std::optional<Range> relative_interval;
    std::optional<double> p; ///< adjusted for the number of figures
    bool unchanged = false;  ///< the same in every pair
    int pairs = 0;           ///< of runs with one seed
};

/// What the runs say about a condition that the study sets.
struct GateResult {
    enum class Verdict { pass, fail, inconclusive };

    QString id;
    QString condition; ///< "decrease >= 5 %"
    Verdict verdict = Verdict::inconclusive;
    QString reason; ///< one clause
};

/// The effects of one policy.
struct KeyFigureReport {
    QString headline;
    QString policy;
    QString point = {}; ///< of the study's design; empty for none
    std::vector<GateResult> gates =
        {};                      ///< of this policy and of the baseline; empty: none were checked
    bool gates_left_out = false; ///< there are some, but runs of the study are missing
    int seeds = 0;
    double confidence = 0.95;
    std::vector<KeyFigureEffect> effects;
};

/// Reads one arm of a report: the one with the run file `run` (its name without folders), without
/// one the first. Errors: InputError for what is no such report, or one of a newer format.
KeyFigureReport read_key_figures(const QByteArray& json, const std::string& file,
                                 const std::string& run = {});

/// What the runs say about a figure.
enum class Finding {
    unavailable,
    one_seed,  ///< no statistical statement is possible
    unchanged, ///< the same in every pair
    unclear,   ///< not to be told from chance
    lower,
    higher,
};

Finding finding(const KeyFigureEffect& effect, double confidence);

/// The finding in words: "better: lower by 5 % (2 … 8 %)", "not distinguishable".
QString verdict_text(const KeyFigureEffect& effect, double confidence);

// The cells of a table. Decimals follow what is known: the width of the interval.
QString mean_text(const KeyFigureEffect& effect, const std::optional<double>& mean);
QString effect_text(const KeyFigureEffect& effect);
QString interval_text(const KeyFigureEffect& effect);
QString relative_text(const KeyFigureEffect& effect);
QString p_text(const KeyFigureEffect& effect);
/// "traffic: delay mean (s)".
QString name_text(const KeyFigureEffect& effect);

/// The channel that shows on a map what a key figure sums up; empty when the run has none.
std::string channel_of_figure(const QString& figure,
                              const std::vector<io::ChannelDescription>& channels);

} // namespace cityproof::gui
