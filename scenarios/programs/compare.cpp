// SPDX-License-Identifier: Apache-2.0
// cityproof compare: runs of one or more policies against runs of the baseline, paired by seed.
#include "core/base/errors.hpp"
#include "io/text/files.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/verdict/arms_report.hpp"
#include "scenarios/verdict/gate_file.hpp"
#include "scenarios/verdict/html_report.hpp"
#include "scenarios/verdict/json_report.hpp"
#include "scenarios/verdict/junit_report.hpp"
#include "scenarios/verdict/price_table.hpp"
#include "scenarios/verdict/terminal_report.hpp"
#include "scenarios/verdict/warm_up_advice.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace cityproof;
using verdict::InconclusiveAs;

namespace {

struct Arguments {
    std::vector<std::string> baseline;
    std::vector<std::string> policies;
    std::vector<std::string> assertions;
    verdict::CompareOptions options;
    InconclusiveAs inconclusive = InconclusiveAs::error;
    bool unpaired = false;
    bool details = false;
    bool github_summary = false;
    std::string prices;
    std::optional<double> days_per_year;
    std::string markdown;
    std::string json;
    std::string junit;
    std::string html;

    /// The reports that were asked for, with their options.
    std::vector<std::pair<std::string, std::string>> reports() const {
        std::vector<std::pair<std::string, std::string>> all{
            {"--md", markdown}, {"--json", json}, {"--junit", junit}, {"--html", html}};
        std::erase_if(all, [](const auto& report) { return report.second.empty(); });
        return all;
    }
};

/// Before the runs are read: a report must replace neither one of them nor another report.
void require_free_places(const Arguments& arguments) {
    std::error_code ignored;
    std::map<std::filesystem::path, std::string> taken;
    for (const auto& [option, file] : arguments.reports()) {
        for (const auto* runs : {&arguments.baseline, &arguments.policies}) {
            for (const std::string& run : *runs) {
                if (std::filesystem::equivalent(file, run, ignored)) {
                    throw InputError{{file, 0, ""}, "the report would replace a run file"};
                }
            }
        }
        const auto [other, is_new] = taken.emplace(std::filesystem::weakly_canonical(file), option);
        if (!is_new) {
            throw InputError{{file, 0, ""},
                             fmt::format("is named by both {} and {}", other->second, option)};
        }
    }
}

std::vector<verdict::RunSummary> read_runs(const std::vector<std::string>& files) {
    std::vector<verdict::RunSummary> runs;
    for (const std::string& file : files) {
        runs.push_back(verdict::read_run_summary(file));
    }
    return runs;
}

void read_assertions(Arguments& arguments) {
    Problems problems;
    for (const std::string& text : arguments.assertions) {
        problems.collect([&] {
            const verdict::Assertion assertion = verdict::read_assertion(text);
            verdict::CompareOptions& options = arguments.options;
            options.assert_claims = options.assert_claims || assertion.claims;
            options.gates.insert(options.gates.end(), assertion.gates.begin(),
                                 assertion.gates.end());
        });
    }
    problems.throw_if_errors();
}

/// GitHub shows what a step appends to this file on the page of the workflow run.
void append_github_summary(const std::string& markdown) {
    const char* place = std::getenv("GITHUB_STEP_SUMMARY"); // NOLINT(concurrency-mt-unsafe)
    if (place == nullptr || *place == '\0') {
        throw InputError({"--github-summary", 0, ""}, "GITHUB_STEP_SUMMARY is not set",
                         "a step of a GitHub workflow");
    }
    std::FILE* file = std::fopen(place, "ab");
    const bool written = file != nullptr && std::fputs(markdown.c_str(), file) >= 0;
    if (file == nullptr || std::fclose(file) != 0 || !written) {
        throw EngineError{"system", fmt::format("{} cannot be written", place)};
    }
}

/// One map an arm, where its runs recorded street speeds.
std::vector<std::optional<verdict::StreetMap>>
read_maps(const Arguments& arguments, const verdict::ArmsComparison& comparison) {
    std::vector<std::optional<verdict::StreetMap>> maps;
    for (const verdict::Comparison& arm : comparison.arms) {
        std::vector<std::string> files;
        for (const std::string& file : arguments.policies) {
            if (verdict::read_run_summary(file).policy == arm.runs.policy.front().policy) {
                files.push_back(file);
            }
        }
        maps.push_back(verdict::read_street_map(arguments.baseline, files));
    }
    return maps;
}

void write_reports(const Arguments& arguments, const verdict::ArmsComparison& comparison) {
    if (!arguments.markdown.empty()) {
        io::write_file_atomically(arguments.markdown, verdict::markdown_report(comparison));
    }
    if (!arguments.json.empty()) {
        io::write_file_atomically(arguments.json, verdict::json_report(comparison));
    }
    if (!arguments.junit.empty()) {
        io::write_file_atomically(arguments.junit,
                                  verdict::junit_report(comparison, arguments.inconclusive));
    }
    if (!arguments.html.empty()) {
        io::write_file_atomically(
            arguments.html, verdict::html_report(comparison, read_maps(arguments, comparison)));
    }
    if (arguments.github_summary) {
        append_github_summary(verdict::markdown_report(comparison));
    }
}

ExitCode exit_code(const verdict::ArmsComparison& comparison, InconclusiveAs inconclusive) {
    const verdict::Verdict verdict =
        comparison.asserted ? verdict::overall(comparison.outcomes) : verdict::Verdict::pass;
    if (verdict == verdict::Verdict::inconclusive) {
        return inconclusive == InconclusiveAs::error  ? ExitCode::inconclusive
               : inconclusive == InconclusiveAs::fail ? ExitCode::fail
                                                      : ExitCode::ok;
    }
    return verdict == verdict::Verdict::fail ? ExitCode::fail : ExitCode::ok;
}

void read_prices(Arguments& arguments) {
    if (arguments.prices.empty() != !arguments.days_per_year) {
        throw InputError({"--prices", 0, ""}, "needs --days-per-year, and that needs --prices",
                         "both or neither",
                         "say for how many days of the year the simulated period stands");
    }
    if (arguments.days_per_year) {
        const bool bare =
            arguments.prices.find('/') == std::string::npos && !arguments.prices.ends_with(".yaml");
        arguments.options.prices =
            verdict::load_prices(bare ? io::data_folder() / "prices" / (arguments.prices + ".yaml")
                                      : std::filesystem::path{arguments.prices});
        arguments.options.days_per_year = *arguments.days_per_year;
    }
}

ExitCode compare(Arguments arguments) {
    require_free_places(arguments);
    read_assertions(arguments);
    read_prices(arguments);
    arguments.options.pairing =
        arguments.unpaired ? verdict::Pairing::none : verdict::Pairing::by_seed;
    verdict::ArmsComparison comparison = verdict::compare_arms(
        read_runs(arguments.baseline), verdict::group_by_policy(read_runs(arguments.policies)),
        arguments.options);
    comparison.advice = verdict::warm_up_advice(arguments.baseline);
    write_reports(arguments, comparison);
    fmt::print("{}",
               verdict::terminal_report(comparison, verdict::terminal_width(), arguments.details));
    if (std::fflush(stdout) != 0) {
        throw EngineError{"system", "the table cannot be written to standard output"};
    }
    return exit_code(comparison, arguments.inconclusive);
}

const std::map<std::string, verdict::Correction> corrections{
    {"holm", verdict::Correction::holm},
    {"bh", verdict::Correction::benjamini_hochberg},
    {"none", verdict::Correction::none}};
const std::map<std::string, InconclusiveAs> meanings{{"error", InconclusiveAs::error},
                                                     {"pass", InconclusiveAs::pass},
                                                     {"fail", InconclusiveAs::fail},
                                                     {"skip", InconclusiveAs::skip}};

/// An option whose words stand for values.
template <typename Value>
void add_choice(CLI::App& app, const char* name, Value& value,
                const std::map<std::string, Value>& words, const std::string& description) {
    std::vector<std::string> known;
    for (const auto& [word, meaning] : words) {
        known.push_back(word);
    }
    app.add_option_function<std::string>(
           name, [&](const std::string& word) { value = words.at(word); }, description)
        ->check(CLI::IsMember(known));
}

void add_options(CLI::App& app, Arguments& arguments) {
    app.add_option("BASE", arguments.baseline, "Run files without the policy")->required();
    app.add_option("--policy,--with", arguments.policies,
                   "Run files with a policy, of the same seeds; runs of several policies are told "
                   "apart by the policy that they carry")
        ->required();
    app.add_option(
           "--assert", arguments.assertions,
           "Gate: a file, a condition as in 'traffic.delay_mean: decrease >= 5 % confidence "
           "95 %', or `claims` for the policies' own; may be given several times")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_choice(app, "--correct", arguments.options.correction, corrections,
               "Correction for the number of gates and policies: holm, bh (for exploration) or "
               "none");
    add_choice(app, "--inconclusive", arguments.inconclusive, meanings,
               "What an inconclusive gate counts as: error (exit code 5), fail, skip or pass");
    app.add_option("--objective", arguments.options.objectives,
                   "Key figure of the Pareto table; two or more");
    app.add_option("--prices", arguments.prices,
                   "Price table for costs and benefits: a file, or the name of one that Cityproof "
                   "ships (assumed)");
    app.add_option("--days-per-year", arguments.days_per_year,
                   "Days of the year that the simulated period stands for")
        ->check(CLI::Range(0.0, 366.0));
    app.add_flag("--unpaired", arguments.unpaired,
                 "Do not pair by seed: Welch's comparison, for arms with different seeds");
    app.add_flag("--details", arguments.details, "Also print the statistics behind the rows");
    app.add_option("--md", arguments.markdown, "Write a report in Markdown");
    app.add_option("--json", arguments.json, "Write all numbers as JSON");
    app.add_option("--junit", arguments.junit, "Write the gates as JUnit XML");
    app.add_option("--html", arguments.html,
                   "Write a page with charts and maps that needs no network");
    app.add_flag("--github-summary", arguments.github_summary,
                 "Append the Markdown report to the file in GITHUB_STEP_SUMMARY");
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Compares runs of one or more policies with runs of the baseline, paired by seed: "
                 "effects, 95 %\nintervals, verdicts on the policies' claims. Exit code 0 whatever "
                 "the verdict, 3 when runs are\nmissing; with --assert 0 when every gate passes, 1 "
                 "when one fails, 5 when one is inconclusive.",
                 "cityproof compare"};
    Arguments arguments;
    add_options(app, arguments);
    return scenarios::parse_and_run(app, argc, argv, "cityproof compare", [&] {
        try {
            return compare(arguments);
        } catch (const verdict::MissingRuns& error) {
            for (const std::string& missing : error.missing()) {
                fmt::print(stderr, "cityproof compare: missing: {}\n", missing);
            }
            return ExitCode::missing_runs;
        }
    });
}
