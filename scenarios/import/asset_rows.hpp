// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"

#include <string>

namespace cityproof::scenarios {

/// Checks what rows of the map say by themselves, since planners draw them by hand: that they lie
/// in the city, and have the numbers and words that a run reads.
class AssetRowCheck {
  public:
    /// The city must outlive the check.
    AssetRowCheck(const io::City& city, Problems& problems);

    /// Parameters: `listed` takes the errors of this table.
    void check(const io::AssetTable& table, LimitedProblems& listed) const;

  private:
    void check_places(const io::AssetTable& table, LimitedProblems& listed) const;
    void check_number(const io::AssetTable& table, std::size_t row, const char* column,
                      LimitedProblems& listed) const;
    void check_values(const io::AssetTable& table, LimitedProblems& listed) const;
    /// A sensor that was moved still measures its target: said when that is far away.
    void check_sensor_places(const io::AssetTable& sensors) const;
    Location where(const io::AssetTable& table, std::size_t row, const char* column) const;
    /// How far a place lies beyond where assets of the city may be; zero within.
    double beyond_m(const io::Point& point) const;

    const io::City& city_;
    Problems& problems_;
    std::string map_;
    io::Bounds reach_;
    bool has_reach_ = false;
};

} // namespace cityproof::scenarios
