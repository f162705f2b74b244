// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::io {

/// A quick look into one of very many run files: what RunFileReader tells, without names and places
/// of entities, a tenth of its time. Errors of every method: InputError naming the file.
/// Threads: one at a time.
class RunGlance {
  public:
    /// Errors: InputError when the file is missing, no run file of ours, of a newer format, or not
    /// closed by the run that wrote it.
    explicit RunGlance(const std::filesystem::path& path);
    RunGlance(const RunGlance&) = delete;
    RunGlance& operator=(const RunGlance&) = delete;
    ~RunGlance();

    /// Whether the run reached its end.
    bool complete() const;
    std::string meta(const std::string& key) const; ///< empty when absent

    /// Names and values of the key figures.
    std::vector<std::pair<std::string, double>> key_figures() const;
    std::vector<double> times_s(const std::string& axis) const;

    /// Frames and entities.
    struct Extent {
        std::uint64_t frames = 0;
        std::uint64_t entities = 0;

        friend bool operator==(const Extent&, const Extent&) = default;
    };

    /// Of a channel "<domain>/<quantity>"; nullopt when the file has none of that name.
    std::optional<Extent> extent(const std::string& channel) const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::io
