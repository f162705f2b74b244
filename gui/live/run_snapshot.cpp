// SPDX-License-Identifier: Apache-2.0
#include "gui/live/run_snapshot.hpp"

#include <algorithm>

namespace cityproof::gui {

std::string RunFacts::meta_text(std::string_view key) const {
    const auto found = std::ranges::find(meta, key, &io::MetaEntry::key);
    return found == meta.end() ? std::string{} : found->value;
}

const io::EntityTable* RunFacts::table(std::string_view name) const {
    const auto found = std::ranges::find(tables, name, &io::EntityTable::name);
    return found == tables.end() ? nullptr : &*found;
}

const io::ChannelDescription* RunFacts::channel(std::string_view name) const {
    const auto found = std::ranges::find(channels, name, &io::ChannelDescription::name);
    return found == channels.end() ? nullptr : &*found;
}

const std::vector<double>* RunProgress::times_s(std::string_view axis) const {
    const auto found = std::ranges::find(axes, axis, &AxisTimes::axis);
    return found == axes.end() ? nullptr : &found->times_s;
}

const std::vector<float>* Frame::values(std::string_view channel) const {
    const auto found = std::ranges::find(channels, channel, &ChannelValues::channel);
    return found == channels.end() ? nullptr : &found->values;
}

} // namespace cityproof::gui
