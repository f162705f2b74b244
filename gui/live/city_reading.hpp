// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/reading.hpp"

namespace cityproof::io {
struct City;
} // namespace cityproof::io

namespace cityproof::gui {

/// A city package without a run: its layers as tables, their numbers as channels that have one
/// value for good ("city/pipe_diameter" from the column diameter_m of the layer pipe), their texts
/// as they are. Findings about the package are problems, not errors, as far as it can be shown.
class CityReading : public Reading {
  public:
    explicit CityReading(const std::filesystem::path& folder);

    const std::filesystem::path& path() const override { return folder_; }

    std::shared_ptr<const RunFacts> facts() const override { return facts_; }

    /// No moments: nothing happens in a package.
    std::shared_ptr<const RunProgress> progress() const override;
    std::shared_ptr<const Frame> frame(const FrameRequest& request) const override;
    /// Empty: there is no time.
    std::shared_ptr<const EntitySeries> series(const std::string& channel,
                                               std::size_t entity) const override;
    std::shared_ptr<const ChannelRange> range(const std::string& channel) const override;
    std::shared_ptr<const TimeSpace>
    time_space(const std::vector<io::Geometry>& streets) const override;

    /// Its map was saved anew, as by QGIS: the package is to be opened again.
    Look look() override;

    std::filesystem::path final_path() const override { return folder_; }

    std::vector<Problem> opening_problems() const override { return problems_; }

  private:
    void add_table(const io::City& city, std::size_t index, RunFacts& facts);
    std::optional<std::filesystem::file_time_type> saved_at() const;

    std::filesystem::path folder_;
    std::filesystem::path map_;
    std::vector<Problem> problems_;
    std::shared_ptr<const RunFacts> facts_;
    std::vector<ChannelValues> values_; ///< in the channels' order
    std::optional<std::filesystem::file_time_type> saved_at_;
    bool said_deleted_ = false;
};

/// The quantity that a column holds: its name without the unit behind it, and that unit; "1" when
/// the name ends in none ("diameter_m" is diameter in m, "lanes" has no unit).
struct ColumnUnit {
    std::string quantity;
    std::string unit;
};

ColumnUnit column_unit(std::string_view column);

} // namespace cityproof::gui
