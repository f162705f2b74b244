// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/saved_state.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "io/text/files.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/build_id.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;
using engine::StateReader;
using engine::StateUse;
using engine::StateWriter;

/// Of the whole file; a newer one is refused. The first section begins with it, whatever follows.
constexpr std::uint32_t format = 1;
constexpr const char* header_section = "cityproof saved state";
constexpr const char* traffic_section = "SUMO";
/// The last one: a file that was cut between two sections lacks it.
constexpr const char* end_section = "end";

/// Models that a run may have less than the state. A policy ends with the warm-up; the recorder
/// belongs to the run file.
constexpr std::array<std::string_view, 2> left_behind{"max_pressure", "recorder"};

std::string warm_up_hash(const Scenario& scenario) {
    std::uint64_t hash = stable_hash(scenario.text);
    for (const std::string& text : scenario.overrides) {
        hash = fold_hash(hash, stable_hash(text));
    }
    for (const Policy& policy : scenario.policies) {
        hash = fold_hash(hash, stable_hash(policy.text));
    }
    return fmt::format("{:016x}", hash);
}

void put_header(StateWriter& out, const SavedStateHeader& header) {
    out.section(header_section);
    out.put(format);
    out.put(header.build);
    out.put(header.processor);
    out.put(header.at);
    out.put(header.city_hash);
    out.put(header.start_local);
    out.put(header.time_zone);
    out.put(header.seed);
    out.put(header.warm_up);
    out.put(header.warm_up_hash);
}

fs::path growing(const fs::path& path) {
    return path.string() + ".new";
}

std::string hash_of_file(const fs::path& path) {
    constexpr std::size_t piece = 1U << 20U;
    std::ifstream in{path, std::ios::binary};
    std::string bytes(piece, '\0');
    std::uint64_t hash = 0;
    while (in.read(bytes.data(), piece) || in.gcount() > 0) {
        hash = fold_hash(hash, stable_hash({bytes.data(), static_cast<std::size_t>(in.gcount())}));
    }
    return fmt::format("{:016x}", hash);
}

} // namespace

void require_state_can_be_saved(const Scenario& scenario, const fs::path& path) {
    if (scenario.duration.ns() % scenario.rebase_every.ns() != 0) {
        throw InputError({scenario.file.string(), 0, "duration"},
                         fmt::format("{} is no multiple of rebase_every, {}, and only there a "
                                     "state can be saved",
                                     to_string(scenario.duration),
                                     to_string(scenario.rebase_every)),
                         "a multiple of it", "change one of the two");
    }
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        throw InputError({path.string(), 0, "--save-state"}, "is a folder", "the file to write");
    }
    const bool writable = std::ofstream{growing(path), std::ios::binary}.good();
    fs::remove(growing(path), ignored);
    if (!writable) {
        throw InputError({path.string(), 0, "--save-state"}, "cannot be written",
                         "a file in a folder that exists and may be written");
    }
}

void save_state(const fs::path& path, const Scenario& scenario, const std::string& city_hash,
                Twin& twin, SimTime now) {
    const fs::path unfinished = growing(path);
    try {
        std::ofstream file{unfinished, std::ios::binary | std::ios::trunc};
        StateWriter out{file};
        put_header(out, {.at = now,
                         .build = build_id(),
                         .processor = architecture(),
                         .city_hash = city_hash,
                         .start_local = scenario.start_local,
                         .time_zone = scenario.time_zone,
                         .seed = scenario.seed,
                         .warm_up = scenario.name,
                         .warm_up_hash = warm_up_hash(scenario)});
        if (twin.traffic() != nullptr) {
            out.section(traffic_section);
            twin.traffic()->saved_start().save(out);
        }
        twin.engine().save(out);
        out.section(end_section);
        try {
            out.finish();
        } catch (const EngineError&) { // which does not know the file
            throw EngineError("file system", fmt::format("writing {}: {}", path.string(),
                                                         std::generic_category().message(errno)));
        }
    } catch (...) {
        std::error_code ignored;
        fs::remove(unfinished, ignored);
        throw;
    }
    io::put_in_place(unfinished, path);
}

SavedState::SavedState(fs::path path, Use use) : path_{std::move(path)}, use_{use} {
    std::error_code ignored;
    if (!fs::is_regular_file(path_, ignored)) {
        throw InputError({path_.string()}, "there is no saved state",
                         "the one that `cityproof run --save-state` writes",
                         "make it with the scenario of the warm-up");
    }
    std::ifstream file{path_, std::ios::binary};
    StateReader in{file, path_.string(), StateUse::saved_state};
    read_header(in);
    if (in.next_section() == traffic_section && use_ == Use::begin) {
        in.section(traffic_section);
        traffic_ = traffic::TrafficStart::restored(in);
    }
    while (!in.next_section().empty() && in.next_section() != end_section) {
        sections_.insert(in.next_section());
        in.skip_section();
    }
    in.section(end_section);
    in.finish();
    content_hash_ = hash_of_file(path_);
}

