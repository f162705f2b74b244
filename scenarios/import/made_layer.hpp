// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "models/contracts/city_model.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace cityproof::scenarios {

io::Geometry point_at(const contracts::Place& place);

io::Geometry line_between(const contracts::Place& start, const contracts::Place& end);

/// Without points that repeat the one before.
io::Geometry line_along(const std::vector<contracts::Place>& places);

/// A layer of assets that a synthesis made: its rows all end with provenance and rule.
class MadeLayer {
  public:
    MadeLayer(const char* name, std::initializer_list<const char*> columns);

    /// Parameters: `cells` are those of the columns, in their order; a surveyed row was there
    /// before the synthesis.
    void add(const std::string& id, io::Geometry geometry, std::vector<io::Attribute> cells,
             const std::string& rule, bool surveyed = false);

    io::AssetTable take() { return std::move(table_); }

  private:
    io::AssetTable table_;
};

} // namespace cityproof::scenarios
