// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/sumo_command.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <limits>
#include <optional>

namespace cityproof::traffic {
namespace {

bool is_whole_steps(Duration interval) {
    return interval > Duration{} && interval.ns() % sumo_step.ns() == 0;
}

std::string seconds_text(Duration duration) {
    return fmt::format("{:.3f}", duration.to_seconds());
}

} // namespace

MemoryFile::MemoryFile(const char* name, const std::string& content)
    : descriptor_{memfd_create(name, MFD_CLOEXEC)} {
    const auto size = static_cast<ssize_t>(content.size());
    if (descriptor_ < 0 || write(descriptor_, content.data(), content.size()) != size) {
        throw EngineError("SUMO", fmt::format("no memory file for the {}", name));
    }
}

MemoryFile::~MemoryFile() {
    close(descriptor_);
}

std::string MemoryFile::path() const {
    return fmt::format("/proc/self/fd/{}", descriptor_);
}

std::string MemoryFile::content() const {
    constexpr std::size_t piece = 1U << 20U;
    std::string content;
    for (;;) {
        const std::size_t before = content.size();
        content.resize(before + piece);
        const ssize_t count =
            pread(descriptor_, content.data() + before, piece, static_cast<off_t>(before));
        if (count < 0) {
            throw EngineError("SUMO", "a memory file cannot be read");
        }
        content.resize(before + static_cast<std::size_t>(count));
        if (count == 0) {
            return content;
        }
    }
}

void require_valid(const SumoConfig& config) {
    if (config.seed > static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max())) {
        throw InputError({{}, 0, "seed"}, fmt::format("{} is too large for SUMO", config.seed),
                         "0 to 2147483647");
    }
    if (!is_whole_steps(config.exchange) ||
        (config.signal_exchange && !is_whole_steps(*config.signal_exchange))) {
        throw InputError({{}, 0, "exchange"}, "traffic cannot be exchanged between its steps",
                         "whole seconds, at least 1 s");
    }
}

std::vector<std::string> sumo_command_line(const SumoConfig& config, const SumoFiles& files) {
    std::vector<std::string> words{"sumo",
                                   "-c",
                                   files.configuration,
                                   "--seed",
                                   std::to_string(config.seed),
                                   "--threads",
                                   "1",
                                   "--no-step-log",
                                   "true",
                                   "--no-warnings",
                                   "true",
                                   "--step-length",
                                   "1",
                                   "--tripinfo-output",
                                   files.tripinfo,
                                   "--tripinfo-output.write-unfinished",
                                   "true",
                                   "--tripinfo-output.write-undeparted",
                                   "true",
                                   "--save-state.precision",
                                   "12",
                                   "--device.rerouting.threads",
                                   "0",
                                   "--xml-validation",
                                   "never",
                                   "--xml-validation.net",
                                   "never",
                                   "--xml-validation.routes",
                                   "never"};
    const auto add = [&words](const char* option, std::string value) {
        words.emplace_back(option);
        words.push_back(std::move(value));
    };
    if (!files.state.empty()) {
        // Loaded at the start, not later: only so the route files go on where the state ends. The
        // begin leaves out what they have before it.
        add("--load-state", files.state);
        add("--begin", fmt::format("{:.3f}", config.start->sumo_time_s));
    } else if (config.begin) {
        add("--begin", seconds_text(*config.begin));
    }
    if (config.departure_jitter > Duration{}) {
        add("--random-depart-offset", seconds_text(config.departure_jitter));
    }
    if (config.teleport_after) {
        add("--time-to-teleport",
            *config.teleport_after > Duration{} ? seconds_text(*config.teleport_after) : "-1");
    }
    if (config.emissions) {
        // Its own draws: no vehicle drives differently for it.
        add("--device.emissions.probability", "1");
    }
    if (config.demand_scale != 1) {
        add("--scale", fmt::format("{}", config.demand_scale));
    }
    return words;
}

} // namespace cityproof::traffic
