// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/feed_of_run.hpp"

#include "gui/recorded/recorded_unit.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

namespace cityproof::gui {

FeedOfRun::FeedOfRun(RecordedFeed feed, const RunFacts& facts) : feed_{std::move(feed)} {
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_id;
    std::set<std::pair<std::string_view, std::string_view>> things; // table, id
    for (std::size_t i = 0; i < feed_.series.size(); ++i) {
        by_id[feed_.series[i].id].push_back(i);
        things.emplace(feed_.series[i].table, feed_.series[i].id);
    }
    auto absent = things;
    for (const io::EntityTable& table : facts.tables) {
        for (std::size_t index = 0; index < table.ids.size(); ++index) {
            const auto found = by_id.find(table.ids[index]);
            if (found == by_id.end()) {
                continue;
            }
            for (const std::size_t i : found->second) {
                const RecordedSeries& one = feed_.series[i];
                if (one.table.empty() || one.table == table.name) {
                    series_of_[table.name][index].push_back(i);
                    absent.erase({one.table, one.id});
                }
            }
        }
    }
    if (absent.empty()) {
        return;
    }
    const auto& [table, id] = *absent.begin();
    const bool none = absent.size() == things.size();
    Problem& problem = missing_.emplace();
    problem.severity = none ? Severity::warning : Severity::note;
    problem.where.file = feed_.file;
    problem.message = fmt::format(
        "{} of {} recorded ids are in this run; \"{}{}{}\", for example, is not",
        things.size() - absent.size(), things.size(), table, table.empty() ? "" : "/", id);
    if (none) {
        problem.expected = "ids as the inspector shows them";
        problem.remedy = "rename them in the file's header or in its column \"id\"";
    }
}

const RecordedSeries* FeedOfRun::of(const ObjectRef& object, const io::ChannelDescription& channel,
                                    bool first) const {
    const auto table = series_of_.find(object.table);
    if (table == series_of_.end()) {
        return nullptr;
    }
    const auto found = table->second.find(object.index);
    if (found == table->second.end()) {
        return nullptr;
    }
    const RecordedSeries* fitting = nullptr;
    for (const std::size_t i : found->second) {
        const RecordedSeries& one = feed_.series[i];
        if (!shown_units_in(one.unit, channel)) {
            continue;
        }
        if (one.channel == channel.name) {
            return &one;
        }
        if (one.channel.empty() && fitting == nullptr && (first || !one.unit.empty())) {
            fitting = &one;
        }
    }
    return fitting;
}

} // namespace cityproof::gui
