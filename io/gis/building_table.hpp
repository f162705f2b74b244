// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "io/gis/building_outline.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::io {

/// A building, or a part of one, as a file of city models has it.
struct BuildingObject {
    std::string id;
    int line = 0; ///< where it stands in the file; 0: not known
    BuildingBody body;
    std::vector<std::pair<std::string, Attribute>> attributes; ///< of a name, the last one counts
};

/// Makes rows of buildings, the same for every kind of file. A building's outline is its own one;
/// of one that has only parts, each part becomes a row, a single part one of the building's own id.
/// Columns: every attribute, a part's before its building's, and `levels` (storeysAboveGround) and
/// `height_m` (measuredHeight, else the body's). Names have no case. A GdalSession must live.
class BuildingTable {
  public:
    BuildingTable(std::string file, std::string name, Problems& problems);

    /// Adds an error for an id that is taken.
    void add(BuildingObject building, std::vector<BuildingObject> parts);

    /// Whether no building was added, not even one without an outline.
    bool empty() const { return table_.size() == 0 && without_outline_ == 0; }

    /// The rows in the order they were added. Adds a warning for buildings without an outline.
    AssetTable finish();

  private:
    using Attributes = std::vector<std::pair<std::string, Attribute>>;

    void add_row(const BuildingObject& object, const Attributes& of_building);
    const Attribute* found(const char* column) const;
    void set(const std::string& column, const Attribute& value);

    std::string file_;
    Problems& problems_;
    AssetTable table_;
    std::map<std::string, std::size_t> columns_; ///< by name in small letters
    std::set<std::string> ids_;
    std::size_t without_outline_ = 0;
    Location first_without_;
};

} // namespace cityproof::io
