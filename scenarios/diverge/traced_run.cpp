// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/traced_run.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cityproof::diverge {
namespace {

/// The entries of /meta that say what a run was given. The others follow from these or name files.
constexpr std::array inputs{"seed",
                            "policy",
                            "scenario_text",
                            "overrides",
                            "city_hash",
                            "interventions_hash",
                            "stopped_at_s",
                            "version",
                            "version_traffic",
                            "version_energy",
                            "version_water",
                            "cpu",
                            "libm"};
constexpr std::size_t longest_shown = 60;

void require_same(const TracedRun& a, const TracedRun& b, const char* key, const char* what) {
    if (a.file().meta(key) != b.file().meta(key)) {
        throw InputError({b.name(), 0, std::string{"/meta/"} + key},
                         fmt::format("is \"{}\", and \"{}\" in {}", b.file().meta(key),
                                     a.file().meta(key), a.name()),
                         fmt::format("two runs of {}", what));
    }
}

} // namespace

std::string TracedRun::element(const io::TracePublication& publication) const {
    const std::string& name = trace_.ports().at(publication.port).table;
    const io::EntityTable* table = file_.table(name);
    if (table == nullptr || publication.element >= table->ids.size()) {
        return fmt::format("{} number {}", name, publication.element);
    }
    return name + "/" + table->ids[publication.element];
}

std::vector<InputDifference> input_differences(const TracedRun& a, const TracedRun& b) {
    std::vector<InputDifference> found;
    for (const char* key : inputs) {
        const std::string in_a = a.file().meta(key);
        const std::string in_b = b.file().meta(key);
        if (in_a == in_b) {
            continue;
        }
        const bool is_short = std::max(in_a.size(), in_b.size()) <= longest_shown &&
                              (in_a + in_b).find('\n') == std::string::npos;
        found.push_back({key, is_short ? in_a : "", is_short ? in_b : ""});
    }
    return found;
}

void require_comparable(const TracedRun& a, const TracedRun& b) {
    require_same(a, b, "city_name", "one city");
    require_same(a, b, "start_local", "one simulated time");
    require_same(a, b, "duration_s", "one simulated time");
    if (a.trace().detail() == io::TraceDetail::windows ||
        b.trace().detail() == io::TraceDetail::windows) {
        return; // such a trace names no entities
    }
    const std::vector<std::string>& in_a = a.trace().entities();
    const std::vector<std::string>& in_b = b.trace().entities();
    const auto [left, right] = std::ranges::mismatch(in_a, in_b);
    if (left == in_a.end() && right == in_b.end()) {
        return;
    }
    throw InputError({b.name(), 0, "/trace/entity"},
                     fmt::format("entity number {} is {}, and {} in {}", left - in_a.begin(),
                                 right == in_b.end() ? "not there" : *right,
                                 left == in_a.end() ? "not there" : *left, a.name()),
                     "two runs with the same entities", "compare runs of one city");
}

} // namespace cityproof::diverge
