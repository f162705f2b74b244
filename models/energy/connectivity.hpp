// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace cityproof::energy {

struct GridDocument;
struct GridPositions;

/// Which buses are connected to a source in service, from the switch positions alone. Needs no
/// power flow, so the answer stands when a power flow has none.
class Connectivity {
  public:
    explicit Connectivity(const GridDocument& grid);

    /// Shape: one flag per bus, in the order of the file's nodes.
    std::vector<std::uint8_t> energised(const GridPositions& positions) const;

  private:
    struct Branches {
        std::vector<std::uint32_t> from_bus;
        std::vector<std::uint32_t> to_bus;
    };

    static Branches branches_of(const GridDocument& grid, const char* component);

    std::size_t bus_count_;
    Branches line_;
    Branches link_;
    Branches transformer_;
    Branches generic_branch_;
    std::vector<std::uint32_t> source_bus_;
};

} // namespace cityproof::energy
