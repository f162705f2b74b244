// SPDX-License-Identifier: Apache-2.0
// cityproof worker: one share of a study's runs, for clusters.
#include "core/base/errors.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/study/batch.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

using namespace cityproof;

namespace {

/// A variable that schedulers number their tasks with.
struct TaskVariable {
    const char* name;
    std::size_t first; ///< number of the first task
};

constexpr std::array index_variables{
    TaskVariable{"CITYPROOF_TASK_INDEX", 0}, TaskVariable{"SLURM_ARRAY_TASK_ID", 0},
    TaskVariable{"JOB_COMPLETION_INDEX", 0}, TaskVariable{"PARALLEL_SEQ", 1}};
constexpr std::array count_variables{TaskVariable{"CITYPROOF_TASK_COUNT", 0},
                                     TaskVariable{"SLURM_ARRAY_TASK_COUNT", 0}};
constexpr std::array core_variables{TaskVariable{"SLURM_CPUS_PER_TASK", 0},
                                    TaskVariable{"SLURM_CPUS_ON_NODE", 0}};

/// The first variable that is set. Errors: InputError when it is no number.
template <typename Variables>
std::optional<std::size_t> number_from(const Variables& variables) {
    for (const TaskVariable& variable : variables) {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread has been started
        const char* text = std::getenv(variable.name);
        if (text == nullptr || *text == '\0') {
            continue;
        }
        const std::string_view given{text};
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(given.begin(), given.end(), number);
        if (error != std::errc{} || end != given.end() || number < variable.first) {
            throw InputError{{{}, 0, variable.name},
                             fmt::format("\"{}\" is no usable number", given)};
        }
        return number - variable.first;
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Makes one share of the runs that `cityproof batch --emit` listed. Exit code 0: "
                 "the share is done; 75: try\n"
                 "again, something came in between; 3: a run failed for good; 2: bad input.",
                 "cityproof worker"};
    study::WorkerOptions options;
    std::string folder;
    std::optional<std::size_t> index;
    std::optional<std::size_t> count;
    app.add_option("folder", folder, "Folder of the study")->required();
    app.add_option("--index", index,
                   "Number of the share from 0; else from CITYPROOF_TASK_INDEX, "
                   "SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX or PARALLEL_SEQ (from 1)");
    app.add_option("--of", count,
                   "Number of shares; else from CITYPROOF_TASK_COUNT or SLURM_ARRAY_TASK_COUNT")
        ->check(CLI::Range(1, 10'000'000));
    app.add_option("-j,--jobs", options.jobs, "Runs at a time")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    return scenarios::parse_and_run(app, argc, argv, "cityproof worker", [&] {
        options.folder = folder;
        index = index ? index : number_from(index_variables);
        count = count ? count : number_from(count_variables);
        if (!index || !count) {
            throw InputError{{{}, 0, index ? "--of" : "--index"},
                             "is missing",
                             index ? "the number of shares" : "the number of the share"};
        }
        if (*index >= *count) {
            throw InputError{{{}, 0, "--index"},
                             fmt::format("there is no share {} of {}", *index, *count),
                             fmt::format("a number below {}", *count)};
        }
        options.index = *index;
        options.of = *count;
        options.cores = number_from(core_variables).value_or(0);
        return study::run_worker(options);
    });
}
