// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace cityproof::demo {

/// A side of the comparison; both run the same scenario.
struct Arm {
    const char* name;   ///< beginning of its run files' names
    const char* policy; ///< in force in its runs beside those of the scenario; empty for none
};

inline constexpr std::array<Arm, 2> arms{{{"baseline", ""}, {"adaptive", "adaptive_signals"}}};

/// The demo's output folder: a copy of the scenario file, the city package, runs/, the report.
/// Holds a lock while it lives, so that two demos do not mix their runs.
class DemoFolder {
  public:
    /// Makes the folder, copies the scenario file of `data` (the shipped demo) into it.
    /// Errors: InputError when it cannot be made or written, another demo works in it, or the
    /// scenario names no city folder of its own beside it.
    DemoFolder(std::filesystem::path folder, const std::filesystem::path& data);
    DemoFolder(const DemoFolder&) = delete;
    DemoFolder& operator=(const DemoFolder&) = delete;
    ~DemoFolder();

    const std::filesystem::path& path() const { return folder_; }

    std::filesystem::path scenario() const;
    std::filesystem::path run_file(std::size_t arm, std::uint64_t seed) const;
    std::filesystem::path log(const std::string& name) const;

    const std::filesystem::path& city() const { return city_; }

    /// Whether city and runs were made from inputs of this hash.
    bool is_made_from(std::uint64_t inputs_hash) const;
    /// Forgets what the folder was made from and removes its runs.
    void forget();
    /// The city has been imported from inputs of this hash; runs that come now belong to it.
    void mark_made_from(std::uint64_t inputs_hash) const;

  private:
    std::filesystem::path folder_;
    std::filesystem::path city_;
    int lock_ = -1;
};

/// Hash over names and contents of everything that the demo's runs are made from: the shipped
/// scenario, the map that the city is made of, the policies, the programs `import` and `run`.
std::uint64_t hash_of_inputs(const std::filesystem::path& data,
                             const std::filesystem::path& import_program,
                             const std::filesystem::path& run_program);

} // namespace cityproof::demo
