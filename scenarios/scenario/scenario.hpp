// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"
#include "models/contracts/command.hpp"
#include "scenarios/scenario/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

struct TrafficSection {
    std::optional<Duration> begin;
    Duration exchange = Duration::seconds(60);
    Duration departure_jitter;
    std::optional<Duration> teleport_after;
    double demand_scale = 1;
    bool emissions = false;
};

struct EnergySection {
    Duration tick = Duration::seconds(60);
    std::optional<double> source_strength_va;
    double supply_voltage_pu = 0.5;
};

struct PressureDriven {
    double minimum_pa = 0;
    double required_pa = 0;
};

struct WaterSection {
    Duration start_at;
    Duration step = Duration::seconds(60);
    std::optional<PressureDriven> pressure_driven;
    std::optional<double> accuracy;
};

struct SensorSection {
    Duration latency = Duration::seconds(1);
};

struct ServiceSection {
    Duration meter_interval = Duration::seconds(900);
};

struct RecordSection {
    Duration every = Duration::seconds(60);
    Duration vehicles_every;           ///< zero: none
    std::vector<std::string> channels; ///< empty: all
};

/// An event of the file as the commands that it means, with its place for messages.
struct ScenarioEvent {
    contracts::Command command;
    Location where;
};

/// A scenario file (data/schema/scenario.json) with its policies, ready to be run.
struct Scenario {
    std::filesystem::path file;
    std::string name;
    std::filesystem::path city_folder;
    Location city_where;
    std::string start_local;
    std::string time_zone;
    std::optional<std::filesystem::path> from_state; ///< a saved state to begin from
    Duration duration;
    std::uint32_t seed = 1;
    int partitions = 8;
    Duration rebase_every = Duration::seconds(3600); ///< see engine::EngineOptions
    std::optional<TrafficSection> traffic;
    std::optional<EnergySection> energy;
    std::optional<WaterSection> water;
    std::optional<SensorSection> sensors;
    std::optional<ServiceSection> services;
    RecordSection record;
    std::vector<ScenarioEvent> events; ///< ascending time, undoing commands included
    std::vector<Policy> policies;
    std::string text;                   ///< the file as read, for the run file
    std::vector<std::string> overrides; ///< --set, for the run file
    /// Canonical text of everything but name, description, city, saved state, seed and policies:
    /// equal for the arms of a comparison. City and state count by their content.
    std::string base_text;

    SimTime end() const { return SimTime::zero() + duration; }
};

struct LoadOptions {
    std::vector<std::string> overrides;   ///< --set key=value
    std::vector<std::string> policies;    ///< --policy, beside those of the file
    std::optional<std::string> text = {}; ///< counts in place of what the file holds
};

/// Reads a scenario and its policy files. Does not open the city package.
/// Errors: ProblemsError with everything that is wrong, InputError for a file that cannot be read.
Scenario load_scenario(const std::filesystem::path& path, const LoadOptions& options);

} // namespace cityproof::scenarios
