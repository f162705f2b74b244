// SPDX-License-Identifier: Apache-2.0
// For against_scipy_test.py: reads "PROCEDURE PARAMETER n a... b..." lines (p values: no b) and
// prints one line of numbers each.
#include "core/base/statistics/bootstrap.hpp"
#include "core/base/statistics/multiplicity.hpp"
#include "core/base/statistics/permutation.hpp"
#include "core/base/statistics/threshold_test.hpp"
#include "core/base/statistics/wilcoxon.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace cityproof;

namespace {

using Values = std::vector<double>;

struct Question {
    double parameter = 0;
    Values a;
    Values b;

    Values differences() const {
        Values d;
        for (std::size_t i = 0; i < a.size(); ++i) {
            d.push_back(b.at(i) - a[i]);
        }
        return d;
    }
};

Values both(const Interval& interval) {
    return {interval.low, interval.high};
}

Values paired(const Question& q) {
    const PairedComparison c = paired_comparison(q.a, q.b, q.parameter);
    return {c.t, c.p_two_sided, c.interval.low, c.interval.high, c.correlation.value()};
}

Values welch(const Question& q) {
    const WelchComparison c = welch_comparison(q.a, q.b, q.parameter);
    return {c.t, c.degrees_of_freedom, c.p_two_sided, c.interval.low, c.interval.high};
}

Values equivalence(const Question& q) {
    const EquivalenceTest test = equivalence_test(mean_estimate(q.differences()), q.parameter);
    return {test.p_from_below, test.p_from_above};
}

const std::map<std::string, std::function<Values(const Question&)>> procedures{
    {"paired", paired},
    {"welch", welch},
    {"tost", equivalence},
    {"wilcoxon",
     [](const Question& q) { return Values{signed_rank_test(q.differences()).p_two_sided}; }},
    {"permutation",
     [](const Question& q) { return Values{sign_flip_test(q.differences()).p_two_sided}; }},
    {"holm", [](const Question& q) { return holm_adjusted(q.a); }},
    {"bh", [](const Question& q) { return benjamini_hochberg_adjusted(q.a); }},
    {"bca",
     [](const Question& q) { return both(*bootstrap_ratio_interval(q.a, q.b, q.parameter)); }},
    {"quantile", [](const Question& q) { return Values{sample_quantile(q.a, q.parameter)}; }},
    {"t_quantile",
     [](const Question& q) { return Values{student_t_quantile(q.parameter, q.a.at(0))}; }},
};

Question read_question(std::istream& line) {
    Question question;
    std::size_t n = 0;
    line >> question.parameter >> n;
    Values all;
    for (double value = 0; line >> value;) {
        all.push_back(value);
    }
    question.a = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n)};
    question.b = {all.begin() + static_cast<std::ptrdiff_t>(n), all.end()};
    return question;
}

} // namespace

int main() {
    for (std::string text; std::getline(std::cin, text);) {
        std::istringstream line{text};
        std::string procedure;
        line >> procedure;
        fmt::print("{}\n", fmt::join(procedures.at(procedure)(read_question(line)), " "));
    }
    return 0;
}
