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
#include "scenarios/verdict/study_runs.hpp"
#include "scenarios/verdict/terminal_report.hpp"
#include "scenarios/verdict/warm_up_advice.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
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
    std::vector<std::string> baseline; ///< run files, or one study
    std::vector<std::string> policies; ///< run files; empty with a study
    std::optional<std::size_t> point;
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

/// The run files to compare, by arm.
struct Inputs {
    std::vector<std::string> baseline;
    std::vector<std::vector<std::string>> policies;
    std::string point;                                      ///< of a study with factors
    std::map<std::string, contracts::Direction> directions; ///< as a study names them
    std::string gates;                                      ///< the study's own
};

Inputs find_inputs(const Arguments& arguments) {
    const bool study = std::ranges::any_of(
        arguments.baseline, [](const std::string& path) { return verdict::is_study(path); });
    if (!study) {
        if (arguments.policies.empty()) {
            throw InputError({"--with", 0, ""}, "there are no runs with a policy",
                             "run files, or a study alone");
        }
        if (arguments.point) {
            throw InputError({"--point", 0, ""}, "run files have no points", "a study");
        }
        return {arguments.baseline, {arguments.policies}, {}, {}, {}};
    }
    if (arguments.baseline.size() > 1 || !arguments.policies.empty()) {
        throw InputError({arguments.baseline.front(), 0, ""},
                         "a study holds all arms of its comparison", "one study and no run files",
                         "leave the others and --with out");
    }
    verdict::StudyRuns runs = verdict::find_study_runs(arguments.baseline.front(), arguments.point);
    return {std::move(runs.baseline), std::move(runs.policies), std::move(runs.point),
            std::move(runs.directions), std::move(runs.gates)};
}

/// Before the runs are read: a report must replace neither one of them nor another report.
void require_free_places(const Arguments& arguments, const Inputs& inputs) {
    std::error_code ignored;
    std::map<std::filesystem::path, std::string> taken;
    std::vector<std::string> used = inputs.baseline;
    used.insert(used.end(), arguments.baseline.begin(), arguments.baseline.end());
    for (const std::vector<std::string>& arm : inputs.policies) {
        used.insert(used.end(), arm.begin(), arm.end());
    }
    for (const auto& [option, file] : arguments.reports()) {
        for (const std::string& input : used) {
            if (std::filesystem::equivalent(file, input, ignored)) {
                throw InputError{{file, 0, ""}, "the report would replace what is compared"};
            }
        }
        const auto [other, is_new] = taken.emplace(std::filesystem::weakly_canonical(file), option);
        if (!is_new) {
            throw InputError{{file, 0, ""},
                             fmt::format("is named by both {} and {}", other->second, option)};
        }
    }
}

/// With what a study says about its runs.
std::vector<verdict::RunSummary> read_runs(const std::vector<std::string>& files,
                                           const Inputs& inputs) {
    std::vector<verdict::RunSummary> runs;
    for (const std::string& file : files) {
        verdict::RunSummary run = verdict::read_run_summary(file);
        if (!inputs.point.empty()) {
            run.scenario += fmt::format(" ({})", inputs.point);
        }
        for (contracts::KeyFigure& figure : run.key_figures) {
            if (const auto named = inputs.directions.find(figure.id);
                named != inputs.directions.end()) {
                figure.direction = named->second;
            }
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

/// Arms in the order of the study; run files by the policy that they carry.
std::vector<std::vector<verdict::RunSummary>> read_policies(const Inputs& inputs) {
    std::vector<std::vector<verdict::RunSummary>> arms;
    for (const std::vector<std::string>& files : inputs.policies) {
        for (auto& arm : verdict::group_by_policy(read_runs(files, inputs))) {
            arms.push_back(std::move(arm));
        }
    }
    return arms;
}

void read_assertions(Arguments& arguments, const Inputs& inputs) {
    Problems problems;
    for (const std::string& text : arguments.assertions) {
        problems.collect([&] {
            if (text == "study" && inputs.gates.empty()) {
                throw InputError({"--assert", 0, "study"}, "there is no study with gates",
                                 "a study whose file has \"gates\"");
            }
            const verdict::Assertion assertion =
                verdict::read_assertion(text == "study" ? inputs.gates : text);
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

std::vector<std::string> paths_of(const std::vector<verdict::RunSummary>& runs) {
    std::vector<std::string> paths;
    for (const verdict::RunSummary& run : runs) {
        paths.push_back(run.path);
    }
    return paths;
}

/// One map an arm, where its runs recorded street speeds.
std::vector<std::optional<verdict::StreetMap>>
read_maps(const verdict::ArmsComparison& comparison) {
    std::vector<std::optional<verdict::StreetMap>> maps;
    for (const verdict::Comparison& arm : comparison.arms) {
        maps.push_back(
            verdict::read_street_map(paths_of(arm.runs.baseline), paths_of(arm.runs.policy)));
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
        io::write_file_atomically(arguments.html,
                                  verdict::html_report(comparison, read_maps(comparison)));
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
    const Inputs inputs = find_inputs(arguments);
    require_free_places(arguments, inputs);
    read_assertions(arguments, inputs);
    read_prices(arguments);
    arguments.options.pairing =
        arguments.unpaired ? verdict::Pairing::none : verdict::Pairing::by_seed;
    verdict::ArmsComparison comparison = verdict::compare_arms(
        read_runs(inputs.baseline, inputs), read_policies(inputs), arguments.options);
    comparison.advice = verdict::warm_up_advice(inputs.baseline);
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
    app.add_option("BASE", arguments.baseline,
                   "Run files without the policy; or a study (its folder, or study.h5), alone")
        ->required();
    app.add_option("--policy,--with", arguments.policies,
                   "Run files with a policy, of the same seeds; runs of several policies are told "
                   "apart by the policy that they carry");
    app.add_option("--point", arguments.point,
                   "Which point of a study with factors, counted from 0");
    app.add_option(
           "--assert", arguments.assertions,
           "Gate: a file, a condition as in 'traffic.delay_mean: decrease >= 5 % confidence "
           "95 %', `claims` for the policies' own, or `study` for the study's; may be given "
           "several times")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_choice(app, "--correct", arguments.options.correction, corrections,
               "Correction for the number of gates and policies: holm, bh (for exploration) or "
               "none");
    add_choice(app, "--inconclusive", arguments.inconclusive, meanings,
               "What an inconclusive gate counts as: error (exit code 5), fail, skip or pass");
    app.add_option("--objective", arguments.options.objectives,
                   "Key figure of the Pareto table; two or more");
    app.add_option("--quantile", arguments.options.quantile,
                   "Also compare this quantile over the seeds, as in 0.9; ten seeds or more");
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
