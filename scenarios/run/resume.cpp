// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/resume.hpp"

#include "core/base/errors.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/checkpoint.hpp"
#include "scenarios/run/interrupt.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ostream>
#include <streambuf>

namespace cityproof::scenarios {
namespace {

/// Where a state goes that nobody reads.
class Nowhere final : public std::streambuf {
  protected:
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }

    std::streamsize xsputn(const char* /*bytes*/, std::streamsize count) override { return count; }
};

Interrupted unchanged(const Interrupted& interrupted, const RunOptions& options) {
    return {interrupted.code(),
            fmt::format("{} before the run went on; {}.part and its checkpoint are as they were",
                        interrupted.what(), options.output.string())};
}

} // namespace

void require_checkpoints_fit(const Scenario& scenario, const RunOptions& options) {
    const Duration every = options.checkpoint_every;
    if (every.ns() % scenario.rebase_every.ns() != 0) {
        throw InputError({{}, 0, "--checkpoint-every"},
                         fmt::format("{} is no multiple of the scenario's rebase_every, {}",
                                     to_string(every), to_string(scenario.rebase_every)),
                         "a multiple of it",
                         "change one of the two; another rebase_every is another scenario");
    }
}

void require_checkpoints_possible(const Twin& twin) {
    Nowhere nowhere;
    std::ostream out{&nowhere};
    engine::StateWriter state{out};
    twin.engine().save(state);
    state.finish();
}

Resumed resume_run(Twin& twin, const std::vector<RunInput>& inputs, const io::RunFileLayout& layout,
                   const RunOptions& options, RunReport& report) {
    std::filesystem::path part = options.output;
    part += ".part";
    Checkpoint checkpoint{options.output, inputs};
    Resumed resumed{checkpoint.moment().at,
                    {},
                    std::make_unique<io::UnfinishedRun>(part, checkpoint.moment().position)};
    resumed.before->require_layout(layout);

    const SimTime began = twin.traffic() != nullptr ? twin.traffic()->next_time() : SimTime{};
    const auto start = std::chrono::steady_clock::now();
    if (twin.traffic() != nullptr) {
        twin.traffic()->on_replay([&report](SimTime now, SimTime until) {
            check_interrupt();
            report.replay(now, until);
        });
    }
    try {
        twin.engine().restore(checkpoint.state());
    } catch (const Interrupted& interrupted) {
        throw unchanged(interrupted, options);
    }
    ResumedRecord record = resumed_record(checkpoint.state(), resumed.at, options.output);
    checkpoint.finish();
    for (contracts::Command& command : record.later) {
        twin.intervene(std::move(command), {part.string() + ".commands.jsonl", 0, "target"});
    }
    resumed.record = std::move(record.all);
    report.resumed(
        {.at = resumed.at,
         .replayed = twin.traffic() != nullptr ? resumed.at - began : Duration{},
         .wall_s =
             std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()});
    return resumed;
}

} // namespace cityproof::scenarios
