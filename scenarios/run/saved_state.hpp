// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "io/city/city.hpp"
#include "models/traffic/traffic_start.hpp"
#include "scenarios/run/twin.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace cityproof::scenarios {

/// What a saved state says of itself.
struct SavedStateHeader {
    SimTime at;
    std::string build;
    std::string processor;
    std::string city_hash;
    std::string start_local;
    std::string time_zone;
    std::uint32_t seed = 0;
    std::string warm_up;      ///< name of the scenario that made it
    std::string warm_up_hash; ///< of that scenario's text, policies and overrides
};

/// Errors: InputError unless the scenario ends at an instant at which its state can be saved and
/// `path` can be written; nothing is written.
void require_state_can_be_saved(const Scenario& scenario, const std::filesystem::path& path);

/// Writes the state of a twin that was just re-based at `now` to a file that other runs can begin
/// from (`from_state`): to another name, synced and renamed. Errors: EngineError when the disk is
/// full; InputError of the traffic, see SumoTraffic::saved_start.
void save_state(const std::filesystem::path& path, const Scenario& scenario,
                const std::string& city_hash, Twin& twin, SimTime now);

/// A state that a run begins from, read once from end to end, so that damage shows before anything
/// is simulated.
class SavedState {
  public:
    /// What for: only the program that wrote it can begin from it, another one can look at it.
    enum class Use { begin, look };

    /// Errors: InputError when there is none, or when it is damaged, cut short, of a newer format
    /// or, to begin from it, of another build of the program.
    explicit SavedState(std::filesystem::path path, Use use = Use::begin);

    const std::filesystem::path& path() const { return path_; }

    const SavedStateHeader& header() const { return header_; }

    /// Of everything in the file, as hexadecimal text.
    const std::string& content_hash() const { return content_hash_; }

    /// Of the city's traffic; absent when the warm-up had none, and to look at it.
    const std::optional<traffic::TrafficStart>& traffic() const { return traffic_; }

    /// Lists what keeps the scenario from beginning here: another city or start, an end or events
    /// before it, sections that the warm-up did not have or that it had beside.
    void check(const Scenario& scenario, const std::string& city_hash, Problems& problems) const;

    /// Brings a twin that was made with this state to it. Errors: InputError when they do not fit.
    void put_into(Twin& twin);

  private:
    void read_header(engine::StateReader& in);
    void check_sections(const Scenario& scenario, Problems& problems) const;

    std::filesystem::path path_;
    Use use_;
    std::set<std::string, std::less<>> sections_;
    SavedStateHeader header_;
    std::string content_hash_;
    std::optional<traffic::TrafficStart> traffic_;
};

/// The state that the scenario begins from; nullptr for time zero. Errors: ProblemsError with
/// everything that keeps it from that, InputError of SavedState.
std::unique_ptr<SavedState> state_to_begin_from(const Scenario& scenario, const io::City& city,
                                                SavedState::Use use = SavedState::Use::begin);

} // namespace cityproof::scenarios
