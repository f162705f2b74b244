// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cityproof::scenarios {

/// The class of a street by its highway tag.
contracts::StreetClass street_class_of(std::string_view highway);

/// Whether cars may use streets of this class.
inline bool is_driveable(contracts::StreetClass street_class) {
    return street_class != contracts::StreetClass::path;
}

/// Adds all streets of the extract to the model, split where they meet; ids "n<OSM node>" and
/// "w<OSM way>.<piece>". `component` counts the driveable nets by falling length; paths, which
/// belong to none, get no_segment there. `street_nets` is the number of those that are at least 3
/// km and a tenth of the longest one long, at least 1.
void add_street_graph(const OsmSource& source, contracts::CityModel& model);

/// Finds the nearest of some segments by a grid of square cells.
class StreetIndex {
  public:
    struct Hit {
        std::uint32_t segment = contracts::no_segment;
        double at_m = 0; ///< along the segment
        contracts::Place foot;
        double distance_m = 0;
    };

    /// Parameters: the model must outlive the index and keep its segments; `segments` are those to
    /// be found.
    StreetIndex(const contracts::CityModel& model, std::vector<std::uint32_t> segments);

    /// The nearest segment within `reach_m`; of equally near ones, the first. Without one,
    /// `segment` is no_segment.
    Hit nearest(const contracts::Place& place, double reach_m) const;

  private:
    struct Piece {
        std::uint32_t segment = 0;
        std::uint32_t first_point = 0;
        double start_m = 0;
    };

    std::int64_t column(double x_m) const;
    std::int64_t row(double y_m) const;
    const std::vector<std::uint32_t>* cell(std::int64_t column, std::int64_t row) const;
    void consider(const Piece& piece, const contracts::Place& place, Hit& best) const;

    const contracts::CityModel& model_;
    std::vector<Piece> pieces_;
    std::vector<std::vector<std::uint32_t>> cells_; ///< pieces whose box meets the cell, ascending
    double west_m_ = 0;
    double south_m_ = 0;
    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
};

} // namespace cityproof::scenarios
