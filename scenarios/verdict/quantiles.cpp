// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/quantiles.hpp"

#include "core/base/errors.hpp"
#include "core/base/statistics/bootstrap.hpp"

#include <fmt/format.h>

namespace cityproof::verdict {

std::vector<QuantileComparison> compare_quantiles(const Comparison& arm, double probability) {
    if (!(probability > 0 && probability < 1)) {
        throw InputError({"--quantile", 0, ""}, fmt::format("{} is no share", probability),
                         "above 0 and below 1");
    }
    if (!arm.paired() || arm.seeds.size() < fewest_for_quantiles) {
        throw InputError(
            {"--quantile", 0, ""},
            fmt::format("there are {} pairs of runs", arm.paired() ? arm.seeds.size() : 0),
            fmt::format("{} or more, paired by seed", fewest_for_quantiles));
    }
    std::vector<QuantileComparison> rows;
    for (const FigureComparison& row : arm.figures) {
        if (!row.available() || row.tendency == Tendency::unchanged) {
            continue;
        }
        rows.push_back({row.figure.id, row.figure.unit, sample_quantile(row.baseline, probability),
                        sample_quantile(row.policy, probability),
                        bootstrap_quantile_interval(row.baseline, row.policy, probability,
                                                    report_confidence)});
    }
    return rows;
}

} // namespace cityproof::verdict
