// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/color_scale.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cityproof::gui {

/// The values that colour a layer: one per entity, in the units of the scale's legend; not finite
/// is "no data".
struct ColoredValues {
    ColorScale scale;
    std::vector<float> values;

    std::optional<std::size_t> class_of(std::size_t entity) const {
        return entity < values.size() ? scale.class_of(values[entity]) : std::nullopt;
    }

    bool has_no_data() const {
        return std::any_of(values.begin(), values.end(),
                           [](float value) { return !std::isfinite(value); });
    }

    /// The scale's legend. Classes of a difference say how many things are in them: for how many
    /// it is better or worse.
    Legend legend(Symbol symbol, double width_px, const Theme& theme) const;

    /// Entities by class, least critical class first; "no data" is `without`. Later ones are drawn
    /// over earlier ones.
    struct Group {
        std::size_t index = 0;
        std::vector<std::size_t> entities;
    };

    /// Groups of the first `entity_count` entities in drawing order; entities without data are put
    /// into `without`.
    std::vector<Group> drawing_order(std::size_t entity_count,
                                     std::vector<std::size_t>& without) const {
        std::vector<Group> groups(scale.class_count());
        for (std::size_t index = 0; index < groups.size(); ++index) {
            groups[index].index = index;
        }
        for (std::size_t entity = 0; entity < entity_count; ++entity) {
            if (const auto found = class_of(entity)) {
                groups[*found].entities.push_back(entity);
            } else {
                without.push_back(entity);
            }
        }
        std::stable_sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
            return scale.emphasis(a.index) < scale.emphasis(b.index);
        });
        return groups;
    }
};

} // namespace cityproof::gui