void SavedState::read_header(StateReader& in) {
    in.section(header_section);
    if (const auto found = in.get<std::uint32_t>(); found != format) {
        throw InputError({path_.string()},
                         fmt::format("is a saved state of format {}, and this program knows "
                                     "format {}",
                                     found, format),
                         {}, "use the Cityproof that wrote it, or make it again");
    }
    in.get(header_.build);
    in.get(header_.processor);
    if (use_ == Use::begin &&
        (header_.build != build_id() || header_.processor != architecture())) {
        // It holds the models' memory as that very program lays it out.
        throw InputError({path_.string()}, "is the saved state of another build of Cityproof",
                         "one that this program wrote",
                         "make it again with the scenario of the warm-up");
    }
    in.get(header_.at);
    in.get(header_.city_hash);
    in.get(header_.start_local);
    in.get(header_.time_zone);
    in.get(header_.seed);
    in.get(header_.warm_up);
    in.get(header_.warm_up_hash);
}

void SavedState::check(const Scenario& scenario, const std::string& city_hash,
                       Problems& problems) const {
    const auto require_same = [&](const char* key, const std::string& was, const std::string& now) {
        if (was != now) {
            problems.error({scenario.file.string(), 0, key},
                           fmt::format("is {}, and that of the saved state {} is {}", now,
                                       path_.string(), was),
                           was, "time goes on from the start of the warm-up");
        }
    };
    if (header_.city_hash != city_hash) {
        problems.error({scenario.file.string(), 0, "from_state"},
                       fmt::format("{} is the state of another city than {}", path_.string(),
                                   scenario.city_folder.string()),
                       "a state of this city as it is now",
                       "make the state again: any change of the package makes it another city");
    }
    require_same("start", header_.start_local, scenario.start_local);
    require_same("time_zone", header_.time_zone, scenario.time_zone);
    if (scenario.end() <= header_.at) {
        problems.error({scenario.file.string(), 0, "duration"},
                       fmt::format("{} ends at or before the saved state, which is of {}",
                                   to_string(scenario.duration), to_string(header_.at)),
                       "a longer duration: it counts from \"start\", the warm-up included");
    }
    for (const ScenarioEvent& event : scenario.events) {
        if (event.command.at < header_.at) {
            problems.error(event.where,
                           fmt::format("{} at {} lies before the saved state, which is of {}",
                                       to_string(event.command.kind), to_string(event.command.at),
                                       to_string(header_.at)),
                           "a later time",
                           "leave it out if the warm-up had it: the state holds what it did");
        }
    }
    check_sections(scenario, problems);
}

void SavedState::check_sections(const Scenario& scenario, Problems& problems) const {
    const auto require_same = [&](const char* key, bool was, bool is) {
        if (was != is) {
            problems.error({scenario.file.string(), 0, key},
                           (is ? "is not simulated in the saved state "
                               : "is missing, and is simulated in the saved state ") +
                               path_.string(),
                           "the sections of the warm-up");
        }
    };
    require_same("traffic", sections_.contains("model traffic"), scenario.traffic.has_value());
    require_same("energy", sections_.contains("model energy"), scenario.energy.has_value());
    require_same("water", sections_.contains("model water"), scenario.water.has_value());
    require_same("sensors", sections_.contains("entities sensor"), scenario.sensors.has_value());
    const bool had_services =
        sections_.contains("entities meter") || sections_.contains("entities lamp");
    if (had_services && !scenario.services) { // a city may have neither meters nor lamps
        require_same("services", true, false);
    }
}

void SavedState::put_into(Twin& twin) {
    std::ifstream file{path_, std::ios::binary};
    StateReader in{file, path_.string(), StateUse::saved_state};
    read_header(in);
    if (traffic_) {
        in.skip_section(); // the twin was made with it
    }
    twin.engine().branch(in, left_behind);
    in.section(end_section);
    in.finish();
}

std::unique_ptr<SavedState> state_to_begin_from(const Scenario& scenario, const io::City& city,
                                                SavedState::Use use) {
    if (!scenario.from_state) {
        return nullptr;
    }
    auto state = std::make_unique<SavedState>(*scenario.from_state, use);
    Problems problems;
    state->check(scenario, city.content_hash, problems);
    problems.throw_if_errors();
    return state;
}

} // namespace cityproof::scenarios
