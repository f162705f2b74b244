// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/id_search.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cityproof::gui {

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// 0: equal, 1: begins with it, 2: has it inside, 3: not at all. `text` is in lower case.
std::size_t rank_of(const std::string& id, std::string_view text) {
    const auto found = std::search(id.begin(), id.end(), text.begin(), text.end(),
                                   [](char a, char b) { return lower(a) == b; });
    if (found == id.end()) {
        return 3;
    }
    if (found != id.begin()) {
        return 2;
    }
    return id.size() == text.size() ? 0 : 1;
}

} // namespace

std::vector<ObjectRef> IdSearch::find(std::string_view text, std::size_t most) const {
    std::string wanted{text};
    std::transform(wanted.begin(), wanted.end(), wanted.begin(), lower);
    std::string only;
    if (const std::size_t slash = wanted.find('/'); slash != std::string::npos) {
        const std::string table = wanted.substr(0, slash);
        if (table == vehicle_table || (facts_ && facts_->table(table) != nullptr)) {
            only = table;
            wanted = wanted.substr(slash + 1);
        }
    }
    std::array<std::vector<ObjectRef>, 3> by_rank;
    if (wanted.empty() && only.empty()) {
        return {};
    }
    const auto look_in = [&](const std::string& table, const std::vector<std::string>& ids) {
        if (!only.empty() && table != only) {
            return;
        }
        for (std::size_t index = 0; index < ids.size(); ++index) {
            const std::size_t rank = rank_of(ids[index], wanted);
            if (rank < by_rank.size() && by_rank[rank].size() < most) {
                by_rank[rank].push_back({table, index});
            }
        }
    };
    if (facts_) {
        for (const io::EntityTable& table : facts_->tables) {
            look_in(table.name, table.ids);
        }
    }
    if (vehicles_) {
        look_in(vehicle_table, *vehicles_);
    }
    std::vector<ObjectRef> all;
    for (const auto& some : by_rank) {
        all.insert(all.end(), some.begin(), some.end());
    }
    all.resize(std::min(all.size(), most));
    return all;
}

std::optional<ObjectRef> IdSearch::named(std::string_view target) const {
    const std::size_t slash = target.find('/');
    if (slash == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string table{target.substr(0, slash)};
    const std::string_view id = target.substr(slash + 1);
    const std::vector<std::string>* ids = nullptr;
    if (table == vehicle_table) {
        ids = vehicles_.get();
    } else if (facts_ && facts_->table(table) != nullptr) {
        ids = &facts_->table(table)->ids;
    }
    if (ids == nullptr) {
        return std::nullopt;
    }
    const auto found = std::find(ids->begin(), ids->end(), id);
    return found == ids->end()
               ? std::nullopt
               : std::optional{ObjectRef{table, static_cast<std::size_t>(found - ids->begin())}};
}

const std::string& IdSearch::id(const ObjectRef& object) const {
    static const std::string none;
    if (object.table == vehicle_table) {
        return vehicles_ && object.index < vehicles_->size() ? (*vehicles_)[object.index] : none;
    }
    const io::EntityTable* table = facts_ ? facts_->table(object.table) : nullptr;
    return table != nullptr && object.index < table->ids.size() ? table->ids[object.index] : none;
}

} // namespace cityproof::gui
