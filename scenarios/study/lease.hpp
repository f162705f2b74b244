// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

namespace cityproof::study {

/// How long a lease of another machine is believed without a sign of life.
inline constexpr std::chrono::minutes lease_patience{10};

/// Says that this process makes a run: a file with host, process and its start. It keeps two
/// workers from one run; a mistake costs time and never a result, since a run's file is put in
/// place whole.
class Lease {
  public:
    /// nullopt when another living process has it: on this machine that is looked up, of another
    /// one believed for `lease_patience` after the last renew(). Errors: InputError when the
    /// file cannot be made.
    static std::optional<Lease> take(const std::filesystem::path& file);
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease(); ///< gives it back

    /// A sign of life, at most one a minute.
    void renew();

  private:
    explicit Lease(std::filesystem::path file);

    std::filesystem::path file_; ///< empty when moved from
    std::chrono::steady_clock::time_point renewed_;
};

} // namespace cityproof::study
