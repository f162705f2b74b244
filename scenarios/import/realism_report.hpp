// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace cityproof::scenarios {

/// A figure of a synthetic city beside what real cities have.
struct RealismFigure {
    std::string key;     ///< "travel.trips_per_person"
    std::string meaning; ///< for people: "trips a resident makes a day"
    std::string unit;    ///< "1" for a plain number
    double value = 0;
    double low = 0; ///< published range
    double high = 0;
    std::string source; ///< of the range
    std::string note = {};

    bool is_inside() const { return value >= low && value <= high; }
};

/// Compares what a synthesis made with published ranges.
class RealismReport {
  public:
    void add(RealismFigure figure) { figures_.push_back(std::move(figure)); }

    const std::vector<RealismFigure>& figures() const { return figures_; }

    std::size_t outside() const;

    /// One line a figure for the terminal; figures outside their range are marked.
    std::vector<std::string> lines() const;

    /// report/realism.json.
    std::string json() const;

  private:
    std::vector<RealismFigure> figures_;
};

} // namespace cityproof::scenarios
