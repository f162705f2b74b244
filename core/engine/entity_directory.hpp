// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_model.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cityproof::engine {

/// What the engine keeps of one entity.
struct EntityRecord {
    static constexpr std::uint32_t no_colocation = 0xffff'ffff;

    std::uint64_t hash = 0;     ///< entity_hash(table, id)
    std::uint64_t trace = 0;    ///< order-sensitive hash of what it handled and published
    std::uint64_t sequence = 0; ///< events sent and values published so far
    std::uint32_t colocation = no_colocation;
    std::uint16_t owner = 0; ///< of EntityDirectory::owners
    std::uint16_t partition = 0;
};

static_assert(sizeof(EntityRecord) == 32);

/// The entities of a run, of all models. Fixed before the run starts, except that each partition
/// writes the records and timers of its own entities.
class EntityDirectory {
  public:
    /// A model with entities, and what it declares.
    struct Owner {
        EntityModel* model = nullptr;
        EntityIndex first = 0;
        std::uint32_t count = 0;
        std::uint8_t timers = 0; ///< per entity
        std::vector<Port*> outputs;
        std::vector<const LinkSpec*> links; ///< over which its entities may send
        std::vector<std::uint64_t> armed; ///< per entity and timer: the valid event's sequence + 1;
                                          ///< 0: none

        std::uint64_t& armed_event(EntityIndex entity, std::uint8_t timer) {
            return armed[std::size_t{entity - first} * timers + timer];
        }
    };

    explicit EntityDirectory(std::uint32_t partitions) : partitions_{partitions} {}

    /// Returns the new owner. Errors: InputError when two entities have the same hash.
    const Owner& add(EntityModel& model);

    std::size_t size() const { return records_.size(); }

    EntityRecord& record(EntityIndex entity) { return records_[entity]; }

    const EntityRecord& record(EntityIndex entity) const { return records_[entity]; }

    /// The record will be needed soon: with a million entities, fetching it from memory takes as
    /// long as all the rest of an event.
    void expect(EntityIndex entity) const { __builtin_prefetch(&records_[entity], 1); }

    std::vector<Owner>& owners() { return owners_; }

    const std::vector<Owner>& owners() const { return owners_; }

    Owner& owner(const EntityRecord& record) { return owners_[record.owner]; }

    /// The colocation of an entity; nullptr when it has none.
    const Colocation* colocation(const EntityRecord& record) const {
        return record.colocation == EntityRecord::no_colocation ? nullptr
                                                                : colocations_[record.colocation];
    }

    /// "sensor s7", for messages.
    std::string name_of(EntityIndex entity) const;

    /// Folds every entity's name and trace in the order of their hashes: independent of the order
    /// in which models were added.
    std::uint64_t fold_traces(std::uint64_t hash) const;

    /// Records and timers of one model's entities.
    void save(const Owner& owner, StateWriter& out) const;
    /// Errors: InputError when the state is of other entities.
    void restore(Owner& owner, StateReader& in);

  private:
    void place(const EntityModel& model, EntityIndex entity, std::uint32_t local,
               std::uint32_t count);
    void index_by_hash(EntityIndex first);

    std::uint32_t partitions_;
    std::vector<Owner> owners_; ///< ascending first
    std::vector<EntityRecord> records_;
    std::vector<EntityIndex> by_hash_; ///< ascending hash
    std::vector<const Colocation*> colocations_;
    std::vector<std::uint16_t> colocation_partitions_;
    std::map<const Colocation*, std::uint32_t> colocation_numbers_; ///< never iterated: its order
                                                                    ///< is that of addresses
};

} // namespace cityproof::engine
