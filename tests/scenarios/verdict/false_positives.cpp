// SPDX-License-Identifier: Apache-2.0
#include "tests/scenarios/verdict/false_positives.hpp"

#include "core/base/philox.hpp"
#include "scenarios/verdict/arms.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict::testing {
namespace {

constexpr std::uint32_t pairs = 10;
constexpr double shared_mean_s = 100;
constexpr double shared_deviation_s = 10;
constexpr double own_deviation_s = 3;

/// Draws of one study, run, arm and figure: the same whatever else is drawn.
class Draws {
  public:
    Draws(std::uint32_t seed, std::uint32_t study, std::uint32_t stream)
        : key_{seed, study},
          stream_{stream} {}

    double uniform() {
        if (place_ == 4) {
            block_ = philox4x32_10({counter_++, stream_, 0, 0}, key_);
            place_ = 0;
        }
        return (static_cast<double>(block_[place_++]) + 0.5) / 4294967296.0;
    }

    double normal() { // Box-Muller
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

    /// Gamma with shape 4, shifted and scaled to mean 0 and deviation 1: skewness 1.
    double skewed() {
        const double product = uniform() * uniform() * uniform() * uniform();
        return (-std::log(product) - 4) / 2;
    }

  private:
    std::array<std::uint32_t, 2> key_;
    std::uint32_t stream_;
    std::uint32_t counter_ = 0;
    std::array<std::uint32_t, 4> block_{};
    std::size_t place_ = 4;
};

struct Arms {
    std::vector<RunSummary> baseline;
    std::vector<RunSummary> policy;
};

std::vector<double> values(std::uint32_t seed, std::uint32_t study, std::uint32_t figure,
                           std::uint32_t arm) {
    std::vector<double> result;
    for (std::uint32_t pair = 0; pair < pairs; ++pair) {
        const std::uint32_t stream = (figure * pairs + pair) * 4;
        Draws shared{seed, study, stream};
        Draws own{seed, study, stream + 1 + arm};
        const double noise = study % 2 == 0 ? own.normal() : own.skewed();
        result.push_back(shared_mean_s + shared_deviation_s * shared.normal() +
                         own_deviation_s * noise);
    }
    return result;
}

Arms make_arms(std::uint32_t seed, std::uint32_t study, std::uint32_t figures) {
    Arms arms{make_arm("", values(seed, study, 0, 0)),
              make_arm("same_under_another_name", values(seed, study, 0, 1))};
    for (RunSummary& run : arms.policy) {
        run.claim.clear();
    }
    for (std::uint32_t figure = 1; figure < figures; ++figure) {
        const contracts::KeyFigure more{"test.figure_" + std::to_string(figure), 0, "s",
                                        contracts::Direction::lower_is_better, ""};
        add_figure(arms.baseline, more, values(seed, study, figure, 0));
        add_figure(arms.policy, more, values(seed, study, figure, 1));
    }
    return arms;
}

/// "Decreases at all" on every figure: a PASS and a FAIL are false alike.
std::vector<Gate> gates_on(const RunSummary& run) {
    std::vector<Gate> gates;
    for (const contracts::KeyFigure& figure : run.key_figures) {
        gates.push_back(parse_gate(figure.id + ": decrease", {}));
    }
    return gates;
}

} // namespace

std::size_t null_rejections(std::uint32_t seed, std::size_t comparisons) {
    std::size_t rejected = 0;
    for (std::uint32_t study = 0; study < comparisons; ++study) {
        Arms arms = make_arms(seed, study, 1);
        const Comparison comparison =
            compare_runs(pair_runs(std::move(arms.baseline), std::move(arms.policy)));
        rejected += *comparison.figures.at(0).p() <= 1 - report_confidence ? 1U : 0U;
    }
    return rejected;
}

std::size_t null_family_rejections(std::uint32_t seed, std::size_t families) {
    std::size_t rejected = 0;
    for (std::uint32_t study = 0; study < families; ++study) {
        Arms arms = make_arms(seed, 1'000'000 + study, 5);
        const CompareOptions options{.gates = gates_on(arms.baseline.front()),
                                     .second_opinions = false};
        const ArmsComparison result =
            compare_arms(arms.baseline, {std::move(arms.policy)}, options);
        rejected += std::ranges::any_of(result.outcomes, [](const GateOutcome& outcome) {
            return outcome.verdict != Verdict::inconclusive;
        });
    }
    return rejected;
}

} // namespace cityproof::verdict::testing
