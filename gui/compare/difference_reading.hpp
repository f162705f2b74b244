// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/compared_runs.hpp"
#include "gui/data/value_range.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::gui {

/// Which difference is wanted.
struct DifferenceRequest {
    std::string channel;
    double time_s = 0;
    /// First and last moment: the mean over them. Without: the values at time_s.
    std::optional<std::pair<double, double>> range_s = {};
    std::size_t pair = 0;   ///< whose tables number the entities
    bool all_pairs = false; ///< the mean over all pairs; else that one pair

    friend bool operator==(const DifferenceRequest&, const DifferenceRequest&) = default;
};

/// B minus A of every entity of A's table, in the unit that is shown.
struct DifferenceValues {
    DifferenceRequest request;
    std::string table;
    std::vector<float> values; ///< NaN: no data in A or B, or not in B
    ValueRange range;          ///< classes, symmetric round zero
    std::size_t pairs = 0;     ///< how many went into the mean
};

/// Reads differences between runs. Entities are matched by id, so that the order in a file does not
/// matter. A file that cannot be read is a sentence, not a wrong mean. Knows neither threads nor
/// windows. Errors of every method: InputError. Threads: one at a time.
class DifferenceReading {
  public:
    explicit DifferenceReading(ComparedRuns runs) : runs_{std::move(runs)} {}

    DifferenceValues values(const DifferenceRequest& request);

  private:
    const io::RunFileReader& run(const std::string& file);
    std::vector<float> mean_at(const DifferenceRequest& request, double time_s);
    void add_pair(const RunPair& pair, const DifferenceRequest& request, double time_s,
                  std::vector<double>& sums, std::vector<std::size_t>& counts);
    const ValueRange& classes(const DifferenceRequest& request, const std::vector<float>& shown);
    std::vector<std::size_t> wanted_pairs(const DifferenceRequest& request) const;

    ComparedRuns runs_;
    std::map<std::string, std::unique_ptr<io::RunFileReader>> readers_;
    std::optional<DifferenceRequest> classed_; ///< of which `classes_` are
    ValueRange classes_;
};

} // namespace cityproof::gui
