// SPDX-License-Identifier: Apache-2.0
#include "scenarios/demo/demo.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"
#include "scenarios/demo/demo_folder.hpp"
#include "scenarios/demo/demo_progress.hpp"
#include "scenarios/process/process_pool.hpp"
#include "scenarios/process/sibling_program.hpp"
#include "scenarios/verdict/json_report.hpp"
#include "scenarios/verdict/markdown_report.hpp"
#include "scenarios/verdict/report_text.hpp"
#include "scenarios/verdict/terminal_report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::demo {
namespace {

namespace fs = std::filesystem;
using process::Job;
using process::Outcome;

/// The last lines of a log, for the person who wants to know why.
std::string tail_of(const fs::path& log, std::size_t lines) {
    std::ifstream file{log, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    std::size_t begin = text.find_last_not_of('\n');
    for (std::size_t i = 0; i < lines && begin != std::string::npos && begin > 0; ++i) {
        begin = text.rfind('\n', begin - 1);
    }
    std::string tail;
    for (std::size_t at = begin == std::string::npos ? 0 : begin + 1; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        tail += "    " + verdict::one_line(text.substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return tail;
}

/// One run of the plan.
struct PlannedRun {
    std::size_t arm;
    std::uint64_t seed;
};

class Demo {
  public:
    explicit Demo(const DemoOptions& options)
        : options_{options},
          data_{io::data_folder()},
          import_{process::required_program("cityproof-import")},
          run_{process::required_program("cityproof-run")},
          view_{process::sibling_program("cityproof-view")},
          // A relative folder that begins with "-" would look like an option to the programs.
          folder_{options.folder.is_absolute() ? options.folder : "." / options.folder,
                  data_ / "demo"},
          inputs_hash_{hash_of_inputs(data_, import_, run_)} {}

    ExitCode run() {
        if (options_.fresh || !folder_.is_made_from(inputs_hash_)) {
            folder_.forget();
            if (!import_city()) {
                return ExitCode::engine_error;
            }
            folder_.mark_made_from(inputs_hash_);
        }
        if (!run_arms()) {
            return ExitCode::missing_runs;
        }
        const verdict::Comparison comparison = compare();
        const std::vector<verdict::ReportPicture> pictures = draw_maps();
        write_reports(comparison, pictures);
        progress_.finish();
        tell(comparison, pictures);
        return view_ && pictures.size() < 2 ? ExitCode::engine_error : ExitCode::ok;
    }

  private:
    /// Runs one helper program; false, with its last words told, when it fails.
    bool run_program(const std::string& name, const fs::path& program,
                     const std::vector<std::string>& arguments) {
        Job job{name, {program.string()}, folder_.log(name)};
        job.command.insert(job.command.end(), arguments.begin(), arguments.end());
        const process::PoolEvents events{
            .started = {}, .line = {}, .ended = {}, .tick = [&] { progress_.draw(); }};
        const Outcome outcome = process::run_jobs({&job, 1}, 1, events, watch_).front();
        if (!outcome.ok()) {
            progress_.note(fmt::format("cityproof demo: {} failed ({}); its log is {}\n{}", name,
                                       to_string(outcome), job.log.string(), tail_of(job.log, 5)));
        }
        return outcome.ok();
    }

    bool import_city() {
        progress_.begin(DemoStage::import, "making the city of its map");
        const fs::path map = data_ / "demo" / "source" / "auental.osm";
        // What a mapper of a real town would have surveyed is invented here.
        return run_program("import", import_,
                           {"--osm", map.string(), "--attribution", "Auental, CC0 1.0", "--name",
                            "Auental", "--provenance", "synthetic", "--force", "-o",
                            folder_.city().string()});
    }

    /// Whether an earlier call left this run; its inputs are known to be the same.
    bool is_there(const PlannedRun& run) const {
        const fs::path file = folder_.run_file(run.arm, run.seed);
        if (!fs::exists(file)) {
            return false;
        }
        try {
            const verdict::RunSummary summary = verdict::read_run_summary(file);
            return summary.trace_hash && summary.stopped_at_s.empty() && summary.seed == run.seed;
        } catch (const InputError&) {
            return false;
        }
    }

    std::vector<PlannedRun> missing_runs() const {
        std::vector<PlannedRun> missing;
        for (std::uint64_t seed = 1; seed <= options_.seeds; ++seed) {
            for (std::size_t arm = 0; arm < arms.size(); ++arm) {
                if (!is_there({arm, seed})) {
                    missing.push_back({arm, seed});
                }
            }
        }
        return missing;
    }

    std::vector<Job> jobs_of(const std::vector<PlannedRun>& runs) const {
        std::vector<Job> jobs;
        for (const PlannedRun& run : runs) {
            const Arm& arm = arms.at(run.arm);
            const std::string name = fmt::format("{}-{}", arm.name, run.seed);
            jobs.push_back({name,
                            {run_.string(), folder_.scenario().string(), "-o",
                             folder_.run_file(run.arm, run.seed).string(), "--seed",
                             std::to_string(run.seed), "--threads", "1", "--log", "json"},
                            folder_.log(name)});
            if (*arm.policy != '\0') {
                jobs.back().command.insert(jobs.back().command.end(), {"--policy", arm.policy});
            }
        }
        return jobs;
    }

    /// Makes the runs that are missing; false when one failed.
    bool run_arms() {
        const std::vector<PlannedRun> missing = missing_runs();
        const std::size_t all = arms.size() * options_.seeds;
        if (missing.size() < all) {
            progress_.note(fmt::format(
                "{} of {} runs are there from before, made from the same inputs; --fresh makes "
                "them again",
                all - missing.size(), all));
        }
        const std::vector<Job> jobs = jobs_of(missing);
        progress_.begin_runs(jobs.size());
        bool good = true;
        const process::PoolEvents events{
            .started = {},
            .line = [&](std::size_t job,
                        std::string_view line) { progress_.on_run_line(job, line); },
            .ended =
                [&](std::size_t job, const Outcome& outcome) {
                    progress_.on_run_end(job, jobs[job].name, outcome.ok());
                    if (!outcome.ok() && watch_.count() == 0) {
                        good = false;
                        progress_.note(
                            fmt::format("cityproof demo: the run {} failed ({}); its log is {}\n{}",
                                        jobs[job].name, to_string(outcome), jobs[job].log.string(),
                                        tail_of(jobs[job].log, 5)));
                    }
                    // What one run does not like about its inputs no other run will like.
                    return outcome.kind != Outcome::Kind::exited ||
                           outcome.code != to_int(ExitCode::bad_input);
                },
            .tick = [&] { progress_.draw(); }};
        try {
            process::run_jobs(jobs, options_.jobs, events, watch_);
        } catch (const Interrupted& error) {
            progress_.finish();
            throw Interrupted{
                error.code(),
                fmt::format("{}; {} of {} runs are finished and stay in {}; the same command "
                            "goes on from there",
                            error.what(), all - missing_runs().size(), all,
                            (folder_.path() / "runs").string())};
        }
        return good;
    }

    verdict::Comparison compare() const {
        std::array<std::vector<verdict::RunSummary>, 2> runs;
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            for (std::uint64_t seed = 1; seed <= options_.seeds; ++seed) {
                runs.at(arm).push_back(verdict::read_run_summary(folder_.run_file(arm, seed)));
            }
        }
        return verdict::compare_runs(verdict::pair_runs(std::move(runs[0]), std::move(runs[1])));
    }

    /// The maps that could be drawn.
    std::vector<verdict::ReportPicture> draw_maps() {
        progress_.begin(DemoStage::maps, "drawing maps");
        if (!view_) {
            progress_.note("cityproof demo: no maps, because cityproof-view is not built");
            return {};
        }
        const std::string base = folder_.run_file(0, 1).string();
        const std::string policy = folder_.run_file(1, 1).string();
        std::vector<verdict::ReportPicture> drawn;
        const auto draw = [&](const std::string& name, const std::string& caption,
                              std::vector<std::string> arguments) {
            const fs::path picture = folder_.path() / (name + ".png");
            arguments.insert(arguments.end(),
                             {"--export", picture.string(), "--channel", "traffic/street_speed",
                              "--time", "07:15", "--average", "15 min"});
            if (run_program(name, *view_, arguments)) {
                drawn.push_back({name + ".png", caption});
            }
        };
        draw("map", "Mean speed on every street, 07:00 to 07:15, with the policy (seed 1)",
             {policy});
        draw("map-difference",
             "The same, with the policy minus without it (seed 1: one pair, chance included)",
             {base, "--compare", policy});
        return drawn;
    }

    void write_reports(const verdict::Comparison& comparison,
                       const std::vector<verdict::ReportPicture>& pictures) const {
        const verdict::MarkdownOptions options{
            pictures, fmt::format("cityproof demo --seeds {}", options_.seeds)};
        io::write_file_atomically(folder_.path() / "report.md",
                                  verdict::markdown_report(comparison, options));
        io::write_file_atomically(folder_.path() / "report.json", verdict::json_report(comparison));
    }

    void tell(const verdict::Comparison& comparison,
              const std::vector<verdict::ReportPicture>& pictures) const {
        const std::string folder = folder_.path().lexically_normal().string();
        fmt::print("{}\n", verdict::terminal_report(comparison, verdict::terminal_width()));
        fmt::print("report        {0}/report.md, {0}/report.json\n", folder);
        for (const verdict::ReportPicture& picture : pictures) {
            fmt::print("map           {}/{}\n", folder, picture.file_name);
        }
        const std::string city = folder_.city().lexically_normal().string();
        fmt::print("runs and logs {}/runs\ncity          {}\n", folder, city);
        fmt::print("realism       {}/report/realism.json: its figures beside published ranges\n\n",
                   city);
        fmt::print("The city and its demand are invented: this shows how a policy is judged, and "
                   "proves nothing about a "
                   "real city.\n");
        if (std::fflush(stdout) != 0) {
            throw EngineError{"system", "the result cannot be written to standard output"};
        }
    }

    DemoOptions options_;
    fs::path data_;
    fs::path import_;
    fs::path run_;
    std::optional<fs::path> view_;
    DemoFolder folder_;
    std::uint64_t inputs_hash_;
    process::InterruptWatch watch_;
    DemoProgress progress_;
};

} // namespace

ExitCode run_demo(const DemoOptions& options) {
    return Demo{options}.run();
}

} // namespace cityproof::demo
