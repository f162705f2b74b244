// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::energy {

struct GridDocument;

/// The switch positions of one kind of component. Shape: one entry per component; a source has its
/// status in both.
struct SwitchPositions {
    std::vector<std::uint8_t> from; ///< 1 closed
    std::vector<std::uint8_t> to;
};

/// Switch positions of a whole grid, by component type of the file.
struct GridPositions {
    SwitchPositions line;
    SwitchPositions link;
    SwitchPositions transformer;
    SwitchPositions generic_branch;
    SwitchPositions source;
};

/// Which assets are out of service. An outage opens both ends of an asset; its end gives back the
/// positions that the file has, so a ring that is open by plan stays open. Outages of one asset do
/// not add up: one restore ends them.
class GridSwitches {
  public:
    explicit GridSwitches(const GridDocument& grid);

    /// Whether `table` ("line", "transformer", "source") can be switched.
    static bool is_switchable(std::string_view table);

    /// Takes element `index` of a table out of service or puts it back. Returns whether that
    /// changed anything.
    bool set_outage(std::string_view table, std::size_t index, bool out);

    const GridPositions& positions() const { return now_; }

    void save(engine::StateWriter& out) const;
    /// Errors: InputError also for positions that no outage of this grid's assets makes.
    void restore(engine::StateReader& in);

  private:
    GridPositions file_;
    GridPositions now_;
};

} // namespace cityproof::energy
