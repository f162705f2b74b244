// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cityproof::energy {

struct GridDocument;
struct GridPositions;

/// Results for branches. Shape: one entry per branch.
struct BranchFlows {
    std::vector<double> loading; ///< 1: of i_n (lines, by current) or of sn (transformers, by
                                 ///< apparent power); 0 if none
    std::vector<double> loss_w;  ///< W, sum of the active powers that enter at both ends
};

/// One steady state of the grid. Buses without supply have voltage 0.
struct PowerFlowResult {
    std::vector<double> voltage_pu;      ///< per bus
    std::vector<std::uint8_t> energised; ///< per bus
    BranchFlows line;
    BranchFlows transformer; ///< the file's transformers, then its generic branches
    double load_w = 0;       ///< active power of all loads, wires included
    double source_w = 0;     ///< active power from the upstream grid
};

/// Balanced AC power flow of one grid (Newton-Raphson, tolerance 1e-8 pu, at most 20 iterations,
/// one thread), the adapter to power-grid-model's C interface. A solution depends on loads and
/// switch positions only, never on earlier ones. Threads: one object, one thread at a time.
class PowerFlow {
  public:
    /// Parameters: `loaded_buses` (indices) each get one more constant-power load for the wires;
    /// `source_strength_va` replaces sk of every source. The grid must have passed check_grid().
    /// Errors: InputError when the core refuses the grid.
    PowerFlow(const GridDocument& grid, std::optional<double> source_strength_va,
              const std::vector<std::uint32_t>& loaded_buses);
    PowerFlow(const PowerFlow&) = delete;
    PowerFlow& operator=(const PowerFlow&) = delete;
    ~PowerFlow();

    /// Active power at each loaded bus, W. Shape: as `loaded_buses`.
    void set_loads(std::span<const double> power_w);
    void set_positions(const GridPositions& positions);

    /// Solves. Returns nullopt and the result is complete, or the core's reason why there is no
    /// solution; the result is NaN then, never that of an earlier solve. Errors: EngineError for
    /// anything that is not a missing solution.
    std::optional<std::string> solve();

    const PowerFlowResult& result() const { return result_; }

  private:
    class Core;

    void collect();
    void forget();

    std::unique_ptr<Core> core_;
    PowerFlowResult result_;
};

} // namespace cityproof::energy
