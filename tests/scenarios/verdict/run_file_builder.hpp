// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"
#include "scenarios/verdict/run_summary.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::verdict::testing {

/// The keys that `cityproof run` writes into /meta.
inline std::vector<io::MetaEntry> meta_of(const RunSummary& run) {
    std::vector<io::MetaEntry> meta{{"scenario_name", run.scenario},
                                    {"city_name", run.city},
                                    {"city_hash", run.city_hash},
                                    {"seed", std::to_string(run.seed)},
                                    {"policy", run.policy},
                                    {"policy_title", run.policy_title},
                                    {"policy_description", run.policy_description},
                                    {"claim", run.claim},
                                    {"costs", run.costs},
                                    {"base_hash", run.base_hash}};
    for (const auto& [key, value] : run.versions) {
        meta.push_back({key, value});
    }
    return meta;
}

/// A run file with one street, one frame and what the summary says. Without a trace hash only the
/// growing .part is left.
inline void write_run_file(const std::filesystem::path& path, const RunSummary& run) {
    io::RunFileLayout layout;
    layout.meta = meta_of(run);
    for (const auto& [key, value] : run.provenance) {
        layout.privacy.push_back({key, value});
    }
    layout.tables = {{"street", {"a"}, {io::Geometry{}}}};
    layout.axes = {{"record"}};
    layout.channels = {{"traffic/street_speed", "m/s", "street", "record", "mean speed"}};
    io::RunFileWriter writer{path, layout};
    writer.append_frame("record", 60, {{10}});
    if (!run.trace_hash) {
        writer.abandon();
        return;
    }
    std::vector<io::MetaEntry> last;
    if (!run.stopped_at_s.empty()) {
        last.push_back({"stopped_at_s", run.stopped_at_s});
    }
    writer.finish(run.key_figures, *run.trace_hash, last);
}

} // namespace cityproof::verdict::testing
