// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/osm/osm_areas.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::scenarios {

/// Areas of an extract, found by place.
class AreaMap {
  public:
    explicit AreaMap(std::vector<OsmArea> areas);

    /// Of several areas around the place, the first; nullptr when there is none.
    const OsmArea* at(const contracts::Place& place) const;

  private:
    std::vector<OsmArea> areas_;
    std::vector<io::Bounds> boxes_;
};

/// What the ground is used for.
class LandUse {
  public:
    /// What is mended of the areas' outlines is counted in `repairs`.
    LandUse(const OsmSource& source, RepairCount& repairs);

    /// Value of the tag `landuse` there; empty when the map says nothing.
    std::string_view at(const contracts::Place& place) const;

    /// Whether houses may stand there: no water, wood, park, field, track or burial ground.
    bool may_be_built(const contracts::Place& place) const;

  private:
    AreaMap landuse_;
    AreaMap open_;
};

} // namespace cityproof::scenarios
