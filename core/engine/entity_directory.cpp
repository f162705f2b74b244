// SPDX-License-Identifier: Apache-2.0
#include "core/engine/entity_directory.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace cityproof::engine {

std::string EntityDirectory::name_of(EntityIndex entity) const {
    const Owner& owner = owners_[records_[entity].owner];
    return fmt::format("{} {}", owner.model->table(), owner.model->ids()[entity - owner.first]);
}

const EntityDirectory::Owner& EntityDirectory::add(EntityModel& model) {
    const std::span<const std::string> ids = model.ids();
    const auto first = static_cast<EntityIndex>(records_.size());
    if (owners_.size() == std::numeric_limits<std::uint16_t>::max() ||
        ids.size() > std::numeric_limits<EntityIndex>::max() - first) {
        throw InputError(
            {}, fmt::format("there is no number left for {} of {}", ids.size(), model.table()));
    }
    const auto count = static_cast<std::uint32_t>(ids.size());
    owners_.push_back({&model, first, count, model.timers(), model.outputs(), model.links(), {}});
    owners_.back().armed.assign(std::size_t{count} * model.timers(), 0);
    records_.reserve(records_.size() + count);
    for (std::uint32_t local = 0; local < count; ++local) {
        const std::uint64_t hash = entity_hash(model.table(), ids[local]);
        records_.push_back(
            {.hash = hash, .trace = hash, .owner = static_cast<std::uint16_t>(owners_.size() - 1)});
        place(model, first + local, local, count);
    }
    index_by_hash(first);
    return owners_.back();
}

void EntityDirectory::place(const EntityModel& model, EntityIndex entity, std::uint32_t local,
                            std::uint32_t count) {
    EntityRecord& record = records_[entity];
    record.partition = static_cast<std::uint16_t>(std::uint64_t{local} * partitions_ / count);
    const Colocation* colocation = model.colocation(local);
    if (colocation == nullptr) {
        return;
    }
    const auto number = static_cast<std::uint32_t>(colocations_.size());
    const auto [known, is_new] = colocation_numbers_.emplace(colocation, number);
    if (is_new) {
        colocations_.push_back(colocation);
        colocation_partitions_.push_back(record.partition);
    }
    record.colocation = known->second;
    record.partition = colocation_partitions_[record.colocation];
}

void EntityDirectory::index_by_hash(EntityIndex first) {
    const auto hash_of = [this](EntityIndex entity) { return records_[entity].hash; };
    for (auto entity = first; entity < records_.size(); ++entity) {
        by_hash_.push_back(entity);
    }
    const auto added = by_hash_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(added, by_hash_.end(),
              [&](EntityIndex a, EntityIndex b) { return hash_of(a) < hash_of(b); });
    std::inplace_merge(by_hash_.begin(), added, by_hash_.end(),
                       [&](EntityIndex a, EntityIndex b) { return hash_of(a) < hash_of(b); });
    const auto twin = std::ranges::adjacent_find(by_hash_, {}, hash_of);
    if (twin != by_hash_.end()) {
        throw InputError(
            {},
            fmt::format("{} has the same hash as {}", name_of(*std::next(twin)), name_of(*twin)),
            "ids that are unique within their table", "rename one of the two");
    }
}

std::uint64_t EntityDirectory::fold_traces(std::uint64_t hash) const {
    for (const EntityIndex entity : by_hash_) {
        hash = fold_hash(fold_hash(hash, records_[entity].hash), records_[entity].trace);
    }
    return hash;
}

void EntityDirectory::save(const Owner& owner, StateWriter& out) const {
    out.put(owner.count);
    for (std::uint32_t local = 0; local < owner.count; ++local) {
        const EntityRecord& record = records_[owner.first + local];
        out.put(record.hash);
        out.put(record.trace);
        out.put(record.sequence);
    }
    out.put(owner.armed);
}

void EntityDirectory::restore(Owner& owner, StateReader& in) {
    if (in.get<std::uint32_t>() != owner.count) {
        in.fail("the checkpoint has another number of entities");
    }
    for (std::uint32_t local = 0; local < owner.count; ++local) {
        EntityRecord& record = records_[owner.first + local];
        if (in.get<std::uint64_t>() != record.hash) {
            in.fail(fmt::format("the checkpoint has another entity in the place of {}",
                                name_of(owner.first + local)));
        }
        in.get(record.trace);
        in.get(record.sequence);
    }
    in.get_sized(owner.armed);
}

} // namespace cityproof::engine
