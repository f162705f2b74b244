// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/run_summary.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace cityproof::verdict {
namespace {

constexpr std::size_t longest_claim = 4096;

[[noreturn]] void refuse(const std::string& file_name, const char* key,
                         const std::string& message) {
    throw InputError({file_name, 0, fmt::format("/meta/{}", key)}, message,
                     "a file written by `cityproof run`");
}

std::uint64_t seed_of(const io::RunFileReader& reader, const std::string& file_name) {
    const std::string text = reader.meta("seed");
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc{} || end != text.data() + text.size()) {
        refuse(file_name, "seed", fmt::format("\"{}\" is no seed", one_line(text, 40)));
    }
    return seed;
}

std::vector<contracts::KeyFigure> figures_of(const io::RunFileReader& reader,
                                             const std::string& file_name) {
    std::vector<contracts::KeyFigure> result;
    std::set<std::string> seen;
    for (const contracts::KeyFigure& figure : reader.key_figures()) {
        if (!seen.insert(figure.id).second) {
            throw InputError({file_name, 0, "/kpi"},
                             fmt::format("the key figure {} occurs twice", one_line(figure.id)));
        }
        result.push_back({one_line(figure.id), figure.value, one_line(figure.unit, 24),
                          figure.direction, one_line(figure.definition, 1000)});
    }
    return result;
}

} // namespace

RunSummary read_run_summary(const std::filesystem::path& path) {
    const io::RunFileReader reader{path};
    RunSummary run;
    run.path = path.string();
    run.file_name = one_line(path.filename().string());
    run.seed = seed_of(reader, run.file_name);
    run.scenario = one_line(reader.meta("scenario_name"));
    run.city = one_line(reader.meta("city_name"));
    run.policy_title = one_line(reader.meta("policy_title"));
    run.policy_description = one_line(reader.meta("policy_description"), 2000);
    run.stopped_at_s = one_line(reader.meta("stopped_at_s"));
    run.interventions_hash = one_line(reader.meta("interventions_hash"));
    run.policy = one_line(reader.meta("policy"));
    run.city_hash = one_line(reader.meta("city_hash"));
    run.base_hash = one_line(reader.meta("base_hash"));
    if (run.base_hash.empty()) {
        refuse(run.file_name, "base_hash",
               "is missing, so it cannot be told whether two runs belong together");
    }
    run.claims_not_judged = one_line(reader.meta("claims_not_judged"));
    run.claim = reader.meta("claim");
    if (run.claim.size() > longest_claim) {
        refuse(run.file_name, "claim",
               fmt::format("has {} bytes; a claim is one line", run.claim.size()));
    }
    run.costs = reader.meta("costs");
    if (run.costs.size() > longest_claim) {
        refuse(run.file_name, "costs", "is longer than what `cityproof run` writes");
    }
    run.trace_hash = reader.trace_hash();
    run.key_figures = figures_of(reader, run.file_name);
    for (const io::MetaEntry& entry : reader.meta()) {
        if (entry.key.starts_with("version")) {
            run.versions.emplace_back(one_line(entry.key), one_line(entry.value));
        } else if (entry.key.starts_with("provenance_")) {
            run.provenance.emplace_back(one_line(entry.key), one_line(entry.value, 1000));
        }
    }
    for (const io::MetaEntry& entry : reader.privacy()) {
        run.provenance.emplace_back(one_line(entry.key), one_line(entry.value, 1000));
    }
    return run;
}

} // namespace cityproof::verdict
