// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/junit_report.hpp"

#include "io/text/xml_text.hpp"
#include "scenarios/verdict/report_tables.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace cityproof::verdict {
namespace {

struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;

    std::string attributes() const {
        return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}")", tests, failures,
                           errors, skipped);
    }

    void add(const Counts& other) {
        tests += other.tests;
        failures += other.failures;
        errors += other.errors;
        skipped += other.skipped;
    }
};

std::string property(std::string_view name, std::string_view value) {
    return fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", io::xml_text(name),
                       io::xml_text(value));
}

std::string properties(const ArmsComparison& comparison, std::optional<std::size_t> arm) {
    const Comparison& compared = comparison.arms[arm.value_or(0)];
    const RunSummary& first = compared.runs.baseline.front();
    std::string text = "    <properties>\n";
    text += property("n", fmt::format("{}", compared.seeds.size()));
    text += property("seeds", seeds_text(compared.seeds));
    text += property("alpha", fmt::format("{:.3g}", 1 - report_confidence));
    text += property("method", fmt::format("{}, two-sided, correction for {} tests: {}",
                                           compared.paired() ? "paired t" : "Welch's t",
                                           comparison.tests(), to_string(comparison.correction)));
    text += property("scenario", first.scenario);
    text += property("city_hash", first.city_hash);
    text += property("base_hash", first.base_hash);
    for (const auto& [key, value] : first.versions) {
        text += property(key, value);
    }
    return text + "    </properties>\n";
}

std::string message_of(const Gate& gate, const GateOutcome& outcome) {
    std::string text = outcome.value ? gate_value_text(outcome, *outcome.value) + " " : "";
    text += outcome.interval ? gate_interval_text(outcome) + ", " : "";
    text += fmt::format("needed: {}; {}", to_text(gate), outcome.reason);
    if (outcome.p_adjusted) {
        text += fmt::format("; p {}, adjusted {}", p_text(*outcome.p), p_text(*outcome.p_adjusted));
    }
    if (outcome.pairs_needed) {
        text += fmt::format("; n needed about {}", *outcome.pairs_needed);
    }
    return text;
}

/// The element inside the testcase; empty: passed.
std::string result_element(const Gate& gate, const GateOutcome& outcome,
                           InconclusiveAs inconclusive, Counts& counts) {
    const std::string message = io::xml_text(message_of(gate, outcome));
    const bool open = outcome.verdict == Verdict::inconclusive;
    if (outcome.verdict == Verdict::fail || (open && inconclusive == InconclusiveAs::fail)) {
        ++counts.failures;
        return fmt::format("<failure type=\"{}\" message=\"{}\"/>", open ? "inconclusive" : "fail",
                           message);
    }
    if (open && inconclusive == InconclusiveAs::error) {
        ++counts.errors;
        return fmt::format("<error type=\"inconclusive\" message=\"{}\"/>", message);
    }
    if (open && inconclusive == InconclusiveAs::skip) {
        ++counts.skipped;
        return fmt::format("<skipped message=\"inconclusive: {}\"/>", message);
    }
    return fmt::format("<system-out>{}: {}</system-out>", to_string(outcome.verdict), message);
}

std::string suite(const ArmsComparison& comparison, std::optional<std::size_t> arm,
                  InconclusiveAs inconclusive, Counts& total) {
    Counts counts;
    std::string cases;
    const std::string name = io::xml_text(arm_name(comparison, arm));
    for (const GateOutcome& outcome : comparison.outcomes) {
        if (outcome.arm != arm) {
            continue;
        }
        ++counts.tests;
        const Gate& gate = comparison.gates[outcome.gate];
        const std::string element = result_element(gate, outcome, inconclusive, counts);
        cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", name,
                             io::xml_text(gate_text(gate)), element);
    }
    total.add(counts);
    return counts.tests == 0
               ? ""
               : fmt::format("  <testsuite name=\"{}\" {}>\n{}{}  </testsuite>\n", name,
                             counts.attributes(), properties(comparison, arm), cases);
}

} // namespace

std::string junit_report(const ArmsComparison& comparison, InconclusiveAs inconclusive) {
    Counts total;
    std::string suites;
    for (std::size_t arm = 0; arm < comparison.arms.size(); ++arm) {
        suites += suite(comparison, arm, inconclusive, total);
    }
    suites += suite(comparison, std::nullopt, inconclusive, total);
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cityproof "
                       "compare\" {}>\n{}</testsuites>\n",
                       total.attributes(), suites);
}

} // namespace cityproof::verdict
