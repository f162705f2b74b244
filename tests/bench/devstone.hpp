// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

#include "tests/bench/count_check.hpp"
#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// LI: the input goes to every atomic. HI: also each atomic's output to the next one of its level.
/// HO: as HI, and each atomic's output also leaves its level.
enum class DevstoneKind : std::uint8_t { li, hi, ho };

/// Errors: InputError for other than LI, HI, HO.
DevstoneKind devstone_kind(std::string_view name);

/// DEVStone: a coupled model of `depth` levels; each level but the innermost has width - 1 atomics
/// beside the next level, the innermost has one. One input at time zero; an atomic that gets an
/// input makes an external transition and, without delay, an internal one, which sends an output.
/// Everything happens in one instant, so this measures rounds without delay. Source: Glinsky and
/// Wainer, "DEVStone: a benchmarking technique for studying performance of DEVS modeling and
/// simulation environments", 2005.
///
/// The structure is flattened: atomics are entities of one colocation, coupled directly to whom
/// their messages reach. What leaves the root reaches an entity "0" that counts it and that sends
/// the input; the innermost output leaves the root in all kinds, in HO those of the outermost level
/// do, too. Left out against simulators that keep the hierarchy: the hops of each message through
/// up to `depth` coupled models (in HO also those of outputs that end at a level's second port, to
/// which nothing is coupled), and the time to build it. Transitions take no time.
class Devstone final : public NumberedEntities {
  public:
    /// Parameters: width and depth of at least 2.
    Devstone(DevstoneKind kind, std::uint32_t width, std::uint32_t depth);

    const engine::Colocation* colocation(std::uint32_t /*local*/) const override {
        return &together_;
    }

    void start(std::uint32_t local, engine::EntityContext& context) override;
    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override;

    /// External and internal transitions and outputs of the root. With n atomics a level, the i-th
    /// of a chain makes i transitions of each sort, so that there are (depth - 1) n (n + 1) / 2 +
    /// 1; without chains (depth - 1) n + 1.
    std::vector<CountCheck> checks() const;

  private:
    struct Transitions {
        std::uint32_t external = 0;
        std::uint32_t internal = 0;
    };

    bool has_next(std::uint32_t atomic) const;
    bool leaves_root(std::uint32_t atomic) const;
    void send_input(engine::EntityContext& context) const;
    void send_output(std::uint32_t atomic, engine::EntityContext& context) const;

    DevstoneKind kind_;
    std::uint32_t level_; ///< atomics of each level but the innermost
    std::uint32_t depth_;
    engine::Colocation together_{"devstone", 65535};
    engine::EntityArray<Transitions> transitions_; ///< entity 0: outputs of the root as external
};

} // namespace cityproof::bench
